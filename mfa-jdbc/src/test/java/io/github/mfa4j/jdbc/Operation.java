package io.github.mfa4j.jdbc;

import static io.github.mfa4j.jdbc.Known.ADDRESS;
import static io.github.mfa4j.jdbc.Known.USER;

import io.github.mfa4j.Mfa;
import io.github.mfa4j.Rejected;
import io.github.mfa4j.SignIn;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.spi.RejectionReason;
import java.time.Duration;
import java.util.List;

/** Every public operation on a user, with what a caller types into it. Some stand here twice: right and wrong. */
@SuppressWarnings("ImmutableEnumChecker") // what the lambdas hold never changes
enum Operation {
    AFTER_PASSWORD("Mfa.afterPassword(String)", (mfa, known, i, typed) -> mfa.afterPassword(USER)),
    AFTER_PASSWORD_ON_BROWSER(
            "Mfa.afterPassword(String, String)", (mfa, known, i, typed) -> mfa.afterPassword(USER, known.browserToken)),
    VERIFY_APP_CODE("Mfa.verify(String, String)", Known::appCode, (mfa, known, i, typed) -> mfa.verify(USER, typed)),
    VERIFY_BACKUP_CODE(
            "Mfa.verify(String, String)",
            (known, i) -> known.backupCodes.get(i % 2),
            (mfa, known, i, typed) -> mfa.verify(USER, typed)),
    VERIFY_WRONG_CODE(
            "Mfa.verify(String, String)",
            (known, i) -> known.wrongCode(),
            (mfa, known, i, typed) -> mfa.verify(USER, typed)),
    VERIFY_WRONG_BACKUP_CODE(
            "Mfa.verify(String, String)",
            (known, i) -> Known.wrongBackupCode(),
            (mfa, known, i, typed) -> mfa.verify(USER, typed)),
    VERIFY_AND_TRUST_BROWSER(
            "Mfa.verifyAndTrustBrowser(String, String, String)",
            Known::code,
            (mfa, known, i, typed) -> mfa.verifyAndTrustBrowser(USER, typed, "Browser " + i)),
    CREATE_EMAIL_CODE(
            "Mfa.createEmailCode(String, String)", (mfa, known, i, typed) -> mfa.createEmailCode(USER, ADDRESS)),
    PROVE_EMAIL(
            "Mfa.proveEmail(String, String, String)",
            (mfa, known, i, typed) -> mfa.proveEmail(USER, ADDRESS, known.mailCode)),
    PROVE_EMAIL_WRONGLY(
            "Mfa.proveEmail(String, String, String)",
            (mfa, known, i, typed) -> mfa.proveEmail(USER, ADDRESS, known.wrongMailCode())),
    ENROLL("Mfa.enroll(String, String)", (mfa, known, i, typed) -> mfa.enroll(USER, ADDRESS)),
    ENROLL_NAMED("Mfa.enroll(String, String, String)", (mfa, known, i, typed) -> mfa.enroll(USER, ADDRESS, "New " + i)),
    ENROLL_WITH_PERMIT(
            "Mfa.enrollWithPermit(String, String, String, String)",
            (mfa, known, i, typed) -> mfa.enrollWithPermit(USER, ADDRESS, "Permitted " + i, known.permit)),
    CONFIRM(
            "Mfa.confirm(String, String, String)",
            (mfa, known, i, typed) -> mfa.confirm(USER, known.offerId, known.offered.code(known.now))),
    CONFIRM_WRONGLY(
            "Mfa.confirm(String, String, String)",
            (mfa, known, i, typed) -> mfa.confirm(USER, known.offerId, known.wrongCode())),
    ACTIVATE("Mfa.activate(String, String)", (mfa, known, i, typed) -> mfa.activate(USER, known.setId)),
    STATUS("Mfa.status(String)", (mfa, known, i, typed) -> mfa.status(USER)),
    ADD_DEVICE(
            "MfaSettings.addDevice(String, String, String, String)",
            Known::code,
            (mfa, known, i, typed) -> mfa.settings().addDevice(USER, ADDRESS, "Added " + i, typed)),
    RENAME_DEVICE(
            "MfaSettings.renameDevice(String, String, String)",
            (mfa, known, i, typed) -> mfa.settings().renameDevice(USER, known.tabletId, "Name " + i)),
    REMOVE_DEVICE(
            "MfaSettings.removeDevice(String, String, String)",
            Known::code,
            (mfa, known, i, typed) -> mfa.settings().removeDevice(USER, known.tabletId, typed)),
    RESYNCHRONIZE_DEVICE(
            "MfaSettings.resynchronizeDevice(String, String, String, String)",
            (known, i) -> known.phone.code(known.now),
            (mfa, known, i, typed) -> mfa.settings()
                    .resynchronizeDevice(
                            USER, known.phoneId, typed, known.phone.code(known.now.plus(Duration.ofSeconds(30))))),
    REISSUE_BACKUP_CODES(
            "MfaSettings.reissueBackupCodes(String, String)",
            Known::code,
            (mfa, known, i, typed) -> mfa.settings().reissueBackupCodes(USER, typed)),
    REISSUE_AFTER_FULL_REAUTHENTICATION(
            "MfaSettings.reissueBackupCodesAfterFullReauthentication(String)",
            (mfa, known, i, typed) -> mfa.settings().reissueBackupCodesAfterFullReauthentication(USER)),
    FORGET_BROWSER(
            "MfaSettings.forgetBrowser(String, String)",
            (mfa, known, i, typed) -> mfa.settings().forgetBrowser(USER, known.browserId)),
    FORGET_ALL_BROWSERS(
            "MfaSettings.forgetAllBrowsers(String)",
            (mfa, known, i, typed) -> mfa.settings().forgetAllBrowsers(USER)),
    DISABLE(
            "MfaSettings.disable(String, String)",
            Known::code,
            (mfa, known, i, typed) -> mfa.settings().disable(USER, typed)),
    REPLACE_LOST_DEVICES(
            "MfaRecovery.replaceLostDevices(String, String, String, String)",
            (known, i) -> known.backupCodes.get(i % 2),
            (mfa, known, i, typed) -> mfa.recovery().replaceLostDevices(USER, ADDRESS, "Found " + i, typed)),
    CREATE_RECOVERY_LINK(
            "MfaRecovery.createRecoveryLink(String)",
            (mfa, known, i, typed) -> mfa.recovery().createRecoveryLink(USER)),
    REDEEM_RECOVERY_LINK(
            "MfaRecovery.redeemRecoveryLink(String, String)",
            (mfa, known, i, typed) -> mfa.recovery().redeemRecoveryLink(USER, known.recoveryToken)),
    CREATE_UNLOCK_LINK(
            "MfaRecovery.createUnlockLink(String)",
            (mfa, known, i, typed) -> mfa.recovery().createUnlockLink(USER)),
    REDEEM_UNLOCK_LINK(
            "MfaRecovery.redeemUnlockLink(String, String)",
            (mfa, known, i, typed) -> mfa.recovery().redeemUnlockLink(USER, known.unlockToken)),
    MAY_REQUIRE(
            "MfaAdmin.mayRequire(String)", (mfa, known, i, typed) -> mfa.admin().mayRequire(USER)),
    RESET(
            "MfaAdmin.reset(String, String)",
            (mfa, known, i, typed) -> mfa.admin().reset(USER, "admin " + i)),
    UNLOCK(
            "MfaAdmin.unlock(String, String)",
            (mfa, known, i, typed) -> mfa.admin().unlock(USER, "admin " + i)),
    IMPORT_DEVICE(
            "MfaAdmin.importDevice(String, OtpSecret, TotpParameters, String, String)",
            (mfa, known, i, typed) -> mfa.admin()
                    .importDevice(USER, known.importedSecret, TotpParameters.DEFAULT, "Imported " + i, "program")),
    IMPORT_DEVICE_WITH_CODES(
            "MfaAdmin.importDevice(String, OtpSecret, TotpParameters, String, List, String)",
            (mfa, known, i, typed) -> mfa.admin()
                    .importDevice(
                            USER,
                            known.importedSecret,
                            TotpParameters.DEFAULT,
                            "Imported " + i,
                            List.of("legacy-code-0002", "legacy-code-0003"),
                            "program")),
    RESEAL("MfaAdmin.reseal(String)", (mfa, known, i, typed) -> mfa.admin().reseal(USER));

    private final String method;
    private final Typist typist;
    private final Caller caller;

    Operation(String method, Caller caller) {
        this(method, (known, index) -> "", caller);
    }

    Operation(String method, Typist typist, Caller caller) {
        this.method = method;
        this.typist = typist;
        this.caller = caller;
    }

    /** The public method that is called. */
    String method() {
        return method;
    }

    /** The code that the caller with that number types at one of the doors for codes of active factors, or "". */
    String typed(Known known, int index) {
        return typist.types(known, index);
    }

    Object call(Mfa mfa, Known known, int index) {
        return caller.call(mfa, known, index, typed(known, index));
    }

    /** Whether this call did what it is here for: the wrong ones are here to be counted. */
    boolean reached(Object answer) {
        return switch (this) {
            case VERIFY_WRONG_CODE, VERIFY_WRONG_BACKUP_CODE, PROVE_EMAIL_WRONGLY, CONFIRM_WRONGLY ->
                answer instanceof Rejected no && no.reason() == RejectionReason.WRONG_CODE;
            case AFTER_PASSWORD_ON_BROWSER -> answer.equals(new SignIn.Allow(true));
            case RESEAL -> answer.equals(true);
            default -> !(answer instanceof Rejected);
        };
    }

    private interface Typist {
        String types(Known known, int index);
    }

    private interface Caller {
        Object call(Mfa mfa, Known known, int index, String typed);
    }
}
