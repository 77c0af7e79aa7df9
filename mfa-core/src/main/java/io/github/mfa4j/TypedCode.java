package io.github.mfa4j;

import java.util.Optional;

/**
 * What a person typed into the code field, reduced to what can matter: digits of any script as ASCII digits, ASCII letters
 * in upper case, spaces and hyphens gone. Everything later (comparison, replay, counting) sees this form only, so two
 * spellings of one code cannot be two codes.
 */
final class TypedCode {

    private static final int MAX_TYPED = 128;
    private static final int MAX_SYMBOLS = BackupCodeFormat.MAX_LENGTH;
    private static final int MINUS_SIGN = 0x2212;

    private final String symbols;

    private TypedCode(String symbols) {
        this.symbols = symbols;
    }

    /** Never fails: what cannot be a code becomes the empty one, which matches no shape. */
    static TypedCode of(String typed) {
        if (typed.length() > MAX_TYPED) {
            return new TypedCode("");
        }
        StringBuilder symbols = new StringBuilder(MAX_SYMBOLS);
        for (int i = 0; i < typed.length(); ) {
            int c = typed.codePointAt(i);
            i += Character.charCount(c);
            if (separates(c)) {
                continue;
            }
            int symbol = symbol(c);
            if (symbol < 0 || symbols.length() == MAX_SYMBOLS) {
                return new TypedCode("");
            }
            symbols.append((char) symbol);
        }
        return new TypedCode(symbols.toString());
    }

    private static boolean separates(int c) {
        return c == '-'
                || c == ' '
                || c == '\t'
                || c == '\r'
                || c == '\n'
                || c == MINUS_SIGN
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.DASH_PUNCTUATION;
    }

    private static int symbol(int c) {
        if (c >= 'A' && c <= 'Z') {
            return c;
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 'A';
        }
        return Character.isDigit(c) ? '0' + Character.digit(c, 10) : -1;
    }

    /** The digits, if these are so many, as in an app code or a mailed one; decided before look-alikes are taken for digits. */
    Optional<String> asDigits(int digits) {
        return symbols.length() == digits && allDigits(symbols) ? Optional.of(symbols) : Optional.empty();
    }

    /** The canonical code, if this has the shape of a backup code of that format. */
    Optional<String> asBackupCode(BackupCodeFormat format) {
        if (symbols.length() != format.length()) {
            return Optional.empty();
        }
        String read = symbols.replace('O', '0').replace('I', '1').replace('L', '1');
        boolean fits = switch (format.kind()) {
            case NUMERIC -> allDigits(read);
            case CROCKFORD -> read.indexOf('U') < 0;
            case LEGACY -> true;
        };
        return fits ? Optional.of(read) : Optional.empty();
    }

    /** How many symbols there are; for codes of another system. */
    int length() {
        return symbols.length();
    }

    /** Whether all are digits; for codes of another system. */
    boolean numeric() {
        return allDigits(symbols);
    }

    private static boolean allDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return "TypedCode[redacted]";
    }
}
