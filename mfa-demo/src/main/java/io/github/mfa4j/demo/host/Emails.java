package io.github.mfa4j.demo.host;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What can be an e-mail address. The only proof of one is a mail that arrives, so little is checked. */
public final class Emails {

    private static final String FILLERS = "\u034F\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0";

    private static final int MAX_BYTES = 254;

    private Emails() {}

    public static boolean isEmail(String email) {
        int at = email.indexOf('@');
        return at > 0
                && at == email.lastIndexOf('@')
                && at < email.length() - 1
                && email.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES
                && email.codePoints().allMatch(Emails::mayStandInEmail);
    }

    private static boolean mayStandInEmail(int c) {
        // An account name in an otpauth URI has no colon; invisible characters only serve to deceive.
        int type = Character.getType(c);
        return c != ':'
                && !isFiller(c)
                && !Character.isWhitespace(c)
                && !Character.isSpaceChar(c)
                && type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.UNASSIGNED
                && type != Character.SURROGATE;
    }

    /** Whether it is a letter to Unicode and blank to the eye. */
    private static boolean isFiller(int c) {
        return FILLERS.indexOf(c) >= 0;
    }

    /** By which an address is found, however it is written. */
    static String key(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
