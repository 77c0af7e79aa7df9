package io.github.mfa4j.model;

import io.github.mfa4j.model.ModelSheet.Shape;
import java.util.List;

/** What somebody types where a code is asked for: mostly what is on the phone, sometimes anything else. */
final class ModelTyping {

    private final ModelHost host;
    private final Model model;
    String last = "000000";

    ModelTyping(ModelHost host) {
        this.host = host;
        this.model = host.model;
    }

    /** One time in two a code that must be accepted; or used at this or another door, stale, wrong, or none at all. */
    String any(int n) {
        last = switch (n % 16) {
            case 0, 1, 2, 3, 4, 5, 6 -> ModelSpelling.digits(fresh(n), n / 16);
            case 7 -> last;
            case 8 -> appCode(n / 16, n / 16 % 5 - 2);
            case 9, 10 -> ModelSpelling.backupCode(unused(n / 16), n / 16);
            case 11 -> ModelSpelling.backupCode(ever(n / 16), n / 16);
            case 12 -> model.newSheet == null ? ever(n / 16) : ModelHost.anyOf(model.newSheet.unused, n / 16);
            case 13 -> digits(n * 104_729L);
            case 14 -> ModelSpelling.wrongBackupCode(shape(), n / 16);
            default -> ModelSpelling.malformed(n / 16, model.config.totp().digits());
        };
        return last;
    }

    /** The next code of a phone of which no code was used; the time goes by until it shows one. */
    String fresh(int n) {
        if (model.phones.isEmpty()) {
            return digits(n);
        }
        ModelPhone phone = ModelHost.anyOf(model.phones, n / 7);
        return fresh(phone);
    }

    String fresh(ModelPhone phone) {
        long mine = phone.present(model.seconds()) + phone.drift;
        if (!phone.isNew(mine)) {
            model.now = phone.nextCode(model.seconds()).plusMillis(250);
            mine = phone.present(model.seconds()) + phone.drift;
        }
        return phone.totp.codeOfStep(mine);
    }

    String appCode(int n, int offset) {
        if (model.phones.isEmpty()) {
            return digits(offset);
        }
        ModelPhone phone = ModelHost.anyOf(model.phones, n);
        return phone.totp.codeOfStep(phone.present(model.seconds()) + phone.drift + offset);
    }

    /** A code of the phone that is being set up. */
    String pendingCode(int offset) {
        return model.pending == null
                ? digits(offset)
                : model.pending.phone.totp.codeOfStep(model.pending.phone.present(model.seconds()) + offset);
    }

    String freshPendingCode() {
        return model.pending == null ? digits(1) : fresh(model.pending.phone);
    }

    String unused(int n) {
        return model.left() == 0 || model.sheet == null
                ? ModelSpelling.wrongBackupCode(shape(), n)
                : ModelHost.anyOf(model.sheet.unused, n);
    }

    String ever(int n) {
        List<String> codes = host.everyCode;
        return codes.isEmpty() ? ModelSpelling.wrongBackupCode(shape(), n) : ModelHost.anyOf(codes, n);
    }

    String wrongBackupCode(int n) {
        return ModelSpelling.wrongBackupCode(shape(), n);
    }

    private Shape shape() {
        return model.sheet == null ? model.config.shape() : model.sheet.shape;
    }

    String digits(long seed) {
        int length = model.config.totp().digits();
        String number = Long.toString(Math.floorMod(seed, Math.round(Math.pow(10, length))));
        return "0".repeat(length - number.length()) + number;
    }
}
