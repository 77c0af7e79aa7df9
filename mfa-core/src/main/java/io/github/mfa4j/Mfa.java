package io.github.mfa4j;

import io.github.mfa4j.spi.BackupCodeHasher;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The second factor of an application: one object for all users, built once.
 *
 * <p>Two pages need it. Sign-in, after the password was right:
 *
 * <pre>{@code
 * SignIn next = mfa.afterPassword(user);               // Allow or Challenge
 * Verification v = mfa.verify(user, typed);            // app code or backup code, one field
 * }</pre>
 *
 * <p>Settings, for a user who is signed in:
 *
 * <pre>{@code
 * Enrollment e = mfa.enroll(user, "alice@example.com");  // show the QR code
 * Confirmation c = mfa.confirm(user, offerId, typed);    // the phone works: show the backup codes
 * Activation a = mfa.activate(user, setId);              // "I saved my codes" was ticked
 * }</pre>
 *
 * <p>A user is an opaque string that the host chooses: 1 to 200 characters, compared exactly, without white space at the
 * edges, control characters or lone surrogates. It must never change, so use a key, not an e-mail address.
 *
 * <p>What a person causes is a result. What a programmer or an operator causes is an unchecked exception that says what to
 * do, and then there is no verdict: treat it as "not signed in". What the store, the cipher or the hasher throws comes
 * through as it is, whatever its type.
 *
 * <p>No verdict leaves this class before the write it rests on has won. Thread-safe; instances over the same store, in
 * one process or in several, share all that is remembered.
 */
@CheckReturnValue
public final class Mfa {

    private final SecureRandom random = new SecureRandom();
    private final Settings settings;
    private final Records records;
    private final BackupCodeHasher hasher;
    private final CodeRules codes;
    private final SetupRules setup;
    private final DeviceRules devices;
    private final BackupCodeRules backupCodes;

    Mfa(Settings settings, Records records, BackupCodeHasher hasher) {
        this.settings = settings;
        this.records = records;
        this.hasher = hasher;
        this.codes = new CodeRules(settings);
        this.setup = new SetupRules(settings);
        this.devices = new DeviceRules(settings, codes, setup);
        this.backupCodes = new BackupCodeRules(settings, codes);
    }

    /**
     * Starts to build.
     *
     * @param issuer the name of the application as authenticator apps show it: 1 to 100 bytes of UTF-8, and only what
     *     {@link io.github.mfa4j.otp.OtpAuthUri} allows in a name
     * @return a new builder
     * @throws IllegalArgumentException if authenticator apps could not show the name
     */
    public static MfaBuilder builder(String issuer) {
        return new MfaBuilder(issuer);
    }

    /**
     * Decides what comes next for a user whose password was right. Never call it before: whoever gets
     * {@link SignIn.Allow} is to be signed in.
     *
     * @param user the id of the user
     * @return sign in, or ask for a code
     */
    public SignIn afterPassword(String user) {
        return records.change(user, SignInRules::afterPassword);
    }

    /**
     * Verifies a code that was typed at sign-in: a code of the authenticator app or a backup code, from one field.
     * Spaces, hyphens, lower case and digits of other scripts are understood. The password must have been checked before,
     * or strangers could lock the user out.
     *
     * @param user the id of the user
     * @param typed what was typed, anything
     * @return accepted, or why not
     */
    public Verification verify(String user, String typed) {
        TypedCode code = TypedCode.of(Objects.requireNonNull(typed, "typed"));
        return records.change(user, (state, attempt) -> codes.verify(state, code, attempt));
    }

    /**
     * Offers a secret to a user who has no second factor yet, for a device named "Authenticator app". An offer that was
     * open is void then; nothing that is active changes.
     *
     * @param user the id of the user
     * @param account the account name as the authenticator app shows it, usually the e-mail address: 1 to 254 bytes of
     *     UTF-8, and only what {@link io.github.mfa4j.otp.OtpAuthUri} allows in a name
     * @return the offer, or why not
     */
    public Enrollment enroll(String user, String account) {
        return enroll(user, account, DeviceNames.DEFAULT);
    }

    /**
     * Offers a secret to a user who has no second factor yet. An offer that was open is void then; nothing that is
     * active changes.
     *
     * @param user the id of the user
     * @param account the account name as the authenticator app shows it, usually the e-mail address: 1 to 254 bytes of
     *     UTF-8, and only what {@link io.github.mfa4j.otp.OtpAuthUri} allows in a name
     * @param deviceName the name of the device on the settings page: 1 to 48 bytes of UTF-8, no control characters, no
     *     invisible ones, no white space at the edges
     * @return the offer, or why not
     */
    public Enrollment enroll(String user, String account, String deviceName) {
        NewOffer offer = newOffer(account, deviceName);
        return records.change(user, (state, attempt) -> setup.enroll(state, offer, attempt));
    }

    /**
     * Proves that the device shows right codes. The first device, and one that replaces lost ones, gets backup codes with it;
     * until they are activated, confirming again with a fresh code issues a new set, so a lost page loses nothing. One more
     * device is active at once, and the backup codes stay.
     *
     * @param user the id of the user
     * @param offerId the id of the offer
     * @param typed what was typed, anything; only a code of the new device counts
     * @return what the device is now, with the backup codes if there are new ones; or why not
     */
    public Confirmation confirm(String user, String offerId, String typed) {
        Objects.requireNonNull(offerId, "offerId");
        TypedCode code = TypedCode.of(Objects.requireNonNull(typed, "typed"));
        Supplier<NewCodes> fresh = newCodes();
        return records.change(user, (state, attempt) -> setup.confirm(state, offerId, code, fresh, attempt));
    }

    /**
     * Makes a set of backup codes active that the person says is saved, and with it the device that was confirmed for it. For
     * the first device this switches the second factor on: from now on it is enforced.
     *
     * @param user the id of the user
     * @param setId the id of the set of backup codes that was shown
     * @return enabled, or why not
     */
    public Activation activate(String user, String setId) {
        Objects.requireNonNull(setId, "setId");
        return records.change(user, (state, attempt) -> setup.activate(state, setId, attempt));
    }

    /**
     * Offers a secret for one more device of a user who has a second factor. The code is used up by this call; the device
     * counts once {@link #confirm} has accepted a code of it, without a further activation.
     *
     * @param user the id of the user
     * @param account the account name, as for {@link #enroll(String, String)}
     * @param deviceName the name of the device, as for {@link #enroll(String, String, String)}
     * @param typed an app code or a backup code
     * @return the offer, or why not
     */
    public Enrollment addDevice(String user, String account, String deviceName, String typed) {
        TypedCode code = TypedCode.of(Objects.requireNonNull(typed, "typed"));
        NewOffer offer = newOffer(account, deviceName);
        return records.change(user, (state, attempt) -> devices.add(state, offer, code, attempt));
    }

    /**
     * Offers a secret to a user who has lost every device, against a backup code, which is used up by this call. Once the
     * new device is confirmed and its backup codes are activated, they take the place of all that there was, in one write;
     * until then the old ones stay good.
     *
     * @param user the id of the user
     * @param account the account name, as for {@link #enroll(String, String)}
     * @param deviceName the name of the device, as for {@link #enroll(String, String, String)}
     * @param backupCode a backup code; an app code does not count here
     * @return the offer, or why not
     */
    public Enrollment replaceLostDevices(String user, String account, String deviceName, String backupCode) {
        TypedCode code = TypedCode.of(Objects.requireNonNull(backupCode, "backupCode"));
        NewOffer offer = newOffer(account, deviceName);
        return records.change(user, (state, attempt) -> devices.replaceLost(state, offer, code, attempt));
    }

    /**
     * Gives a device another name.
     *
     * @param user the id of the user
     * @param deviceId the id of the device, from {@link #status}
     * @param deviceName the name, as for {@link #enroll(String, String, String)}
     * @return done, or why not
     */
    public Change renameDevice(String user, String deviceId, String deviceName) {
        Objects.requireNonNull(deviceId, "deviceId");
        DeviceNames.check(deviceName);
        return records.change(user, (state, attempt) -> devices.rename(state, deviceId, deviceName, attempt));
    }

    /**
     * Removes a device. Removing the last one is {@link #disable}.
     *
     * @param user the id of the user
     * @param deviceId the id of the device, from {@link #status}
     * @param typed an app code, of any device, or a backup code
     * @return done, or why not
     */
    public Change removeDevice(String user, String deviceId, String typed) {
        Objects.requireNonNull(deviceId, "deviceId");
        TypedCode code = TypedCode.of(Objects.requireNonNull(typed, "typed"));
        return records.change(user, (state, attempt) -> devices.remove(state, deviceId, code, attempt));
    }

    /**
     * Allows for a device whose clock is off, as two codes show that it displayed one after the other. Both must lie within ten
     * steps of the present.
     *
     * @param user the id of the user
     * @param deviceId the id of the device, from {@link #status}
     * @param first the first code, never used
     * @param second the next code, never used
     * @return done, or why not; a failure counts like that of one code
     */
    public Change resynchronizeDevice(String user, String deviceId, String first, String second) {
        Objects.requireNonNull(deviceId, "deviceId");
        TypedCode one = TypedCode.of(Objects.requireNonNull(first, "first"));
        TypedCode two = TypedCode.of(Objects.requireNonNull(second, "second"));
        return records.change(user, (state, attempt) -> devices.resynchronize(state, deviceId, one, two, attempt));
    }

    /**
     * Issues new backup codes. The old ones are good until the new ones are activated.
     *
     * @param user the id of the user
     * @param typed an app code or a backup code
     * @return the codes, or why not
     */
    public Reissue reissueBackupCodes(String user, String typed) {
        TypedCode code = TypedCode.of(Objects.requireNonNull(typed, "typed"));
        Supplier<NewCodes> fresh = newCodes();
        return records.change(user, (state, attempt) -> backupCodes.reissue(state, code, fresh, attempt));
    }

    /**
     * Issues new backup codes without a code. Only for an application that has just now authenticated the person anew with
     * everything that it asks for at sign-in: whoever gets here with less can take the account over.
     *
     * @param user the id of the user
     * @return the codes, or why not
     */
    public Reissue reissueBackupCodesAfterFullReauthentication(String user) {
        Supplier<NewCodes> fresh = newCodes();
        return records.change(user, (state, attempt) -> backupCodes.reissueVouchedFor(state, fresh, attempt));
    }

    /**
     * Switches the second factor off: devices, backup codes and pending work are gone, in one write with the use of the
     * code.
     *
     * @param user the id of the user
     * @param typed an app code or a backup code
     * @return done, or why not
     */
    public Change disable(String user, String typed) {
        TypedCode code = TypedCode.of(Objects.requireNonNull(typed, "typed"));
        return records.change(user, (state, attempt) -> devices.disable(state, code, attempt));
    }

    /**
     * Reads the state for a settings page. Nothing is decrypted or written.
     *
     * @param user the id of the user
     * @return the state
     */
    public MfaStatus status(String user) {
        return Statuses.of(records.read(user), settings.window(), records.now());
    }

    /**
     * The doors of an administrator, over the same records.
     *
     * @return a thread-safe object
     */
    public MfaAdmin admin() {
        return new MfaAdmin(records, new AdminRules(settings));
    }

    private NewOffer newOffer(String account, String deviceName) {
        DeviceNames.check(deviceName);
        return new NewOffer(settings, random, Objects.requireNonNull(account, "account"), deviceName);
    }

    private Supplier<NewCodes> newCodes() {
        return new Once<>(() -> new NewCodes(settings.backupCodes(), hasher, random));
    }
}
