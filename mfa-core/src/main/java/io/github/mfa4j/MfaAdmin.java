package io.github.mfa4j;

import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.TotpParameters;
import java.security.SecureRandom;
import java.util.Objects;

/**
 * What an administrator or a program of the host does to somebody else's second factor, without a code of that user. Keep it
 * away from pages that a user reaches. Thread-safe.
 *
 * <p>An actor is whoever answers for the call, as the host names such people: 1 to 200 characters, for the event.
 */
@CheckReturnValue
public final class MfaAdmin {

    private final SecureRandom random = new SecureRandom();
    private final Records records;
    private final AdminRules rules;

    MfaAdmin(Records records, AdminRules rules) {
        this.records = records;
        this.rules = rules;
    }

    /**
     * Lifts a lock, and forgets everything that was counted against guessing, the budget of the period included: the guesser
     * begins anew. The devices stay.
     *
     * @param user the id of the user
     * @param actor who answers for it
     * @return done, also if nothing was locked; or {@code NOT_ENABLED}
     */
    public Change unlock(String user, String actor) {
        Texts.checkActor(Objects.requireNonNull(actor, "actor"));
        return records.change(user, (state, attempt) -> rules.unlock(state, actor, attempt));
    }

    /**
     * Takes over a device from another system: its secret becomes active at once, without a code, and without backup codes
     * until {@link Mfa#reissueBackupCodes} is used. Codes of the present window are not accepted, since they may have been
     * used there.
     *
     * @param user the id of the user
     * @param secret the secret; ask it for its {@link OtpSecret#strength()}
     * @param totp what the user's app computes
     * @param deviceName the name of the device, as for {@link Mfa#enroll(String, String, String)}
     * @param actor who answers for it
     * @return done; or {@code ALREADY_ENABLED}
     * @throws IllegalArgumentException if a guess would hit too easily with these parameters and this configuration, or a
     *     name is not one
     */
    public Change importDevice(String user, OtpSecret secret, TotpParameters totp, String deviceName, String actor) {
        Objects.requireNonNull(secret, "secret");
        Objects.requireNonNull(totp, "totp");
        rules.checkImportable(totp);
        DeviceNames.check(deviceName);
        Texts.checkActor(Objects.requireNonNull(actor, "actor"));
        String id = Ids.next(random, Ids.DEVICE_ID_BYTES);
        return records.change(
                user, (state, attempt) -> rules.importDevice(state, id, deviceName, secret, totp, actor, attempt));
    }

    /**
     * Seals a user's record with the key that seals today, if another one did; for a sweep over all users before an old key
     * is retired.
     *
     * @param user the id of the user
     * @return whether it was sealed anew; {@code false} if it was up to date or there is nothing sealed
     */
    public boolean reseal(String user) {
        return records.change(user, AdminRules::reseal);
    }
}
