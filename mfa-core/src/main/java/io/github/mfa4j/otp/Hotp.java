package io.github.mfa4j.otp;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * The counter-based one-time password of RFC 4226, for one secret.
 *
 * <p><strong>Stateless.</strong> A caller has to keep the next expected counter per token, replace it by the matched
 * counter plus one <em>in the same atomic step</em> in which it accepts a code, and count and limit failures (RFC 4226,
 * section 7.3). Otherwise a code works twice.
 *
 * <p>Thread-safe, and immutable as far as can be seen. From the second computation on, an instance keeps what the
 * computations have in common, so keep the instance for several of them.
 */
public final class Hotp {
    /** How many counters past the expected one {@link #verify(String, long)} looks at: 5. */
    public static final int DEFAULT_LOOK_AHEAD = 5;

    private static final int MAX_LOOK_AHEAD = 100;
    private static final int MAX_RESYNCHRONIZATION_LOOK_AHEAD = 1_000;

    private final CodeGenerator codes;
    private final OtpAlgorithm algorithm;

    private Hotp(CodeGenerator codes, OtpAlgorithm algorithm) {
        this.codes = codes;
        this.algorithm = algorithm;
    }

    /**
     * Prepares a secret for codes of 6 digits over HMAC-SHA-1, the choice of RFC 4226.
     *
     * @param secret the secret
     * @return the generator and verifier
     * @throws IllegalStateException if no security provider of this JVM computes HMAC-SHA-1
     */
    public static Hotp of(OtpSecret secret) {
        return of(secret, OtpAlgorithm.SHA1, CodeGenerator.DEFAULT_DIGITS);
    }

    /**
     * Prepares a secret.
     *
     * @param secret the secret
     * @param algorithm the hash function; RFC 4226 knows only {@link OtpAlgorithm#SHA1}
     * @param digits the length of a code, 6 to 8
     * @return the generator and verifier
     * @throws IllegalArgumentException if the number of digits is out of range
     * @throws IllegalStateException if no security provider of this JVM computes the algorithm
     */
    public static Hotp of(OtpSecret secret, OtpAlgorithm algorithm, int digits) {
        Objects.requireNonNull(secret, "secret");
        Objects.requireNonNull(algorithm, "algorithm");
        CodeGenerator.checkDigits(digits);
        return new Hotp(new CodeGenerator(HmacKey.of(secret, algorithm), digits), algorithm);
    }

    /**
     * Computes a code (RFC 4226, section 5.3).
     *
     * @param counter the counter, 0 or more
     * @return the code, ASCII digits with leading zeros
     * @throws IllegalArgumentException if the counter is negative
     */
    public String code(long counter) {
        return codes.code(checkCounter(counter));
    }

    /**
     * Looks for a code at the next counter and the {@value #DEFAULT_LOOK_AHEAD} after it.
     *
     * @param code what the user typed
     * @param nextCounter the lowest counter that was not used yet, 0 or more
     * @return as {@link #verify(String, long, int)}
     * @throws IllegalArgumentException if the counter is negative
     */
    public OptionalLong verify(String code, long nextCounter) {
        return verify(code, nextCounter, DEFAULT_LOOK_AHEAD);
    }

    /**
     * Looks for a code at the next counter and some after it, never at past ones (RFC 4226, section 7.2).
     *
     * <p>Every counter of the range is computed and compared, so the time taken says nothing. Of several counters with
     * the same code the lowest is answered: the token has shown the code at least once at that counter, and a higher
     * one could put the server past the token, which then never matches again. The range ends at
     * {@link Long#MAX_VALUE}, after which no counter follows.
     *
     * @param code what the user typed; anything but exactly the right number of ASCII digits is no match
     * @param nextCounter the lowest counter that was not used yet, 0 or more
     * @param lookAhead how many counters after it to look at as well, 0 to 100; each one is one more code that a guess
     *     may hit
     * @return the matched counter, to be stored <em>plus one</em> as the next expected one, or empty
     * @throws IllegalArgumentException if the counter is negative or the look-ahead out of range
     */
    public OptionalLong verify(String code, long nextCounter, int lookAhead) {
        Objects.requireNonNull(code, "code");
        checkCounter(nextCounter);
        checkLookAhead(lookAhead, MAX_LOOK_AHEAD);
        int count = (int) Math.min(lookAhead, Long.MAX_VALUE - nextCounter) + 1;
        return found(codes.lowestMatch(code, nextCounter, count), 0);
    }

    /**
     * Finds a token that has run ahead, from two codes it showed one after the other (RFC 4226, section 7.4).
     *
     * <p>A guess at two codes hits with the square of the odds, so the range may be wider than for one code. Count a
     * failure like any other all the same.
     *
     * @param first the first code; anything but exactly the right number of ASCII digits is no match
     * @param second the code that the token showed next
     * @param nextCounter the lowest counter that was not used yet, 0 or more
     * @param lookAhead how far past it the counter of the first code may lie, 0 to 1,000
     * @return the matched counter of the <em>second</em> code, to be stored plus one as the next expected one, or
     *     empty; the lowest, if several pairs match
     * @throws IllegalArgumentException if the counter is negative or the look-ahead out of range
     */
    public OptionalLong resynchronize(String first, String second, long nextCounter, int lookAhead) {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(second, "second");
        checkCounter(nextCounter);
        checkLookAhead(lookAhead, MAX_RESYNCHRONIZATION_LOOK_AHEAD);
        int count = (int) Math.min(lookAhead + 1L, Long.MAX_VALUE - nextCounter);
        return found(codes.lowestPair(first, second, nextCounter, count), 1);
    }

    /**
     * Returns the parameters and nothing of the secret.
     *
     * @return for example {@code Hotp[SHA1, 6 digits]}
     */
    @Override
    public String toString() {
        return "Hotp[" + algorithm + ", " + codes.digits() + " digits]";
    }

    static long checkCounter(long counter) {
        if (counter < 0) {
            throw new IllegalArgumentException("The counter is " + counter + "; use 0 or more");
        }
        return counter;
    }

    private static void checkLookAhead(int lookAhead, int max) {
        if (lookAhead < 0 || lookAhead > max) {
            throw new IllegalArgumentException("The look-ahead is " + lookAhead + "; use 0 to " + max);
        }
    }

    private static OptionalLong found(long match, int distance) {
        return match == CodeGenerator.NO_MATCH ? OptionalLong.empty() : OptionalLong.of(match + distance);
    }
}
