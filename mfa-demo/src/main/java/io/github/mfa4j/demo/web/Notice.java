package io.github.mfa4j.demo.web;

import java.time.Instant;
import java.util.Optional;

/**
 * What the next page says first.
 *
 * @param good whether something went well
 * @param text for a person
 * @param retryAt from when on it is of use to try again, if it is not now
 * @param field the id of the one field that it is about, if there is one
 */
public record Notice(boolean good, String text, Optional<Instant> retryAt, Optional<String> field) {

    public static Notice good(String text) {
        return new Notice(true, text, Optional.empty(), Optional.empty());
    }

    public static Notice bad(String text) {
        return new Notice(false, text, Optional.empty(), Optional.empty());
    }

    /** What is wrong with a field, by the id that it has on the next page. */
    public static Notice bad(String field, String text) {
        return new Notice(false, text, Optional.empty(), Optional.of(field));
    }

    /** What is left of it by now: the time to wait may be over. */
    Notice asOf(Instant now) {
        return new Notice(good, text, retryAt.filter(at -> at.isAfter(now)), field);
    }

    /** As it is kept in the session. */
    String store() {
        String at =
                retryAt.map(instant -> Long.toString(instant.toEpochMilli())).orElse("");
        return (good ? "good" : "bad") + ":" + at + ":" + field.orElse("") + ":" + text;
    }

    static Notice restore(String stored) {
        String[] parts = stored.split(":", 4);
        Optional<Instant> at =
                parts[1].isEmpty() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(Long.parseLong(parts[1])));
        Optional<String> field = Optional.of(parts[2]).filter(id -> !id.isEmpty());
        return new Notice(parts[0].equals("good"), parts[3], at, field);
    }
}
