package io.github.mfa4j;

import static io.github.mfa4j.spi.RejectionReason.INVALID_TOKEN;

import java.util.Objects;

/**
 * The ways out for a user who has lost the phone, or is locked out. With a backup code, {@link #replaceLostDevices}.
 * Without one, links that the host mails to an address that it knows to be the user's.
 *
 * <p>Put a token into a link to a page of the host, and redeem it only when a button on that page was pressed (by POST):
 * programs that scan mail open links. Whoever asks for a link by typing a user name must read the same answer whether there
 * is such a user or not, and as fast: answer first, and let a background task call {@link #createRecoveryLink} and send
 * the mail, because the call writes only for users who have a second factor, or had one until a recovery or a reset. Thread-safe.
 */
@CheckReturnValue
public final class MfaRecovery {

    private final Records records;
    private final Fresh fresh;
    private final DeviceRules devices;
    private final RecoveryRules rules;

    MfaRecovery(Configuration config, Records records, Fresh fresh) {
        this.records = records;
        this.fresh = fresh;
        this.devices = new DeviceRules(config, new CodeRules(config), new SetupRules(config));
        this.rules = new RecoveryRules(config);
    }

    /**
     * Offers a secret to a user who has lost every device, against a backup code, which is used up by this call. Once the
     * new device is confirmed and its backup codes are activated, they take the place of all that there was, in one write;
     * until then the old ones stay good. With {@link MfaBuilder#activateOnConfirm}, the confirmation does it.
     *
     * @param user the id of the user
     * @param account the account name, as for {@link Mfa#enroll(String, String)}
     * @param deviceName the name of the device, as for {@link Mfa#enroll(String, String, String)}
     * @param backupCode a backup code; an app code does not count here
     * @return the offer; or {@code ENROLLMENT_FORBIDDEN}, which uses no code up; or {@code WRONG_CODE}, {@code MALFORMED},
     *     {@code THROTTLED}, {@code LOCKED} or {@code NOT_ENABLED}
     */
    public Enrollment replaceLostDevices(String user, String account, String deviceName, String backupCode) {
        TypedCode code = TypedCode.of(Objects.requireNonNull(backupCode, "backupCode"));
        NewOffer offer = fresh.offer(account, deviceName);
        return records.change(user, (state, attempt) -> devices.replaceLost(state, offer, code, attempt));
    }

    /**
     * Makes a token for a link with which a user who has neither phone nor backup code begins anew. Five a day, one a
     * minute; a new one replaces the one before. Also for a user whose recovery or reset was not followed by a new set-up.
     *
     * @param user the id of the user
     * @return the token to send; or {@code TOO_MANY_MAILS}, or {@code NOT_ENABLED} for anybody else
     */
    public Grant createRecoveryLink(String user) {
        NewToken token = fresh.token();
        return records.change(user, (state, attempt) -> rules.createRecoveryLink(state, token, attempt));
    }

    /**
     * Redeems a recovery link: devices, backup codes, trusted browsers and pending work are gone, in one write, and the
     * user has to enroll again. It signs nobody in. A wrong token changes and counts nothing.
     *
     * @param user the id of the user that the link was made for: best that of the session in which the password was right. If
     *     it is taken from the link, that password must have been this user's. What cannot be an id is refused like a wrong
     *     token, and told to nobody
     * @param token the token from the link, anything
     * @return a permit for {@link Mfa#enrollWithPermit}, good for 30 minutes and one set-up; or {@code INVALID_TOKEN} or
     *     {@code EXPIRED}
     */
    public Grant redeemRecoveryLink(String user, String token) {
        Objects.requireNonNull(token, "token");
        if (!Texts.isUserId(Objects.requireNonNull(user, "user"))) {
            return Rejected.because(INVALID_TOKEN);
        }
        NewToken permit = fresh.token();
        return records.change(user, (state, attempt) -> rules.redeemRecoveryLink(state, token, permit, attempt));
    }

    /**
     * Makes a token for a link that ends a lock or a wait. To be asked for after the password was right, so that strangers
     * cannot use up the five a day, one a minute. A new one replaces the one before.
     *
     * @param user the id of the user
     * @return the token to send; or {@code NOT_LOCKED} if codes are looked at anyway, {@code TOO_MANY_MAILS} or
     *     {@code NOT_ENABLED}
     */
    public Grant createUnlockLink(String user) {
        NewToken token = fresh.token();
        return records.change(user, (state, attempt) -> rules.createUnlockLink(state, token, attempt));
    }

    /**
     * Redeems an unlock link: codes are looked at again, as many wrong ones as lock once. The devices stay.
     *
     * @param user the id of the user that the link was made for, as for {@link #redeemRecoveryLink}
     * @param token the token from the link, anything
     * @return done; or {@code INVALID_TOKEN} or {@code EXPIRED}
     */
    public Change redeemUnlockLink(String user, String token) {
        Objects.requireNonNull(token, "token");
        if (!Texts.isUserId(Objects.requireNonNull(user, "user"))) {
            return Rejected.because(INVALID_TOKEN);
        }
        return records.change(user, (state, attempt) -> rules.redeemUnlockLink(state, token, attempt));
    }
}
