package io.github.mfa4j;

import static io.github.mfa4j.spi.RejectionReason.MALFORMED;
import static io.github.mfa4j.spi.RejectionReason.NOT_ENABLED;
import static io.github.mfa4j.spi.RejectionReason.REPLAYED;
import static io.github.mfa4j.spi.RejectionReason.WRONG_CODE;

import io.github.mfa4j.MfaState.CodeSet;
import io.github.mfa4j.MfaState.Device;
import io.github.mfa4j.Secrets.HashedCodes;
import io.github.mfa4j.spi.CodeKind;
import io.github.mfa4j.spi.MfaEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Whether a code is good. Every door that asks for a code asks here, so a code that opened one of them opens no other, and
 * there is one count of failures.
 */
final class CodeRules {

    private static final int LOW_WATER = 3;

    private final Configuration config;

    CodeRules(Configuration config) {
        this.config = config;
    }

    /**
     * One attempt. The order matters: what costs nothing comes first, and nothing is compared for an attempt that the limits
     * do not allow.
     */
    Decision<Verification> verify(MfaState state, TypedCode typed, Attempt attempt) {
        if (!state.enabled()) {
            return refuse(state, Rejected.because(NOT_ENABLED), attempt);
        }
        Optional<String> backupCode = backupCode(state, typed);
        if (backupCode.isPresent() && strong(state)) {
            return strongBackupCode(withoutFarFuture(state, attempt), backupCode.get(), attempt);
        }
        if (backupCode.isEmpty() && !mayBeAppCode(state, typed)) {
            return refuse(state, Rejected.because(MALFORMED), attempt);
        }
        return guessable(withoutFarFuture(state, attempt), typed, backupCode, attempt);
    }

    private static boolean mayBeAppCode(MfaState state, TypedCode typed) {
        for (Device device : state.devices()) {
            if (typed.asDigits(device.totp().digits()).isPresent()) {
                return true;
            }
        }
        return false;
    }

    static MfaState withoutFarFuture(MfaState state, Attempt attempt) {
        return state.withFailures(state.failures().withoutFarFuture(attempt.now()));
    }

    /** As {@link #verify}, but only a backup code counts. */
    Decision<Verification> verifyBackupCode(MfaState state, TypedCode typed, Attempt attempt) {
        if (!state.enabled()) {
            return refuse(state, Rejected.because(NOT_ENABLED), attempt);
        }
        Optional<String> code = backupCode(state, typed);
        if (code.isEmpty()) {
            return refuse(state, Rejected.because(MALFORMED), attempt);
        }
        MfaState stamped = withoutFarFuture(state, attempt);
        if (strong(stamped)) {
            return strongBackupCode(stamped, code.get(), attempt);
        }
        Optional<Rejected> refusing = Throttling.refusing(stamped, config.window(), attempt.now());
        return refusing.isPresent()
                ? refuse(stamped, refusing.get(), attempt)
                : useBackupCode(stamped, code.get(), attempt).orElseGet(() -> countFailure(stamped, attempt));
    }

    private static Optional<String> backupCode(MfaState state, TypedCode typed) {
        return Optional.ofNullable(state.codes()).flatMap(set -> typed.asBackupCode(set.format()));
    }

    private static boolean strong(MfaState state) {
        return state.codes() != null && state.codes().format().strong();
    }

    /** A code that is short enough to be guessed: of a device, or of a set of weak ones, or possibly of both. */
    private Decision<Verification> guessable(
            MfaState state, TypedCode typed, Optional<String> backupCode, Attempt attempt) {
        Optional<Rejected> refusing = Throttling.refusing(state, config.window(), attempt.now());
        if (refusing.isPresent()) {
            return refuse(state, refusing.get(), attempt);
        }
        List<Device> devices = new ArrayList<>(state.devices());
        @Nullable Device accepted = null;
        @Nullable Instant replayedUntil = null;
        for (int i = 0; i < devices.size(); i++) {
            Device device = devices.get(i);
            OptionalLong step = match(state, device, typed, attempt);
            if (step.isPresent() && step.getAsLong() > device.lastStep()) {
                // Every device that shows this code is marked, or the code would be good once more for the others.
                accepted = accepted == null ? device : accepted;
                devices.set(
                        i,
                        device.used(step.getAsLong(), accepted.equals(device) ? attempt.now() : device.lastUsedAt()));
            } else if (step.isPresent()) {
                replayedUntil = device.nextCode(attempt.at());
            }
        }
        if (accepted != null) {
            return accept(state.withDevices(devices), state, Optional.of(accepted.name()), attempt);
        }
        Optional<Decision<Verification>> byBackupCode = backupCode.flatMap(code -> useBackupCode(state, code, attempt));
        if (byBackupCode.isPresent()) {
            return byBackupCode.get();
        }
        if (replayedUntil != null) {
            return refuse(state, Rejected.until(REPLAYED, replayedUntil), attempt);
        }
        return countFailure(state, attempt);
    }

    /** Marks these codes for all devices that show them: another door has taken them. */
    MfaState usedUp(MfaState state, List<TypedCode> typed, Attempt attempt) {
        List<Device> devices = new ArrayList<>(state.devices());
        devices.replaceAll(device -> {
            Device marked = device;
            for (TypedCode code : typed) {
                OptionalLong step = match(state, marked, code, attempt);
                if (step.isPresent() && step.getAsLong() > marked.lastStep()) {
                    marked = marked.used(step.getAsLong(), marked.lastUsedAt());
                }
            }
            return marked;
        });
        return state.withDevices(devices);
    }

    private OptionalLong match(MfaState state, Device device, TypedCode typed, Attempt attempt) {
        Optional<String> digits = typed.asDigits(device.totp().digits());
        return digits.isPresent() ? attempt.match(device, state, digits.get(), config.window()) : OptionalLong.empty();
    }

    private Decision<Verification> strongBackupCode(MfaState state, String code, Attempt attempt) {
        Optional<Rejected> refusing = Throttling.refusingStrong(state, attempt.now());
        if (refusing.isPresent()) {
            return refuse(state, refusing.get(), state.failures().strongInRow(), attempt);
        }
        return useBackupCode(state, code, attempt).orElseGet(() -> countStrongFailure(state, attempt));
    }

    private Optional<Decision<Verification>> useBackupCode(MfaState state, String code, Attempt attempt) {
        CodeSet set = state.codes();
        if (set == null) {
            return Optional.empty();
        }
        HashedCodes codes = attempt.open(state).ofSet(set.id());
        if (codes.hashes().size() != set.left()) {
            throw new IllegalStateException("the record is damaged: its count of backup codes differs from its hashes");
        }
        int index = attempt.indexOf(code, codes);
        if (index < 0) {
            return Optional.empty();
        }
        MfaState next = state.withCodes(set.oneUsed());
        return Optional.of(
                accept(next, state, Optional.empty(), attempt).adding(Secrets.ofSet(set.id(), codes.without(index))));
    }

    /** What every code that was accepted brings with it, whatever it was asked for. */
    Decision<Verification> accept(MfaState used, MfaState before, Optional<String> deviceName, Attempt attempt) {
        SetupExpiry expiry = SetupExpiry.of(
                used.withFailures(used.failures().afterSuccess()).withoutExpired(attempt.now()), attempt);
        MfaState next = expiry.state();
        MfaEvent.CodeAccepted accepted = acceptedEvent(before, next, deviceName, attempt);
        CodeKind kind = accepted.kind();
        int left = accepted.backupCodesLeft();
        List<MfaEvent> events = new ArrayList<>();
        events.add(accepted);
        if (kind == CodeKind.BACKUP_CODE && left <= LOW_WATER) {
            events.add(new MfaEvent.BackupCodesLow(attempt.user(), attempt.at(), left));
        }
        if (locked(before, attempt) && !locked(next, attempt)) {
            events.add(new MfaEvent.LockEnded(attempt.user(), attempt.at()));
        }
        Verification answer = new Verification.Accepted(kind, left, Optional.empty());
        return new Decision<>(next, Secrets.NONE, answer, events).afterTelling(expiry.events());
    }

    /** What is told of a code that was accepted: a backup code if it is of no device. */
    private static MfaEvent.CodeAccepted acceptedEvent(
            MfaState before, MfaState next, Optional<String> deviceName, Attempt attempt) {
        CodeKind kind = deviceName.isPresent() ? CodeKind.APP_CODE : CodeKind.BACKUP_CODE;
        int left = next.codes() == null ? 0 : next.codes().left();
        int failures = before.failures().inRow() + before.failures().strongInRow();
        return new MfaEvent.CodeAccepted(attempt.user(), attempt.at(), kind, deviceName, left, failures);
    }

    private boolean locked(MfaState state, Attempt attempt) {
        return Throttling.locked(state, config.window(), attempt.now());
    }

    Decision<Verification> countFailure(MfaState state, Attempt attempt) {
        MfaState next = state.withFailures(state.failures().oneMore(attempt.now()));
        Optional<Instant> retryAt =
                Throttling.refusing(next, config.window(), attempt.now()).flatMap(Rejected::retryAt);
        int failures = next.failures().inRow();
        Decision<Verification> decision = wrong(next, failures, retryAt, attempt);
        return locked(next, attempt) ? decision.alsoTelling(lockedEvent(next, config, attempt)) : decision;
    }

    /** Tells of a lock that a change makes or ends, for the limit depends on the devices and backup codes that there are. */
    static <A> Decision<A> tellingOfLock(MfaState before, Decision<A> change, Configuration config, Attempt attempt) {
        boolean was = before.enabled() && Throttling.locked(before, config.window(), attempt.now());
        boolean is = Throttling.locked(change.next(), config.window(), attempt.now());
        if (was == is) {
            return change;
        }
        return change.alsoTelling(
                is
                        ? lockedEvent(change.next(), config, attempt)
                        : new MfaEvent.LockEnded(attempt.user(), attempt.at()));
    }

    static MfaEvent lockedEvent(MfaState state, Configuration config, Attempt attempt) {
        Optional<Instant> until =
                Throttling.refusing(state, config.window(), attempt.now()).flatMap(Rejected::retryAt);
        return new MfaEvent.Locked(
                attempt.user(), attempt.at(), state.failures().inRow(), until);
    }

    private static Decision<Verification> countStrongFailure(MfaState state, Attempt attempt) {
        MfaState next = state.withFailures(state.failures().oneMoreStrong(attempt.now()));
        Optional<Instant> retryAt =
                Throttling.refusingStrong(next, attempt.now()).flatMap(Rejected::retryAt);
        return wrong(next, next.failures().strongInRow(), retryAt, attempt);
    }

    private static Decision<Verification> wrong(
            MfaState next, int failures, Optional<Instant> retryAt, Attempt attempt) {
        return Decision.of(
                next,
                new Rejected(WRONG_CODE, retryAt),
                new MfaEvent.CodeRejected(attempt.user(), attempt.at(), WRONG_CODE, failures, retryAt));
    }

    static Decision<Verification> refuse(MfaState state, Rejected why, Attempt attempt) {
        return refuse(state, why, state.failures().inRow(), attempt);
    }

    /** Says no without counting anything. */
    private static Decision<Verification> refuse(MfaState state, Rejected why, int failures, Attempt attempt) {
        return Decision.of(
                state,
                why,
                new MfaEvent.CodeRejected(attempt.user(), attempt.at(), why.reason(), failures, why.retryAt()));
    }
}
