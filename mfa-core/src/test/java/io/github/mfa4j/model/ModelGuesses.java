package io.github.mfa4j.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of the {@link Model} that counts wrong codes: a list of the times of a month, and a table of waits. */
final class ModelGuesses {

    private static final long[] WAITS = {30, 60, 120, 240, 480, 960, 1920, 3600};
    private static final long PERIOD = 31L * 24 * 3600;

    int failures;
    private long lastFailure;
    int strongFailures;
    private long lastStrongFailure;
    private List<Long> month = new ArrayList<>();

    void wrong(long now) {
        failures++;
        lastFailure = now;
        if (!month.isEmpty() && now - monthStart() >= PERIOD) {
            month = new ArrayList<>();
        }
        month.add(now);
    }

    void wrongStrong(long now) {
        strongFailures++;
        lastStrongFailure = now;
    }

    void success() {
        failures = 0;
        strongFailures = 0;
    }

    /** What an unlock link does: of two runs in a month, one is left. */
    void unlocked(int run) {
        success();
        month = new ArrayList<>(month.subList(0, Math.min(month.size(), run)));
    }

    /** What an administrator does. */
    void forgotten() {
        success();
        month.clear();
    }

    boolean isAnythingCounted() {
        return failures + strongFailures + month.size() > 0;
    }

    /** Null, or the reason why app codes are not looked at, and until when. */
    @Nullable
    String blocked(int limit, long now) {
        if (failures >= limit) {
            return "LOCKED";
        }
        if (month.size() >= 2 * limit && now - monthStart() < PERIOD) {
            return "LOCKED " + Instant.ofEpochSecond(monthStart() + PERIOD);
        }
        String wait = waiting(failures, lastFailure, now);
        return wait == null ? null : "THROTTLED" + wait;
    }

    @Nullable
    String strongWait(long now) {
        return waiting(strongFailures, lastStrongFailure, now);
    }

    private long monthStart() {
        return month.get(0);
    }

    private static @Nullable String waiting(int count, long last, long now) {
        if (count < 5) {
            return null;
        }
        long end = last + WAITS[Math.min(count - 5, WAITS.length - 1)];
        return end <= now ? null : " " + Instant.ofEpochSecond(end);
    }
}
