package io.github.mfa4j;

import java.util.Objects;
import java.util.function.Function;

/** Whether something was changed; the answer of the calls that return nothing else. */
public sealed interface Change permits Change.Done, Rejected {

    /**
     * Calls the function for the case at hand.
     *
     * @param <R> what the functions return
     * @param done for {@link Done}
     * @param rejected for {@link Rejected}
     * @return what the function returned
     */
    <R> R fold(Done.Then<? extends R> done, Function<? super Rejected, ? extends R> rejected);

    /** It is done; if anything had to be written, the write has won. Of {@link MfaAdmin#mayRequire}: yes. */
    record Done() implements Change {

        @Override
        public <R> R fold(Then<? extends R> done, Function<? super Rejected, ? extends R> rejected) {
            Objects.requireNonNull(rejected, "rejected");
            return done.apply(this);
        }

        /**
         * What to do when it is done.
         *
         * @param <R> what it returns
         */
        @FunctionalInterface
        public interface Then<R> {

            /**
             * Handles the case.
             *
             * @param done the answer
             * @return the result of {@code fold}
             */
            R apply(Done done);
        }
    }
}
