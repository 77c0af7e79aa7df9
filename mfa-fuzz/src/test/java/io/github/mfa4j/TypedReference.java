package io.github.mfa4j;

import java.util.BitSet;
import java.util.regex.Pattern;

/** What a person means by what is typed, from the classes of regular expressions: it shares no line with {@link TypedCode}. */
final class TypedReference {

    private static final BitSet SEPARATORS = matching("[\\t\\r\\n\\u2212\\p{Z}\\p{Pd}]");
    private static final BitSet DIGITS = matching("\\p{Nd}");

    private TypedReference() {}

    private static BitSet matching(String characterClass) {
        Pattern pattern = Pattern.compile(characterClass);
        BitSet set = new BitSet();
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (pattern.matcher(Character.toString(c)).matches()) {
                set.set(c);
            }
        }
        return set;
    }

    /** UTF-8, but lenient: three bytes can be half of a surrogate pair, and a byte that fits nowhere is a character itself. */
    static String text(byte[] bytes, int from) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < bytes.length; ) {
            int c = bytes[i] & 0xff;
            int more = c >= 0xf0 && c < 0xf5 ? 3 : c >= 0xe0 && c < 0xf0 ? 2 : c >= 0xc2 && c < 0xe0 ? 1 : 0;
            int value = more == 0 ? c : c & (0x3f >> more);
            boolean whole = i + more < bytes.length;
            for (int k = 1; whole && k <= more; k++) {
                whole = (bytes[i + k] & 0xc0) == 0x80;
                value = (value << 6) | (bytes[i + k] & 0x3f);
            }
            boolean fits = whole && Character.isValidCodePoint(value);
            text.appendCodePoint(fits ? value : c);
            i += fits ? more + 1 : 1;
        }
        return text.toString();
    }

    /** The symbols without what separates them, or nothing if something else is typed. Unicode keeps digits in tens from 0 on. */
    static String symbols(String typed) {
        if (typed.length() > 128) {
            return "";
        }
        StringBuilder symbols = new StringBuilder();
        for (int c : typed.codePoints().toArray()) {
            if (DIGITS.get(c)) {
                symbols.append((c - DIGITS.previousClearBit(c) - 1) % 10);
            } else if ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".indexOf(c) >= 0) {
                symbols.append((char) (c & ~0x20));
            } else if (!SEPARATORS.get(c)) {
                return "";
            }
        }
        return symbols.length() > 32 ? "" : symbols.toString();
    }

    static String folded(String symbols) {
        return symbols.replaceAll("O", "0").replaceAll("[IL]", "1");
    }

    static boolean isNumber(String symbols, int digits) {
        return symbols.length() == digits && symbols.matches("[0-9]+");
    }

    static boolean isBackupCode(String folded, BackupCodeFormat format) {
        return folded.length() == format.length()
                && switch (format.kind()) {
                    case NUMERIC -> folded.matches("[0-9]+");
                    case CROCKFORD -> folded.matches("[0-9A-HJKMNP-TV-Z]+");
                    case LEGACY -> folded.matches("[0-9A-Z]+");
                };
    }
}
