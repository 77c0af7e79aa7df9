package io.github.mfa4j.demo;

/**
 * A message for the next page.
 *
 * @param good whether it is good news
 * @param message the message
 */
record Notice(boolean good, Html message) {

    static Notice good(String message) {
        return new Notice(true, Html.text(message));
    }

    static Notice bad(String message) {
        return new Notice(false, Html.text(message));
    }
}
