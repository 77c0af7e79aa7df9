package io.github.mfa4j.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the project wants of the figures, beside what they are. Everything is computed within each pass, whose rows were
 * measured in the same minutes, and the median of the passes counts.
 */
final class Goals {

    private static final String US = "mfa4j";
    private static final String FLOOR = "bareCompressions";
    private static final String PREPARED = window("Prepared", "");
    private static final String BYTES = window("FromBytes", "");
    private static final String TEXT = window("FromText", "");
    private static final String MEMORY = "VerifyInMemory";
    private static final String DATABASE = "VerifyInDatabase (database POSTGRESQL)";

    /** What no implementation over the JDK's digests can beat. */
    private static final Set<String> FLOORS = Set.of(FLOOR, "providersEngine");

    private static final double MICRO = 1e3;

    private final List<Map<String, Row>> passes;
    private final StringBuilder out =
            new StringBuilder("\n| | goal | median | lowest to highest pass |\n|---|--:|--:|--:|\n");

    private Goals(List<List<Row>> passes) {
        this.passes = passes.stream()
                .map(rows -> rows.stream().collect(Collectors.toMap(row -> key(row.question(), row.who()), row -> row)))
                .toList();
    }

    /** A table in Markdown; what was not measured is not in it. */
    static String table(List<List<Row>> passes) {
        Goals goals = new Goals(passes);
        goals.windows();
        goals.verdicts();
        goals.twoThreads();
        goals.first();
        return goals.out.toString();
    }

    private static String window(String from, String threads) {
        return "Window" + from + " (algorithm SHA1, code wrong" + threads + ")";
    }

    private void windows() {
        times(TEXT, "javaOtpAndCommonsCodec", 2.3);
        times(TEXT, "googleAuth", 3.3);
        times(TEXT, "javaTotp", 6.2);
        times(TEXT, "otpJava", 6.2);
        times(BYTES, "javaOtp", 1.9);
        times(PREPARED, "javaOtp", 2.4);
        for (String floor : List.of("providersEngine", FLOOR)) {
            line(BYTES + " in times " + floor, "≤ 1.5", pass -> score(pass, BYTES, US) / score(pass, BYTES, floor));
        }
        line(BYTES + ", B", "≤ 900", pass -> bytes(pass, BYTES, US));
    }

    private void times(String question, String who, double goal) {
        line(
                who + " in times mfa4j, " + question,
                "≥ " + goal,
                pass -> score(pass, question, who) / score(pass, question, US));
    }

    private void verdicts() {
        for (String verdict : List.of("accepted", "rejected")) {
            line(
                    verdict + " in memory, µs more than the bare window",
                    "≤ 8",
                    pass -> (score(pass, MEMORY, verdict) - score(pass, MEMORY, "bareWindow")) / MICRO);
            line(verdict + " in memory, B", "≤ 8192", pass -> bytes(pass, MEMORY, verdict));
            line(
                    verdict + " on PostgreSQL, of the throughput of SELECT and UPDATE",
                    "≥ 0.85",
                    pass -> score(pass, DATABASE, "bareSelectAndUpdate") / score(pass, DATABASE, verdict));
        }
    }

    private void twoThreads() {
        for (String from : List.of("FromText", "FromBytes", "Prepared")) {
            String one = window(from, "");
            String two = window(from, ", threads 2");
            line(
                    "Window" + from + ", two threads, of what the bare compressions scale",
                    "≥ 0.95",
                    pass -> (score(pass, one, US) / score(pass, two, US))
                            / (score(pass, one, FLOOR) / score(pass, two, FLOOR)));
        }
    }

    /** All questions in which somebody is compared with: the fastest of the others, floors aside. */
    private void first() {
        passes.stream()
                .flatMap(pass -> pass.values().stream())
                .filter(row -> row.who().equals(US))
                .map(Row::question)
                .distinct()
                .sorted()
                .forEach(question -> line(
                        "fastest of the others in times mfa4j, " + question,
                        "> 1",
                        pass -> pass.values().stream()
                                        .filter(row -> row.question().equals(question))
                                        .filter(row -> !row.who().equals(US) && !FLOORS.contains(row.who()))
                                        .mapToDouble(Row::score)
                                        .min()
                                        .orElse(Double.NaN)
                                / score(pass, question, US)));
    }

    private void line(String what, String goal, Function<Map<String, Row>, Double> figure) {
        double[] sorted = passes.stream()
                .mapToDouble(figure::apply)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        if (sorted.length > 0) {
            out.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s to %s |%n",
                    what,
                    goal,
                    Comparison.number(sorted[sorted.length / 2]),
                    Comparison.number(sorted[0]),
                    Comparison.number(sorted[sorted.length - 1])));
        }
    }

    private static double score(Map<String, Row> pass, String question, String who) {
        Row row = pass.get(key(question, who));
        return row == null ? Double.NaN : row.score();
    }

    private static double bytes(Map<String, Row> pass, String question, String who) {
        Row row = pass.get(key(question, who));
        return row == null ? Double.NaN : row.bytes();
    }

    private static String key(String question, String who) {
        return question + " " + who;
    }
}
