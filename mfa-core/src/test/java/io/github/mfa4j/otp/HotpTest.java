package io.github.mfa4j.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HotpTest {
    private static final OtpSecret SECRET =
            OtpSecret.ofBytes("12345678901234567890".getBytes(StandardCharsets.US_ASCII));
    private static final String[] RFC_4226_APPENDIX_D = {
        "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"
    };

    private final Hotp hotp = Hotp.of(SECRET);

    @Test
    void computesAppendixDOfRfc4226() {
        for (int counter = 0; counter < RFC_4226_APPENDIX_D.length; counter++) {
            assertThat(hotp.code(counter)).isEqualTo(RFC_4226_APPENDIX_D[counter]);
        }
    }

    @Property
    void agreesWithTheReference(
            @ForAll @Size(min = 10, max = 64) byte[] secret,
            @ForAll OtpAlgorithm algorithm,
            @ForAll @IntRange(min = 6, max = 8) int digits,
            @ForAll @LongRange(min = 0) long counter) {
        String expected = Reference.code(secret, algorithm, digits, counter);
        Hotp any = Hotp.of(OtpSecret.ofBytes(secret), algorithm, digits);
        assertThat(any.code(counter)).isEqualTo(expected);
        assertThat(any.verify(expected, counter, 0)).hasValue(counter);
    }

    @Test
    void looksAheadAndNeverBack() {
        for (int next = 0; next < 10; next++) {
            for (int counter = 0; counter < 10; counter++) {
                for (int lookAhead = 0; lookAhead < 10; lookAhead++) {
                    boolean inRange = counter >= next && counter <= next + lookAhead;
                    assertThat(hotp.verify(RFC_4226_APPENDIX_D[counter], next, lookAhead))
                            .isEqualTo(inRange ? OptionalLong.of(counter) : OptionalLong.empty());
                }
            }
        }
    }

    @Test
    void looksFiveAheadByDefault() {
        assertThat(hotp.verify(RFC_4226_APPENDIX_D[8], 3)).hasValue(8);
        assertThat(hotp.verify(RFC_4226_APPENDIX_D[9], 3)).isEmpty();
        assertThat(hotp.verify(RFC_4226_APPENDIX_D[2], 3)).isEmpty();
    }

    @Test
    void answersTheLowestOfSeveralCounters() {
        Collision collision = Collision.find(SECRET, 100);
        int distance = (int) (collision.high() - collision.low());
        assertThat(hotp.verify(collision.code(), collision.low(), distance)).hasValue(collision.low());
        assertThat(hotp.verify(collision.code(), collision.low() - 1, 100)).hasValue(collision.low());
        assertThat(hotp.verify(collision.code(), collision.low() + 1, distance)).hasValue(collision.high());
        assertThat(hotp.verify(collision.code(), collision.low(), distance - 1)).hasValue(collision.low());
    }

    @Test
    void endsItsRangeAtTheLastCounter() {
        String last = hotp.code(Long.MAX_VALUE);
        assertThat(hotp.verify(last, Long.MAX_VALUE, 100)).hasValue(Long.MAX_VALUE);
        assertThat(hotp.verify(last, Long.MAX_VALUE - 3)).hasValue(Long.MAX_VALUE);
        assertThat(hotp.verify(last, Long.MAX_VALUE - 101, 100)).isEmpty();
        assertThat(hotp.verify(hotp.code(0), Long.MAX_VALUE, 100)).isEmpty();
        assertThat(hotp.resynchronize(last, last, Long.MAX_VALUE, 1000)).isEmpty();
        String wrapped = Reference.code(SECRET.toBytes(), OtpAlgorithm.SHA1, 6, Long.MIN_VALUE);
        assertThat(hotp.verify(wrapped, Long.MAX_VALUE, 100)).isEmpty();
        assertThat(hotp.resynchronize(last, wrapped, Long.MAX_VALUE - 3, 1000)).isEmpty();
        assertThat(hotp.resynchronize(hotp.code(Long.MAX_VALUE - 1), last, Long.MAX_VALUE - 1, 1000))
                .hasValue(Long.MAX_VALUE);
    }

    @Test
    void resynchronizesFromTwoConsecutiveCodes() {
        for (int next = 0; next < 10; next++) {
            for (int first = 0; first < 9; first++) {
                for (int lookAhead = 0; lookAhead < 10; lookAhead++) {
                    boolean inRange = first >= next && first <= next + lookAhead;
                    assertThat(hotp.resynchronize(
                                    RFC_4226_APPENDIX_D[first], RFC_4226_APPENDIX_D[first + 1], next, lookAhead))
                            .isEqualTo(inRange ? OptionalLong.of(first + 1) : OptionalLong.empty());
                }
            }
        }
        assertThat(hotp.resynchronize(hotp.code(1234), hotp.code(1235), 234, 1000))
                .hasValue(1235);
        assertThat(hotp.resynchronize(hotp.code(1235), hotp.code(1236), 234, 1000))
                .isEmpty();
    }

    @Test
    void doesNotResynchronizeFromOtherCodes() {
        assertThat(hotp.resynchronize(hotp.code(5), hotp.code(4), 0, 100)).isEmpty();
        assertThat(hotp.resynchronize(hotp.code(4), hotp.code(6), 0, 100)).isEmpty();
        assertThat(hotp.resynchronize(hotp.code(4), hotp.code(4), 0, 100)).isEmpty();
        assertThat(hotp.resynchronize("000000", hotp.code(5), 0, 100)).isEmpty();
        assertThat(hotp.resynchronize(hotp.code(4), "", 0, 100)).isEmpty();
        assertThat(hotp.resynchronize("", hotp.code(5), 0, 100)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "75522", "0755224", "7552240", " 755224", "+75522", "-75522", "755 224", "75522a", "7_5224"})
    void takesExactlySixDigits(String code) {
        assertThat(hotp.verify(code, 0)).isEmpty();
    }

    /** What is no code has no number, and zero least of all: some code is all zeros. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "00000",
                "0000000",
                "00000a",
                "abcdef",
                "      ",
                "+00000",
                "\u0660\u0660\u0660\u0660\u0660\u0660"
            })
    void takesNothingElseForTheCodeOfAllZeros(String typed) {
        long zeros = 349_495;
        assertThat(hotp.code(zeros)).isEqualTo("000000");
        assertThat(hotp.verify("000000", zeros)).hasValue(zeros);
        assertThat(hotp.verify(typed, zeros)).isEmpty();
        assertThat(hotp.resynchronize(typed, hotp.code(zeros + 1), zeros, 0)).isEmpty();
        assertThat(hotp.resynchronize(hotp.code(zeros - 1), typed, zeros - 1, 0))
                .isEmpty();
    }

    @Test
    void refusesArgumentsOutOfRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> hotp.code(-1)).withMessageContaining("0 or more");
        assertThatIllegalArgumentException().isThrownBy(() -> hotp.verify("755224", -1));
        assertThatIllegalArgumentException().isThrownBy(() -> hotp.verify("755224", 0, -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hotp.verify("755224", 0, 101))
                .withMessageContaining("0 to 100");
        assertThatIllegalArgumentException().isThrownBy(() -> hotp.resynchronize("755224", "287082", -1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> hotp.resynchronize("755224", "287082", 0, -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hotp.resynchronize("755224", "287082", 0, 1001))
                .withMessageContaining("0 to 1000");
        for (int digits : new int[] {-1, 0, 5, 9, 10}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Hotp.of(SECRET, OtpAlgorithm.SHA1, digits))
                    .withMessageContaining("6 to 8");
        }
    }

    @Test
    void refusesNull() {
        assertThatNullPointerException().isThrownBy(() -> Hotp.of(null)).withMessage("secret");
        assertThatNullPointerException()
                .isThrownBy(() -> Hotp.of(SECRET, null, 6))
                .withMessage("algorithm");
        assertThatNullPointerException().isThrownBy(() -> hotp.verify(null, 0)).withMessage("code");
        assertThatNullPointerException()
                .isThrownBy(() -> hotp.resynchronize(null, "287082", 0, 0))
                .withMessage("first");
        assertThatNullPointerException()
                .isThrownBy(() -> hotp.resynchronize("755224", null, 0, 0))
                .withMessage("second");
    }
}
