package io.github.mfa4j;

import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;

/** Whether the phone works, and the backup codes to save; the answer of {@link Mfa#confirm}. */
public sealed interface Confirmation
        permits Confirmation.AwaitingActivation, Confirmation.EnabledAtOnce, Confirmation.DeviceAdded, Rejected {

    /**
     * Calls the function for the case at hand.
     *
     * @param <R> what the functions return
     * @param awaitingActivation for {@link AwaitingActivation}
     * @param enabledAtOnce for {@link EnabledAtOnce}
     * @param deviceAdded for {@link DeviceAdded}
     * @param rejected for {@link Rejected}
     * @return what the function returned
     */
    <R> R fold(
            AwaitingActivation.Then<? extends R> awaitingActivation,
            EnabledAtOnce.Then<? extends R> enabledAtOnce,
            DeviceAdded.Then<? extends R> deviceAdded,
            Function<? super Rejected, ? extends R> rejected);

    /**
     * The phone works. Show the backup codes once, on a page that is not cached, and call {@link Mfa#activate} when the
     * person says that they are saved; until then what is enforced is as it was. Immutable.
     */
    final class AwaitingActivation implements Confirmation {

        private final String setId;
        private final BackupCodes backupCodes;
        private final Instant expiresAt;

        AwaitingActivation(String setId, BackupCodes backupCodes, Instant expiresAt) {
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
         * When this set-up ends unless it is activated before.
         *
         * @return an instant
         */
        public Instant expiresAt() {
            return expiresAt;
        }

        @Override
        public <R> R fold(
                Then<? extends R> awaitingActivation,
                EnabledAtOnce.Then<? extends R> enabledAtOnce,
                DeviceAdded.Then<? extends R> deviceAdded,
                Function<? super Rejected, ? extends R> rejected) {
            Objects.requireNonNull(enabledAtOnce, "enabledAtOnce");
            Objects.requireNonNull(deviceAdded, "deviceAdded");
            Objects.requireNonNull(rejected, "rejected");
            return awaitingActivation.apply(this);
        }

        /**
         * A description without the codes.
         *
         * @return the end of the set-up
         */
        @Override
        public String toString() {
            return "AwaitingActivation[expiresAt=" + expiresAt + "]";
        }

        /**
         * What to do when the codes have to be saved.
         *
         * @param <R> what it returns
         */
        @FunctionalInterface
        public interface Then<R> {

            /**
             * Handles the case.
             *
             * @param awaitingActivation the answer
             * @return the result of {@code fold}
             */
            R apply(AwaitingActivation awaitingActivation);
        }
    }

    /**
     * The second factor is on and enforced: the host chose {@link MfaBuilder#activateOnConfirm}. Show the backup codes
     * once, on a page that is not cached. Immutable.
     */
    final class EnabledAtOnce implements Confirmation {

        private final BackupCodes backupCodes;

        EnabledAtOnce(BackupCodes backupCodes) {
            this.backupCodes = backupCodes;
        }

        /**
         * The backup codes. They cannot be asked for again.
         *
         * @return the codes
         */
        public BackupCodes backupCodes() {
            return backupCodes;
        }

        @Override
        public <R> R fold(
                AwaitingActivation.Then<? extends R> awaitingActivation,
                Then<? extends R> enabledAtOnce,
                DeviceAdded.Then<? extends R> deviceAdded,
                Function<? super Rejected, ? extends R> rejected) {
            Objects.requireNonNull(awaitingActivation, "awaitingActivation");
            Objects.requireNonNull(deviceAdded, "deviceAdded");
            Objects.requireNonNull(rejected, "rejected");
            return enabledAtOnce.apply(this);
        }

        /**
         * A description without the codes.
         *
         * @return a constant
         */
        @Override
        public String toString() {
            return "EnabledAtOnce[]";
        }

        /**
         * What to do when the second factor is on at once.
         *
         * @param <R> what it returns
         */
        @FunctionalInterface
        public interface Then<R> {

            /**
             * Handles the case.
             *
             * @param enabledAtOnce the answer
             * @return the result of {@code fold}
             */
            R apply(EnabledAtOnce enabledAtOnce);
        }
    }

    /**
     * One more device shows codes for the user; the backup codes are as they were.
     *
     * @param devices the number of devices now
     */
    record DeviceAdded(int devices) implements Confirmation {

        @Override
        public <R> R fold(
                AwaitingActivation.Then<? extends R> awaitingActivation,
                EnabledAtOnce.Then<? extends R> enabledAtOnce,
                Then<? extends R> deviceAdded,
                Function<? super Rejected, ? extends R> rejected) {
            Objects.requireNonNull(awaitingActivation, "awaitingActivation");
            Objects.requireNonNull(enabledAtOnce, "enabledAtOnce");
            Objects.requireNonNull(rejected, "rejected");
            return deviceAdded.apply(this);
        }

        /**
         * What to do when a device was added.
         *
         * @param <R> what it returns
         */
        @FunctionalInterface
        public interface Then<R> {

            /**
             * Handles the case.
             *
             * @param deviceAdded the answer
             * @return the result of {@code fold}
             */
            R apply(DeviceAdded deviceAdded);
        }
    }
}
