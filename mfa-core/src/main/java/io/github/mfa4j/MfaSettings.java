package io.github.mfa4j;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * What a user who has a second factor does on the settings page. The host has the user signed in with it, and asks for the
 * password anew before showing the page; what could weaken the second factor takes a code besides. Codes typed here are
 * used up and counted as those at sign-in are. Thread-safe.
 */
@CheckReturnValue
public final class MfaSettings {

    private final Records records;
    private final Fresh fresh;
    private final DeviceRules devices;
    private final BackupCodeRules backupCodes;
    private final BrowserRules browsers;

    MfaSettings(Configuration config, Records records, Fresh fresh) {
        this.records = records;
        this.fresh = fresh;
        CodeRules codes = new CodeRules(config);
        this.devices = new DeviceRules(config, codes, new SetupRules(config));
        this.backupCodes = new BackupCodeRules(config, codes);
        this.browsers = new BrowserRules(config, codes);
    }

    /**
     * Offers a secret for one more device of a user who has a second factor. The code is used up by this call; the device
     * counts once {@link Mfa#confirm} has accepted a code of it, without a further activation.
     *
     * @param user the id of the user
     * @param account the account name, as for {@link Mfa#enroll(String, String)}
     * @param deviceName the name of the device, as for {@link Mfa#enroll(String, String, String)}
     * @param typed an app code or a backup code
     * @return the offer; or {@code TOO_MANY_DEVICES} or {@code ENROLLMENT_FORBIDDEN}, which use no code up; or why the code is
     *     not good, as {@link Mfa#verify}
     */
    public Enrollment addDevice(String user, String account, String deviceName, String typed) {
        TypedCode code = TypedCode.of(Objects.requireNonNull(typed, "typed"));
        NewOffer offer = fresh.offer(account, deviceName);
        return records.change(user, (state, attempt) -> devices.add(state, offer, code, attempt));
    }

    /**
     * Gives a device another name.
     *
     * @param user the id of the user
     * @param deviceId the id of the device, from {@link Mfa#status}
     * @param deviceName the name, as for {@link Mfa#enroll(String, String, String)}
     * @return done; or {@code UNKNOWN_DEVICE} or {@code NOT_ENABLED}
     */
    public Change renameDevice(String user, String deviceId, String deviceName) {
        Objects.requireNonNull(deviceId, "deviceId");
        Names.check("deviceName", deviceName);
        return records.change(user, (state, attempt) -> devices.rename(state, deviceId, deviceName, attempt));
    }

    /**
     * Removes a device, and with it whatever it may have opened: a set-up or backup codes that are pending, and the trust in
     * all browsers. Removing the last device is {@link #disable}.
     *
     * @param user the id of the user
     * @param deviceId the id of the device, from {@link Mfa#status}
     * @param typed an app code, of any device, or a backup code
     * @return done; or {@code UNKNOWN_DEVICE}, or {@code REQUIRED_BY_POLICY} for the last one, which use no code up; or why the
     *     code is not good, as {@link Mfa#verify}
     */
    public Change removeDevice(String user, String deviceId, String typed) {
        Objects.requireNonNull(deviceId, "deviceId");
        TypedCode code = TypedCode.of(Objects.requireNonNull(typed, "typed"));
        return records.change(user, (state, attempt) -> devices.remove(state, deviceId, code, attempt));
    }

    /**
     * Allows for a device whose clock is off, as two codes show that it displayed one after the other. Both must lie within ten
     * steps of the present, and after the last code of this device that was accepted: a phone that was fast and was set right shows
     * such codes only after a while.
     *
     * @param user the id of the user
     * @param deviceId the id of the device, from {@link Mfa#status}
     * @param first the first code
     * @param second the code that came next
     * @return done; or {@code WRONG_CODE}, which counts like one wrong code, {@code MALFORMED}, {@code THROTTLED},
     *     {@code LOCKED}, {@code UNKNOWN_DEVICE} or {@code NOT_ENABLED}
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
     * @return the codes; or {@code TOO_MANY_DEVICES} if codes of today's format would make guessing too easy, which uses no
     *     code up; or why the code is not good, as {@link Mfa#verify}
     */
    public Reissue reissueBackupCodes(String user, String typed) {
        TypedCode code = TypedCode.of(Objects.requireNonNull(typed, "typed"));
        Supplier<NewCodes> newCodes = fresh.codes();
        return records.change(user, (state, attempt) -> backupCodes.reissue(state, code, newCodes, attempt));
    }

    /**
     * Issues new backup codes without a code. Only for an application that has just now authenticated the person anew with
     * everything that it asks for at sign-in: whoever gets here with less can take the account over.
     *
     * @param user the id of the user
     * @return the codes; or {@code TOO_MANY_DEVICES} or {@code NOT_ENABLED}
     */
    public Reissue reissueBackupCodesAfterFullReauthentication(String user) {
        Supplier<NewCodes> newCodes = fresh.codes();
        return records.change(user, (state, attempt) -> backupCodes.reissueVouchedFor(state, newCodes, attempt));
    }

    /**
     * Ceases to trust a browser.
     *
     * @param user the id of the user
     * @param browserId the id of the browser, from {@link Mfa#status}
     * @return done; or {@code UNKNOWN_BROWSER}
     */
    public Change forgetBrowser(String user, String browserId) {
        Objects.requireNonNull(browserId, "browserId");
        return records.change(user, (state, attempt) -> browsers.forget(state, browserId, attempt));
    }

    /**
     * Ceases to trust all browsers. To be called whenever the password was changed, by whatever way, and at the wish of the
     * user.
     *
     * @param user the id of the user
     * @return done, also if none was trusted
     */
    public Change forgetAllBrowsers(String user) {
        return records.change(user, browsers::forgetAll);
    }

    /**
     * Switches the second factor off: devices, backup codes, trusted browsers and pending work are gone, in one write with the use of the
     * code.
     *
     * @param user the id of the user
     * @param typed an app code or a backup code
     * @return done; or {@code REQUIRED_BY_POLICY}, which uses no code up; or why the code is not good, as {@link Mfa#verify}
     */
    public Change disable(String user, String typed) {
        TypedCode code = TypedCode.of(Objects.requireNonNull(typed, "typed"));
        return records.change(user, (state, attempt) -> devices.disable(state, code, attempt));
    }
}
