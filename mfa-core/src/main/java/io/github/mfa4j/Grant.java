package io.github.mfa4j;

import java.util.Objects;
import java.util.function.Function;

/** A token for a person, or why there is none; the answer of the calls that issue a link or a permit. */
public sealed interface Grant permits Grant.Granted, Rejected {

    /**
     * Calls the function for the case at hand.
     *
     * @param <R> what the functions return
     * @param granted for {@link Granted}
     * @param rejected for {@link Rejected}
     * @return what the function returned
     */
    <R> R fold(Granted.Then<? extends R> granted, Function<? super Rejected, ? extends R> rejected);

    /** Here is the token. What it is good for, the call that returned it says. Immutable. */
    final class Granted implements Grant {

        private final BearerToken token;

        Granted(BearerToken token) {
            this.token = token;
        }

        /**
         * The token.
         *
         * @return it does not print
         */
        public BearerToken token() {
            return token;
        }

        @Override
        public <R> R fold(Then<? extends R> granted, Function<? super Rejected, ? extends R> rejected) {
            Objects.requireNonNull(rejected, "rejected");
            return granted.apply(this);
        }

        /**
         * A description without the token.
         *
         * @return when the token is void
         */
        @Override
        public String toString() {
            return "Granted[" + token + "]";
        }

        /**
         * What to do with a token.
         *
         * @param <R> what it returns
         */
        @FunctionalInterface
        public interface Then<R> {

            /**
             * Handles the case.
             *
             * @param granted the answer
             * @return the result of {@code fold}
             */
            R apply(Granted granted);
        }
    }
}
