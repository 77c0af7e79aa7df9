package io.github.mfa4j.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Mails of one kind to a user, in the {@link Model}: the times of a day, which begins with the first of them. */
final class ModelMails {

    private static final long DAY = 24 * 3600;

    private final int perDay;
    private final List<Long> today = new ArrayList<>();
    private long last;
    private int wrong;

    /** The number that was mailed and the address it went to, if there is one that counts. */
    @Nullable
    ModelToken number;

    String address = "";

    ModelMails(int perDay) {
        this.perDay = perDay;
    }

    private boolean over(long now) {
        return today.isEmpty() || now - today.get(0) >= DAY;
    }

    private void newDay(long now) {
        if (over(now)) {
            today.clear();
            wrong = 0;
        }
    }

    void sent(long now) {
        newDay(now);
        today.add(now);
        last = now;
    }

    /** Wrong numbers of this day. */
    int wrong(long now) {
        return over(now) ? 0 : wrong;
    }

    /** A number of yesterday that is tried today counts as the first of today. */
    int oneMoreWrong(long now) {
        newDay(now);
        if (today.isEmpty()) {
            sent(now);
        }
        return ++wrong;
    }

    /** The right number was typed. */
    void proved() {
        wrong = 0;
        number = null;
    }

    boolean asked() {
        return !today.isEmpty();
    }

    /** When a full day is over, and the minute since the last mail. */
    Instant endOfDay() {
        return Instant.ofEpochSecond(Math.max(last + 60, today.get(0) + DAY));
    }

    /** Null, or when the next mail may be asked for: so many a day, and one a minute. */
    @Nullable
    Instant refusing(long now) {
        long minute = last + 60;
        if (!over(now) && today.size() >= perDay) {
            return endOfDay();
        }
        return minute <= now ? null : Instant.ofEpochSecond(minute);
    }
}
