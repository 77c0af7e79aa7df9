package io.github.mfa4j.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/** A clock that a test sets, for {@code MfaBuilder.instantSource}. Thread-safe. */
public final class MutableClock implements InstantSource {

    private volatile Instant now;

    /**
     * Starts the clock, which stands still until it is moved.
     *
     * @param now what it says
     */
    public MutableClock(Instant now) {
        this.now = Objects.requireNonNull(now, "now");
    }

    @Override
    public Instant instant() {
        return now;
    }

    /**
     * Sets the clock.
     *
     * @param instant what it says from now on
     */
    public synchronized void set(Instant instant) {
        now = Objects.requireNonNull(instant, "instant");
    }

    /**
     * Moves the clock on.
     *
     * @param duration by how much; negative to go back
     */
    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }
}
