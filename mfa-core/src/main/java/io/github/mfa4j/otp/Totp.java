package io.github.mfa4j.otp;

import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * The time-based one-time password of RFC 6238, for one secret.
 *
 * <p><strong>Stateless: this class alone does not make a code work only once.</strong> RFC 6238, section 5.2, forbids
 * accepting a code a second time. A caller that uses this class alone must itself
 *
 * <ul>
 *   <li>remember the highest accepted step per secret, refuse every match that is not above it, and store the matched
 *       step <em>in the same atomic step</em> in which it accepts the code (compare-and-set, not read and write);
 *   <li>count failures and limit them: 6 digits fall to a few hundred thousand guesses;
 *   <li>take the time from its own trusted clock, never from the client.
 * </ul>
 *
 * <p>Thread-safe, and immutable as far as can be seen. From the second computation on, an instance keeps what the
 * computations have in common, so keep the instance for several of them.
 */
public final class Totp {
    private static final int MAX_RANGE = 100;

    private final CodeGenerator codes;
    private final TotpParameters parameters;

    private Totp(CodeGenerator codes, TotpParameters parameters) {
        this.codes = codes;
        this.parameters = parameters;
    }

    /**
     * Prepares a secret for {@link TotpParameters#DEFAULT}.
     *
     * @param secret the secret
     * @return the generator and verifier
     * @throws IllegalStateException if no security provider of this JVM computes HMAC-SHA-1
     */
    public static Totp of(OtpSecret secret) {
        return of(secret, TotpParameters.DEFAULT);
    }

    /**
     * Prepares a secret.
     *
     * @param secret the secret
     * @param parameters what was agreed on with the authenticator
     * @return the generator and verifier
     * @throws IllegalStateException if no security provider of this JVM computes the algorithm
     */
    public static Totp of(OtpSecret secret, TotpParameters parameters) {
        Objects.requireNonNull(secret, "secret");
        Objects.requireNonNull(parameters, "parameters");
        HmacKey key = HmacKey.of(secret, parameters.algorithm());
        return new Totp(new CodeGenerator(key, parameters.digits()), parameters);
    }

    /**
     * Returns what was agreed on with the authenticator.
     *
     * @return the parameters
     */
    public TotpParameters parameters() {
        return parameters;
    }

    /**
     * Computes the code that is shown at an instant.
     *
     * @param at the instant, not before T0
     * @return the code, ASCII digits with leading zeros
     * @throws IllegalArgumentException if the instant is before T0
     */
    public String code(Instant at) {
        Objects.requireNonNull(at, "at");
        return codeOfStep(parameters.stepAt(at));
    }

    /**
     * Computes the code of a time step.
     *
     * @param step the number of the step, 0 or more
     * @return the code, ASCII digits with leading zeros
     * @throws IllegalArgumentException if the step is negative
     */
    public String codeOfStep(long step) {
        if (step < 0) {
            throw new IllegalArgumentException(
                    "Step " + step + " lies before T0, where no codes exist; use T0 or later");
        }
        return codes.code(step);
    }

    /**
     * Looks for a code in {@link TotpWindow#DEFAULT}.
     *
     * @param code what the user typed
     * @param at the present, from a trusted clock
     * @return as {@link #verify(String, Instant, TotpWindow)}
     */
    public OptionalLong verify(String code, Instant at) {
        return verify(code, at, TotpWindow.DEFAULT);
    }

    /**
     * Looks for a code in the time steps of a window.
     *
     * <p>Every step of the window is computed and compared, so the time taken says nothing. Of several steps with the
     * same code the highest is answered, so that a high-water mark set to it retires all of them. There are no codes
     * before T0, and before T0 none is accepted.
     *
     * @param code what the user typed; anything but exactly the right number of ASCII digits is no match. Spaces and
     *     digits of other scripts are for the caller to normalize
     * @param at the present, from a trusted clock
     * @param window which steps to look at
     * @return the matched step, <em>which the caller has to compare with and store as the highest accepted one</em>, or
     *     empty
     */
    public OptionalLong verify(String code, Instant at, TotpWindow window) {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(window, "window");
        long present = parameters.stepAt(at);
        if (present < 0) {
            return OptionalLong.empty();
        }
        // No overflow: the largest step that an Instant can lie in is far below Long.MAX_VALUE.
        long first = Math.max(0, present - window.stepsBack());
        int count = (int) (present + window.stepsAhead() - first) + 1;
        long match = codes.highestMatch(code, first, count);
        return match == CodeGenerator.NO_MATCH ? OptionalLong.empty() : OptionalLong.of(match);
    }

    /**
     * Finds out by how much an authenticator is fast or slow, from two codes it showed one after the other (RFC 6238,
     * section 6).
     *
     * <p>A guess at two codes hits with the square of the odds, so the range may be wider than for one code. Count a
     * failure like any other all the same.
     *
     * @param first the first code; anything but exactly the right number of ASCII digits is no match
     * @param second the code that the authenticator showed next
     * @param at the present, from a trusted clock
     * @param range how many steps before and after the present one both codes may lie, 1 to 100
     * @return the matched step of the <em>second</em> code, to be compared and stored like that of
     *     {@link #verify(String, Instant, TotpWindow)}, or empty; the lowest, if several pairs match
     * @throws IllegalArgumentException if the range is out of range
     */
    public OptionalLong resynchronize(String first, String second, Instant at, int range) {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(second, "second");
        Objects.requireNonNull(at, "at");
        if (range < 1 || range > MAX_RANGE) {
            throw new IllegalArgumentException("The range is " + range + " steps; use 1 to " + MAX_RANGE);
        }
        long present = parameters.stepAt(at);
        if (present < 0) {
            return OptionalLong.empty();
        }
        long lowest = Math.max(0, present - range);
        long match = codes.lowestPair(first, second, lowest, (int) (present + range - lowest));
        return match == CodeGenerator.NO_MATCH ? OptionalLong.empty() : OptionalLong.of(match + 1);
    }

    /**
     * Returns the parameters and nothing of the secret.
     *
     * @return for example {@code Totp[SHA1, 6 digits, PT30S]}
     */
    @Override
    public String toString() {
        return "Totp[" + parameters.algorithm() + ", " + parameters.digits() + " digits, " + parameters.period() + "]";
    }
}
