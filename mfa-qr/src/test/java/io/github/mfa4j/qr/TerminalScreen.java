package io.github.mfa4j.qr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;

/** A very small terminal: each character cell is two pixels, one above the other, in the colours that are set. */
final class TerminalScreen {
    private static final String BLACK = "38;5;16";
    private static final String WHITE = "38;5;231";

    private final String foreground;
    private final String background;

    /** A terminal whose default colours are these; "black" and "white" are the colours that it knows. */
    TerminalScreen(String foreground, String background) {
        this.foreground = foreground;
        this.background = background;
    }

    /** Dark pixels as rows; the lower half of the last line must show nothing and is left out. */
    boolean[][] show(String text) {
        assertThat(text).endsWith("\n").doesNotContain("\r");
        List<String> lines = text.lines().toList();
        int width = lines.get(0).replaceAll("\u001B\\[[0-9;]*m", "").length();
        boolean[][] dark = new boolean[lines.size() * 2][width];
        for (int i = 0; i < lines.size(); i++) {
            showLine(lines.get(i), dark[2 * i], dark[2 * i + 1]);
        }
        for (boolean pixel : dark[dark.length - 1]) {
            assertThat(pixel).as("outside").isEqualTo(background.equals("black"));
        }
        return Arrays.copyOf(dark, dark.length - 1);
    }

    private void showLine(String line, boolean[] upper, boolean[] lower) {
        String front = foreground;
        String back = background;
        int column = 0;
        int i = 0;
        while (i < line.length()) {
            if (line.charAt(i) == '\u001B') {
                int end = line.indexOf('m', i);
                switch (line.substring(i + 2, end)) {
                    case "0" -> {
                        front = foreground;
                        back = background;
                    }
                    case BLACK + ";48;5;231" -> {
                        front = "black";
                        back = "white";
                    }
                    case WHITE -> front = "white";
                    default -> throw new AssertionError("unknown escape sequence");
                }
                i = end + 1;
                continue;
            }
            char glyph = line.charAt(i);
            if (" \u2580\u2584\u2588".indexOf(glyph) < 0) {
                throw new AssertionError("unknown character");
            }
            boolean drawnAbove = glyph == '\u2580' || glyph == '\u2588';
            boolean drawnBelow = glyph == '\u2584' || glyph == '\u2588';
            upper[column] = (drawnAbove ? front : back).equals("black");
            lower[column] = (drawnBelow ? front : back).equals("black");
            column++;
            i++;
        }
        assertThat(column).isEqualTo(upper.length);
        assertThat(front).isEqualTo(foreground);
        assertThat(back).isEqualTo(background);
    }
}
