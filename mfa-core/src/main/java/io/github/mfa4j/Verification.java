package io.github.mfa4j;

import io.github.mfa4j.spi.CodeKind;
import java.util.Objects;
import java.util.Optional;
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

    /** The code was right, has never been accepted before and never will be again: sign the user in. Immutable. */
    final class Accepted implements Verification {

        private final CodeKind kind;
        private final int backupCodesLeft;
        private final Optional<BearerToken> browserToken;

        Accepted(CodeKind kind, int backupCodesLeft, Optional<BearerToken> browserToken) {
            this.kind = kind;
            this.backupCodesLeft = backupCodesLeft;
            this.browserToken = browserToken;
        }

        /**
         * What kind of code it was.
         *
         * @return the kind
         */
        public CodeKind kind() {
            return kind;
        }

        /**
         * The number of backup codes that are left, to warn a person who runs low.
         *
         * @return 0 or more
         */
        public int backupCodesLeft() {
            return backupCodesLeft;
        }

        /**
         * What to put into a cookie of this browser, from {@link Mfa#verifyAndTrustBrowser}.
         *
         * @return the token; empty from any other call
         */
        public Optional<BearerToken> browserToken() {
            return browserToken;
        }

        @Override
        public <R> R fold(Then<? extends R> accepted, Function<? super Rejected, ? extends R> rejected) {
            Objects.requireNonNull(rejected, "rejected");
            return accepted.apply(this);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Accepted that
                    && kind == that.kind
                    && backupCodesLeft == that.backupCodesLeft
                    && browserToken.equals(that.browserToken);
        }

        @Override
        public int hashCode() {
            return Objects.hash(kind, backupCodesLeft);
        }

        /**
         * A description without the token.
         *
         * @return the kind of code and how many backup codes are left
         */
        @Override
        public String toString() {
            return "Accepted[kind=" + kind + ", backupCodesLeft=" + backupCodesLeft + "]";
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
