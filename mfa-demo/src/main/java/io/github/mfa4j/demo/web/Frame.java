package io.github.mfa4j.demo.web;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What every page has around its content.
 *
 * @param template the file of src/main/jte that the content is made by, so that it is found from the page
 * @param https whether browsers may come from other computers, by way of something that speaks TLS
 * @param csrf what forms carry; a browser that has no session gets one for it, and only then
 */
public record Frame(
        String template,
        String title,
        String path,
        Stage stage,
        Optional<String> email,
        boolean member,
        Optional<Notice> notice,
        Instant now,
        boolean https,
        Supplier<String> csrf) {

    /** The aria-current of a link of the navigation. */
    public @Nullable String here(String link) {
        return path.equals(link) ? "page" : null;
    }

    public boolean full() {
        return stage == Stage.FULL;
    }

    /** Whether something that was typed has to be corrected. */
    public boolean error() {
        return notice.flatMap(Notice::field).isPresent();
    }

    /** Whether it is this field that has to be corrected. */
    public boolean isAbout(String field) {
        return notice.flatMap(Notice::field).filter(field::equals).isPresent();
    }

    /** The aria-invalid of a field. */
    public @Nullable String invalid(String field) {
        return isAbout(field) ? "true" : null;
    }

    /** The aria-describedby of a field that has no hint. */
    public @Nullable String describedBy(String field) {
        return isAbout(field) ? "notice" : null;
    }

    /** The aria-describedby of a field. */
    public String describedBy(String field, String hint) {
        return isAbout(field) ? "notice " + hint : hint;
    }
}
