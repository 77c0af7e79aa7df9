package io.github.mfa4j.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants as a person reads them: in UTC, and in the time of the browser where script runs. */
final class Times {

    // The locale is named: the default one may write other digits, which no other part of the page does.
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Times() {}

    static Html at(Instant instant) {
        return Tag.of("time").attr("datetime", instant.toString()).text(FORMAT.format(instant));
    }

    /** How long it is until then, such as "in 30 seconds" or "in 5 minutes"; rounded up, so that waiting is enough. */
    static String in(Instant now, Instant then) {
        long seconds = Math.max(1, Duration.between(now, then.plusMillis(999)).toSeconds());
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
}
