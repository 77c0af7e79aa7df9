package io.github.mfa4j;

import static io.github.mfa4j.spi.RejectionReason.ALREADY_ENABLED;
import static io.github.mfa4j.spi.RejectionReason.ENROLLMENT_FORBIDDEN;
import static io.github.mfa4j.spi.RejectionReason.NOT_ENABLED;

import io.github.mfa4j.MfaState.CodeSet;
import io.github.mfa4j.MfaState.Device;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.RecoveryEvent;

/** What an administrator or a program of the host does to a user's second factor, without a code of that user. */
final class AdminRules {

    private final Configuration config;

    AdminRules(Configuration config) {
        this.config = config;
    }

    static Decision<Change> mayRequire(MfaState state, Attempt attempt) {
        return state.enabled()
                ? Decision.of(state, new Change.Done())
                : Decision.refused(state, Rejected.because(NOT_ENABLED), attempt);
    }

    Decision<Change> unlock(MfaState state, String actor, Attempt attempt) {
        if (!state.enabled()) {
            return Decision.refused(state, Rejected.because(NOT_ENABLED), attempt);
        }
        MfaState next = state.withFailures(Failures.NONE);
        return next.equals(state)
                ? Decision.of(state, new Change.Done())
                : Decision.of(next, new Change.Done(), new RecoveryEvent.Unlocked(attempt.user(), attempt.at(), actor));
    }

    /** An administrator's word in place of a link. It also stops a first set-up that the wrong person has begun. */
    static Decision<Grant> reset(MfaState state, String actor, NewToken permit, Attempt attempt) {
        if (!state.enabled() && !state.mustEnroll() && !hasBegun(state, attempt)) {
            return Decision.refused(state, Rejected.because(NOT_ENABLED), attempt);
        }
        int devices = state.devices().size();
        return RecoveryRules.startAnew(
                state, permit, new RecoveryEvent.Reset(attempt.user(), attempt.at(), devices, actor), attempt);
    }

    /** Whether a first set-up is under way. What ran out is none: it may be left from a visit years ago. */
    private static boolean hasBegun(MfaState state, Attempt attempt) {
        Mails.Pending mailed = state.mails().pending();
        return SetupExpiry.of(state, attempt).state().setup() != null
                || state.tokens().withoutExpired(attempt.now()).permit() != null
                || (mailed != null && attempt.now() < mailed.expiresAt());
    }

    /** Refuses what a record cannot hold, and what would lock its user out after fewer wrong codes than people need. */
    void checkImportable(TotpParameters totp, BackupCodeFormat codes) {
        if (Math.abs(totp.t0().getEpochSecond()) > StateReader.MAX_TIME) {
            throw new IllegalArgumentException("T0 is " + totp.t0() + ", which no system can mean");
        }
        ConfigurationCheck.checkOdds(config, totp, codes);
    }

    /**
     * Makes a device active whose secret the user's phone already has. A code of the present could have been used where the
     * secret comes from, so the first one that counts lies after every step that is accepted now.
     */
    Decision<Change> importDevice(MfaState state, ImportedDevice imported, String actor, Attempt attempt) {
        if (state.enabled()) {
            return Decision.refused(state, Rejected.because(ALREADY_ENABLED), attempt);
        }
        if (!attempt.policy().mayEnroll()) {
            return Decision.refused(state, Rejected.because(ENROLLMENT_FORBIDDEN), attempt);
        }
        TotpParameters totp = imported.totp();
        long mark = Math.max(-1, totp.stepAt(attempt.at()) + config.window().stepsAhead());
        SetupExpiry expiry = SetupExpiry.of(state, attempt);
        Device device = new Device(imported.deviceId(), imported.deviceName(), totp, attempt.now(), 0, mark, 0);
        NewCodes codes = imported.codes();
        CodeSet set = codes == null ? null : codes.asSet(attempt.now());
        int left = set == null ? 0 : set.left();
        Secrets secrets = Secrets.ofDevice(device.id(), imported.secret());
        Decision<Change> active = Decision.<Change>of(
                        state.activated(device, set, attempt.now()),
                        new Change.Done(),
                        new MfaEvent.DeviceImported(attempt.user(), attempt.at(), device.name(), left, actor))
                .afterTelling(expiry.events())
                .adding(codes == null ? secrets : secrets.plus(Secrets.ofSet(codes.id(), codes.hashed())));
        return CodeRules.tellingOfLock(state, active, config, attempt);
    }

    static Decision<Boolean> reseal(MfaState state, Attempt attempt) {
        return attempt.isOutdated(state)
                ? Decision.of(state, true).adding(attempt.open(state))
                : Decision.of(state, false);
    }
}
