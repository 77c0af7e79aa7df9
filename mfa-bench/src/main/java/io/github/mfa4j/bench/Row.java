package io.github.mfa4j.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.json.JSONArray;
import org.json.JSONObject;

/**
 * One measurement, as JMH writes it down.
 *
 * @param question the class of benchmarks with the parameters and the number of threads: rows with the same one are compared
 * @param who the method: a library, or a floor
 * @param score time per operation
 * @param error of one pass of JMH half of the 99.9 % interval, of several half of the way between the lowest and the highest,
 *     without JMH half of the way between the quartiles; or NaN
 * @param unit of both
 * @param bytes allocated per operation, or NaN
 */
record Row(String question, String who, double score, double error, String unit, double bytes) {

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /** Rounds that were measured without JMH: the median, and half of the way between the quartiles. */
    static Row of(String question, String who, double[] rounds, String unit) {
        double[] sorted = rounds.clone();
        Arrays.sort(sorted);
        double spread =
                sorted.length == 1 ? Double.NaN : (sorted[sorted.length * 3 / 4] - sorted[sorted.length / 4]) / 2;
        return new Row(question, who, sorted[sorted.length / 2], spread, unit, Double.NaN);
    }

    /** Several passes over the same rows: of each row the median. */
    static List<Row> medians(List<List<Row>> passes) {
        if (passes.size() == 1) {
            return passes.get(0);
        }
        Map<String, List<Row>> sorted = new LinkedHashMap<>();
        passes.stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingDouble(Row::score))
                .forEach(row -> sorted.computeIfAbsent(row.key(), key -> new ArrayList<>())
                        .add(row));
        return passes.get(0).stream().map(row -> median(sorted.get(row.key()))).toList();
    }

    private static Row median(List<Row> sorted) {
        Row median = sorted.get(sorted.size() / 2);
        double spread = (sorted.get(sorted.size() - 1).score - sorted.get(0).score) / 2;
        double[] bytes = sorted.stream().mapToDouble(Row::bytes).sorted().toArray();
        return new Row(median.question, median.who, median.score, spread, median.unit, bytes[bytes.length / 2]);
    }

    private String key() {
        return question + " " + who;
    }

    /** What is kept of a run. */
    static String write(List<Row> rows) {
        JSONArray all = new JSONArray();
        for (Row row : rows) {
            all.put(new JSONObject()
                    .put("question", row.question)
                    .put("who", row.who)
                    .put("score", row.score)
                    .put("error", Double.isNaN(row.error) ? null : row.error)
                    .put("unit", row.unit)
                    .put("bytes", Double.isNaN(row.bytes) ? null : row.bytes));
        }
        return all.toString(1);
    }

    static List<Row> read(String json) {
        List<Row> rows = new ArrayList<>();
        for (Object one : new JSONArray(json)) {
            JSONObject row = (JSONObject) one;
            rows.add(new Row(
                    row.getString("question"),
                    row.getString("who"),
                    row.getDouble("score"),
                    row.optDouble("error"),
                    row.getString("unit"),
                    row.optDouble("bytes")));
        }
        return rows;
    }

    /** Reads what JMH wrote with its result format "json". */
    static List<Row> ofJmh(String json) {
        List<Row> rows = new ArrayList<>();
        for (Object result : new JSONArray(json)) {
            rows.add(of((JSONObject) result));
        }
        return rows;
    }

    private static Row of(JSONObject result) {
        String[] name = result.getString("benchmark").split("\\.");
        String question = name[name.length - 2].replace("Benchmark", "");
        JSONObject params = result.optJSONObject("params", new JSONObject());
        Map<String, Object> sorted = new TreeMap<>(params.toMap());
        int threads = result.getInt("threads");
        if (threads > 1) {
            sorted.put("threads", threads);
        }
        String suffix = sorted.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", ", " (", ")"));
        JSONObject metric = result.getJSONObject("primaryMetric");
        JSONObject bytes = result.getJSONObject("secondaryMetrics").optJSONObject(ALLOCATED);
        return new Row(
                sorted.isEmpty() ? question : question + suffix,
                name[name.length - 1],
                metric.getDouble("score"),
                metric.optDouble("scoreError"),
                metric.getString("scoreUnit"),
                bytes == null ? Double.NaN : bytes.getDouble("score"));
    }
}
