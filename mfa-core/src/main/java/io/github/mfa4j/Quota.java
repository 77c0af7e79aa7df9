package io.github.mfa4j;

import java.time.Instant;
import java.util.Optional;

/**
 * How many mails of one kind were asked for: so many in a day that began with the first of them, and the time of the last.
 * Times are seconds since the epoch.
 */
record Quota(int count, long since, long lastAt) {

    static final Quota NONE = new Quota(0, 0, 0);

    static final long DAY = 24L * 60 * 60;
    private static final long COOL_DOWN = 60;

    /** This, without a count if the day is over; stamps of a day and more ahead were written by a clock that was wrong. */
    Quota at(long now) {
        if (since - now >= DAY || lastAt - now >= DAY) {
            return NONE;
        }
        return now - since >= DAY ? new Quota(0, 0, lastAt) : this;
    }

    /** When the next mail may be asked for, if not at once. */
    Optional<Instant> refusing(int perDay, long now) {
        Quota today = at(now);
        if (today.count >= perDay) {
            return Optional.of(today.endOfDay());
        }
        long end = today.lastAt + COOL_DOWN;
        return end <= now ? Optional.empty() : Optional.of(Instant.ofEpochSecond(end));
    }

    /** When mails are sent again after a full day: its end, but no sooner after the last one than ever. */
    Instant endOfDay() {
        return Instant.ofEpochSecond(Math.max(since + DAY, lastAt + COOL_DOWN));
    }

    Quota oneMore(long now) {
        Quota today = at(now);
        return new Quota(today.count + 1, today.count == 0 ? now : today.since, now);
    }
}
