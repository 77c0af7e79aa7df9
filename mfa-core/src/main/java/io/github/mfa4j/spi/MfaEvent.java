package io.github.mfa4j.spi;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to a user's second factor. No event holds a code, a secret or a hash. What was done by mail or by an
 * administrator to let a user in is a {@link RecoveryEvent}; all else is here.
 *
 * <p>Further kinds of event can come with a minor version; a listener needs a branch for what it does not know.
 */
public sealed interface MfaEvent
        permits RecoveryEvent,
                MfaEvent.SetupStarted,
                MfaEvent.SetupConfirmed,
                MfaEvent.ChangeRefused,
                MfaEvent.SetupExpired,
                MfaEvent.Enabled,
                MfaEvent.DeviceAdded,
                MfaEvent.DevicesReplaced,
                MfaEvent.DeviceRenamed,
                MfaEvent.DeviceRemoved,
                MfaEvent.DeviceResynchronized,
                MfaEvent.BackupCodesReissued,
                MfaEvent.BackupCodesReplaced,
                MfaEvent.BackupCodesReissueExpired,
                MfaEvent.BackupCodesLow,
                MfaEvent.Disabled,
                MfaEvent.DeviceImported,
                MfaEvent.CodeAccepted,
                MfaEvent.CodeRejected,
                MfaEvent.Locked,
                MfaEvent.LockEnded,
                MfaEvent.BrowserTrusted,
                MfaEvent.TrustedBrowserUsed,
                MfaEvent.BrowsersForgotten {

    /**
     * The user it happened to.
     *
     * @return the id that the host gave
     */
    String userId();

    /**
     * When it happened.
     *
     * @return the instant of the attempt
     */
    Instant at();

    /**
     * A person was shown a QR code, for a first device, one more, or one in place of lost ones; what is enforced is as it was.
     * New backup codes that were not activated yet are given up, without an event of their own.
     *
     * @param userId the user
     * @param at when
     * @param deviceName the name of the device that is being set up
     * @param expiresAt when the offer ends
     * @param replacedAnOffer whether an earlier offer that was still open is void now
     */
    record SetupStarted(String userId, Instant at, String deviceName, Instant expiresAt, boolean replacedAnOffer)
            implements MfaEvent {}

    /**
     * The device that is being set up has shown a right code, and backup codes were issued; what is enforced is as it was.
     *
     * @param userId the user
     * @param at when
     * @param deviceName the name of the device
     * @param expiresAt when the set-up ends unless it is activated
     */
    record SetupConfirmed(String userId, Instant at, String deviceName, Instant expiresAt) implements MfaEvent {}

    /**
     * Something other than a sign-in was refused: a step of a set-up, or a change that needs no code or was refused before
     * one was looked at. Codes that were refused on the way to a change are {@link CodeRejected}.
     *
     * @param userId the user
     * @param at when
     * @param reason why
     * @param wrongCodes the number of wrong codes for the offer, or of wrong mailed codes in this day; 0 if it is about neither
     */
    record ChangeRefused(String userId, Instant at, RejectionReason reason, int wrongCodes) implements MfaEvent {}

    /**
     * A set-up ended without activation. If it was confirmed, check that the host calls {@code activate}.
     *
     * @param userId the user
     * @param at when it was noticed
     * @param deviceName the name of the device
     * @param confirmed whether the device had shown a right code
     */
    record SetupExpired(String userId, Instant at, String deviceName, boolean confirmed) implements MfaEvent {}

    /**
     * The second factor is on, and enforced from now on.
     *
     * @param userId the user
     * @param at when
     * @param deviceName the name of the first device
     * @param backupCodes the number of backup codes
     */
    record Enabled(String userId, Instant at, String deviceName, int backupCodes) implements MfaEvent {}

    /**
     * One more device shows codes for the user. A shared account shows by its devices.
     *
     * @param userId the user
     * @param at when
     * @param deviceName the name of the device
     * @param devicesNow the number of devices now
     */
    record DeviceAdded(String userId, Instant at, String deviceName, int devicesNow) implements MfaEvent {}

    /**
     * A new device, with new backup codes, took the place of all that there was.
     *
     * @param userId the user
     * @param at when
     * @param deviceName the name of the new device
     * @param devicesRemoved the number of devices that are gone
     */
    record DevicesReplaced(String userId, Instant at, String deviceName, int devicesRemoved) implements MfaEvent {}

    /**
     * A device has another name.
     *
     * @param userId the user
     * @param at when
     * @param oldName the name it had
     * @param newName the name it has
     */
    record DeviceRenamed(String userId, Instant at, String oldName, String newName) implements MfaEvent {}

    /**
     * A device no longer shows codes for the user.
     *
     * @param userId the user
     * @param at when
     * @param deviceName the name of the device
     * @param devicesNow the number of devices now
     */
    record DeviceRemoved(String userId, Instant at, String deviceName, int devicesNow) implements MfaEvent {}

    /**
     * A device was found to be fast or slow, and its clock is allowed for.
     *
     * @param userId the user
     * @param at when
     * @param deviceName the name of the device
     * @param drift how many steps it is ahead; negative if it is behind
     */
    record DeviceResynchronized(String userId, Instant at, String deviceName, int drift) implements MfaEvent {}

    /**
     * New backup codes were shown; the old ones are good until the new ones are activated. A set-up that was under way, or
     * earlier new codes, are given up without an event of their own.
     *
     * @param userId the user
     * @param at when
     * @param expiresAt when the new ones are void unless they are activated
     * @param byFullReauthentication whether the host vouched for the person instead of a code
     */
    record BackupCodesReissued(String userId, Instant at, Instant expiresAt, boolean byFullReauthentication)
            implements MfaEvent {}

    /**
     * New backup codes are good, and the old ones no longer.
     *
     * @param userId the user
     * @param at when
     * @param backupCodes the number of backup codes
     */
    record BackupCodesReplaced(String userId, Instant at, int backupCodes) implements MfaEvent {}

    /**
     * New backup codes were never activated; the old ones stay good.
     *
     * @param userId the user
     * @param at when it was noticed
     */
    record BackupCodesReissueExpired(String userId, Instant at) implements MfaEvent {}

    /**
     * Few backup codes are left: tell the person to have them reissued.
     *
     * @param userId the user
     * @param at when
     * @param backupCodesLeft the number of backup codes left, at most 3
     */
    record BackupCodesLow(String userId, Instant at, int backupCodesLeft) implements MfaEvent {}

    /**
     * The user switched the second factor off.
     *
     * @param userId the user
     * @param at when
     * @param devicesRemoved the number of devices that are gone
     */
    record Disabled(String userId, Instant at, int devicesRemoved) implements MfaEvent {}

    /**
     * A device came from another system and is active, without the user having shown a code of it here.
     *
     * @param userId the user
     * @param at when
     * @param deviceName the name of the device
     * @param backupCodes the number of backup codes that came with it
     * @param actor who did it, as the host named it
     */
    record DeviceImported(String userId, Instant at, String deviceName, int backupCodes, String actor)
            implements MfaEvent {}

    /**
     * A code was accepted, at sign-in or on the way to a change. It is told once of the two codes of
     * {@link DeviceResynchronized}.
     *
     * @param userId the user
     * @param at when
     * @param kind what kind of code it was
     * @param deviceName the name of the device, for an app code
     * @param backupCodesLeft the number of backup codes left
     * @param failuresBefore the number of wrong codes of either kind in a row before it
     */
    record CodeAccepted(
            String userId,
            Instant at,
            CodeKind kind,
            Optional<String> deviceName,
            int backupCodesLeft,
            int failuresBefore)
            implements MfaEvent {}

    /**
     * A code was refused, at sign-in or on the way to a change.
     *
     * @param userId the user
     * @param at when
     * @param reason why
     * @param failures the number of wrong codes of this kind in a row: strong backup codes are counted by themselves
     * @param retryAt when the next attempt will be looked at, if it must wait
     */
    record CodeRejected(String userId, Instant at, RejectionReason reason, int failures, Optional<Instant> retryAt)
            implements MfaEvent {}

    /**
     * App codes are locked from now on.
     *
     * @param userId the user
     * @param at when
     * @param failures the number of wrong codes in a row
     * @param until when the lock ends by itself, if it does
     */
    record Locked(String userId, Instant at, int failures, Optional<Instant> until) implements MfaEvent {}

    /**
     * A lock was ended, by a code or by a change; an unlock by link or administrator is told by its own event only.
     *
     * @param userId the user
     * @param at when
     */
    record LockEnded(String userId, Instant at) implements MfaEvent {}

    /**
     * A browser is trusted: no code is asked for on it.
     *
     * @param userId the user
     * @param at when
     * @param browserName the name of the browser
     * @param expiresAt until when
     * @param browsersNow the number of trusted browsers now
     */
    record BrowserTrusted(String userId, Instant at, String browserName, Instant expiresAt, int browsersNow)
            implements MfaEvent {}

    /**
     * No code was asked for, because the browser is trusted.
     *
     * @param userId the user
     * @param at when
     * @param browserName the name of the browser
     */
    record TrustedBrowserUsed(String userId, Instant at, String browserName) implements MfaEvent {}

    /**
     * Browsers are no longer trusted, at the wish of the user, because the password was changed, or with a removed device.
     * Whatever removes everything else is told by its own event only.
     *
     * @param userId the user
     * @param at when
     * @param browsersForgotten how many
     */
    record BrowsersForgotten(String userId, Instant at, int browsersForgotten) implements MfaEvent {}
}
