package io.github.mfa4j;

import static io.github.mfa4j.spi.RejectionReason.ALREADY_ENABLED;
import static io.github.mfa4j.spi.RejectionReason.EXPIRED;
import static io.github.mfa4j.spi.RejectionReason.MALFORMED;
import static io.github.mfa4j.spi.RejectionReason.NOT_ENABLED;
import static io.github.mfa4j.spi.RejectionReason.REPLAYED;
import static io.github.mfa4j.spi.RejectionReason.SUPERSEDED;
import static io.github.mfa4j.spi.RejectionReason.THROTTLED;
import static io.github.mfa4j.spi.RejectionReason.TOO_MANY_ATTEMPTS;
import static io.github.mfa4j.spi.RejectionReason.WRONG_CODE;

import io.github.mfa4j.otp.Totp;
import io.github.mfa4j.spi.RejectionReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One user's second factor as a person would explain it: plain lists, plain strings, no versions, no records, no seals.
 * Written from the design, not from the code. Ids and codes are random, so they are learned from the real answers.
 */
final class Model {

    /** What an answer has to look like, and what has to be told. A change is what has to be written. */
    record Expected(String answer, boolean change, List<String> events) {}

    final int stepsBack;
    final int stepsAhead;
    final int codesInSet;
    final boolean numeric;
    final boolean atOnce;
    final long lifetime;

    Instant now;

    @Nullable
    Totp phone;

    @Nullable
    String activeSet;

    final Set<Long> usedSteps = new HashSet<>();
    List<String> unused = new ArrayList<>();
    long enabledAt;
    long lastUsedAt;

    @Nullable
    ModelSetup pending;

    final ModelGuesses guesses = new ModelGuesses();

    Model(Instant now, int stepsBack, int stepsAhead, int codesInSet, boolean numeric, boolean atOnce, long lifetime) {
        this.now = now;
        this.stepsBack = stepsBack;
        this.stepsAhead = stepsAhead;
        this.codesInSet = codesInSet;
        this.numeric = numeric;
        this.atOnce = atOnce;
        this.lifetime = lifetime;
    }

    long seconds() {
        return now.getEpochSecond();
    }

    Expected afterPassword() {
        boolean gone = pendingIsOver();
        List<String> events = gone ? List.of(expiry()) : List.of();
        if (gone) {
            pending = null;
        }
        return new Expected(phone == null ? "Allow" : "Challenge", gone, events);
    }

    Expected enroll() {
        if (phone != null) {
            return setupRefused(ALREADY_ENABLED);
        }
        List<String> events = new ArrayList<>();
        boolean replaces = pending != null && !pendingIsOver();
        if (pendingIsOver()) {
            events.add(expiry());
        }
        events.add("SetupStarted " + replaces);
        return new Expected("Offered until " + (seconds() + lifetime), true, events);
    }

    void offered(String id, Totp newPhone) {
        pending = new ModelSetup(id, newPhone, seconds() + lifetime);
    }

    /** The digits are what was typed as ASCII digits, or null if it was not a row of digits at all. */
    Expected confirm(String offerId, @Nullable String digits) {
        if (pending == null || !pending.offerId.equals(offerId)) {
            return setupRefused(SUPERSEDED);
        }
        if (pendingIsOver()) {
            return setupExpired();
        }
        if (digits == null || digits.length() != pending.phone.parameters().digits()) {
            return setupRefused(MALFORMED);
        }
        List<Long> steps = stepsOf(pending.phone, digits);
        if (steps.isEmpty()) {
            pending.wrong++;
            RejectionReason reason = pending.wrong == 10 ? TOO_MANY_ATTEMPTS : WRONG_CODE;
            Expected expected =
                    new Expected(reason.name(), true, List.of("ChangeRefused " + reason + " " + pending.wrong));
            pending = pending.wrong == 10 ? null : pending;
            return expected;
        }
        if (steps.stream().noneMatch(step -> isNew(step, pending.usedSteps))) {
            return new Expected(
                    "REPLAYED " + nextCode(pending.phone, pending.usedSteps),
                    false,
                    List.of("ChangeRefused REPLAYED " + pending.wrong));
        }
        pending.usedSteps.addAll(steps);
        pending.lastUsedAt = seconds();
        return new Expected(
                atOnce ? "EnabledAtOnce" : "AwaitingActivation until " + pending.expiresAt,
                true,
                List.of(atOnce ? "Enabled " + codesInSet : "SetupConfirmed"));
    }

    void confirmed(@Nullable String setId, List<String> codes) {
        ModelSetup setup = Objects.requireNonNull(pending);
        setup.setId = setId;
        setup.codes = new ArrayList<>(codes);
        if (atOnce) {
            enable(setup);
        }
    }

    Expected activate(String setId) {
        if (setId.equals(activeSet)) {
            return new Expected("Enabled " + unused.size(), false, List.of());
        }
        if (pending == null || !setId.equals(pending.setId)) {
            return setupRefused(SUPERSEDED);
        }
        if (pendingIsOver()) {
            return setupExpired();
        }
        enable(pending);
        return new Expected("Enabled " + codesInSet, true, List.of("Enabled " + codesInSet));
    }

    private void enable(ModelSetup setup) {
        phone = setup.phone;
        usedSteps.addAll(setup.usedSteps);
        unused = setup.codes;
        activeSet = setup.setId;
        enabledAt = seconds();
        lastUsedAt = setup.lastUsedAt;
        pending = null;
    }

    /** The digits as in confirm; the backup code in its one true spelling, or null if it has not the shape of one. */
    Expected verify(@Nullable String digits, @Nullable String backupCode) {
        if (phone == null) {
            return refused(NOT_ENABLED.name(), NOT_ENABLED);
        }
        boolean appCode =
                digits != null && digits.length() == phone.parameters().digits();
        if (backupCode != null && !numeric) {
            return strong(backupCode);
        }
        if (!appCode && backupCode == null) {
            return refused(MALFORMED.name(), MALFORMED);
        }
        String blocked = blocked();
        if (blocked != null) {
            return refused(blocked, RejectionReason.valueOf(blocked.split(" ")[0]));
        }
        List<Long> steps = appCode ? stepsOf(phone, digits) : List.of();
        if (steps.stream().anyMatch(step -> isNew(step, usedSteps))) {
            usedSteps.addAll(steps);
            lastUsedAt = seconds();
            return accepted("APP_CODE");
        }
        if (backupCode != null && unused.remove(backupCode)) {
            return accepted("BACKUP_CODE");
        }
        if (!steps.isEmpty()) {
            return refused("REPLAYED " + nextCode(phone, usedSteps), REPLAYED);
        }
        guesses.wrong(seconds());
        blocked = blocked();
        String until = blocked == null ? "" : blocked.substring(blocked.split(" ")[0].length());
        List<String> events = new ArrayList<>(List.of("CodeRejected WRONG_CODE " + guesses.failures));
        if (blocked != null && blocked.startsWith("LOCKED")) {
            events.add("Locked " + guesses.failures);
        }
        return new Expected(WRONG_CODE + until, true, events);
    }

    private Expected strong(String code) {
        String wait = guesses.strongWait(seconds());
        if (wait != null) {
            return refused(THROTTLED + wait, THROTTLED);
        }
        if (unused.remove(code)) {
            return accepted("BACKUP_CODE");
        }
        guesses.wrongStrong(seconds());
        wait = guesses.strongWait(seconds());
        return new Expected(
                WRONG_CODE + (wait == null ? "" : wait),
                true,
                List.of("CodeRejected WRONG_CODE " + guesses.strongFailures));
    }

    private boolean isLocked() {
        String why = blocked();
        return why != null && why.startsWith("LOCKED");
    }

    private Expected accepted(String kind) {
        List<String> events = new ArrayList<>(List.of(
                "CodeAccepted " + kind + " " + unused.size() + " " + (guesses.failures + guesses.strongFailures)));
        if (kind.equals("BACKUP_CODE") && unused.size() <= 3) {
            events.add("BackupCodesLow " + unused.size());
        }
        boolean locked = isLocked();
        guesses.success();
        if (locked && !isLocked()) {
            events.add("LockEnded");
        }
        return new Expected("Accepted " + kind + " " + unused.size(), true, events);
    }

    /** Codes one guess could match, against one in ten thousand; at most 30. */
    int limit() {
        Totp active = Objects.requireNonNull(phone);
        int digits = active.parameters().digits();
        int good = stepsBack + 1 + stepsAhead + (numeric ? unused.size() : 0);
        return (int) Math.min(30, Math.round(Math.pow(10, digits - 4)) / good);
    }

    /** Null, or the reason why app codes are not looked at, and until when. */
    @Nullable
    String blocked() {
        return guesses.blocked(limit(), seconds());
    }

    private List<Long> stepsOf(Totp of, String digits) {
        long present = seconds() / of.parameters().period().toSeconds();
        List<Long> steps = new ArrayList<>();
        for (long step = present - stepsBack; step <= present + stepsAhead; step++) {
            if (of.codeOfStep(step).equals(digits)) {
                steps.add(step);
            }
        }
        return steps;
    }

    private static boolean isNew(long step, Set<Long> used) {
        return used.stream().allMatch(old -> old < step);
    }

    private Instant nextCode(Totp of, Set<Long> used) {
        long highest = used.stream().mapToLong(Long::longValue).max().orElseThrow();
        long period = of.parameters().period().toSeconds();
        return Instant.ofEpochSecond((Math.max(highest, seconds() / period) + 1) * period);
    }

    boolean pendingIsOver() {
        return pending != null && seconds() >= pending.expiresAt;
    }

    private String expiry() {
        return "SetupExpired " + !Objects.requireNonNull(pending).codes.isEmpty();
    }

    private Expected setupExpired() {
        Expected expected = new Expected(EXPIRED.name(), true, List.of(expiry()));
        pending = null;
        return expected;
    }

    private Expected setupRefused(RejectionReason reason) {
        return new Expected(
                reason.name(), false, List.of("ChangeRefused " + reason + " " + (pending == null ? 0 : pending.wrong)));
    }

    private static Expected refused(String answer, RejectionReason reason) {
        return new Expected(answer, false, List.of("CodeRejected " + reason));
    }
}
