package io.github.mfa4j.demo;

/** Forms and their fields. Every form is made here, so none can forget the token against forgery. */
final class Forms {

    static final String CSRF_FIELD = "csrf";

    private Forms() {}

    static Tag form(Request request, String action) {
        return Tag.of("form")
                .attr("method", "post")
                .attr("action", action)
                .add(hidden(CSRF_FIELD, request.session().csrfToken()));
    }

    /** A form that is nothing but a button. */
    static Tag button(Request request, String action, String text, String style) {
        return form(request, action).attr("class", "inline").add(submit(text, style));
    }

    static Tag submit(String text, String style) {
        return Tag.of("button").attr("type", "submit").attr("class", style).text(text);
    }

    static Tag hidden(String name, String value) {
        return Tag.of("input").attr("type", "hidden").attr("name", name).attr("value", value);
    }

    static Html email(String value) {
        return field(
                "email",
                "E-mail",
                Tag.of("input")
                        .attr("type", "email")
                        .attr("name", "email")
                        .attr("autocomplete", "username")
                        .attr("maxlength", "254")
                        .attr("value", value)
                        .flag("required"));
    }

    /** @param purpose {@code current-password} or {@code new-password}, for password managers */
    static Tag password(String purpose) {
        return Tag.of("input")
                .attr("type", "password")
                .attr("name", "password")
                .attr("autocomplete", purpose)
                .attr("maxlength", String.valueOf(Passwords.MAX_LENGTH))
                .flag("required");
    }

    /** The field for a code of the app: phones show a number pad, and some fill the code in. */
    static Html appCode() {
        return field("code", "Code from your app", codeInput());
    }

    /** The same, with the cursor in it: for a page that is about nothing else. */
    static Html appCodeFirst() {
        return field("code", "Code from your app", codeInput().flag("autofocus"));
    }

    private static Tag codeInput() {
        return Tag.of("input")
                .attr("name", "code")
                .attr("autocomplete", "one-time-code")
                .attr("inputmode", "numeric")
                .attr("class", "code")
                .attr("maxlength", "32") // not 6: people paste "123 456", and the library understands it
                .flag("required");
    }

    /** The field for a backup code, which has letters: the same name, another keyboard. */
    static Html backupCode() {
        return field(
                "backup-code",
                "Backup code",
                Tag.of("input")
                        .attr("name", "code")
                        .attr("autocomplete", "off")
                        .attr("autocapitalize", "characters")
                        .attr("spellcheck", "false")
                        .attr("class", "code")
                        .attr("maxlength", "64")
                        .flag("required"));
    }

    static Html field(String id, String label, Tag input) {
        return Tag.of("div")
                .attr("class", "field")
                .add(Tag.of("label").attr("for", id).text(label), input.attr("id", id));
    }

    static Html field(String id, String label, Tag input, String hint) {
        String hintId = id + "-hint";
        return Tag.of("div")
                .attr("class", "field")
                .add(
                        Tag.of("label").attr("for", id).text(label),
                        input.attr("id", id).attr("aria-describedby", hintId),
                        Tag.of("p").attr("class", "hint").attr("id", hintId).text(hint));
    }
}
