package io.github.mfa4j.demo.flow;

import io.github.mfa4j.demo.host.Emails;
import java.nio.charset.StandardCharsets;

/** What people may call their devices, browsers and organizations. */
final class Names {

    private static final int MAX_BYTES = 48;
    private static final String WORDS =
            "A name has 1 to 48 letters, digits and signs that can be seen; fewer in other scripts, such as 24 in Greek and 16"
                    + " in Korean.";

    private Names() {}

    /** Stricter than the library, which throws for a name that it does not take: a name that was typed is checked here. */
    static boolean isName(String name) {
        return !name.isEmpty()
                && name.equals(name.strip())
                && name.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES
                && name.codePoints().allMatch(Names::canBeSeen);
    }

    private static boolean canBeSeen(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> !Emails.isFiller(c);
        };
    }

    static String rule() {
        return WORDS;
    }
}
