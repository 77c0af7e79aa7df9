package io.github.mfa4j.model;

import io.github.mfa4j.BearerToken;
import io.github.mfa4j.Confirmation;
import io.github.mfa4j.Enrollment;
import io.github.mfa4j.Rejected;
import io.github.mfa4j.Verification;
import io.github.mfa4j.otp.OtpAuthUri;
import io.github.mfa4j.otp.Totp;
import java.util.List;

/** Signing in and setting up, done to both sides of a {@link ModelHost}. */
final class ModelSignInActions {

    private final ModelHost host;
    private final Model model;
    private final ModelTyping typing;

    ModelSignInActions(ModelHost host, ModelTyping typing) {
        this.host = host;
        this.model = host.model;
        this.typing = typing;
    }

    void afterPassword(int n) {
        List<ModelBrowser> browsers = model.browsers;
        String token = n % 4 == 0
                ? ""
                : n % 4 == 1 || browsers.isEmpty()
                        ? ModelHost.anyOf(host.everyToken, n / 4)
                        : ModelHost.anyOf(browsers, n / 4).token.value();
        host.call(
                "afterPassword",
                () -> host.codes.afterPassword(token),
                () -> ModelText.of(
                        token.isEmpty()
                                ? host.mfa.afterPassword(ModelHost.USER)
                                : host.mfa.afterPassword(ModelHost.USER, token)));
    }

    void verify(String typed) {
        typing.last = typed;
        host.call("verify", () -> host.codes.verify(typed), () -> text(host.mfa.verify(ModelHost.USER, typed)));
    }

    void trust(int n) {
        String name = "Browser-" + n % 7;
        String typed = typing.any(n);
        host.call("verifyAndTrustBrowser", () -> host.codes.verifyAndTrust(typed, name), () -> {
            Verification answer = host.mfa.verifyAndTrustBrowser(ModelHost.USER, typed, name);
            if (answer instanceof Verification.Accepted accepted) {
                BearerToken token = accepted.browserToken().orElseThrow();
                host.everyToken.add(token.value());
                host.codes.trusted(name, token.value());
                return text(answer) + " trusted until " + token.expiresAt();
            }
            return text(answer);
        });
    }

    void trustMany(int n) {
        for (int i = 0; i < 2 + n % 5; i++) {
            untilRetry();
            trust(16 * (n + i));
        }
    }

    private static String text(Verification answer) {
        return answer.fold(accepted -> "Accepted " + accepted.kind() + " " + accepted.backupCodesLeft(), ModelText::of);
    }

    void untilRetry() {
        host.mfa.status(ModelHost.USER).refusing().flatMap(Rejected::retryAt).ifPresent(retry -> model.now = retry);
    }

    /** So many wrong codes that a lock comes into reach; each one compared, as if done alone. */
    void wrongPatiently(int n) {
        for (int i = 0; i < 5 + n % 27; i++) {
            untilRetry();
            if (host.mfa.status(ModelHost.USER).refusing().isPresent()) {
                return; // Locked for good.
            }
            verify(typing.digits(n * 15_485_863L + i));
        }
    }

    void untilLocked(int n) {
        for (int i = 0; i < 40 && model.on() && !model.locked(); i++) {
            untilRetry();
            verify(typing.digits(n * 15_485_863L + i));
        }
    }

    /** Two runs of wrong codes with a sign-in between: the budget of a month. */
    void budget(int n) {
        for (int run = 0; run < 3 && model.on() && !model.locked(); run++) {
            for (int i = 0; i < 40 && model.guesses.failures + 1 < model.limit() && !model.locked(); i++) {
                untilRetry();
                verify(typing.digits(n * 15_485_863L + i));
            }
            untilRetry();
            verify(run == 2 ? typing.digits(n * 15_485_863L) : typing.fresh(n));
        }
    }

    void enroll(int n) {
        String name = n % 5 == 0 ? "Authenticator app" : "Phone-" + n % 5;
        host.call("enroll", () -> host.setups.enroll(name, null), () -> {
            Enrollment answer = n % 5 == 0
                    ? host.mfa.enroll(ModelHost.USER, "alice@example.com")
                    : host.mfa.enroll(ModelHost.USER, "alice@example.com", name);
            return offered(ModelSetup.For.FIRST_PHONE, name, answer);
        });
    }

    void enrollWithPermit(int n, String permit) {
        String name = "Phone-" + n % 5;
        host.call(
                "enrollWithPermit",
                () -> host.setups.enroll(name, permit),
                () -> offered(
                        ModelSetup.For.FIRST_PHONE,
                        name,
                        host.mfa.enrollWithPermit(ModelHost.USER, "alice@example.com", name, permit)));
    }

    String offered(ModelSetup.For purpose, String name, Enrollment answer) {
        return answer.fold(
                offer -> {
                    OtpAuthUri uri = OtpAuthUri.parse(offer.uri());
                    host.offerIds.add(offer.id());
                    host.setups.offered(offer.id(), purpose, name, Totp.of(uri.secret(), uri.totpParameters()));
                    return "Offered until " + offer.expiresAt();
                },
                ModelText::of);
    }

    void confirm(String offerId, String typed) {
        typing.last = typed;
        ModelSetup setup = model.pending;
        String purpose = setup == null ? "" : "confirm for " + setup.purpose;
        host.call("confirm", () -> host.setups.confirm(offerId, typed), () -> {
            Confirmation answer = host.mfa.confirm(ModelHost.USER, offerId, typed);
            if (!(answer instanceof Rejected)) {
                host.reached.add(purpose);
            }
            return answer.fold(
                    awaiting -> {
                        host.setIds.add(awaiting.setId());
                        host.setups.confirmed(awaiting.setId(), host.learn(awaiting.backupCodes()));
                        return "AwaitingActivation until " + awaiting.expiresAt();
                    },
                    enabled -> {
                        host.setups.confirmed(null, host.learn(enabled.backupCodes()));
                        return "EnabledAtOnce";
                    },
                    added -> "DeviceAdded " + added.devices(),
                    ModelText::of);
        });
    }

    void confirmWrong(int n) {
        for (int i = 0; i <= n % 11; i++) {
            confirm(ModelHost.lastOf(host.offerIds), typing.digits(n * 7_919L + i));
        }
    }

    void activate(String setId) {
        host.call(
                "activate",
                () -> host.setups.activate(setId),
                () -> host.mfa
                        .activate(ModelHost.USER, setId)
                        .fold(enabled -> "Enabled " + enabled.backupCodesLeft(), ModelText::of));
    }

    /** What is open is finished. */
    void finish() {
        confirm(ModelHost.lastOf(host.offerIds), typing.freshPendingCode());
        activate(ModelHost.lastOf(host.setIds));
    }
}
