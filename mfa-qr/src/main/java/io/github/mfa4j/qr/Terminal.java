package io.github.mfa4j.qr;

/**
 * The two terminal forms: each character is one module wide and two modules high, which is about square.
 *
 * <p>A matrix has an odd number of rows, so the last line draws its upper half only.
 */
final class Terminal {
    private static final char FULL = '\u2588';
    private static final char UPPER = '\u2580';
    private static final char LOWER = '\u2584';
    private static final char NONE = ' ';

    // Numbers 16 and 231 of the 256 colours are fixed; the first 16 are whatever the user's theme makes of them.
    private static final String BLACK_ON_WHITE = "\u001B[38;5;16;48;5;231m";
    private static final String WHITE = "\u001B[38;5;231m";
    private static final String RESET = "\u001B[0m";

    private Terminal() {}

    /** Draws the light modules and leaves the dark ones out, as the screen is dark. */
    static String plain(Matrix matrix) {
        StringBuilder text = new StringBuilder();
        for (int y = 0; y < matrix.side(); y += 2) {
            boolean hasLower = y + 1 < matrix.side();
            for (int x = 0; x < matrix.side(); x++) {
                text.append(glyph(!matrix.isDark(x, y), hasLower && !matrix.isDark(x, y + 1)));
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** Draws the dark modules in black on white. */
    static String coloured(Matrix matrix) {
        StringBuilder text = new StringBuilder();
        int lastRow = matrix.side() - 1;
        for (int y = 0; y < lastRow; y += 2) {
            text.append(BLACK_ON_WHITE);
            for (int x = 0; x < matrix.side(); x++) {
                text.append(glyph(matrix.isDark(x, y), matrix.isDark(x, y + 1)));
            }
            text.append(RESET).append('\n');
        }
        // The last row is quiet zone: its lower half is outside, so there the terminal's own background stays.
        text.append(WHITE).append(String.valueOf(UPPER).repeat(matrix.side()));
        return text.append(RESET).append('\n').toString();
    }

    private static char glyph(boolean upper, boolean lower) {
        if (upper) {
            return lower ? FULL : UPPER;
        }
        return lower ? LOWER : NONE;
    }
}
