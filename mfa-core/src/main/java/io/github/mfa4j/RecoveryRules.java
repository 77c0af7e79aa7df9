package io.github.mfa4j;

import static io.github.mfa4j.spi.RejectionReason.NOT_ENABLED;
import static io.github.mfa4j.spi.RejectionReason.NOT_LOCKED;
import static io.github.mfa4j.spi.RejectionReason.TOO_MANY_MAILS;

import io.github.mfa4j.Token.Use;
import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.RecoveryEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * The ways out for a user without a phone: links that the host mails. Asking for one is limited; a wrong one writes and
 * counts nothing.
 */
final class RecoveryRules {

    static final long PERMIT_SECONDS = 30 * 60;

    private static final int LINKS_A_DAY = 5;

    private final Configuration config;

    RecoveryRules(Configuration config) {
        this.config = config;
    }

    /** Also for a user whose recovery began and was not finished: the permit may be lost. */
    Decision<Grant> createRecoveryLink(MfaState state, NewToken token, Attempt attempt) {
        if (!state.enabled() && !state.mustEnroll()) {
            return Decision.refused(state, Rejected.because(NOT_ENABLED), attempt);
        }
        Mails mails = state.mails();
        Optional<Instant> retryAt = mails.recoveryLinks().refusing(LINKS_A_DAY, attempt.now());
        if (retryAt.isPresent()) {
            return Decision.refused(state, Rejected.until(TOO_MANY_MAILS, retryAt.get()), attempt);
        }
        Token kept = token.kept(Use.RECOVERY, attempt, config.linkLifetime().toSeconds());
        BearerToken shown = token.shown(kept);
        return Decision.of(
                state.withTokens(state.tokens().withRecovery(kept)).withMails(mails.oneMoreRecoveryLink(attempt.now())),
                new Grant.Granted(shown),
                new RecoveryEvent.RecoveryLinkIssued(attempt.user(), attempt.at(), shown.expiresAt()));
    }

    /** Limited by itself: strangers can ask for recovery links, and must not use up the owner's way out of a lock. */
    Decision<Grant> createUnlockLink(MfaState state, NewToken token, Attempt attempt) {
        if (!state.enabled()) {
            return Decision.refused(state, Rejected.because(NOT_ENABLED), attempt);
        }
        if (!refusingAnyCode(state, attempt)) {
            return Decision.refused(state, Rejected.because(NOT_LOCKED), attempt);
        }
        Mails mails = state.mails();
        Optional<Instant> retryAt = mails.unlockLinks().refusing(LINKS_A_DAY, attempt.now());
        if (retryAt.isPresent()) {
            return Decision.refused(state, Rejected.until(TOO_MANY_MAILS, retryAt.get()), attempt);
        }
        Token kept = token.kept(Use.UNLOCK, attempt, config.linkLifetime().toSeconds());
        BearerToken shown = token.shown(kept);
        return Decision.of(
                state.withTokens(state.tokens().withUnlock(kept)).withMails(mails.oneMoreUnlockLink(attempt.now())),
                new Grant.Granted(shown),
                new RecoveryEvent.UnlockLinkIssued(attempt.user(), attempt.at(), shown.expiresAt()));
    }

    /** Whether app codes are not looked at, or backup codes: for whoever has lost the phone that is the same. */
    private boolean refusingAnyCode(MfaState state, Attempt attempt) {
        MfaState stamped = CodeRules.withoutFarFuture(state, attempt);
        return Throttling.refusing(stamped, config.window(), attempt.now()).isPresent()
                || Throttling.refusingStrong(stamped, attempt.now()).isPresent();
    }

    Decision<Grant> redeemRecoveryLink(MfaState state, String value, NewToken permit, Attempt attempt) {
        Optional<Rejected> refused = Token.refusing(state.tokens().recovery(), Use.RECOVERY, value, attempt);
        if (refused.isPresent()) {
            return Decision.refused(state, refused.get(), attempt);
        }
        int devices = state.devices().size();
        return startAnew(state, permit, new RecoveryEvent.Recovered(attempt.user(), attempt.at(), devices), attempt);
    }

    /** Removes everything, and gives a permit to whoever is the right person. */
    static Decision<Grant> startAnew(MfaState state, NewToken permit, MfaEvent event, Attempt attempt) {
        Token kept = permit.kept(Use.PERMIT, attempt, PERMIT_SECONDS);
        return Decision.of(state.mustEnrollAgain(kept, attempt.now()), new Grant.Granted(permit.shown(kept)), event);
    }

    /** Ends a lock, and leaves of the period's budget what one more run of wrong codes may use. */
    Decision<Change> redeemUnlockLink(MfaState state, String value, Attempt attempt) {
        Optional<Rejected> refused = Token.refusing(state.tokens().unlock(), Use.UNLOCK, value, attempt);
        if (refused.isPresent()) {
            return Decision.refused(state, refused.get(), attempt);
        }
        Failures failures = CodeRules.withoutFarFuture(state, attempt).failures();
        int run = Throttling.lockLimit(state.devices(), state.codes(), config.window());
        MfaState next = state.withFailures(failures.withRoomFor(run))
                .withTokens(state.tokens().withUnlock(null));
        return Decision.of(next, new Change.Done(), new RecoveryEvent.UnlockedByLink(attempt.user(), attempt.at()));
    }
}
