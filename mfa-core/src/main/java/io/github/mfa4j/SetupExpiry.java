package io.github.mfa4j;

import io.github.mfa4j.MfaState.Setup;
import io.github.mfa4j.spi.MfaEvent;
import java.util.List;

/** A state without a set-up that has run out of time, and the event that tells of it. */
record SetupExpiry(MfaState state, List<MfaEvent> events) {

    /** No set-up may last longer, so one that seems to, by more than clocks differ, was written by one that was wrong. */
    private static final long LONGEST = Settings.MAX_SETUP.plusHours(1).toSeconds();

    static SetupExpiry of(MfaState state, Attempt attempt) {
        Setup setup = state.setup();
        if (setup == null || !expired(setup, attempt.now())) {
            return new SetupExpiry(state, List.of());
        }
        MfaEvent event = new MfaEvent.SetupExpired(
                attempt.user(), attempt.at(), setup.device().name(), setup.codes() != null);
        return new SetupExpiry(state.withSetup(null), List.of(event));
    }

    static boolean expired(Setup setup, long now) {
        return now >= setup.expiresAt() || setup.expiresAt() - now > LONGEST;
    }
}
