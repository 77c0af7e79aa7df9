package io.github.mfa4j.model;

import static io.github.mfa4j.model.Model.refused;
import static io.github.mfa4j.model.Model.told;
import static io.github.mfa4j.spi.RejectionReason.ENROLLMENT_FORBIDDEN;
import static io.github.mfa4j.spi.RejectionReason.MALFORMED;
import static io.github.mfa4j.spi.RejectionReason.NOT_ENABLED;
import static io.github.mfa4j.spi.RejectionReason.REQUIRED_BY_POLICY;
import static io.github.mfa4j.spi.RejectionReason.TOO_MANY_DEVICES;
import static io.github.mfa4j.spi.RejectionReason.UNKNOWN_BROWSER;
import static io.github.mfa4j.spi.RejectionReason.UNKNOWN_DEVICE;

import io.github.mfa4j.model.Model.Expected;
import io.github.mfa4j.spi.RejectionReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The settings page, in the {@link Model}. */
final class ModelSettings {

    private final Model user;
    private final ModelCodes codes;
    private final ModelSetups setups;

    ModelSettings(Model user, ModelCodes codes, ModelSetups setups) {
        this.user = user;
        this.codes = codes;
        this.setups = setups;
    }

    Expected add(String name, String typed) {
        if (user.on() && !user.policy.mayEnroll()) {
            return refused(ENROLLMENT_FORBIDDEN);
        }
        if (user.on() && !room()) {
            return refused(TOO_MANY_DEVICES);
        }
        return ModelCodes.after(codes.check(typed), () -> setups.offer(name));
    }

    /** Five at most, and five wrong codes must not lock, also with every backup code unused. */
    private boolean room() {
        List<Integer> digits =
                new ArrayList<>(user.phones.stream().map(ModelPhone::digits).toList());
        digits.add(user.config.totp().digits());
        ModelSheet sheet = user.sheet;
        return digits.size() <= 5
                && user.limit(digits, user.config.shape(), user.config.codesInSet()) >= 5
                && (sheet == null || user.limit(digits, sheet, sheet.size) >= 5);
    }

    Expected replaceLost(String name, String typed) {
        if (user.on() && !user.policy.mayEnroll()) {
            return refused(ENROLLMENT_FORBIDDEN);
        }
        return ModelCodes.after(codes.checkBackupCode(typed), () -> setups.offer(name));
    }

    Expected rename(String id, String name) {
        ModelPhone phone = user.phone(id);
        if (phone == null) {
            return unknown();
        }
        if (phone.name.equals(name)) {
            return new Expected("Done", false, List.of());
        }
        String event = told("DeviceRenamed", phone.name, name);
        phone.name = name;
        return new Expected("Done", true, List.of(event));
    }

    Expected remove(String id, String typed) {
        ModelPhone phone = user.phone(id);
        if (phone == null) {
            return unknown();
        }
        if (user.phones.size() == 1) {
            return disable(typed);
        }
        return ModelCodes.after(codes.check(typed), () -> {
            boolean locked = user.locked();
            user.phones.remove(phone);
            user.pending = null;
            user.newSheet = null;
            List<String> events = new ArrayList<>(List.of(told("DeviceRemoved", phone.name, user.phones.size())));
            long browsers = browsersThatCount();
            user.browsers.clear();
            events.addAll(forgotten(browsers));
            events.addAll(user.lockChange(locked));
            return new Expected("Done", true, events);
        });
    }

    Expected disable(String typed) {
        if (user.on() && user.policy.required(user.now)) {
            return refused(REQUIRED_BY_POLICY);
        }
        int phones = user.phones.size();
        Expected disabled = ModelCodes.after(codes.check(typed), () -> {
            user.clear();
            return new Expected("Done", true, List.of(told("Disabled", phones)));
        });
        List<String> events = new ArrayList<>(disabled.events());
        events.removeIf(event -> event.startsWith("BackupCodesLow"));
        return new Expected(disabled.answer(), disabled.change(), events);
    }

    /** Two codes that follow each other, within ten steps of the present. */
    Expected resynchronize(String id, String first, String second) {
        ModelPhone phone = user.phone(id);
        if (phone == null) {
            return unknown();
        }
        String one = ModelSpelling.asDigits(first);
        String two = ModelSpelling.asDigits(second);
        if (one == null || two == null || one.length() != phone.digits() || two.length() != phone.digits()) {
            return ModelCodes.no(MALFORMED.name(), MALFORMED, user.guesses.failures);
        }
        String blocked = user.blocked();
        if (blocked != null) {
            return ModelCodes.no(blocked, RejectionReason.valueOf(blocked.split(" ")[0]), user.guesses.failures);
        }
        long present = phone.present(user.seconds());
        for (long step = present - 10; step < present + 10; step++) {
            if (phone.isNew(step)
                    && phone.totp.codeOfStep(step).equals(one)
                    && phone.totp.codeOfStep(step + 1).equals(two)) {
                user.phones.stream().filter(other -> other != phone).forEach(other -> codes.show(other, one, two));
                Collections.addAll(phone.used, step, step + 1);
                phone.drift = (int) (step + 1 - present);
                phone.lastUsedAt = user.seconds();
                String event = told("DeviceResynchronized", phone.name, phone.drift);
                return ModelCodes.after(
                        codes.accepted("APP_CODE", phone.name, false),
                        () -> new Expected("Done", true, List.of(event)));
            }
        }
        return codes.wrong();
    }

    Expected reissue(String typed) {
        if (user.on() && !roomForNewCodes()) {
            return refused(TOO_MANY_DEVICES);
        }
        return ModelCodes.after(codes.check(typed), () -> issue(false));
    }

    Expected reissueAfterFullReauthentication() {
        if (!user.on()) {
            return refused(NOT_ENABLED);
        }
        if (!roomForNewCodes()) {
            return refused(TOO_MANY_DEVICES);
        }
        List<String> events = new ArrayList<>(user.expire());
        Expected issued = issue(true);
        events.addAll(issued.events());
        return new Expected(issued.answer(), true, events);
    }

    private boolean roomForNewCodes() {
        List<Integer> digits = user.phones.stream().map(ModelPhone::digits).toList();
        return user.limit(digits, user.config.shape(), user.config.codesInSet()) >= 5;
    }

    private Expected issue(boolean vouchedFor) {
        Instant end = user.in(user.config.lifetime());
        user.pending = null;
        return new Expected("Issued until " + end, true, List.of(told("BackupCodesReissued", end, vouchedFor)));
    }

    void reissued(String setId, List<String> shown) {
        user.newSheet = new ModelSheet(setId, user.config.shape(), shown);
        user.newSheetUntil = user.seconds() + user.config.lifetime();
    }

    Expected forget(String browserId) {
        long before = browsersThatCount();
        boolean known = user.browsers.removeIf(browser -> browserId.equals(browser.id));
        return known ? new Expected("Done", true, forgotten(before)) : refused(UNKNOWN_BROWSER);
    }

    /** All; those whose time is over are not told of, and those count whose time has not begun by a clock that is behind. */
    Expected forgetAll() {
        boolean any = !user.browsers.isEmpty();
        long before = browsersThatCount();
        user.browsers.clear();
        return new Expected("Done", any, forgotten(before));
    }

    private long browsersThatCount() {
        return user.browsers.stream()
                .filter(browser -> user.seconds() < browser.token.expiresAt())
                .count();
    }

    private List<String> forgotten(long before) {
        long fewer = before - browsersThatCount();
        return fewer == 0 ? List.of() : List.of(told("BrowsersForgotten", fewer));
    }

    private Expected unknown() {
        return refused(user.on() ? UNKNOWN_DEVICE : NOT_ENABLED);
    }
}
