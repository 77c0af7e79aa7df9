package io.github.mfa4j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;

/** A table in a page of the documentation. */
final class MarkdownTable {

    private MarkdownTable() {}

    /** The cells of the table whose first line this is, row by row, without that line and the one below it. */
    static List<List<String>> rows(String page, String header) {
        String text = JavaBlocks.of(page).text();
        assertThat(text).containsOnlyOnce("\n" + header + "\n");
        List<List<String>> rows = text.substring(text.indexOf("\n" + header + "\n") + 1)
                .lines()
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(MarkdownTable::cells)
                .toList();
        assertThat(rows).isNotEmpty();
        return rows;
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                .map(String::strip)
                .toList();
    }

    /** What stands in back quotes, and nothing else. */
    static String code(String cell) {
        assertThat(cell).matches("`[^`]+`");
        return cell.substring(1, cell.length() - 1);
    }
}
