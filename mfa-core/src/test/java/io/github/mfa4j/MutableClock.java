package io.github.mfa4j;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that a test sets. */
final class MutableClock implements InstantSource {

    private Instant now;

    MutableClock(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    void set(Instant instant) {
        now = instant;
    }

    /** Moves the clock on, or back by a negative duration. */
    void move(Duration duration) {
        now = now.plus(duration);
    }

    void moveSeconds(long seconds) {
        now = now.plusSeconds(seconds);
    }
}
