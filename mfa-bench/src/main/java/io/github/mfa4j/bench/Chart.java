package io.github.mfa4j.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** One question as a bar chart, in SVG that reads in a light and in a dark page. */
final class Chart {

    private static final int WIDTH = 800;
    private static final int LABELS = 290;
    private static final int VALUES = 130;
    private static final int LINE = 26;
    private static final int TOP = 34;

    private Chart() {}

    static String svg(String question, List<Row> rows) {
        List<Row> sorted =
                rows.stream().sorted(Comparator.comparingDouble(Row::score)).toList();
        double longest = sorted.get(sorted.size() - 1).score();
        Row base = Comparison.base(rows);
        int height = TOP + LINE * sorted.size() + 8;
        StringBuilder out = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\""
                        + " font-family=\"system-ui, sans-serif\" font-size=\"13\">%n"
                        + "<style>text{fill:#222}@media(prefers-color-scheme:dark){text{fill:#ddd}}</style>%n"
                        + "<text x=\"0\" y=\"16\" font-weight=\"600\">%s, %s, less is better</text>%n",
                WIDTH,
                height,
                question,
                question,
                base.unit()));
        int y = TOP;
        for (Row row : sorted) {
            bar(out, row, base, y, longest);
            y += LINE;
        }
        return out.append("</svg>\n").toString();
    }

    private static void bar(StringBuilder out, Row row, Row base, int y, double longest) {
        double width = Math.max(1, row.score() / longest * (WIDTH - LABELS - VALUES));
        out.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
                        + "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"18\" rx=\"2\" fill=\"%s\"/>"
                        + "<text x=\"%.1f\" y=\"%d\">%s (%.2f×)</text>%n",
                LABELS - 8,
                y + 14,
                row.who(),
                LABELS,
                y,
                width,
                row.equals(base) ? "#2f6fde" : "#9aa5b1",
                LABELS + width + 6,
                y + 14,
                Comparison.number(row.score()),
                row.score() / base.score()));
    }
}
