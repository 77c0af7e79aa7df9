package io.github.mfa4j;

import java.util.Objects;
import java.util.function.Function;

/** Whether the backup codes that were shown are active now; the answer of {@link Mfa#activate}. */
public sealed interface Activation permits Activation.Enabled, Rejected {

    /**
     * Calls the function for the case at hand.
     *
     * @param <R> what the functions return
     * @param enabled for {@link Enabled}
     * @param rejected for {@link Rejected}
     * @return what the function returned
     */
    <R> R fold(Enabled.Then<? extends R> enabled, Function<? super Rejected, ? extends R> rejected);

    /**
     * They are, and the second factor is on and enforced. Asking again with the same id gives the same answer, so a lost
     * page or a double click does no harm.
     *
     * @param backupCodesLeft the number of backup codes that are left
     */
    record Enabled(int backupCodesLeft) implements Activation {

        @Override
        public <R> R fold(Then<? extends R> enabled, Function<? super Rejected, ? extends R> rejected) {
            Objects.requireNonNull(rejected, "rejected");
            return enabled.apply(this);
        }

        /**
         * What to do when the second factor is on.
         *
         * @param <R> what it returns
         */
        @FunctionalInterface
        public interface Then<R> {

            /**
             * Handles the case.
             *
             * @param enabled the answer
             * @return the result of {@code fold}
             */
            R apply(Enabled enabled);
        }
    }
}
