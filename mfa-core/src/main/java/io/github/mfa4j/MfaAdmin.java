package io.github.mfa4j;

import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.TotpParameters;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator or a program of the host does to somebody else's second factor, without a code of that user. Keep it
 * away from pages that a user reaches. Thread-safe.
 *
 * <p>An actor is whoever answers for the call, as the host names such people, for the event: 1 to 200 characters, without white
 * space at the edges, control characters or lone surrogates.
 */
@CheckReturnValue
public final class MfaAdmin {

    private final Configuration config;
    private final Records records;
    private final Fresh fresh;
    private final AdminRules rules;

    MfaAdmin(Configuration config, Records records, Fresh fresh) {
        this.config = config;
        this.records = records;
        this.fresh = fresh;
        this.rules = new AdminRules(config);
    }

    /**
     * Tells whether somebody may demand a second factor of others: only who has one, or the first policy locks out its
     * author. The host keeps the policy, and reports it through its {@link io.github.mfa4j.spi.EnforcementSource}.
     *
     * @param user the id of the user who wants to demand it
     * @return done; or {@code NOT_ENABLED}
     */
    public Change mayRequire(String user) {
        return records.change(user, AdminRules::mayRequire);
    }

    /**
     * Removes everything: devices, backup codes, trusted browsers, pending work, locks. The user has to enroll again, whether
     * or not a policy requires it, and only somebody with the permit can, or who proves the e-mail address: or the first thief with the
     * password would. It also stops a first set-up that is under way, or may begin since an address was proved or a code was
     * mailed; from then on that user has to enroll, too.
     *
     * @param user the id of the user
     * @param actor who answers for it
     * @return a permit for {@link Mfa#enrollWithPermit}, to be handed to the person and to nobody else, good for 30 minutes
     *     and one set-up; or {@code NOT_ENABLED} if there is nothing to remove or to stop
     * @throws IllegalArgumentException if the actor is not one
     */
    public Grant reset(String user, String actor) {
        Texts.checkActor(Objects.requireNonNull(actor, "actor"));
        NewToken permit = fresh.token();
        return records.change(user, (state, attempt) -> AdminRules.reset(state, actor, permit, attempt));
    }

    /**
     * Lifts a lock, and forgets everything that was counted against guessing, the budget of the period included: the guesser
     * begins anew. The devices stay.
     *
     * @param user the id of the user
     * @param actor who answers for it
     * @return done, also if nothing was locked; or {@code NOT_ENABLED}
     * @throws IllegalArgumentException if the actor is not one
     */
    public Change unlock(String user, String actor) {
        Texts.checkActor(Objects.requireNonNull(actor, "actor"));
        return records.change(user, (state, attempt) -> rules.unlock(state, actor, attempt));
    }

    /**
     * Takes over a device from another system: its secret becomes active at once, without a code, and without backup codes
     * until {@link MfaSettings#reissueBackupCodes} is used. Codes of the present window are not accepted, since they may have been
     * used there. It takes no proof, also after a reset or a recovery: permits and links that are out are good no more.
     *
     * @param user the id of the user
     * @param secret the secret; ask it for its {@link OtpSecret#strength()}
     * @param totp what the user's app computes
     * @param deviceName the name of the device, as for {@link Mfa#enroll(String, String, String)}
     * @param actor who answers for it
     * @return done; or {@code ALREADY_ENABLED}, or {@code ENROLLMENT_FORBIDDEN}
     * @throws IllegalArgumentException if a guess would hit too easily with these parameters and this configuration, if T0
     *     is out of all reason, or a name or the actor is not one
     */
    public Change importDevice(String user, OtpSecret secret, TotpParameters totp, String deviceName, String actor) {
        return importDevice(user, secret, totp, deviceName, List.of(), actor);
    }

    /**
     * Takes over a device from another system, and the backup codes that the person has on paper. They are hashed here; they
     * are accepted in any case, with or without separators.
     *
     * @param user the id of the user
     * @param secret the secret; ask it for its {@link OtpSecret#strength()}
     * @param totp what the user's app computes
     * @param deviceName the name of the device, as for {@link Mfa#enroll(String, String, String)}
     * @param unusedBackupCodes the codes in the clear, without those that were used: up to 16, all of one length, of 6 to 12
     *     digits or of 8 to 32 ASCII letters and digits, with spaces and hyphens anywhere
     * @param actor who answers for it
     * @return done; or {@code ALREADY_ENABLED}, or {@code ENROLLMENT_FORBIDDEN}
     * @throws IllegalArgumentException if a guess would hit too easily with these parameters, these codes and this
     *     configuration, or T0, a name, the actor or the codes are not as they should be; have the user's codes reissued then
     */
    public Change importDevice(
            String user,
            OtpSecret secret,
            TotpParameters totp,
            String deviceName,
            List<String> unusedBackupCodes,
            String actor) {
        Objects.requireNonNull(secret, "secret");
        Objects.requireNonNull(totp, "totp");
        Names.check("deviceName", deviceName);
        Texts.checkActor(Objects.requireNonNull(actor, "actor"));
        Objects.requireNonNull(unusedBackupCodes, "unusedBackupCodes");
        rules.checkImportable(totp, config.backupCodes());
        @Nullable NewCodes codes = null;
        if (!unusedBackupCodes.isEmpty()) {
            ImportedCodes imported = ImportedCodes.of(unusedBackupCodes);
            rules.checkImportable(totp, imported.format());
            codes = fresh.codes(imported);
        }
        String id = fresh.id(Ids.SHORT_BYTES);
        ImportedDevice device = new ImportedDevice(id, deviceName, secret, totp, codes);
        return records.change(user, (state, attempt) -> rules.importDevice(state, device, actor, attempt));
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
