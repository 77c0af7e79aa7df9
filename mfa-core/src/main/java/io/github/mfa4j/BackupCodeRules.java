package io.github.mfa4j;

import static io.github.mfa4j.spi.RejectionReason.NOT_ENABLED;

import io.github.mfa4j.MfaState.PendingCodes;
import io.github.mfa4j.spi.MfaEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** How backup codes are reissued: shown first, and good only once the person says that they are saved. */
final class BackupCodeRules {

    private final Settings settings;
    private final CodeRules codes;

    BackupCodeRules(Settings settings, CodeRules codes) {
        this.settings = settings;
        this.codes = codes;
    }

    Step<Reissue> reissue(MfaState state, TypedCode typed, Supplier<NewCodes> newCodes, Attempt attempt) {
        return Step.afterCode(
                codes.verify(state, typed, attempt), no -> no, accepted -> issue(accepted, newCodes, false, attempt));
    }

    /** Without a code: the host vouches for the person. */
    Step<Reissue> reissueVouchedFor(MfaState state, Supplier<NewCodes> newCodes, Attempt attempt) {
        if (!state.enabled()) {
            return Step.of(
                    state,
                    Rejected.because(NOT_ENABLED),
                    new MfaEvent.SetupRefused(attempt.user(), attempt.at(), NOT_ENABLED, 0));
        }
        SetupExpiry expiry = SetupExpiry.of(state, attempt);
        Step<Reissue> issued = issue(expiry.state(), newCodes, true, attempt);
        List<MfaEvent> events = new ArrayList<>(expiry.events());
        events.addAll(issued.events());
        return new Step<>(issued.next(), issued.added(), issued.answer(), events);
    }

    private Step<Reissue> issue(MfaState state, Supplier<NewCodes> newCodes, boolean vouchedFor, Attempt attempt) {
        NewCodes fresh = newCodes.get();
        Instant expiresAt =
                Instant.ofEpochSecond(attempt.now() + settings.setupLifetime().toSeconds());
        PendingCodes pending = new PendingCodes(fresh.asSet(attempt.now()), expiresAt.getEpochSecond());
        return Step.<Reissue>of(
                        state.withSetup(null).withReissue(pending),
                        new Reissue.Issued(fresh.id(), fresh.shown(), expiresAt),
                        new MfaEvent.BackupCodesReissued(attempt.user(), attempt.at(), expiresAt, vouchedFor))
                .adding(Secrets.ofSet(fresh.id(), fresh.hashed()));
    }
}
