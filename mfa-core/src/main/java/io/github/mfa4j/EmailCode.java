package io.github.mfa4j;

import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;

/** A code for the host to mail, or why there is none; the answer of {@link Mfa#createEmailCode}. */
public sealed interface EmailCode permits EmailCode.Issued, Rejected {

    /**
     * Calls the function for the case at hand.
     *
     * @param <R> what the functions return
     * @param issued for {@link Issued}
     * @param rejected for {@link Rejected}
     * @return what the function returned
     */
    <R> R fold(Issued.Then<? extends R> issued, Function<? super Rejected, ? extends R> rejected);

    /** A code to send to the address, and to show nowhere else. Immutable. */
    final class Issued implements EmailCode {

        private final String code;
        private final Instant expiresAt;

        Issued(String code, Instant expiresAt) {
            this.code = code;
            this.expiresAt = expiresAt;
        }

        /**
         * The code. It cannot be asked for again.
         *
         * @return six digits
         */
        public String code() {
            return code;
        }

        /**
         * When it is void unless it is used before.
         *
         * @return an instant
         */
        public Instant expiresAt() {
            return expiresAt;
        }

        @Override
        public <R> R fold(Then<? extends R> issued, Function<? super Rejected, ? extends R> rejected) {
            Objects.requireNonNull(rejected, "rejected");
            return issued.apply(this);
        }

        /**
         * A description without the code.
         *
         * @return when it is void
         */
        @Override
        public String toString() {
            return "Issued[expiresAt=" + expiresAt + "]";
        }

        /**
         * What to do with the code.
         *
         * @param <R> what it returns
         */
        @FunctionalInterface
        public interface Then<R> {

            /**
             * Handles the case.
             *
             * @param issued the answer
             * @return the result of {@code fold}
             */
            R apply(Issued issued);
        }
    }
}
