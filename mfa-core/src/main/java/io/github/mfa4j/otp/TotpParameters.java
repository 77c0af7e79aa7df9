package io.github.mfa4j.otp;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * What a time-based authenticator and its verifier agree on besides the secret (RFC 6238, section 4).
 *
 * <p>{@link #DEFAULT} is what every authenticator app computes; anything else makes some of them show wrong codes
 * without an error, see {@link OtpAuthUri#warnings()}.
 *
 * @param algorithm the hash function
 * @param digits the length of a code, 6 to 8 (RFC 4226, section 5.3)
 * @param period the length of a time step: whole seconds, 1 second to 1 day. RFC 6238, section 5.2, recommends 30
 *     seconds, and many apps know nothing else; NIST SP 800-63B-4, section 3.1.4.1, wants at most 2 minutes
 * @param t0 the start of step 0, in whole seconds; the epoch unless an old system chose otherwise. A URI cannot say it
 */
public record TotpParameters(OtpAlgorithm algorithm, int digits, Duration period, Instant t0) {
    /** HMAC-SHA-1, 6 digits, steps of 30 seconds counted from the epoch. */
    public static final TotpParameters DEFAULT =
            new TotpParameters(OtpAlgorithm.SHA1, CodeGenerator.DEFAULT_DIGITS, Duration.ofSeconds(30), Instant.EPOCH);

    static final long MAX_PERIOD_SECONDS = 86_400;

    /**
     * Checks the components.
     *
     * @param algorithm the hash function
     * @param digits the length of a code, 6 to 8
     * @param period the length of a time step, whole seconds, 1 second to 1 day
     * @param t0 the start of step 0, in whole seconds
     * @throws IllegalArgumentException if one is out of range
     */
    public TotpParameters {
        Objects.requireNonNull(algorithm, "algorithm");
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(t0, "t0");
        CodeGenerator.checkDigits(digits);
        if (period.getNano() != 0 || period.toSeconds() < 1 || period.toSeconds() > MAX_PERIOD_SECONDS) {
            throw new IllegalArgumentException(
                    "The period is " + period + "; use whole seconds from 1 second to 1 day, 30 seconds as a rule");
        }
        if (!t0.equals(t0.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException("T0 is " + t0 + "; use whole seconds, the epoch as a rule");
        }
    }

    /**
     * Creates parameters whose steps are counted from the epoch.
     *
     * @param algorithm the hash function
     * @param digits the length of a code, 6 to 8
     * @param period the length of a time step, whole seconds, 1 second to 1 day
     * @return the parameters
     * @throws IllegalArgumentException if an argument is out of range
     */
    public static TotpParameters of(OtpAlgorithm algorithm, int digits, Duration period) {
        return new TotpParameters(algorithm, digits, period, Instant.EPOCH);
    }

    /**
     * Returns these parameters with another hash function.
     *
     * @param newAlgorithm the hash function
     * @return the changed parameters
     */
    public TotpParameters withAlgorithm(OtpAlgorithm newAlgorithm) {
        return new TotpParameters(newAlgorithm, digits, period, t0);
    }

    /**
     * Returns these parameters with another length of codes.
     *
     * @param newDigits the length of a code, 6 to 8
     * @return the changed parameters
     * @throws IllegalArgumentException if the number is out of range
     */
    public TotpParameters withDigits(int newDigits) {
        return new TotpParameters(algorithm, newDigits, period, t0);
    }

    /**
     * Returns these parameters with another length of time steps.
     *
     * @param newPeriod the length of a time step, whole seconds, 1 second to 1 day
     * @return the changed parameters
     * @throws IllegalArgumentException if the period is out of range
     */
    public TotpParameters withPeriod(Duration newPeriod) {
        return new TotpParameters(algorithm, digits, newPeriod, t0);
    }

    /**
     * Returns these parameters with another start of step 0.
     *
     * @param newT0 the start, in whole seconds
     * @return the changed parameters
     * @throws IllegalArgumentException if the instant is not in whole seconds
     */
    public TotpParameters withT0(Instant newT0) {
        return new TotpParameters(algorithm, digits, period, newT0);
    }

    /**
     * Returns the time step that an instant lies in (RFC 6238, section 4.2), for every instant there is.
     *
     * @param instant the instant
     * @return the number of the step; negative before T0
     */
    public long stepAt(Instant instant) {
        Objects.requireNonNull(instant, "instant");
        // Two instants are at most 2^56 seconds apart, so this cannot overflow; floorDiv, not '/', because one second
        // before T0 is step -1 and not step 0.
        return Math.floorDiv(instant.getEpochSecond() - t0.getEpochSecond(), period.toSeconds());
    }

    /**
     * Returns the first instant of a time step.
     *
     * @param step the number of the step; may be negative
     * @return the instant, in whole seconds
     * @throws IllegalArgumentException if an {@link Instant} cannot express it
     */
    public Instant startOf(long step) {
        try {
            return t0.plusSeconds(Math.multiplyExact(step, period.toSeconds()));
        } catch (ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "Step " + step + " starts outside of what an Instant can express; use a step nearer to T0", e);
        }
    }
}
