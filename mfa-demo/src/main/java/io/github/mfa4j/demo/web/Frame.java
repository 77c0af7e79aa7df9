package io.github.mfa4j.demo.web;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What every page has around its content.
 *
 * @param csrf what forms carry; a browser that has no session gets one for it, and only then
 */
public record Frame(
        String title,
        Stage stage,
        Optional<String> email,
        boolean member,
        Optional<Notice> notice,
        Instant now,
        Supplier<String> csrf) {

    public boolean full() {
        return stage == Stage.FULL;
    }

    public boolean restricted() {
        return stage == Stage.PASSWORD;
    }

    public boolean bad() {
        return notice.isPresent() && !notice.get().good();
    }

    /** For the one field that a bad notice is about. */
    public String describedBy(String hint) {
        return bad() ? "notice " + hint : hint;
    }

    /** For the one field that a bad notice is about. */
    public @Nullable String invalid() {
        return bad() ? "true" : null;
    }
}
