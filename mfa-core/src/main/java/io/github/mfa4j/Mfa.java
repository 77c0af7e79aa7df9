package io.github.mfa4j;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The second factor of an application: one object for all users, built once.
 *
 * <p>Sign-in, after the password was right:
 *
 * <pre>{@code
 * SignIn next = mfa.afterPassword(user);               // Allow, Challenge, EnrollBy or EnrollNow
 * Verification v = mfa.verify(user, typed);            // app code or backup code, one field
 * }</pre>
 *
 * <p>Set-up, for a user who is signed in:
 *
 * <pre>{@code
 * Enrollment e = mfa.enroll(user, "alice@example.com");  // show the QR code
 * Confirmation c = mfa.confirm(user, offerId, typed);    // the phone works: show the backup codes
 * Activation a = mfa.activate(user, setId);              // "I saved my codes" was ticked
 * }</pre>
 *
 * <p>The rest is behind three doors: {@link #settings()} for the settings page of a user who has a second factor,
 * {@link #recovery()} for one who has lost the phone, and {@link #admin()} for administrators.
 *
 * <p>A user is an opaque string that the host chooses: 1 to 200 characters, compared exactly, without white space at the
 * edges, control characters or lone surrogates. It must never change, so use a key, not an e-mail address.
 *
 * <p>What a person causes is a result, whatever is typed as a code or comes with a link. Users, accounts, names, addresses and
 * actors must be as their parameters say, or the call throws an {@link IllegalArgumentException}; {@link #isName} tells
 * beforehand. What a programmer or an operator causes is an unchecked exception that says what to do, and then there is no
 * verdict: treat it as "not signed in". What the store, the cipher, the hasher or an enforcement source throws comes through as
 * it is, whatever its type. An {@link IllegalStateException} ends a call that lost to other writes of the same record for five
 * seconds, or was interrupted meanwhile; nothing was decided then.
 *
 * <p>No verdict leaves this class before the write it rests on has won. Thread-safe; instances over the same store, in
 * one process or in several, share all that is remembered.
 */
@CheckReturnValue
public final class Mfa {

    private final Configuration config;
    private final Records records;
    private final Fresh fresh;
    private final SignInRules signIn;
    private final CodeRules codes;
    private final SetupRules setup;
    private final BrowserRules browsers;

    Mfa(Configuration config, Records records, Fresh fresh) {
        this.config = config;
        this.records = records;
        this.fresh = fresh;
        this.codes = new CodeRules(config);
        this.setup = new SetupRules(config);
        this.browsers = new BrowserRules(config, codes);
        this.signIn = new SignInRules(config, browsers);
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
     * Tells whether a device or a browser can have a name that somebody typed. The calls that take such a name throw an
     * {@link IllegalArgumentException} otherwise, so ask here first, and have the person choose another one.
     *
     * @param typed what was typed, anything
     * @return whether it is 1 to 48 bytes of UTF-8, without control characters, invisible ones (but for joiners between two other
     *     characters), lone surrogates and line breaks, and without white space at the edges
     */
    public static boolean isName(String typed) {
        return Names.isName(Objects.requireNonNull(typed, "typed"));
    }

    /**
     * Decides what comes next for a user whose password was right. Never call it before: whoever gets
     * {@link SignIn.Allow} is to be signed in.
     *
     * @param user the id of the user
     * @return sign in, ask for a code, or have a second factor set up
     */
    public SignIn afterPassword(String user) {
        return afterPassword(user, "");
    }

    /**
     * Decides what comes next for a user whose password was right, on a browser that may be trusted.
     *
     * @param user the id of the user
     * @param browserToken what {@link #verifyAndTrustBrowser} returned for this browser, from a cookie; anything else, and
     *     the empty string, is no token
     * @return sign in, ask for a code, or have a second factor set up
     */
    public SignIn afterPassword(String user, String browserToken) {
        Objects.requireNonNull(browserToken, "browserToken");
        return records.change(user, (state, attempt) -> signIn.afterPassword(state, browserToken, attempt));
    }

    /**
     * Verifies a code that was typed at sign-in: a code of the authenticator app or a backup code, from one field.
     * Spaces, hyphens, lower case and digits of other scripts are understood. The password must have been checked before,
     * or strangers could lock the user out.
     *
     * @param user the id of the user
     * @param typed what was typed, anything
     * @return accepted; or {@code WRONG_CODE}, {@code REPLAYED}, {@code MALFORMED}, {@code THROTTLED}, {@code LOCKED} or
     *     {@code NOT_ENABLED}
     */
    public Verification verify(String user, String typed) {
        TypedCode code = TypedCode.of(Objects.requireNonNull(typed, "typed"));
        return records.change(user, (state, attempt) -> codes.verify(state, code, attempt));
    }

    /**
     * Verifies a code as {@link #verify} does, and if it is accepted trusts this browser from now on: with the token that
     * comes with the verdict, {@link #afterPassword(String, String)} asks for no code. Five browsers can be trusted; the
     * next one takes the place of the oldest.
     *
     * @param user the id of the user
     * @param typed what was typed, anything
     * @param browserName what the settings page calls this browser, such as "Firefox on Linux": as a device name in
     *     {@link #enroll(String, String, String)}, so not what a browser says of itself
     * @return accepted, with a token for a cookie; or why not, as {@link #verify}
     * @throws IllegalStateException if {@link MfaBuilder#trustBrowsersFor} was not called
     */
    public Verification verifyAndTrustBrowser(String user, String typed, String browserName) {
        if (config.browserTrust().isZero()) {
            throw new IllegalStateException(
                    "call trustBrowsersFor(...) at the builder: no browser is trusted by default");
        }
        TypedCode code = TypedCode.of(Objects.requireNonNull(typed, "typed"));
        Names.check("browserName", browserName);
        String id = fresh.id(Ids.SHORT_BYTES);
        NewToken token = fresh.token();
        return records.change(
                user, (state, attempt) -> browsers.verifyAndTrust(state, code, id, browserName, token, attempt));
    }

    /**
     * Makes a code to be mailed to the user, who proves with it that the address is the user's own, before a first device
     * is set up. Needed where {@link SignIn.EnrollNow} says so, or {@link MfaBuilder#requireEmailProof()}. Ten a day, one a
     * minute; a code is good for ten minutes and replaces the one before.
     *
     * @param user the id of the user
     * @param address the e-mail address that the host has on record for the user, never one that was typed just now: or a
     *     thief with the password proves a mailbox of the thief's own. 1 to 254 characters, of the kind that user ids have
     * @return the code to send, six digits; or {@code ALREADY_ENABLED}, {@code ENROLLMENT_FORBIDDEN}, {@code TOO_MANY_MAILS} or
     *     {@code TOO_MANY_ATTEMPTS}
     */
    public EmailCode createEmailCode(String user, String address) {
        Texts.checkAddress(Objects.requireNonNull(address, "address"));
        NewEmailCode code = fresh.emailCode(address);
        return records.change(user, (state, attempt) -> EmailRules.create(state, code, attempt));
    }

    /**
     * Proves an e-mail address with the code that was mailed. Five wrong ones a day, over all mails, are the end of it.
     *
     * @param user the id of the user
     * @param address the address, exactly as it was when the code was made
     * @param typed what was typed, anything
     * @return a permit for {@link #enrollWithPermit}, good for 30 minutes and one set-up, to be kept in the session; or
     *     {@code WRONG_CODE}, {@code MALFORMED}, {@code TOO_MANY_ATTEMPTS}, {@code EXPIRED} or {@code SUPERSEDED}
     */
    public Grant proveEmail(String user, String address, String typed) {
        Texts.checkAddress(Objects.requireNonNull(address, "address"));
        TypedCode code = TypedCode.of(Objects.requireNonNull(typed, "typed"));
        NewToken permit = fresh.token();
        return records.change(user, (state, attempt) -> EmailRules.prove(state, address, code, permit, attempt));
    }

    /**
     * Offers a secret to a user who has no second factor yet, for a device named "Authenticator app". An offer that was
     * open is void then; nothing that is active changes.
     *
     * @param user the id of the user
     * @param account the account name as the authenticator app shows it, usually the e-mail address: 1 to 254 bytes of
     *     UTF-8, and only what {@link io.github.mfa4j.otp.OtpAuthUri} allows in a name
     * @return the offer; or why not, as {@link #enroll(String, String, String)}
     */
    public Enrollment enroll(String user, String account) {
        return enroll(user, account, Names.DEFAULT_DEVICE);
    }

    /**
     * Offers a secret to a user who has no second factor yet. An offer that was open is void then; nothing that is
     * active changes.
     *
     * @param user the id of the user
     * @param account the account name as the authenticator app shows it, usually the e-mail address: 1 to 254 bytes of
     *     UTF-8, and only what {@link io.github.mfa4j.otp.OtpAuthUri} allows in a name
     * @param deviceName the name of the device on the settings page, see {@link #isName}: 1 to 48 bytes of UTF-8, no control characters, no
     *     invisible ones, no white space at the edges
     * @return the offer; or {@code ALREADY_ENABLED}, {@code ENROLLMENT_FORBIDDEN} or {@code PROOF_REQUIRED}
     */
    public Enrollment enroll(String user, String account, String deviceName) {
        return enroll(user, account, deviceName, Optional.empty());
    }

    /**
     * Offers a secret as {@link #enroll(String, String, String)} does, to a user who proved to be the right person. The
     * permit can be used until the set-up is complete, so a page can be loaded again.
     *
     * @param user the id of the user
     * @param account the account name
     * @param deviceName the name of the device
     * @param permit the permit from {@link #proveEmail}, {@link MfaRecovery#redeemRecoveryLink} or {@link MfaAdmin#reset}
     * @return the offer; or {@code ALREADY_ENABLED} or {@code ENROLLMENT_FORBIDDEN}; or, if the permit is not good,
     *     {@code INVALID_TOKEN} or {@code EXPIRED}: have the address proved anew
     */
    public Enrollment enrollWithPermit(String user, String account, String deviceName, String permit) {
        return enroll(user, account, deviceName, Optional.of(Objects.requireNonNull(permit, "permit")));
    }

    private Enrollment enroll(String user, String account, String deviceName, Optional<String> permit) {
        NewOffer offer = fresh.offer(account, deviceName);
        return records.change(user, (state, attempt) -> setup.enroll(state, offer, permit, attempt));
    }

    /**
     * Proves that the device shows right codes. The first device, and one that replaces lost ones, gets backup codes with it;
     * until they are activated, confirming again with a fresh code issues a new set, so a lost page loses nothing. One more
     * device is active at once, and the backup codes stay.
     *
     * @param user the id of the user
     * @param offerId the id of the offer
     * @param typed what was typed, anything; only a code of the new device counts
     * @return what the device is now, with the backup codes if there are new ones; or {@code WRONG_CODE}, {@code REPLAYED},
     *     {@code MALFORMED}, {@code TOO_MANY_ATTEMPTS}, {@code EXPIRED}, {@code SUPERSEDED} or {@code ENROLLMENT_FORBIDDEN}
     */
    public Confirmation confirm(String user, String offerId, String typed) {
        Objects.requireNonNull(offerId, "offerId");
        TypedCode code = TypedCode.of(Objects.requireNonNull(typed, "typed"));
        Supplier<NewCodes> newCodes = fresh.codes();
        return records.change(user, (state, attempt) -> setup.confirm(state, offerId, code, newCodes, attempt));
    }

    /**
     * Makes a set of backup codes active that the person says is saved, and with it the device that was confirmed for it. For
     * the first device this switches the second factor on: from now on it is enforced.
     *
     * @param user the id of the user
     * @param setId the id of the set of backup codes that was shown
     * @return enabled; or {@code EXPIRED}, {@code SUPERSEDED} or {@code ENROLLMENT_FORBIDDEN}
     */
    public Activation activate(String user, String setId) {
        Objects.requireNonNull(setId, "setId");
        return records.change(user, (state, attempt) -> setup.activate(state, setId, attempt));
    }

    /**
     * Reads the state for a settings page. Nothing is decrypted or written; the enforcement sources are asked, and what they
     * throw comes through.
     *
     * @param user the id of the user
     * @return the state
     */
    public MfaStatus status(String user) {
        return Statuses.of(records.read(user), config, records.policy(user), records.instant());
    }

    /**
     * What a user who has a second factor does on the settings page.
     *
     * @return a thread-safe object
     */
    public MfaSettings settings() {
        return new MfaSettings(config, records, fresh);
    }

    /**
     * The ways out for a user who has lost the phone, or is locked out.
     *
     * @return a thread-safe object
     */
    public MfaRecovery recovery() {
        return new MfaRecovery(config, records, fresh);
    }

    /**
     * The doors of an administrator.
     *
     * @return a thread-safe object
     */
    public MfaAdmin admin() {
        return new MfaAdmin(config, records, fresh);
    }
}
