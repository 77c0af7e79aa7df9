package io.github.mfa4j.model;

import static io.github.mfa4j.model.Model.told;
import static io.github.mfa4j.spi.RejectionReason.MALFORMED;
import static io.github.mfa4j.spi.RejectionReason.NOT_ENABLED;
import static io.github.mfa4j.spi.RejectionReason.REPLAYED;
import static io.github.mfa4j.spi.RejectionReason.THROTTLED;
import static io.github.mfa4j.spi.RejectionReason.WRONG_CODE;

import io.github.mfa4j.model.Model.Expected;
import io.github.mfa4j.spi.RejectionReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The part of the {@link Model} that says whether a code is good, at whatever door, and what comes after the password. */
final class ModelCodes {

    private final Model user;

    ModelCodes(Model user) {
        this.user = user;
    }

    Expected afterPassword(String browserToken) {
        List<String> events = new ArrayList<>(user.expire());
        boolean change = !events.isEmpty();
        for (ModelBrowser browser : user.trusted()) {
            if (browser.token.value().equals(browserToken)) {
                events.add(told("TrustedBrowserUsed", browser.name));
                return new Expected("Allow true", change, events);
            }
        }
        return new Expected(nextQuestion(), change, events);
    }

    private String nextQuestion() {
        if (user.on()) {
            return "Challenge";
        }
        if ((user.mustEnroll && user.policy.mayEnroll()) || user.policy.overdue(user.now)) {
            return "EnrollNow " + proofRequired();
        }
        Instant deadline = user.policy.deadline();
        return deadline == null ? "Allow false" : "EnrollBy " + deadline;
    }

    boolean proofRequired() {
        return user.mustEnroll
                || user.config.proof() == ModelProof.ALWAYS
                || (user.config.proof() == ModelProof.WHEN_OVERDUE && user.policy.overdue(user.now));
    }

    Expected verify(String typed) {
        return check(typed);
    }

    /** With the verdict comes a token, which the model hears of by {@link #trusted}. */
    Expected verifyAndTrust(String typed, String browserName) {
        return after(check(typed), () -> {
            user.browsers.removeIf(browser -> !browser.token.good(user.seconds()));
            if (user.browsers.size() == 5) {
                user.browsers.remove(0);
            }
            Instant end = user.in(ModelConfig.BROWSER);
            List<String> events = List.of(told("BrowserTrusted", browserName, end, user.browsers.size() + 1));
            return new Expected("trusted until " + end, true, events);
        });
    }

    void trusted(String browserName, String token) {
        user.browsers.add(new ModelBrowser(
                browserName, new ModelToken(token, user.seconds(), user.seconds() + ModelConfig.BROWSER)));
    }

    /** What is done with a code, if it is good; the code is used up with it. */
    static Expected after(Expected code, Supplier<Expected> action) {
        if (!code.answer().startsWith("Accepted")) {
            return code;
        }
        Expected then = action.get();
        List<String> events = new ArrayList<>(code.events());
        events.addAll(then.events());
        boolean verdict = then.answer().startsWith("trusted");
        return new Expected(verdict ? code.answer() + " " + then.answer() : then.answer(), true, events);
    }

    /** An app code or a backup code. */
    Expected check(String typed) {
        String digits = ModelSpelling.asDigits(typed);
        String onPaper = ModelSpelling.asBackupCode(typed, user.sheet);
        if (user.on() && onPaper != null && user.sheet != null && user.sheet.shape.strong) {
            return strong(user.sheet, onPaper);
        }
        List<ModelPhone> phones = user.phones.stream()
                .filter(phone -> digits != null && digits.length() == phone.digits())
                .toList();
        return guess(phones, digits, onPaper);
    }

    /** A backup code, and nothing else. */
    Expected checkBackupCode(String typed) {
        String onPaper = ModelSpelling.asBackupCode(typed, user.sheet);
        return user.on() && onPaper != null && user.sheet != null && user.sheet.shape.strong
                ? strong(user.sheet, onPaper)
                : guess(List.of(), null, onPaper);
    }

    private Expected guess(List<ModelPhone> phones, @Nullable String digits, @Nullable String onPaper) {
        if (!user.on()) {
            return no(NOT_ENABLED.name(), NOT_ENABLED, user.guesses.failures);
        }
        if (phones.isEmpty() && onPaper == null) {
            return no(MALFORMED.name(), MALFORMED, user.guesses.failures);
        }
        String blocked = user.blocked();
        if (blocked != null) {
            return no(blocked, RejectionReason.valueOf(blocked.split(" ")[0]), user.guesses.failures);
        }
        ModelPhone accepted = null;
        ModelPhone replayed = null;
        for (ModelPhone phone : phones) {
            List<Long> steps = phone.stepsOf(
                    String.valueOf(digits), user.config.stepsBack(), user.config.stepsAhead(), user.seconds());
            if (steps.stream().anyMatch(phone::isNew)) {
                phone.used.addAll(steps);
                accepted = accepted == null ? phone : accepted;
            } else if (!steps.isEmpty()) {
                replayed = phone;
            }
        }
        if (accepted != null) {
            accepted.lastUsedAt = user.seconds();
            return accepted("APP_CODE", accepted.name, false);
        }
        if (onPaper != null && user.sheet != null && user.sheet.unused.remove(onPaper)) {
            return accepted("BACKUP_CODE", "-", false);
        }
        return replayed == null
                ? wrong()
                : no("REPLAYED " + replayed.nextCode(user.seconds()), REPLAYED, user.guesses.failures);
    }

    /** Codes that another phone has used, on this one: they are used here as well, if it shows them. */
    void show(ModelPhone phone, String... codes) {
        for (String code : codes) {
            List<Long> steps = phone.stepsOf(code, user.config.stepsBack(), user.config.stepsAhead(), user.seconds());
            if (code.length() == phone.digits() && steps.stream().anyMatch(phone::isNew)) {
                phone.used.addAll(steps);
            }
        }
    }

    Expected wrong() {
        user.guesses.wrong(user.seconds());
        String blocked = user.blocked();
        String until = blocked == null ? "" : blocked.substring(blocked.split(" ")[0].length());
        List<String> events = new ArrayList<>(List.of(
                told("CodeRejected", WRONG_CODE, user.guesses.failures, until.isEmpty() ? "-" : until.strip())));
        if (user.locked()) {
            events.add(user.lockedNow());
        }
        return new Expected(WRONG_CODE + until, true, events);
    }

    private Expected strong(ModelSheet sheet, String code) {
        String wait = user.guesses.strongWait(user.seconds());
        if (wait != null) {
            return no(THROTTLED + wait, THROTTLED, user.guesses.strongFailures);
        }
        boolean locked = user.locked();
        if (sheet.unused.remove(code)) {
            return accepted("BACKUP_CODE", "-", locked);
        }
        user.guesses.wrongStrong(user.seconds());
        wait = user.guesses.strongWait(user.seconds());
        String until = wait == null ? "" : wait;
        return new Expected(
                WRONG_CODE + until,
                true,
                List.of(told(
                        "CodeRejected",
                        WRONG_CODE,
                        user.guesses.strongFailures,
                        until.isEmpty() ? "-" : until.strip())));
    }

    Expected accepted(String kind, String phone, boolean lockedBefore) {
        List<String> events = new ArrayList<>(user.expire());
        int before = user.guesses.failures + user.guesses.strongFailures;
        events.add(told("CodeAccepted", kind, phone, user.left(), before));
        if (kind.equals("BACKUP_CODE") && user.left() <= 3) {
            events.add(told("BackupCodesLow", user.left()));
        }
        user.guesses.success();
        user.forgetWhatIsOver();
        if (lockedBefore && !user.locked()) {
            events.add("LockEnded");
        }
        return new Expected("Accepted " + kind + " " + user.left(), true, events);
    }

    static Expected no(String answer, RejectionReason reason, int failures) {
        String until = answer.contains(" ") ? answer.substring(answer.indexOf(' ') + 1) : "-";
        return new Expected(answer, false, List.of(told("CodeRejected", reason, failures, until)));
    }
}
