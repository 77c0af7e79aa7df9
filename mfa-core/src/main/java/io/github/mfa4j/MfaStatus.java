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
 * @param reissueExpiresAt until when reissued backup codes wait to be activated, if some do
 * @param trustedBrowsers the browsers on which no code is asked for, the oldest first
 * @param refusing why and until when app codes are refused at the moment, if they are: {@code THROTTLED} or
 *     {@code LOCKED}
 * @param policy what the host's policies demand at the moment
 */
public record MfaStatus(
        Optional<Instant> enabledSince,
        List<Device> devices,
        int backupCodesLeft,
        Optional<Setup> setup,
        Optional<Instant> reissueExpiresAt,
        List<TrustedBrowser> trustedBrowsers,
        Optional<Rejected> refusing,
        Policy policy) {

    /**
     * Copies the lists and checks for nulls.
     *
     * @param enabledSince since when the second factor is enforced; empty if it is not
     * @param devices the devices, the oldest first; empty if the second factor is not enforced
     * @param backupCodesLeft the number of backup codes that are left
     * @param setup the set-up that is under way, if there is one that has not expired
     * @param reissueExpiresAt until when reissued backup codes wait to be activated, if some do
     * @param trustedBrowsers the browsers on which no code is asked for, the oldest first
     * @param refusing why and until when app codes are refused at the moment, if they are: {@code THROTTLED} or
     *     {@code LOCKED}
     * @param policy what the host's policies demand at the moment
     * @throws NullPointerException if an argument is null
     */
    public MfaStatus {
        Objects.requireNonNull(enabledSince, "enabledSince");
        devices = List.copyOf(devices);
        Objects.requireNonNull(setup, "setup");
        Objects.requireNonNull(reissueExpiresAt, "reissueExpiresAt");
        trustedBrowsers = List.copyOf(trustedBrowsers);
        Objects.requireNonNull(refusing, "refusing");
        Objects.requireNonNull(policy, "policy");
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
     * @param lastUsedAt when a code of it was last accepted, the one that confirmed it included; empty for a device that was
     *     imported and never used
     */
    public record Device(String id, String name, Instant addedAt, Optional<Instant> lastUsedAt) {

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

    /**
     * A browser on which no code is asked for.
     *
     * @param id an id that no other browser of this user has; not a secret
     * @param name the name
     * @param trustedAt since when
     * @param expiresAt until when
     */
    public record TrustedBrowser(String id, String name, Instant trustedAt, Instant expiresAt) {

        /**
         * Checks for nulls.
         *
         * @param id an id that no other browser of this user has; not a secret
         * @param name the name
         * @param trustedAt since when
         * @param expiresAt until when
         * @throws NullPointerException if an argument is null
         */
        public TrustedBrowser {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(trustedAt, "trustedAt");
            Objects.requireNonNull(expiresAt, "expiresAt");
        }
    }

    /**
     * What the host's policies, and an earlier recovery or reset, demand of the user.
     *
     * @param mayEnroll whether this account may have a second factor
     * @param requiredFrom from when on the second factor cannot be switched off, if it is required
     * @param deadline from when on a user without one has to enroll before anything else, if it is required
     * @param mustEnroll whether everything was removed by recovery or reset, so that the user has to enroll again
     */
    public record Policy(
            boolean mayEnroll, Optional<Instant> requiredFrom, Optional<Instant> deadline, boolean mustEnroll) {

        /**
         * Checks for nulls.
         *
         * @param mayEnroll whether this account may have a second factor
         * @param requiredFrom from when on the second factor cannot be switched off, if it is required
         * @param deadline from when on a user without one has to enroll before anything else, if it is required
         * @param mustEnroll whether everything was removed by recovery or reset, so that the user has to enroll again
         * @throws NullPointerException if an argument is null
         */
        public Policy {
            Objects.requireNonNull(requiredFrom, "requiredFrom");
            Objects.requireNonNull(deadline, "deadline");
        }
    }
}
