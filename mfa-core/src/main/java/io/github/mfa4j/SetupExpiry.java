package io.github.mfa4j;

import io.github.mfa4j.MfaState.PendingCodes;
import io.github.mfa4j.spi.MfaEvent;
import java.util.ArrayList;
import java.util.List;

/** A state without pending work that has run out of time, and the events that tell of it. */
record SetupExpiry(MfaState state, List<MfaEvent> events) {

    /** Nothing pending lasts longer, so what seems to, by more than clocks differ, was written by one that was wrong. */
    private static final long LONGEST = Configuration.MAX_SETUP.plusHours(1).toSeconds();

    static SetupExpiry of(MfaState before, Attempt attempt) {
        MfaState state = before;
        List<MfaEvent> events = new ArrayList<>();
        Setup setup = state.setup();
        if (setup != null && expired(setup.expiresAt(), attempt.now())) {
            state = state.withSetup(null);
            events.add(new MfaEvent.SetupExpired(
                    attempt.user(), attempt.at(), setup.device().name(), setup.codes() != null));
        }
        PendingCodes reissue = state.reissue();
        if (reissue != null && expired(reissue.expiresAt(), attempt.now())) {
            state = state.withReissue(null);
            events.add(new MfaEvent.BackupCodesReissueExpired(attempt.user(), attempt.at()));
        }
        return new SetupExpiry(state, events);
    }

    static boolean expired(long expiresAt, long now) {
        return now >= expiresAt || expiresAt - now > LONGEST;
    }
}
