package io.github.mfa4j.model;

import io.github.mfa4j.Change;
import io.github.mfa4j.Reissue;
import io.github.mfa4j.model.ModelSetup.For;
import io.github.mfa4j.model.ModelSheet.Shape;
import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.Totp;
import io.github.mfa4j.otp.TotpParameters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings page and the administrator, done to both sides of a {@link ModelHost}. */
final class ModelSettingsActions {

    private final ModelHost host;
    private final Model model;
    private final ModelTyping typing;
    private final ModelSignInActions signIn;

    ModelSettingsActions(ModelHost host, ModelTyping typing, ModelSignInActions signIn) {
        this.host = host;
        this.model = host.model;
        this.typing = typing;
        this.signIn = signIn;
    }

    void add(int n, String typed) {
        String name = "Phone-" + n % 5;
        host.call(
                "addDevice",
                () -> host.settings.add(name, typed),
                () -> signIn.offered(
                        For.ONE_MORE,
                        name,
                        host.mfa.settings().addDevice(ModelHost.USER, "alice@example.com", name, typed)));
    }

    void addPhones(int many, int n) {
        for (int i = 0; i < many; i++) {
            signIn.untilRetry();
            add(n + i, typing.fresh(n));
            signIn.confirm(ModelHost.lastOf(host.offerIds), typing.freshPendingCode());
        }
    }

    void replaceLost(int n) {
        String name = "Phone-" + n % 5;
        String typed = n % 3 == 0 ? typing.any(n / 3) : ModelSpelling.backupCode(typing.unused(n / 3), n);
        typing.last = typed;
        host.call(
                "replaceLostDevices",
                () -> host.settings.replaceLost(name, typed),
                () -> signIn.offered(
                        For.LOST_PHONES,
                        name,
                        host.mfa.recovery().replaceLostDevices(ModelHost.USER, "alice@example.com", name, typed)));
    }

    private String deviceId(int n) {
        return n % 4 == 0 || model.phones.isEmpty()
                ? ModelHost.anyOf(host.deviceIds, n / 4)
                : String.valueOf(ModelHost.anyOf(model.phones, n / 4).id);
    }

    void rename(int n) {
        String id = deviceId(n);
        String name = "Phone-" + n % 3;
        host.call(
                "renameDevice",
                () -> host.settings.rename(id, name),
                () -> ModelText.of(host.mfa.settings().renameDevice(ModelHost.USER, id, name)));
    }

    void remove(int n) {
        String id = deviceId(n);
        String typed = typing.any(n / 5);
        host.call(
                "removeDevice",
                () -> host.settings.remove(id, typed),
                () -> ModelText.of(host.mfa.settings().removeDevice(ModelHost.USER, id, typed)));
    }

    void disable(int n) {
        String typed = typing.any(n);
        host.call(
                "disable",
                () -> host.settings.disable(typed),
                () -> ModelText.of(host.mfa.settings().disable(ModelHost.USER, typed)));
    }

    /** From a phone whose clock is off by up to a dozen steps. */
    void resynchronize(int n) {
        String id = deviceId(n);
        ModelPhone phone = model.phone(id);
        int off = n / 4 % 25 - 12;
        String first = typing.digits(n);
        String second = typing.digits(n + 1L);
        if (phone != null && n % 7 > 0) {
            long step = phone.present(model.seconds()) + off;
            first = phone.totp.codeOfStep(step);
            second = n % 7 == 1 ? first : phone.totp.codeOfStep(step + (n % 7 == 2 ? 2 : 1));
        }
        String one = n % 7 == 3 ? ModelSpelling.malformed(n, first.length()) : ModelSpelling.digits(first, n);
        String two = second;
        host.call(
                "resynchronizeDevice",
                () -> host.settings.resynchronize(id, one, two),
                () -> ModelText.of(host.mfa.settings().resynchronizeDevice(ModelHost.USER, id, one, two)));
    }

    void reissue(int n) {
        String typed = typing.any(n);
        host.call(
                "reissueBackupCodes",
                () -> host.settings.reissue(typed),
                () -> reissued(host.mfa.settings().reissueBackupCodes(ModelHost.USER, typed)));
    }

    void reissueLoudly() {
        host.call(
                "reissueBackupCodesAfterFullReauthentication",
                host.settings::reissueAfterFullReauthentication,
                () -> reissued(host.mfa.settings().reissueBackupCodesAfterFullReauthentication(ModelHost.USER)));
    }

    private String reissued(Reissue answer) {
        return answer.fold(
                issued -> {
                    host.setIds.add(issued.setId());
                    host.settings.reissued(issued.setId(), host.learn(issued.backupCodes()));
                    return "Issued until " + issued.expiresAt();
                },
                ModelText::of);
    }

    void forget(int n) {
        String id = n % 4 == 0 || model.browsers.isEmpty()
                ? ModelHost.anyOf(host.browserIds, n / 4)
                : String.valueOf(ModelHost.anyOf(model.browsers, n / 4).id);
        host.call(
                "forgetBrowser",
                () -> host.settings.forget(id),
                () -> ModelText.of(host.mfa.settings().forgetBrowser(ModelHost.USER, id)));
    }

    void forgetAll() {
        host.call(
                "forgetAllBrowsers",
                host.settings::forgetAll,
                () -> ModelText.of(host.mfa.settings().forgetAllBrowsers(ModelHost.USER)));
    }

    void mayRequire() {
        host.call(
                "mayRequire",
                host.admin::mayRequire,
                () -> ModelText.of(host.mfa.admin().mayRequire(ModelHost.USER)));
    }

    void unlock(int n) {
        String actor = "admin-" + n % 3;
        host.call(
                "unlock",
                () -> host.admin.unlock(actor),
                () -> ModelText.of(host.mfa.admin().unlock(ModelHost.USER, actor)));
    }

    void importDevice(int n) {
        TotpParameters totp = n % 3 == 0 ? TotpParameters.DEFAULT : model.config.totp();
        OtpSecret secret = OtpSecret.generate();
        ModelPhone phone = new ModelPhone("Phone-" + n % 5, Totp.of(secret, totp));
        List<String> typed = new ArrayList<>();
        ModelSheet sheet = sheet(n, typed);
        String actor = "admin-" + n % 3;
        host.call("importDevice", () -> host.admin.importDevice(phone, sheet, actor), () -> {
            Change answer = sheet == null && n % 2 == 0
                    ? host.mfa.admin().importDevice(ModelHost.USER, secret, totp, phone.name, actor)
                    : host.mfa.admin().importDevice(ModelHost.USER, secret, totp, phone.name, typed, actor);
            if (answer instanceof Change.Done) {
                host.reached.add("imported " + (sheet == null ? "no codes" : sheet.shape));
                host.everyCode.addAll(sheet == null ? List.of() : sheet.unused);
            }
            return ModelText.of(answer);
        });
    }

    /** Codes of another system, as they were printed there; the sheet has them as they are read. */
    private static @Nullable ModelSheet sheet(int n, List<String> typed) {
        Shape[] shapes = {Shape.SIX_DIGITS, Shape.EIGHT_DIGITS, Shape.TEN_LETTERS, Shape.TWENTY_LETTERS};
        if (n % 5 == 4) {
            return null;
        }
        Shape shape = shapes[n % 5];
        List<String> read = new ArrayList<>();
        for (int i = 0; i < 1 + n % 4; i++) {
            String number = Integer.toString(10_000_000 + n * 977 + i * 31);
            switch (shape) {
                case SIX_DIGITS -> {
                    typed.add(number.substring(2, 5) + "-" + number.substring(5));
                    read.add(number.substring(2));
                }
                case EIGHT_DIGITS -> {
                    typed.add(number);
                    read.add(number);
                }
                case TEN_LETTERS -> {
                    typed.add("oi" + number);
                    read.add("01" + number);
                }
                default -> {
                    typed.add("Ux-LOLA-" + number + "-zebra1");
                    read.add("UX101A" + number + "ZEBRA1");
                }
            }
        }
        return new ModelSheet(null, shape, read);
    }

    void reseal() {
        boolean oldKey = host.isSealedByOldKey();
        host.call(
                "reseal",
                () -> host.admin.reseal(oldKey),
                () -> Boolean.toString(host.mfa.admin().reseal(ModelHost.USER)));
    }
}
