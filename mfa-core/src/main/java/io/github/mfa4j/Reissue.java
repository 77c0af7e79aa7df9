package io.github.mfa4j;

import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;

/** New backup codes to save; the answer of {@link MfaSettings#reissueBackupCodes}. */
public sealed interface Reissue permits Reissue.Issued, Rejected {

    /**
     * Calls the function for the case at hand.
     *
     * @param <R> what the functions return
     * @param issued for {@link Issued}
     * @param rejected for {@link Rejected}
     * @return what the function returned
     */
    <R> R fold(Issued.Then<? extends R> issued, Function<? super Rejected, ? extends R> rejected);

    /**
     * New backup codes. Show them once, on a page that is not cached, and call {@link Mfa#activate} when the person says
     * that they are saved; until then the old ones are good and these are not. Immutable.
     */
    final class Issued implements Reissue {

        private final String setId;
        private final BackupCodes backupCodes;
        private final Instant expiresAt;

        Issued(String setId, BackupCodes backupCodes, Instant expiresAt) {
            this.setId = setId;
            this.backupCodes = backupCodes;
            this.expiresAt = expiresAt;
        }

        /**
         * The id of this set of codes, for {@link Mfa#activate}. Not a secret.
         *
         * @return 22 characters of the URL-safe Base64 alphabet
         */
        public String setId() {
            return setId;
        }

        /**
         * The backup codes. They cannot be asked for again.
         *
         * @return the codes
         */
        public BackupCodes backupCodes() {
            return backupCodes;
        }

        /**
         * When these codes are void unless they are activated before.
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
         * A description without the codes.
         *
         * @return when they are void
         */
        @Override
        public String toString() {
            return "Issued[expiresAt=" + expiresAt + "]";
        }

        /**
         * What to do with new codes.
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
