package io.github.mfa4j.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6238, section 6: two codes in a row show where an authenticator is. */
class TotpResynchronizeTest {

    private static final Totp TOTP =
            Totp.of(OtpSecret.ofBytes("12345678901234567890".getBytes(StandardCharsets.US_ASCII)));
    private static final long PRESENT = 1_000_000;
    private static final Instant NOW = Instant.ofEpochSecond(PRESENT * 30 + 17);

    private static OptionalLong at(long firstStep, int range) {
        return TOTP.resynchronize(TOTP.codeOfStep(firstStep), TOTP.codeOfStep(firstStep + 1), NOW, range);
    }

    @Test
    void everyPairOfWhichBothLieInTheRangeIsFoundAtItsSecondStep() {
        for (int offset = -15; offset <= 15; offset++) {
            boolean inside = offset >= -10 && offset + 1 <= 10;
            assertThat(at(PRESENT + offset, 10))
                    .as("%s", offset)
                    .isEqualTo(inside ? OptionalLong.of(PRESENT + offset + 1) : OptionalLong.empty());
        }
    }

    @Test
    void theNarrowestAndTheWidestRange() {
        assertThat(at(PRESENT - 1, 1)).hasValue(PRESENT);
        assertThat(at(PRESENT, 1)).hasValue(PRESENT + 1);
        assertThat(at(PRESENT - 2, 1)).isEmpty();
        assertThat(at(PRESENT + 1, 1)).isEmpty();
        assertThat(at(PRESENT - 100, 100)).hasValue(PRESENT - 99);
        assertThat(at(PRESENT + 99, 100)).hasValue(PRESENT + 100);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 101, Integer.MAX_VALUE})
    void otherRangesAreRefused(int range) {
        assertThatThrownBy(() -> assertThat(at(PRESENT, range)).isEmpty()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theOrderCountsAndOneCodeIsNotTwo() {
        String first = TOTP.codeOfStep(PRESENT);
        String second = TOTP.codeOfStep(PRESENT + 1);
        String third = TOTP.codeOfStep(PRESENT + 2);
        assertThat(TOTP.resynchronize(second, first, NOW, 10)).isEmpty();
        assertThat(TOTP.resynchronize(first, first, NOW, 10)).isEmpty();
        assertThat(TOTP.resynchronize(first, third, NOW, 10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "12345", "1234567", "12345a", "+12345", " 12345", "\u0661\u0662\u0663\u0664\u0665\u0666"})
    void whatIsNoCodeMatchesNothing(String typed) {
        assertThat(TOTP.resynchronize(typed, TOTP.codeOfStep(PRESENT), NOW, 10)).isEmpty();
        assertThat(TOTP.resynchronize(TOTP.codeOfStep(PRESENT), typed, NOW, 10)).isEmpty();
    }

    @Test
    void stepsBeforeT0DoNotExist() {
        String first = TOTP.codeOfStep(0);
        String second = TOTP.codeOfStep(1);
        assertThat(TOTP.resynchronize(first, second, Instant.EPOCH, 10)).hasValue(1);
        assertThat(TOTP.resynchronize(first, second, Instant.ofEpochSecond(300), 10))
                .hasValue(1);
        assertThat(TOTP.resynchronize(first, second, Instant.ofEpochSecond(-1), 10))
                .isEmpty();
    }
}
