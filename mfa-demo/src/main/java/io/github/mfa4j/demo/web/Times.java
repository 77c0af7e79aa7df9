package io.github.mfa4j.demo.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants as a person reads them, in UTC. */
public final class Times {

    // The locale is named: the default one may write other digits, which no other part of the page does.
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Times() {}

    public static String at(Instant instant) {
        return FORMAT.format(instant);
    }

    /** How long it is until then, such as "in 30 seconds" or "in 5 minutes"; rounded up, so that waiting is enough. */
    public static String in(Instant now, Instant then) {
        long seconds = seconds(now, then);
        if (seconds < 120) {
            return "in " + seconds + (seconds == 1 ? " second" : " seconds");
        }
        long minutes = (seconds + 59) / 60;
        long hours = (minutes + 59) / 60;
        if (minutes < 120) {
            return "in " + minutes + " minutes";
        }
        return hours < 48 ? "in " + hours + " hours" : "in " + (hours + 23) / 24 + " days";
    }

    /** Whole seconds to wait, at least one. */
    static long seconds(Instant now, Instant then) {
        return Math.max(1, Duration.between(now, then.plusMillis(999)).toSeconds());
    }
}
