package io.github.mfa4j;

import static io.github.mfa4j.spi.RejectionReason.ENROLLMENT_FORBIDDEN;
import static io.github.mfa4j.spi.RejectionReason.MALFORMED;
import static io.github.mfa4j.spi.RejectionReason.NOT_ENABLED;
import static io.github.mfa4j.spi.RejectionReason.REQUIRED_BY_POLICY;
import static io.github.mfa4j.spi.RejectionReason.TOO_MANY_DEVICES;
import static io.github.mfa4j.spi.RejectionReason.UNKNOWN_DEVICE;

import io.github.mfa4j.MfaState.CodeSet;
import io.github.mfa4j.MfaState.Device;
import io.github.mfa4j.Setup.Purpose;
import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.RejectionReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What happens to the devices of a user whose second factor is on. Whatever adds or removes one takes a code; what policy
 * forbids is refused before the code is looked at.
 */
final class DeviceRules {

    private final Configuration config;
    private final CodeRules codes;
    private final SetupRules setup;

    DeviceRules(Configuration config, CodeRules codes, SetupRules setup) {
        this.config = config;
        this.codes = codes;
        this.setup = setup;
    }

    Decision<Enrollment> add(MfaState state, NewOffer offer, TypedCode typed, Attempt attempt) {
        if (state.enabled() && !attempt.policy().mayEnroll()) {
            return Decision.refused(state, Rejected.because(ENROLLMENT_FORBIDDEN), attempt);
        }
        if (state.enabled() && !hasRoomForOneMore(state)) {
            return Decision.refused(state, Rejected.because(TOO_MANY_DEVICES), attempt);
        }
        return Decision.afterCode(
                codes.verify(state, typed, attempt),
                no -> no,
                accepted -> setup.offer(accepted, Purpose.ADDITIONAL, offer, attempt));
    }

    private boolean hasRoomForOneMore(MfaState state) {
        List<Device> more = new ArrayList<>(state.devices());
        more.add(new Device("", "", config.totp(), 0, 0, -1, 0));
        CodeSet present = state.codes();
        return more.size() <= MfaState.MAX_DEVICES
                && Throttling.leavesRoomToMistype(more, config.backupCodes(), config.window())
                && (present == null || Throttling.leavesRoomToMistype(more, present.format(), config.window()));
    }

    Decision<Enrollment> replaceLost(MfaState state, NewOffer offer, TypedCode backupCode, Attempt attempt) {
        if (state.enabled() && !attempt.policy().mayEnroll()) {
            return Decision.refused(state, Rejected.because(ENROLLMENT_FORBIDDEN), attempt);
        }
        return Decision.afterCode(
                codes.verifyBackupCode(state, backupCode, attempt),
                no -> no,
                accepted -> setup.offer(accepted, Purpose.REPLACEMENT, offer, attempt));
    }

    Decision<Change> rename(MfaState state, String deviceId, String name, Attempt attempt) {
        Optional<Device> device = state.device(deviceId);
        if (device.isEmpty()) {
            return unknown(state, attempt);
        }
        MfaState next = state.withDevice(device.get().named(name));
        MfaEvent renamed = new MfaEvent.DeviceRenamed(
                attempt.user(), attempt.at(), device.get().name(), name);
        return next.equals(state)
                ? Decision.of(state, new Change.Done())
                : Decision.of(next, new Change.Done(), renamed);
    }

    /** Removes a device; the last one takes everything else with it. */
    Decision<Change> remove(MfaState state, String deviceId, TypedCode typed, Attempt attempt) {
        Optional<Device> device = state.device(deviceId);
        if (device.isEmpty()) {
            return unknown(state, attempt);
        }
        if (state.devices().size() == 1) {
            return disable(state, typed, attempt);
        }
        return Decision.afterCode(codes.verify(state, typed, attempt), no -> no, accepted -> {
            // A device is removed because somebody else may have it: what it opened goes with it.
            MfaState next = accepted.withoutDevice(deviceId)
                    .withSetup(null)
                    .withReissue(null)
                    .withBrowsers(List.of());
            int left = next.devices().size();
            Decision<Change> removed = Decision.of(
                    next,
                    new Change.Done(),
                    new MfaEvent.DeviceRemoved(
                            attempt.user(), attempt.at(), device.get().name(), left));
            Decision<Change> told = BrowserRules.tellingOfForgotten(accepted, removed, config, attempt);
            return CodeRules.tellingOfLock(accepted, told, config, attempt);
        });
    }

    Decision<Change> disable(MfaState state, TypedCode typed, Attempt attempt) {
        if (state.enabled() && attempt.policy().required(attempt.at())) {
            return Decision.refused(state, Rejected.because(REQUIRED_BY_POLICY), attempt);
        }
        int devices = state.devices().size();
        Decision<Change> disabled = Decision.afterCode(
                codes.verify(state, typed, attempt),
                no -> no,
                accepted -> Decision.of(
                        accepted.cleared(),
                        new Change.Done(),
                        new MfaEvent.Disabled(attempt.user(), attempt.at(), devices)));
        // There are no codes left of which the person could have new ones.
        return disabled.notTelling(MfaEvent.BackupCodesLow.class);
    }

    /**
     * Finds out by how much a device is fast or slow, from two codes that it showed one after the other. It counts as one
     * attempt; both codes are used up.
     */
    Decision<Change> resynchronize(
            MfaState state, String deviceId, TypedCode first, TypedCode second, Attempt attempt) {
        Optional<Device> found = state.device(deviceId);
        if (found.isEmpty()) {
            return unknown(state, attempt);
        }
        Device device = found.get();
        int digits = device.totp().digits();
        if (first.asDigits(digits).isEmpty() || second.asDigits(digits).isEmpty()) {
            return refused(CodeRules.refuse(state, Rejected.because(MALFORMED), attempt));
        }
        MfaState stamped = CodeRules.withoutFarFuture(state, attempt);
        Optional<Rejected> refusing = Throttling.refusing(stamped, config.window(), attempt.now());
        return refusing.isPresent()
                ? refused(CodeRules.refuse(stamped, refusing.get(), attempt))
                : resynchronize(stamped, device, first, second, attempt);
    }

    private Decision<Change> resynchronize(
            MfaState state, Device device, TypedCode first, TypedCode second, Attempt attempt) {
        OptionalLong step = attempt.resynchronize(device, state, first, second);
        if (step.isEmpty() || step.getAsLong() - 1 <= device.lastStep()) {
            return refused(codes.countFailure(state, attempt));
        }
        int drift = (int) (step.getAsLong() - device.totp().stepAt(attempt.at()));
        MfaState used = codes.usedUp(state, List.of(first, second), attempt)
                .withDevice(device.used(step.getAsLong(), attempt.now()).drifting(drift));
        MfaEvent told = new MfaEvent.DeviceResynchronized(attempt.user(), attempt.at(), device.name(), drift);
        return Decision.afterCode(
                codes.accept(used, state, Optional.of(device.name()), attempt),
                no -> no,
                accepted -> Decision.of(accepted, new Change.Done(), told));
    }

    private static Decision<Change> unknown(MfaState state, Attempt attempt) {
        RejectionReason reason = state.enabled() ? UNKNOWN_DEVICE : NOT_ENABLED;
        return Decision.refused(state, Rejected.because(reason), attempt);
    }

    /** What was said of a code that is no way to a sign-in. */
    private static Decision<Change> refused(Decision<Verification> code) {
        return new Decision<>(code.next(), code.added(), (Rejected) code.answer(), code.events());
    }
}
