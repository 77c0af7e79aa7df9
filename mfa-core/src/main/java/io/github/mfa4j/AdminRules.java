package io.github.mfa4j;

import static io.github.mfa4j.spi.RejectionReason.ALREADY_ENABLED;
import static io.github.mfa4j.spi.RejectionReason.NOT_ENABLED;

import io.github.mfa4j.MfaState.Device;
import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.RejectionReason;
import java.util.ArrayList;
import java.util.List;

/** What an administrator or a program of the host does to a user's second factor, without a code of that user. */
final class AdminRules {

    private final Settings settings;

    AdminRules(Settings settings) {
        this.settings = settings;
    }

    Step<Change> unlock(MfaState state, String actor, Attempt attempt) {
        if (!state.enabled()) {
            return refuse(state, NOT_ENABLED, attempt);
        }
        MfaState next = state.withFailures(Failures.NONE);
        return next.equals(state)
                ? Step.of(state, new Change.Done())
                : Step.of(next, new Change.Done(), new MfaEvent.Unlocked(attempt.user(), attempt.at(), actor));
    }

    /** Refuses what a record cannot hold, and what would lock its user out after fewer wrong codes than people need. */
    void checkImportable(TotpParameters totp) {
        if (Math.abs(totp.t0().getEpochSecond()) > StateReader.MAX_TIME) {
            throw new IllegalArgumentException("T0 is " + totp.t0() + ", which no system can mean");
        }
        ConfigurationCheck.checkOdds(settings, totp);
    }

    /**
     * Makes a device active whose secret the user's phone already has. A code of the present could have been used where the
     * secret comes from, so the first one that counts lies after every step that is accepted now.
     */
    Step<Change> importDevice(
            MfaState state,
            String id,
            String name,
            OtpSecret secret,
            TotpParameters totp,
            String actor,
            Attempt attempt) {
        if (state.enabled()) {
            return refuse(state, ALREADY_ENABLED, attempt);
        }
        long mark = Math.max(-1, totp.stepAt(attempt.at()) + settings.window().stepsAhead());
        SetupExpiry expiry = SetupExpiry.of(state, attempt);
        Device device = new Device(id, name, totp, attempt.now(), 0, mark, 0);
        MfaState next = new MfaState(attempt.now(), state.failures(), List.of(device), null, null, null, "");
        List<MfaEvent> events = new ArrayList<>(expiry.events());
        events.add(new MfaEvent.DeviceImported(attempt.user(), attempt.at(), name, actor));
        return new Step<>(next, Secrets.ofDevice(id, secret), new Change.Done(), events);
    }

    static Step<Boolean> reseal(MfaState state, Attempt attempt) {
        return attempt.isOutdated(state) ? Step.of(state, true).adding(attempt.open(state)) : Step.of(state, false);
    }

    private static Step<Change> refuse(MfaState state, RejectionReason reason, Attempt attempt) {
        return Step.of(
                state, Rejected.because(reason), new MfaEvent.SetupRefused(attempt.user(), attempt.at(), reason, 0));
    }
}
