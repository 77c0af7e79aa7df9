package io.github.mfa4j;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a settings page shows about a user's second factor. It holds no secret; nothing was decrypted to make it.
 *
 * @param enabledSince since when the second factor is enforced; empty if it is not
 * @param devices the devices, the oldest first; empty if the second factor is not enforced
 * @param backupCodesLeft the number of backup codes that are left
 * @param setup the set-up that is under way, if there is one that has not expired
 * @param refusing why and until when app codes are refused at the moment, if they are: {@code THROTTLED} or
 *     {@code LOCKED}
 */
public record MfaStatus(
        Optional<Instant> enabledSince,
        List<Device> devices,
        int backupCodesLeft,
        Optional<Setup> setup,
        Optional<Rejected> refusing) {

    /**
     * Copies the list and checks for nulls.
     *
     * @param enabledSince since when the second factor is enforced; empty if it is not
     * @param devices the devices, the oldest first; empty if the second factor is not enforced
     * @param backupCodesLeft the number of backup codes that are left
     * @param setup the set-up that is under way, if there is one that has not expired
     * @param refusing why and until when app codes are refused at the moment, if they are: {@code THROTTLED} or
     *     {@code LOCKED}
     * @throws NullPointerException if an argument is null
     */
    public MfaStatus {
        Objects.requireNonNull(enabledSince, "enabledSince");
        devices = List.copyOf(devices);
        Objects.requireNonNull(setup, "setup");
        Objects.requireNonNull(refusing, "refusing");
    }

    /**
     * Whether a code is asked for after the password.
     *
     * @return {@code true} if the second factor is enforced
     */
    public boolean enabled() {
        return enabledSince.isPresent();
    }

    /**
     * A device that shows codes.
     *
     * @param id an id that no other device of this user has or had; not a secret
     * @param name the name
     * @param addedAt when it was activated
     * @param lastUsedAt when a code of it was last accepted, the one that confirmed it included; the epoch for a device that
     *     was imported and never used
     */
    public record Device(String id, String name, Instant addedAt, Instant lastUsedAt) {

        /**
         * Checks for nulls.
         *
         * @param id an id that no other device of this user has or had; not a secret
         * @param name the name
         * @param addedAt when it was activated
         * @param lastUsedAt when a code of it was last accepted, the one that confirmed it included
         * @throws NullPointerException if an argument is null
         */
        public Device {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(addedAt, "addedAt");
            Objects.requireNonNull(lastUsedAt, "lastUsedAt");
        }
    }

    /**
     * A set-up that is under way.
     *
     * @param deviceName the name of the device
     * @param expiresAt when it ends
     * @param confirmed whether the device has shown a right code, so that only the activation is missing
     */
    public record Setup(String deviceName, Instant expiresAt, boolean confirmed) {

        /**
         * Checks for nulls.
         *
         * @param deviceName the name of the device
         * @param expiresAt when it ends
         * @param confirmed whether the device has shown a right code, so that only the activation is missing
         * @throws NullPointerException if an argument is null
         */
        public Setup {
            Objects.requireNonNull(deviceName, "deviceName");
            Objects.requireNonNull(expiresAt, "expiresAt");
        }
    }
}
