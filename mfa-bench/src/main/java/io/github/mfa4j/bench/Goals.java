package io.github.mfa4j.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the project wants of the figures, beside what they are. Everything is computed within each turn, whose rows were
 * measured right after each other, and the median of the turns counts.
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

    private final List<Map<String, Row>> turns;
    private final StringBuilder out =
            new StringBuilder("\n| | goal | median | half of the turns |\n|---|--:|--:|--:|\n");

    private Goals(List<List<Row>> turns) {
        this.turns = turns.stream()
                .map(rows -> rows.stream().collect(Collectors.toMap(row -> key(row.question(), row.who()), row -> row)))
                .toList();
    }

    /** A table in Markdown; what was not measured is not in it. */
    static String table(List<List<Row>> turns) {
        Goals goals = new Goals(turns);
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
            line(BYTES + " in times " + floor, "≤ 1.5", turn -> score(turn, BYTES, US) / score(turn, BYTES, floor));
        }
        line(BYTES + ", B", "≤ 900", turn -> bytes(turn, BYTES, US));
    }

    private void times(String question, String who, double goal) {
        line(
                who + " in times mfa4j, " + question,
                "≥ " + goal,
                turn -> score(turn, question, who) / score(turn, question, US));
    }

    private void verdicts() {
        for (String verdict : List.of("accepted", "rejected")) {
            line(
                    verdict + " in memory, µs more than the bare window",
                    "≤ 8",
                    turn -> (score(turn, MEMORY, verdict) - score(turn, MEMORY, "bareWindow")) / MICRO);
            line(verdict + " in memory, B", "≤ 8192", turn -> bytes(turn, MEMORY, verdict));
            line(
                    verdict + " on PostgreSQL, of the throughput of SELECT and UPDATE",
                    "≥ 0.85",
                    turn -> score(turn, DATABASE, "bareSelectAndUpdate") / score(turn, DATABASE, verdict));
        }
    }

    private void twoThreads() {
        for (String from : List.of("FromText", "FromBytes", "Prepared")) {
            String one = window(from, "");
            String two = window(from, ", threads 2");
            line(
                    "Window" + from + ", two threads, of what the bare compressions scale",
                    "≥ 0.95",
                    turn -> (score(turn, one, US) / score(turn, two, US))
                            / (score(turn, one, FLOOR) / score(turn, two, FLOOR)));
        }
    }

    /** All questions in which somebody is compared with: the fastest of the others, floors aside. */
    private void first() {
        turns.stream()
                .flatMap(turn -> turn.values().stream())
                .filter(row -> row.who().equals(US))
                .map(Row::question)
                .distinct()
                .sorted()
                .forEach(question -> line(
                        "fastest of the others in times mfa4j, " + question,
                        "> 1",
                        turn -> turn.values().stream()
                                        .filter(row -> row.question().equals(question))
                                        .filter(row -> !row.who().equals(US) && !FLOORS.contains(row.who()))
                                        .mapToDouble(Row::score)
                                        .min()
                                        .orElse(Double.NaN)
                                / score(turn, question, US)));
    }

    private void line(String what, String goal, Function<Map<String, Row>, Double> figure) {
        double[] sorted = turns.stream()
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
                    Comparison.number(sorted[sorted.length / 4]),
                    Comparison.number(sorted[sorted.length * 3 / 4])));
        }
    }

    private static double score(Map<String, Row> turn, String question, String who) {
        Row row = turn.get(key(question, who));
        return row == null ? Double.NaN : row.score();
    }

    private static double bytes(Map<String, Row> turn, String question, String who) {
        Row row = turn.get(key(question, who));
        return row == null ? Double.NaN : row.bytes();
    }

    private static String key(String question, String who) {
        return question + " " + who;
    }
}
