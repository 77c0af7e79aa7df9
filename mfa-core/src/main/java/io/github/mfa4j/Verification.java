package io.github.mfa4j;

import io.github.mfa4j.spi.CodeKind;
import java.util.Objects;
import java.util.function.Function;

/** The verdict on a code that was typed at sign-in; the answer of {@link Mfa#verify}. */
public sealed interface Verification permits Verification.Accepted, Rejected {

    /**
     * Calls the function for the case at hand.
     *
     * @param <R> what the functions return
     * @param accepted for {@link Accepted}
     * @param rejected for {@link Rejected}
     * @return what the function returned
     */
    <R> R fold(Accepted.Then<? extends R> accepted, Function<? super Rejected, ? extends R> rejected);

    /**
     * The code was right, has never been accepted before and never will be again: sign the user in.
     *
     * @param kind what kind of code it was
     * @param backupCodesLeft the number of backup codes that are left, to warn a person who runs low
     */
    record Accepted(CodeKind kind, int backupCodesLeft) implements Verification {

        /**
         * Checks for nulls.
         *
         * @param kind what kind of code it was
         * @param backupCodesLeft the number of backup codes that are left, to warn a person who runs low
         * @throws NullPointerException if {@code kind} is null
         */
        public Accepted {
            Objects.requireNonNull(kind, "kind");
        }

        @Override
        public <R> R fold(Then<? extends R> accepted, Function<? super Rejected, ? extends R> rejected) {
            Objects.requireNonNull(rejected, "rejected");
            return accepted.apply(this);
        }

        /**
         * What to do when a code was accepted.
         *
         * @param <R> what it returns
         */
        @FunctionalInterface
        public interface Then<R> {

            /**
             * Handles the case.
             *
             * @param accepted the verdict
             * @return the result of {@code fold}
             */
            R apply(Accepted accepted);
        }
    }
}
