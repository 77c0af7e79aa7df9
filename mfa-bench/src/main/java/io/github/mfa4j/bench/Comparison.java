package io.github.mfa4j.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The measurements of one run side by side: within a question, everybody as a multiple of mfa4j. */
final class Comparison {

    private static final String US = "mfa4j";

    private final Map<String, List<Row>> questions = new LinkedHashMap<>();

    Comparison(List<Row> rows) {
        for (Row row : rows) {
            questions
                    .computeIfAbsent(row.question(), question -> new ArrayList<>())
                    .add(row);
        }
    }

    Map<String, List<Row>> questions() {
        return questions;
    }

    /** The row that the others are measured against: the one of mfa4j, or the first. */
    static Row base(List<Row> rows) {
        return rows.stream().filter(row -> row.who().equals(US)).findFirst().orElse(rows.get(0));
    }

    /** As tables in Markdown. */
    String tables() {
        StringBuilder out = new StringBuilder();
        questions.forEach((question, rows) -> table(out, question, rows));
        return out.toString();
    }

    private static void table(StringBuilder out, String question, List<Row> rows) {
        Row base = base(rows);
        out.append("\n**").append(question).append("**\n\n");
        out.append("| | ")
                .append(base.unit())
                .append(" | ± | times ")
                .append(base.who())
                .append(" | B/op |\n");
        out.append("|---|--:|--:|--:|--:|\n");
        rows.stream()
                .sorted((one, other) -> Double.compare(one.score(), other.score()))
                .forEach(row -> out.append(String.format(
                        Locale.ROOT,
                        "| %s | %s | %s | %.2f | %s |%n",
                        row.who(),
                        number(row.score()),
                        number(row.error()),
                        row.score() / base.score(),
                        number(row.bytes()))));
    }

    static String number(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%,.0f", value);
    }
}
