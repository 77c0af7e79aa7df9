package io.github.mfa4j;

import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;

/**
 * What comes next after the password was right; the answer of {@link Mfa#afterPassword(String)}. Only {@link Allow} and
 * {@link EnrollBy} sign the user in.
 */
public sealed interface SignIn {

    /**
     * Calls the function for the case at hand.
     *
     * @param <R> what the functions return
     * @param allow for {@link Allow}
     * @param challenge for {@link Challenge}
     * @param enrollBy for {@link EnrollBy}
     * @param enrollNow for {@link EnrollNow}
     * @return what the function returned
     */
    default <R> R fold(
            Function<? super Allow, ? extends R> allow,
            Function<? super Challenge, ? extends R> challenge,
            Function<? super EnrollBy, ? extends R> enrollBy,
            Function<? super EnrollNow, ? extends R> enrollNow) {
        Objects.requireNonNull(allow, "allow");
        Objects.requireNonNull(challenge, "challenge");
        Objects.requireNonNull(enrollBy, "enrollBy");
        Objects.requireNonNull(enrollNow, "enrollNow");
        if (this instanceof Allow now) {
            return allow.apply(now);
        }
        if (this instanceof Challenge code) {
            return challenge.apply(code);
        }
        return this instanceof EnrollBy later ? enrollBy.apply(later) : enrollNow.apply((EnrollNow) this);
    }

    /**
     * Sign the user in: there is no second factor, and none is required; or the browser is trusted.
     *
     * @param trustedBrowser whether there is a second factor, and this browser is trusted instead of a code
     */
    record Allow(boolean trustedBrowser) implements SignIn {}

    /**
     * The user has a second factor: ask for a code and pass it to {@link Mfa#verify}. Until that is accepted the user
     * is not signed in.
     */
    record Challenge() implements SignIn {}

    /**
     * Sign the user in, and say that a second factor has to be set up by then.
     *
     * @param deadline when {@link EnrollNow} begins for this user, as the policies are now
     */
    record EnrollBy(Instant deadline) implements SignIn {

        /**
         * Checks for nulls.
         *
         * @param deadline when {@link EnrollNow} begins for this user, as the policies are now
         * @throws NullPointerException if {@code deadline} is null
         */
        public EnrollBy {
            Objects.requireNonNull(deadline, "deadline");
        }
    }

    /**
     * The user has to set up a second factor before anything else: give a session that reaches the set-up page and nothing
     * else, and ask {@link Mfa#afterPassword(String)} again when it is done. If another policy says that this user may not enroll, the set-up
     * refuses with {@code ENROLLMENT_FORBIDDEN}, and the account cannot be used until the policies agree.
     *
     * @param proofRequired whether the set-up begins with {@link Mfa#createEmailCode}, or needs a permit
     */
    record EnrollNow(boolean proofRequired) implements SignIn {}
}
