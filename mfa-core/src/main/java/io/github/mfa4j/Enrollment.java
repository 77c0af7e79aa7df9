package io.github.mfa4j;

import io.github.mfa4j.otp.AppWarning;
import io.github.mfa4j.otp.OtpAuthUri;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** What an authenticator app has to learn, or why there is nothing to learn; the answer of {@link Mfa#enroll}. */
public sealed interface Enrollment permits Enrollment.Offered, Rejected {

    /**
     * Calls the function for the case at hand.
     *
     * @param <R> what the functions return
     * @param offered for {@link Offered}
     * @param rejected for {@link Rejected}
     * @return what the function returned
     */
    <R> R fold(Offered.Then<? extends R> offered, Function<? super Rejected, ? extends R> rejected);

    /**
     * A secret for a person's authenticator app. Nothing is enforced yet, and nothing that was active has changed. Show
     * it once, on a page that is not cached; it cannot be asked for again. Immutable.
     */
    final class Offered implements Enrollment {

        private final String id;
        private final OtpAuthUri uri;
        private final Instant expiresAt;

        Offered(String id, OtpAuthUri uri, Instant expiresAt) {
            this.id = id;
            this.uri = uri;
            this.expiresAt = expiresAt;
        }

        /**
         * The id of this offer, for {@link Mfa#confirm}. Not a secret; it fits into a hidden field.
         *
         * @return 22 characters of the URL-safe Base64 alphabet
         */
        public String id() {
            return id;
        }

        /**
         * The {@code otpauth} URI, to show as a QR code or as a link on the phone itself. It holds the secret.
         *
         * @return printable ASCII
         */
        public String uri() {
            return uri.toUriString();
        }

        /**
         * The secret for people who type it, in Base32 and in groups of four. The type to choose in the app is "time
         * based".
         *
         * @return upper-case letters, digits 2 to 7, and spaces
         */
        public String manualKey() {
            return uri.secret().toManualKey();
        }

        /**
         * When this offer ends, unless it is confirmed and activated before.
         *
         * @return an instant
         */
        public Instant expiresAt() {
            return expiresAt;
        }

        /**
         * The authenticator apps that are known to deviate with these parameters or names. Empty with the default parameters, an
         * issuer of at most 30 characters and an account name of at most 50.
         *
         * @return an immutable list
         */
        public List<AppWarning> warnings() {
            return uri.warnings();
        }

        @Override
        public <R> R fold(Then<? extends R> offered, Function<? super Rejected, ? extends R> rejected) {
            Objects.requireNonNull(rejected, "rejected");
            return offered.apply(this);
        }

        /**
         * A description without the secret.
         *
         * @return the end of the offer
         */
        @Override
        public String toString() {
            return "Offered[expiresAt=" + expiresAt + "]";
        }

        /**
         * What to do with an offer.
         *
         * @param <R> what it returns
         */
        @FunctionalInterface
        public interface Then<R> {

            /**
             * Handles the case.
             *
             * @param offered the offer
             * @return the result of {@code fold}
             */
            R apply(Offered offered);
        }
    }
}
