package io.github.mfa4j.otp;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The rules for the two names that an authenticator app shows: the issuer and the account.
 *
 * <p>A name comes from a person or a form, and is shown to another person who decides by it which code to type where.
 * So what cannot be seen, and what makes the rest be seen differently, is refused: control characters and line breaks,
 * every format character of Unicode (bidirectional controls, zero-width space, soft hyphen, tags), fillers without a
 * glyph, unpaired surrogates and noncharacters. The two joiners are format characters too, but Persian and Indic
 * scripts and many emoji are spelled with them: they are allowed between two other characters. Characters that this
 * JVM's Unicode version does not know yet are allowed, or new emoji would be refused for years.
 */
final class Label {
    static final int MAX_ISSUER_BYTES = 100;
    static final int MAX_ACCOUNT_BYTES = 254;

    /** Letters, marks and signs to Unicode, blank to the eye: a name made of them looks empty. */
    private static final String FILLERS = "\u034F\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0";

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Label() {}

    static String checkIssuer(String issuer) {
        return check("issuer", issuer, MAX_ISSUER_BYTES);
    }

    static String checkAccount(String account) {
        return check("account", account, MAX_ACCOUNT_BYTES);
    }

    private static String check(String what, String name, int maxBytes) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("The " + what + " is empty; give it a name the user will recognize");
        }
        // UTF-8 never has fewer bytes than UTF-16 has units: this spares a long text from being looked at at all.
        if (name.length() > maxBytes || name.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            throw new IllegalArgumentException(
                    "The " + what + " is longer than " + maxBytes + " bytes of UTF-8; shorten it");
        }
        boolean afterJoiner = false;
        int codePoint;
        for (int i = 0; i < name.length(); i += Character.charCount(codePoint)) {
            codePoint = name.codePointAt(i);
            int next = i + Character.charCount(codePoint);
            String flaw = flaw(codePoint);
            if (flaw == null && (i == 0 || next == name.length()) && isSpace(codePoint)) {
                flaw = "white space at its edge";
            }
            boolean joiner = isJoiner(codePoint);
            if (flaw == null && joiner && (i == 0 || next == name.length() || afterJoiner)) {
                flaw = "a joiner that joins nothing";
            }
            if (flaw != null) {
                throw new IllegalArgumentException(
                        "The " + what + " has " + flaw + ", at position " + i + " (zero-based); remove it");
            }
            afterJoiner = joiner;
        }
        return name;
    }

    private static @Nullable String flaw(int codePoint) {
        if (codePoint == ':') {
            return "a colon, which separates issuer and account";
        }
        if (isNoncharacter(codePoint)) {
            return "a code point that is no character";
        }
        if (isFiller(codePoint)) {
            return "an invisible character";
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL -> "a control character";
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> "a line break";
            case Character.SURROGATE -> "half of a surrogate pair";
            case Character.FORMAT -> isJoiner(codePoint) ? null : "an invisible format character";
            default -> null;
        };
    }

    private static boolean isJoiner(int codePoint) {
        return codePoint == ZERO_WIDTH_NON_JOINER || codePoint == ZERO_WIDTH_JOINER;
    }

    private static boolean isNoncharacter(int codePoint) {
        return (codePoint & 0xFFFE) == 0xFFFE || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF);
    }

    private static boolean isFiller(int codePoint) {
        return FILLERS.indexOf(codePoint) >= 0;
    }

    private static boolean isSpace(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
    }
}
