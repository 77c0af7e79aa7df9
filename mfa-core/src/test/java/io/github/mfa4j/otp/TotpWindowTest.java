package io.github.mfa4j.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TotpWindowTest {
    @Test
    void countsItsSteps() {
        assertThat(TotpWindow.DEFAULT).isEqualTo(new TotpWindow(1, 1));
        assertThat(TotpWindow.DEFAULT.steps()).isEqualTo(3);
        assertThat(TotpWindow.STRICT.steps()).isEqualTo(1);
        assertThat(new TotpWindow(60, 59).steps()).isEqualTo(120);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 61, Integer.MAX_VALUE})
    void refusesOtherNumbersOfSteps(int steps) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TotpWindow(steps, 1))
                .withMessageContaining("back");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TotpWindow(1, steps))
                .withMessageContaining("ahead");
    }

    @Test
    void isOneStepInBothDirectionsByDefault() {
        Totp totp = Totp.of(Reference.secret(20));
        Instant at = Instant.ofEpochSecond(300);
        for (long step = 0; step < 20; step++) {
            assertThat(totp.verify(totp.codeOfStep(step), at))
                    .isEqualTo(step >= 9 && step <= 11 ? OptionalLong.of(step) : OptionalLong.empty());
        }
    }

    @Property(tries = 60)
    void acceptsACodeAtEverySecondOfItsLifeAndNotOneSecondOutside(
            @ForAll @Size(min = 10, max = 64) byte[] secret,
            @ForAll OtpAlgorithm algorithm,
            @ForAll @IntRange(min = 6, max = 8) int digits,
            @ForAll @IntRange(min = 1, max = 70) int period,
            @ForAll @LongRange(min = -5_000_000_000L, max = 5_000_000_000L) long t0,
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long step,
            @ForAll @IntRange(max = 4) int back,
            @ForAll @IntRange(max = 4) int ahead) {
        Totp totp = Totp.of(
                OtpSecret.ofBytes(secret),
                new TotpParameters(algorithm, digits, Duration.ofSeconds(period), Instant.ofEpochSecond(t0)));
        TotpWindow window = new TotpWindow(back, ahead);
        Map<Long, String> reference = new HashMap<>();
        String code = Reference.code(secret, algorithm, digits, step);

        long start = t0 + step * period;
        for (long second = start - (ahead + 1L) * period - 1; second <= start + (back + 2L) * period; second++) {
            long present = Math.floorDiv(second - t0, (long) period);
            OptionalLong expected = OptionalLong.empty();
            for (long s = present - back; s <= present + ahead; s++) {
                if (present >= 0
                        && s >= 0
                        && code.equals(
                                reference.computeIfAbsent(s, n -> Reference.code(secret, algorithm, digits, n)))) {
                    expected = OptionalLong.of(s);
                }
            }
            assertThat(totp.verify(code, Instant.ofEpochSecond(second), window)).isEqualTo(expected);
            assertThat(totp.verify(code, Instant.ofEpochSecond(second, 999_999_999), window))
                    .isEqualTo(expected);
        }
    }
}
