package io.github.mfa4j.model;

import io.github.mfa4j.Change;
import io.github.mfa4j.Grant;
import io.github.mfa4j.MfaRecovery;
import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.TotpParameters;
import org.jspecify.annotations.Nullable;

/** Mails and links, done to both sides of a {@link ModelHost}. */
final class ModelRecoveryActions {

    private static final String[] ADDRESSES = {"alice@example.com", "Alice@example.com", "mallory@example.com"};

    private final ModelHost host;
    private final Model model;
    private final ModelTyping typing;
    private final ModelSignInActions signIn;

    ModelRecoveryActions(ModelHost host, ModelTyping typing, ModelSignInActions signIn) {
        this.host = host;
        this.model = host.model;
        this.typing = typing;
        this.signIn = signIn;
    }

    void emailCode(int n) {
        String address = ADDRESSES[n % 3];
        host.call(
                "createEmailCode",
                host.recovery::emailCode,
                () -> host.mfa
                        .createEmailCode(ModelHost.USER, address)
                        .fold(
                                issued -> {
                                    host.recovery.mailed(address, issued.code());
                                    return "Issued until " + issued.expiresAt();
                                },
                                ModelText::of));
    }

    void proveEmail(int n) {
        ModelToken number = model.numbers.number;
        String right = number == null ? "123456" : number.value();
        String typed = switch (n % 8) {
            case 0, 1, 2 -> ModelSpelling.digits(right, n);
            case 3 -> typing.last;
            case 4 -> ModelSpelling.malformed(n, 6);
            default -> Integer.toString(1_000_000 + n * 719 % 1_000_000).substring(1);
        };
        prove(n % 16 == 0 || number == null ? ADDRESSES[n / 16 % 3] : model.numbers.address, typed);
    }

    private void prove(String address, String typed) {
        typing.last = typed;
        host.call(
                "proveEmail",
                () -> host.recovery.prove(address, typed),
                () -> host.granted(host.recovery::permitted, host.mfa.proveEmail(ModelHost.USER, address, typed)));
    }

    /** A number is asked for, and guessed at. */
    void guessNumber(int n) {
        emailCode(n);
        for (int i = 0; i < 2 + n % 5; i++) {
            prove(ADDRESSES[n % 3], Integer.toString(1_000_000 + n * 7 + i).substring(1));
        }
    }

    /** A day of asking for mails, a minute and a bit after each other. */
    void manyMails(int n) {
        for (int i = 0; i < 11; i++) {
            if (n % 2 == 0 && (model.on() || model.mustEnroll)) {
                recoveryLink();
            } else {
                emailCode(n);
            }
            model.now = model.now.plusSeconds(i % 4 == 3 ? 59 : 60);
        }
    }

    /** The last minute of a day of mails, and the first of the next. */
    void midnight(int n) {
        ModelMails mails = n % 2 == 0 && (model.on() || model.mustEnroll) ? model.recoveryLinks : model.numbers;
        if (!mails.asked() || mails.endOfDay().minusSeconds(90).isBefore(model.now)) {
            return;
        }
        model.now = mails.endOfDay().minusSeconds(n % 90);
        mail(mails, n);
        prove(ADDRESSES[n % 3], "123456");
        model.now = mails.endOfDay().plusSeconds(n % 2);
        prove(ADDRESSES[n % 3], "123457");
        mail(mails, n);
    }

    private void mail(ModelMails mails, int n) {
        if (mails == model.recoveryLinks) {
            recoveryLink();
        } else {
            emailCode(n);
        }
    }

    void recoveryLink() {
        host.call(
                "createRecoveryLink",
                host.recovery::recoveryLink,
                () -> host.granted(
                        host.recovery::recoveryLinkIs, host.mfa.recovery().createRecoveryLink(ModelHost.USER)));
    }

    void unlockLink() {
        host.call(
                "createUnlockLink",
                host.recovery::unlockLink,
                () -> host.granted(
                        host.recovery::unlockLinkIs, host.mfa.recovery().createUnlockLink(ModelHost.USER)));
    }

    void redeemRecoveryLink(int n) {
        redeemRecovery(token(n, model.recoveryLink, ModelUse.RECOVERY));
    }

    private void redeemRecovery(String token) {
        host.call(
                "redeemRecoveryLink",
                () -> host.recovery.redeemRecoveryLink(token),
                () -> host.granted(
                        host.recovery::permitted, host.mfa.recovery().redeemRecoveryLink(ModelHost.USER, token)));
    }

    void redeemUnlockLink(int n) {
        unlock(token(n, model.unlockLink, ModelUse.UNLOCK));
    }

    private void unlock(String token) {
        host.call(
                "redeemUnlockLink",
                () -> host.recovery.redeemUnlockLink(token),
                () -> ModelText.of(host.mfa.recovery().redeemUnlockLink(ModelHost.USER, token)));
    }

    void enrollWithPermit(int n) {
        signIn.enrollWithPermit(n, token(n, model.permit, ModelUse.PERMIT));
    }

    /** Mostly the right token; or an old one, one of another kind, one of another user, or none. */
    private String token(int n, @Nullable ModelToken right, ModelUse use) {
        return switch (n % 6) {
            case 0 -> ModelHost.anyOf(host.everyToken, n / 6);
            case 1 -> n % 12 == 1 ? ofOtherUser(use) : "x".repeat(n % 70);
            default -> right == null ? ModelHost.anyOf(host.everyToken, n / 6) : right.value();
        };
    }

    /** Another user of the same host asks for a token of that kind. */
    private String ofOtherUser(ModelUse use) {
        MfaRecovery recovery = host.mfa.recovery();
        Change imported = host.mfa
                .admin()
                .importDevice(ModelHost.OTHER, OtpSecret.generate(), TotpParameters.DEFAULT, "Phone", "admin");
        Grant grant = use == ModelUse.RECOVERY
                ? recovery.createRecoveryLink(ModelHost.OTHER)
                : host.mfa.admin().reset(ModelHost.OTHER, "admin");
        return grant.fold(
                granted -> granted.token().value(),
                no -> imported.fold(
                        done -> "imported", already -> already.reason().name()));
    }

    /** The whole way back: a link, a permit, a phone, new codes. */
    void recover(int n) {
        model.now = model.now.plusSeconds(61);
        recoveryLink();
        redeemRecovery(model.recoveryLink == null ? "" : model.recoveryLink.value());
        begin(n);
    }

    /** What a user without a second factor does first; with a permit if there is one. */
    void begin(int n) {
        if (model.permit == null && host.codes.proofRequired() && !model.on()) {
            emailCode(n);
            ModelToken number = model.numbers.number;
            prove(number == null ? ADDRESSES[n % 3] : model.numbers.address, number == null ? "" : number.value());
        }
        if (model.permit == null) {
            signIn.enroll(n);
        } else {
            signIn.enrollWithPermit(n, model.permit.value());
        }
        signIn.finish();
    }

    /** As many wrong codes as lock, and one of the ways out. */
    void lockAndMend(int n) {
        signIn.untilLocked(n);
        switch (n % 4) {
            case 0 -> signIn.verify(typing.unused(n));
            case 1 -> reissueIsKept();
            default -> {
                model.now = model.now.plusSeconds(61);
                unlockLink();
                unlock(model.unlockLink == null ? "" : model.unlockLink.value());
            }
        }
    }

    private void reissueIsKept() {
        if (model.newSheet != null) {
            signIn.activate(String.valueOf(model.newSheet.id));
        }
    }

    void reset(int n) {
        String actor = "admin-" + n % 3;
        host.call(
                "reset",
                () -> host.recovery.reset(actor),
                () -> host.granted(host.recovery::permitted, host.mfa.admin().reset(ModelHost.USER, actor)));
    }
}
