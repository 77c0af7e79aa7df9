package io.github.mfa4j;

import java.util.Optional;

/** Rules for texts that come from outside and are kept. */
final class Texts {

    private static final int MAX_USER_ID = 200;
    private static final int MAX_ADDRESS = 254;

    private Texts() {}

    static void checkUserId(String user) {
        if (user.length() > MAX_USER_ID) {
            throw new IllegalArgumentException("user must have at most " + MAX_USER_ID + " characters, not "
                    + user.length() + ": use a short key");
        }
        check("user", user);
    }

    /** For an id that comes out of a link, which anybody can type. */
    static boolean isUserId(String user) {
        return user.length() <= MAX_USER_ID && flaw(user).isEmpty();
    }

    static void checkActor(String actor) {
        if (actor.length() > MAX_USER_ID) {
            throw new IllegalArgumentException("actor must have at most " + MAX_USER_ID + " characters");
        }
        check("actor", actor);
    }

    static void checkAddress(String address) {
        if (address.length() > MAX_ADDRESS) {
            throw new IllegalArgumentException("address must have at most " + MAX_ADDRESS + " characters");
        }
        check("address", address);
    }

    /** Refuses what two systems could read as two different texts, or a terminal as a command. */
    static void check(String what, String text) {
        Optional<String> flaw = flaw(text);
        if (flaw.isPresent()) {
            throw new IllegalArgumentException(what + " must not " + flaw.get());
        }
    }

    /** What such a text must not do, if it does. */
    static Optional<String> flaw(String text) {
        if (text.isEmpty()) {
            return Optional.of("be empty");
        }
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                return Optional.of("hold a lone surrogate, as at index " + i);
            }
            if (Character.isISOControl(c)) {
                return Optional.of("hold a control character, as at index " + i);
            }
            boolean edge = i == 0 || i + Character.charCount(c) == text.length();
            if (edge && (Character.isWhitespace(c) || Character.isSpaceChar(c))) {
                return Optional.of("begin or end with white space");
            }
            i += Character.charCount(c);
        }
        return Optional.empty();
    }
}
