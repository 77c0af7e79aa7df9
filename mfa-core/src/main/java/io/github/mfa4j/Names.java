package io.github.mfa4j;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** What a device or a browser may be called, so that it fits the record, and nobody is shown a name that looks like another one. */
final class Names {

    static final String DEFAULT_DEVICE = "Authenticator app";

    static final int MAX_BYTES = 48;

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    /** Letters, marks and signs to Unicode, blank to the eye. */
    private static final String FILLERS = "\u034F\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0";

    private Names() {}

    static void check(String what, String name) {
        Objects.requireNonNull(name, what);
        Texts.check(what, name);
        if (isTooLong(name)) {
            throw new IllegalArgumentException(what + " must have at most " + MAX_BYTES + " bytes of UTF-8");
        }
        if (cannotBeSeen(name)) {
            throw new IllegalArgumentException(what + " must not hold invisible characters or line breaks");
        }
    }

    static boolean isName(String text) {
        return Texts.flaw(text).isEmpty() && !isTooLong(text) && !cannotBeSeen(text);
    }

    private static boolean isTooLong(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES;
    }

    private static boolean cannotBeSeen(String name) {
        int[] all = name.codePoints().toArray();
        for (int i = 0; i < all.length; i++) {
            boolean inside = i > 0 && i < all.length - 1;
            if (deceives(all[i]) || (isJoiner(all[i]) && !(inside && isJoined(all[i - 1]) && isJoined(all[i + 1])))) {
                return true;
            }
        }
        return Arrays.stream(all).noneMatch(Names::shows);
    }

    private static boolean deceives(int c) {
        int type = Character.getType(c);
        return type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || (type == Character.FORMAT && !isJoiner(c))
                || FILLERS.indexOf(c) >= 0;
    }

    /** Persian and Indic scripts and many emoji are spelled with joiners, between two other characters. */
    private static boolean isJoiner(int c) {
        return c == ZERO_WIDTH_NON_JOINER || c == ZERO_WIDTH_JOINER;
    }

    private static boolean isJoined(int c) {
        return !isJoiner(c) && !Character.isSpaceChar(c);
    }

    /** Many emoji are spelled with variation selectors, which show nothing by themselves. */
    private static boolean shows(int c) {
        return isJoined(c) && !(c >= 0xFE00 && c <= 0xFE0F);
    }
}
