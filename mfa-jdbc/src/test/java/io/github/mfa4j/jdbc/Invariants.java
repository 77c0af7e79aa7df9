package io.github.mfa4j.jdbc;

import static io.github.mfa4j.spi.RejectionReason.WRONG_CODE;

import io.github.mfa4j.MfaStatus;
import io.github.mfa4j.Rejected;
import io.github.mfa4j.spi.CodeKind;
import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.RecoveryEvent;
import io.github.mfa4j.spi.StoredState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What holds in whatever order the calls of a race came, reckoned from the answers, the events and the status alone, and
 * without asking the library again what it would have done.
 */
final class Invariants {

    /** Each can succeed once: it uses up something that there is one of. */
    static final Set<Operation> ONCE = EnumSet.of(
            Operation.CREATE_EMAIL_CODE,
            Operation.PROVE_EMAIL,
            Operation.CONFIRM,
            Operation.REMOVE_DEVICE,
            Operation.RESYNCHRONIZE_DEVICE,
            Operation.FORGET_BROWSER,
            Operation.DISABLE,
            Operation.CREATE_RECOVERY_LINK,
            Operation.REDEEM_RECOVERY_LINK,
            Operation.CREATE_UNLOCK_LINK,
            Operation.REDEEM_UNLOCK_LINK);

    /** What is told exactly when such a call succeeds. */
    private static final Map<Operation, Class<? extends MfaEvent>> TOLD = Map.of(
            Operation.CREATE_EMAIL_CODE, RecoveryEvent.EmailCodeIssued.class,
            Operation.PROVE_EMAIL, RecoveryEvent.EmailProved.class,
            Operation.RESYNCHRONIZE_DEVICE, MfaEvent.DeviceResynchronized.class,
            Operation.FORGET_BROWSER, MfaEvent.BrowsersForgotten.class,
            Operation.DISABLE, MfaEvent.Disabled.class,
            Operation.CREATE_RECOVERY_LINK, RecoveryEvent.RecoveryLinkIssued.class,
            Operation.REDEEM_RECOVERY_LINK, RecoveryEvent.Recovered.class,
            Operation.CREATE_UNLOCK_LINK, RecoveryEvent.UnlockLinkIssued.class,
            Operation.REDEEM_UNLOCK_LINK, RecoveryEvent.UnlockedByLink.class,
            Operation.RESET, RecoveryEvent.Reset.class);

    /** After these the failures in a row are none. */
    private static final List<Class<? extends MfaEvent>> CLEARING = List.of(
            MfaEvent.CodeAccepted.class,
            MfaEvent.Enabled.class,
            MfaEvent.DevicesReplaced.class,
            MfaEvent.DeviceImported.class,
            MfaEvent.Disabled.class,
            RecoveryEvent.Recovered.class,
            RecoveryEvent.Reset.class,
            RecoveryEvent.Unlocked.class,
            RecoveryEvent.UnlockedByLink.class);

    /** What an activation tells the first time. */
    private static final List<Class<? extends MfaEvent>> ACTIVATING =
            List.of(MfaEvent.Enabled.class, MfaEvent.DevicesReplaced.class, MfaEvent.BackupCodesReplaced.class);

    /** After these there are other backup codes, or none. */
    private static final List<Class<? extends MfaEvent>> REPLACING_CODES = List.of(
            MfaEvent.Enabled.class,
            MfaEvent.DevicesReplaced.class,
            MfaEvent.BackupCodesReplaced.class,
            MfaEvent.DeviceImported.class,
            MfaEvent.Disabled.class,
            RecoveryEvent.Recovered.class,
            RecoveryEvent.Reset.class);

    private final Laboratory laboratory;
    private final Known known;
    private final List<Call> calls;
    private final List<String> violations = new ArrayList<>();

    Invariants(Laboratory laboratory, Known known, List<Call> calls) {
        this.laboratory = laboratory;
        this.known = known;
        this.calls = calls;
    }

    List<String> violations(StoredState before, StoredState after) {
        checkErrors();
        checkWrites(before, after);
        checkCodes();
        checkSingleUse();
        checkEvents();
        checkBackupCodes(status(before), status(after));
        checkFailures(before, after, false);
        checkFailures(before, after, true);
        checkWhole(status(after));
        return violations;
    }

    private MfaStatus status(StoredState state) {
        laboratory.set(state);
        return laboratory.mfa.status(Known.USER);
    }

    private void expect(boolean holds, String violation) {
        if (!holds) {
            violations.add(violation);
        }
    }

    private Stream<MfaEvent> told() {
        return calls.stream().flatMap(call -> call.told.stream());
    }

    private <E extends MfaEvent> Stream<E> told(Class<E> type) {
        return calls.stream().flatMap(call -> call.told(type));
    }

    private long count(List<Class<? extends MfaEvent>> types) {
        return told().filter(event -> types.contains(event.getClass())).count();
    }

    private long successes(Operation operation) {
        return calls.stream()
                .filter(call -> call.operation == operation && call.ok())
                .count();
    }

    private void checkErrors() {
        calls.forEach(call -> expect(call.error.isEmpty(), "error: " + call));
    }

    /** Each call wins at most once, and each version follows from the one before, down to what is stored in the end. */
    private void checkWrites(StoredState before, StoredState after) {
        List<Long> versions = new ArrayList<>();
        for (Call call : calls) {
            expect(call.written.size() <= 1, "lost update: more than one write by " + call);
            versions.addAll(call.written);
        }
        versions.sort(null);
        for (int i = 0; i < versions.size(); i++) {
            long due = before.version() + 1 + i;
            expect(versions.get(i) == due, "lost update: version " + due + " is not written once, of " + versions);
        }
        long last = before.version() + versions.size();
        expect(after.version() == last, "lost update: the record has version " + after.version() + ", not " + last);
    }

    private void checkCodes() {
        Map<String, Integer> accepted = new HashMap<>();
        for (Call call : calls) {
            String typed = call.operation.typed(known, call.index);
            if (!typed.isEmpty() && call.ok()) {
                accepted.merge(typed, 1, Integer::sum);
                expect(call.wrote(), "one acceptance: nothing was written by " + call);
            }
        }
        accepted.forEach(
                (code, times) -> expect(times == 1, "one acceptance: a code was accepted " + times + " times"));
        expect(
                told(MfaEvent.CodeAccepted.class).count()
                        == accepted.values().stream().mapToInt(times -> times).sum(),
                "one acceptance: accepted codes and events differ");
    }

    private void checkSingleUse() {
        for (Operation operation : ONCE) {
            long times = successes(operation);
            expect(times <= 1, "single use: " + operation + " succeeded " + times + " times");
        }
        long activated = calls.stream()
                .filter(call -> call.operation == Operation.ACTIVATE)
                .flatMap(call -> call.told.stream())
                .filter(event -> ACTIVATING.contains(event.getClass()))
                .count();
        expect(activated <= 1, "single use: one set of codes was activated " + activated + " times");
    }

    private void checkEvents() {
        for (Call call : calls) {
            Class<? extends MfaEvent> type = TOLD.get(call.operation);
            expect(
                    type == null || call.told(type).count() == (call.ok() ? 1 : 0),
                    "events: they do not say what was answered: " + call);
            boolean wrong = call.answer
                    .filter(answer -> answer instanceof Rejected no && no.reason() == WRONG_CODE)
                    .isPresent();
            boolean active = !call.operation.typed(known, call.index).isEmpty();
            expect(
                    !active || wrong == (rejectedAsWrong(call).count() == 1),
                    "events: they do not say that a code was wrong: " + call);
        }
    }

    private static Stream<MfaEvent.CodeRejected> rejectedAsWrong(Call call) {
        return call.told(MfaEvent.CodeRejected.class).filter(event -> event.reason() == WRONG_CODE);
    }

    private void checkBackupCodes(MfaStatus before, MfaStatus after) {
        if (count(REPLACING_CODES) > 0) {
            return;
        }
        List<Integer> left = told(MfaEvent.CodeAccepted.class)
                .filter(event -> event.kind() == CodeKind.BACKUP_CODE)
                .map(MfaEvent.CodeAccepted::backupCodesLeft)
                .sorted()
                .toList();
        int present = before.backupCodesLeft();
        expect(
                after.backupCodesLeft() == present - left.size(),
                "counters: " + present + " backup codes, " + left.size() + " used, " + after.backupCodesLeft()
                        + " left");
        expect(
                left.stream().distinct().count() == left.size(),
                "counters: a number of codes left was told twice: " + left);
    }

    /**
     * Failures in a row are told as 1, 2, 3 and so on from where they stood, and begin again at 1 only after something that
     * clears them. What is stored in the end is the last number.
     */
    private void checkFailures(StoredState before, StoredState after, boolean strong) {
        Map<Integer, Integer> times = new TreeMap<>();
        for (Call call : calls) {
            if (isStrong(call.operation.typed(known, call.index)) == strong) {
                rejectedAsWrong(call).forEach(event -> times.merge(event.failures(), 1, Integer::sum));
            }
        }
        int base = failures(before, strong);
        long clears = count(CLEARING);
        String kind = (strong ? "counters: wrong backup codes" : "counters: wrong codes") + ", at first " + base + ": ";
        times.forEach((number, count) -> {
            long possible = (number == 1 ? clears : times.getOrDefault(number - 1, 0)) + (number == base + 1 ? 1 : 0);
            expect(count <= possible, kind + times + " with " + clears + " successes");
        });
        if (clears == 0) {
            int all = times.values().stream().mapToInt(count -> count).sum();
            int stored = failures(after, strong);
            expect(stored == base + all, kind + all + " were counted, but " + stored + " are stored");
        }
    }

    private static boolean isStrong(String typed) {
        return typed.length() > 8;
    }

    /** The number in a row that is stored, as one more wrong code tells it. */
    private int failures(StoredState state, boolean strong) {
        laboratory.set(state);
        Operation wrong = strong ? Operation.VERIFY_WRONG_BACKUP_CODE : Operation.VERIFY_WRONG_CODE;
        MfaEvent.CodeRejected told =
                (MfaEvent.CodeRejected) laboratory.call(wrong, 0, known).told.get(0);
        return told.reason() == WRONG_CODE ? told.failures() - 1 : told.failures();
    }

    /** Nobody is half removed. */
    private void checkWhole(MfaStatus status) {
        boolean enabled = status.enabled();
        expect(enabled != status.devices().isEmpty(), "whole: enabled and devices disagree: " + Call.text(status));
        expect(
                enabled
                        || (status.backupCodesLeft() == 0
                                && status.trustedBrowsers().isEmpty()
                                && status.reissueExpiresAt().isEmpty()
                                && status.refusing().isEmpty()),
                "whole: something is left of a second factor that is off: " + Call.text(status));
        expect(!enabled || !status.policy().mustEnroll(), "whole: enabled, and to enroll all the same");
        expect(
                status.setup().isEmpty() || status.reissueExpiresAt().isEmpty(),
                "whole: two things are pending: " + Call.text(status));
        long ids =
                status.devices().stream().map(MfaStatus.Device::id).distinct().count();
        expect(ids == status.devices().size() && ids <= 5, "whole: devices " + Call.text(status));
    }
}
