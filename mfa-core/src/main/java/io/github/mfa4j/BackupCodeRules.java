package io.github.mfa4j;

import static io.github.mfa4j.spi.RejectionReason.NOT_ENABLED;
import static io.github.mfa4j.spi.RejectionReason.TOO_MANY_DEVICES;

import io.github.mfa4j.MfaState.PendingCodes;
import io.github.mfa4j.spi.MfaEvent;
import java.time.Instant;
import java.util.function.Supplier;

/** How backup codes are reissued: shown first, and good only once the person says that they are saved. */
final class BackupCodeRules {

    private final Configuration config;
    private final CodeRules codes;

    BackupCodeRules(Configuration config, CodeRules codes) {
        this.config = config;
        this.codes = codes;
    }

    Decision<Reissue> reissue(MfaState state, TypedCode typed, Supplier<NewCodes> newCodes, Attempt attempt) {
        return roomFor(state) ? issueAfter(state, typed, newCodes, attempt) : tooManyDevices(state, attempt);
    }

    /** More devices than the format of today allows can be there, if it was another one when they were added. */
    private boolean roomFor(MfaState state) {
        return !state.enabled()
                || Throttling.leavesRoomToMistype(state.devices(), config.backupCodes(), config.window());
    }

    private static Decision<Reissue> tooManyDevices(MfaState state, Attempt attempt) {
        return Decision.refused(state, Rejected.because(TOO_MANY_DEVICES), attempt);
    }

    private Decision<Reissue> issueAfter(
            MfaState state, TypedCode typed, Supplier<NewCodes> newCodes, Attempt attempt) {
        return Decision.afterCode(
                codes.verify(state, typed, attempt), no -> no, accepted -> issue(accepted, newCodes, false, attempt));
    }

    /** Without a code: the host vouches for the person. */
    Decision<Reissue> reissueVouchedFor(MfaState state, Supplier<NewCodes> newCodes, Attempt attempt) {
        if (!state.enabled()) {
            return Decision.refused(state, Rejected.because(NOT_ENABLED), attempt);
        }
        if (!roomFor(state)) {
            return tooManyDevices(state, attempt);
        }
        SetupExpiry expiry = SetupExpiry.of(state, attempt);
        return issue(expiry.state(), newCodes, true, attempt).afterTelling(expiry.events());
    }

    private Decision<Reissue> issue(MfaState state, Supplier<NewCodes> newCodes, boolean vouchedFor, Attempt attempt) {
        NewCodes fresh = newCodes.get();
        Instant expiresAt =
                Instant.ofEpochSecond(attempt.now() + config.setupLifetime().toSeconds());
        PendingCodes pending = new PendingCodes(fresh.asSet(attempt.now()), expiresAt.getEpochSecond());
        return Decision.<Reissue>of(
                        state.withSetup(null).withReissue(pending),
                        new Reissue.Issued(fresh.id(), fresh.shown(), expiresAt),
                        new MfaEvent.BackupCodesReissued(attempt.user(), attempt.at(), expiresAt, vouchedFor))
                .adding(Secrets.ofSet(fresh.id(), fresh.hashed()));
    }
}
