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
    private final SignInRules signIn;
    private final SetupRules setup;

    Mfa(Settings settings, Records records, BackupCodeHasher hasher) {
        this.settings = settings;
        this.records = records;
        this.hasher = hasher;
        this.signIn = new SignInRules(settings);
        this.setup = new SetupRules(settings);
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
     * @throws IllegalArgumentException if the id is not acceptable
     * @throws IllegalStateException if the record cannot be read
     */
    public SignIn afterPassword(String user) {
        return records.change(user, signIn::afterPassword);
    }

    /**
     * Verifies a code that was typed at sign-in: a code of the authenticator app or a backup code, from one field.
     * Spaces, hyphens, lower case and digits of other scripts are understood. The password must have been checked before,
     * or strangers could lock the user out.
     *
     * @param user the id of the user
     * @param typed what was typed, anything
     * @return accepted, or why not
     * @throws IllegalArgumentException if the id is not acceptable
     * @throws IllegalStateException if the record cannot be read or written: there is no verdict
     */
    public Verification verify(String user, String typed) {
        TypedCode code = TypedCode.of(Objects.requireNonNull(typed, "typed"));
        return records.change(user, (state, attempt) -> signIn.verify(state, code, attempt));
    }

    /**
     * Offers a secret to a user who has no second factor yet, for a device named "Authenticator app". An offer that was
     * open is void then; nothing that is active changes.
     *
     * @param user the id of the user
     * @param account the account name as the authenticator app shows it, usually the e-mail address: 1 to 254 bytes of
     *     UTF-8, and only what {@link io.github.mfa4j.otp.OtpAuthUri} allows in a name
     * @return the offer, or why not
     * @throws IllegalArgumentException if the id or the account name is not acceptable
     * @throws IllegalStateException if the record cannot be read or written
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
     * @throws IllegalArgumentException if the id or a name is not acceptable
     * @throws IllegalStateException if the record cannot be read or written
     */
    public Enrollment enroll(String user, String account, String deviceName) {
        DeviceNames.check(deviceName);
        NewOffer offer = new NewOffer(settings, random, Objects.requireNonNull(account, "account"), deviceName);
        return records.change(user, (state, attempt) -> setup.enroll(state, offer, attempt));
    }

    /**
     * Proves that the device shows right codes, and issues backup codes. Until the activation, confirming again with a
     * fresh code issues a new set, so a lost page loses nothing.
     *
     * @param user the id of the user
     * @param offerId the id of the offer
     * @param typed what was typed, anything; only a code of the new device counts
     * @return the backup codes, or why not
     * @throws IllegalArgumentException if the id of the user is not acceptable
     * @throws IllegalStateException if the record cannot be read or written
     */
    public Confirmation confirm(String user, String offerId, String typed) {
        Objects.requireNonNull(offerId, "offerId");
        TypedCode code = TypedCode.of(Objects.requireNonNull(typed, "typed"));
        Supplier<NewCodes> codes = new Once<>(() -> new NewCodes(settings.backupCodes(), hasher, random));
        return records.change(user, (state, attempt) -> setup.confirm(state, offerId, code, codes, attempt));
    }

    /**
     * Switches the second factor on: the person has saved the backup codes. From now on it is enforced.
     *
     * @param user the id of the user
     * @param setId the id of the set of backup codes that was shown
     * @return enabled, or why not
     * @throws IllegalArgumentException if the id of the user is not acceptable
     * @throws IllegalStateException if the record cannot be read or written
     */
    public Activation activate(String user, String setId) {
        Objects.requireNonNull(setId, "setId");
        return records.change(user, (state, attempt) -> setup.activate(state, setId, attempt));
    }

    /**
     * Reads the state for a settings page. Nothing is decrypted or written.
     *
     * @param user the id of the user
     * @return the state
     * @throws IllegalArgumentException if the id is not acceptable
     * @throws IllegalStateException if the record cannot be read
     */
    public MfaStatus status(String user) {
        return Statuses.of(records.read(user), settings.window(), records.now());
    }
}
