package io.github.mfa4j.qr;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private final Qr qr = Qr.of(Samples.URI);

    @Test
    void plainTextHasBlocksAndNothingElse() {
        String text = qr.toText();
        assertThat(text).matches("([\u2580\u2584\u2588 ]{57}\n){29}");
        assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(text);
    }

    @Test
    void noLineOfPlainTextEndsInASpace() {
        // Editors, mailers and terminals that trim lines would take a part of the picture away.
        assertThat(qr.toText().lines()).allMatch(line -> line.equals(line.strip()));
    }

    @Test
    void theQuietZoneOfPlainTextIsDrawn() {
        List<String> lines = qr.toText().lines().toList();
        assertThat(lines.get(0)).isEqualTo("\u2588".repeat(57));
        assertThat(lines.get(1)).isEqualTo("\u2588".repeat(57));
        assertThat(lines.get(2)).startsWith("\u2588\u2588\u2588\u2588 ");
        assertThat(lines.get(28)).isEqualTo("\u2580".repeat(57));
    }

    @Test
    void plainTextOnALightBackgroundIsTheInverse() {
        boolean[][] dark = new TerminalScreen("white", "black").show(qr.toText());
        boolean[][] inverse = new TerminalScreen("black", "white").show(qr.toText());
        for (int y = 0; y < dark.length; y++) {
            for (int x = 0; x < dark[y].length; x++) {
                assertThat(inverse[y][x]).isNotEqualTo(dark[y][x]);
            }
        }
    }

    @Test
    void colouredTextSetsAndResetsItsColoursOnEveryLine() {
        List<String> lines = qr.toAnsiText().lines().toList();
        assertThat(lines).hasSize(29);
        assertThat(lines.subList(0, 28))
                .allSatisfy(line ->
                        assertThat(line).matches("\u001B\\[38;5;16;48;5;231m[\u2580\u2584\u2588 ]{57}\u001B\\[0m"));
        assertThat(lines.get(28)).isEqualTo("\u001B[38;5;231m" + "\u2580".repeat(57) + "\u001B[0m");
    }
}
