package io.github.mfa4j;

import java.util.Objects;
import java.util.function.Function;

/**
 * What comes next after the password was right; the answer of {@link Mfa#afterPassword}. Only {@link Allow} signs the user
 * in; further cases can come with a minor version.
 */
public sealed interface SignIn {

    /**
     * Calls the function for the case at hand.
     *
     * @param <R> what the functions return
     * @param allow for {@link Allow}
     * @param challenge for {@link Challenge}
     * @return what the function returned
     */
    <R> R fold(Function<? super Allow, ? extends R> allow, Function<? super Challenge, ? extends R> challenge);

    /** The user has no second factor: sign the user in. */
    record Allow() implements SignIn {
        @Override
        public <R> R fold(
                Function<? super Allow, ? extends R> allow, Function<? super Challenge, ? extends R> challenge) {
            Objects.requireNonNull(challenge, "challenge");
            return allow.apply(this);
        }
    }

    /**
     * The user has a second factor: ask for a code and pass it to {@link Mfa#verify}. Until that is accepted the user
     * is not signed in.
     */
    record Challenge() implements SignIn {
        @Override
        public <R> R fold(
                Function<? super Allow, ? extends R> allow, Function<? super Challenge, ? extends R> challenge) {
            Objects.requireNonNull(allow, "allow");
            return challenge.apply(this);
        }
    }
}
