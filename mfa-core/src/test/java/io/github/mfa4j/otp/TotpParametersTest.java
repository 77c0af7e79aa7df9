package io.github.mfa4j.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TotpParametersTest {
    private static final long MIN_SECOND = -31557014167219200L;
    private static final long MAX_SECOND = 31556889864403199L;

    @Test
    void defaultsToWhatEveryAppComputes() {
        assertThat(TotpParameters.DEFAULT)
                .isEqualTo(new TotpParameters(OtpAlgorithm.SHA1, 6, Duration.ofSeconds(30), Instant.EPOCH))
                .isEqualTo(TotpParameters.of(OtpAlgorithm.SHA1, 6, Duration.ofSeconds(30)));
    }

    @Test
    void changesOneComponentAtATime() {
        TotpParameters changed = TotpParameters.DEFAULT
                .withAlgorithm(OtpAlgorithm.SHA512)
                .withDigits(8)
                .withPeriod(Duration.ofMinutes(1))
                .withT0(Instant.ofEpochSecond(7));
        assertThat(changed)
                .isEqualTo(
                        new TotpParameters(OtpAlgorithm.SHA512, 8, Duration.ofSeconds(60), Instant.ofEpochSecond(7)));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 5, 9, 10, Integer.MAX_VALUE})
    void refusesOtherNumbersOfDigits(int digits) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TotpParameters.DEFAULT.withDigits(digits))
                .withMessageContaining("6 to 8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-30S", "PT0.5S", "PT29.5S", "PT24H1S", "PT2562047788015215H30M7S"})
    void refusesOtherPeriods(String period) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TotpParameters.DEFAULT.withPeriod(Duration.parse(period)))
                .withMessageContaining("whole seconds");
    }

    @Test
    void takesPeriodsFromASecondToADay() {
        assertThat(TotpParameters.DEFAULT.withPeriod(Duration.ofSeconds(1)).stepAt(Instant.ofEpochSecond(9)))
                .isEqualTo(9);
        assertThat(TotpParameters.DEFAULT.withPeriod(Duration.ofDays(1)).stepAt(Instant.ofEpochSecond(86_400)))
                .isEqualTo(1);
    }

    @Test
    void refusesFractionsInT0() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TotpParameters.DEFAULT.withT0(Instant.ofEpochSecond(0, 1)))
                .withMessageContaining("whole seconds");
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0",
        "1970-01-01T00:00:29.999999999Z, 0",
        "1970-01-01T00:00:30Z, 1",
        "1969-12-31T23:59:59.999999999Z, -1",
        "1969-12-31T23:59:30Z, -1",
        "1969-12-31T23:59:29Z, -2",
        "2038-01-19T03:14:08Z, 71582788",
        "2106-02-07T06:28:16Z, 143165576",
        "2603-10-11T11:33:20Z, 666666666",
        "9999-12-31T23:59:59Z, 8446743359"
    })
    void countsStepsFromTheEpoch(Instant instant, long step) {
        assertThat(TotpParameters.DEFAULT.stepAt(instant)).isEqualTo(step);
    }

    @Property
    void agreesWithUnboundedArithmetic(
            @ForAll @LongRange(min = MIN_SECOND, max = MAX_SECOND) long second,
            @ForAll @LongRange(min = MIN_SECOND, max = MAX_SECOND) long t0,
            @ForAll @IntRange(min = 1, max = 86_400) int period) {
        TotpParameters parameters =
                TotpParameters.DEFAULT.withPeriod(Duration.ofSeconds(period)).withT0(Instant.ofEpochSecond(t0));
        BigInteger elapsed = BigInteger.valueOf(second).subtract(BigInteger.valueOf(t0));
        BigInteger[] quotient = elapsed.divideAndRemainder(BigInteger.valueOf(period));
        BigInteger expected = quotient[1].signum() < 0 ? quotient[0].subtract(BigInteger.ONE) : quotient[0];
        long step = parameters.stepAt(Instant.ofEpochSecond(second, 999_999_999));
        assertThat(BigInteger.valueOf(step)).isEqualTo(expected);
        if (step >= (MIN_SECOND - t0) / period && step > Math.floorDiv(MIN_SECOND - t0, period)) {
            Instant start = parameters.startOf(step);
            assertThat(start).isBeforeOrEqualTo(Instant.ofEpochSecond(second));
            assertThat(parameters.stepAt(start)).isEqualTo(step);
            assertThat(parameters.stepAt(start.minusNanos(1))).isEqualTo(step - 1);
        }
    }

    @Test
    void coversEveryInstant() {
        TotpParameters late =
                TotpParameters.DEFAULT.withPeriod(Duration.ofSeconds(1)).withT0(Instant.ofEpochSecond(MAX_SECOND));
        assertThat(late.stepAt(Instant.MIN)).isEqualTo(MIN_SECOND - MAX_SECOND);
        assertThat(late.stepAt(Instant.MAX)).isZero();
        assertThat(late.withT0(Instant.MIN).stepAt(Instant.MAX)).isEqualTo(MAX_SECOND - MIN_SECOND);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MIN_VALUE / 30, Long.MAX_VALUE / 30, Long.MAX_VALUE, MAX_SECOND})
    void refusesStepsThatStartOutsideOfTime(long step) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TotpParameters.DEFAULT.startOf(step))
                .withMessageContaining("outside");
    }

    @Test
    void knowsWhenAStepStarts() {
        TotpParameters parameters = TotpParameters.DEFAULT.withT0(Instant.ofEpochSecond(100));
        assertThat(parameters.startOf(0)).isEqualTo(Instant.ofEpochSecond(100));
        assertThat(parameters.startOf(2)).isEqualTo(Instant.ofEpochSecond(160));
        assertThat(parameters.startOf(-1)).isEqualTo(Instant.ofEpochSecond(70));
    }

    @Test
    void refusesNull() {
        TotpParameters parameters = TotpParameters.DEFAULT;
        assertThatNullPointerException()
                .isThrownBy(() -> parameters.withAlgorithm(null))
                .withMessage("algorithm");
        assertThatNullPointerException()
                .isThrownBy(() -> parameters.withPeriod(null))
                .withMessage("period");
        assertThatNullPointerException()
                .isThrownBy(() -> parameters.withT0(null))
                .withMessage("t0");
        assertThatNullPointerException()
                .isThrownBy(() -> parameters.stepAt(null))
                .withMessage("instant");
    }
}
