package io.github.mfa4j.spi;

import java.time.Instant;

/**
 * What was done by mail or by an administrator to let a user in: an e-mail address proved before a first device is set up, a
 * link that recovers or unlocks, a reset, an unlock.
 *
 * <p>All else is in {@link MfaEvent}: what was refused here is {@link MfaEvent.ChangeRefused}, the set-up that follows is told as
 * any other, and a device that an administrator imports is {@link MfaEvent.DeviceImported}.
 */
public sealed interface RecoveryEvent extends MfaEvent {

    /**
     * A code to prove an e-mail address was issued, for the host to send.
     *
     * @param userId the user
     * @param at when
     * @param expiresAt when it is void
     */
    record EmailCodeIssued(String userId, Instant at, Instant expiresAt) implements RecoveryEvent {}

    /**
     * An e-mail address was proved, so the user may set up a first device.
     *
     * @param userId the user
     * @param at when
     */
    record EmailProved(String userId, Instant at) implements RecoveryEvent {}

    /**
     * A recovery link was issued, for the host to send.
     *
     * @param userId the user
     * @param at when
     * @param expiresAt when it is void
     */
    record RecoveryLinkIssued(String userId, Instant at, Instant expiresAt) implements RecoveryEvent {}

    /**
     * A recovery link was redeemed: everything is gone, and the user has to enroll again.
     *
     * @param userId the user
     * @param at when
     * @param devicesRemoved the number of devices that are gone
     */
    record Recovered(String userId, Instant at, int devicesRemoved) implements RecoveryEvent {}

    /**
     * An unlock link was issued, for the host to send.
     *
     * @param userId the user
     * @param at when
     * @param expiresAt when it is void
     */
    record UnlockLinkIssued(String userId, Instant at, Instant expiresAt) implements RecoveryEvent {}

    /**
     * An unlock link was redeemed: codes are looked at again, and the devices stayed.
     *
     * @param userId the user
     * @param at when
     */
    record UnlockedByLink(String userId, Instant at) implements RecoveryEvent {}

    /**
     * Somebody else than the user removed everything; the user has to enroll again.
     *
     * @param userId the user
     * @param at when
     * @param devicesRemoved the number of devices that are gone
     * @param actor who did it, as the host named it
     */
    record Reset(String userId, Instant at, int devicesRemoved, String actor) implements RecoveryEvent {}

    /**
     * A lock, and everything that was counted against guessing, was lifted by somebody else than the user.
     *
     * @param userId the user
     * @param at when
     * @param actor who did it, as the host named it
     */
    record Unlocked(String userId, Instant at, String actor) implements RecoveryEvent {}
}
