package io.github.mfa4j.spi;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to a user's second factor. No event holds a code, a secret or a hash.
 *
 * <p>Further kinds of event can come with a minor version; a listener needs a branch for what it does not know.
 */
public sealed interface MfaEvent {

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
     * A person was shown a QR code; nothing is enforced yet.
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
     * The device that is being set up has shown a right code, and backup codes were issued; nothing is enforced yet.
     *
     * @param userId the user
     * @param at when
     * @param deviceName the name of the device
     * @param expiresAt when the set-up ends unless it is activated
     */
    record SetupConfirmed(String userId, Instant at, String deviceName, Instant expiresAt) implements MfaEvent {}

    /**
     * A code was refused during set-up.
     *
     * @param userId the user
     * @param at when
     * @param reason why
     * @param wrongCodes the number of wrong codes for this offer so far
     */
    record SetupRefused(String userId, Instant at, RejectionReason reason, int wrongCodes) implements MfaEvent {}

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
     * A code was accepted.
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
     * A code was refused at sign-in.
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
     * A lock was ended.
     *
     * @param userId the user
     * @param at when
     */
    record LockEnded(String userId, Instant at) implements MfaEvent {}
}
