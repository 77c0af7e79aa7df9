package io.github.mfa4j.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.json.JSONArray;
import org.json.JSONObject;

/**
 * One measurement, as JMH writes it down.
 *
 * @param question the class of benchmarks with the parameters and the number of threads: rows with the same one are compared
 * @param who the method: a library, or a floor
 * @param score time per operation, the median of all rounds
 * @param error half of the way between the quartiles, or NaN
 * @param unit of both
 * @param bytes allocated per operation, or NaN
 */
record Row(String question, String who, double score, double error, String unit, double bytes) {

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /** Rounds: the median, and half of the way between the quartiles. */
    static Row of(String question, String who, double[] rounds, String unit) {
        return of(question, who, rounds, unit, Double.NaN);
    }

    private static Row of(String question, String who, double[] rounds, String unit, double bytes) {
        double[] sorted = rounds.clone();
        Arrays.sort(sorted);
        double spread =
                sorted.length == 1 ? Double.NaN : (sorted[sorted.length * 3 / 4] - sorted[sorted.length / 4]) / 2;
        return new Row(question, who, sorted[sorted.length / 2], spread, unit, bytes);
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

    /** Reads what JMH wrote with its result format "json", of the same rows each time; each iteration was a round. */
    static List<Row> ofJmh(List<String> jsons) {
        Map<String, List<JSONObject>> results = new LinkedHashMap<>();
        for (String json : jsons) {
            for (Object one : new JSONArray(json)) {
                JSONObject result = (JSONObject) one;
                results.computeIfAbsent(question(result) + " " + who(result), row -> new ArrayList<>())
                        .add(result);
            }
        }
        return results.values().stream().map(Row::of).toList();
    }

    private static Row of(List<JSONObject> results) {
        JSONObject any = results.get(0);
        return of(
                question(any),
                who(any),
                results.stream()
                        .flatMapToDouble(result -> rounds(metric(result)))
                        .toArray(),
                metric(any).getString("scoreUnit"),
                median(results.stream().mapToDouble(Row::bytes)));
    }

    /** Of what JMH wrote each round by itself, with its rows; the bytes are those of all rounds. */
    static List<List<Row>> roundsOfJmh(String json) {
        List<List<Row>> turns = new ArrayList<>();
        for (Object one : new JSONArray(json)) {
            JSONObject result = (JSONObject) one;
            double[] rounds = rounds(metric(result)).toArray();
            for (int turn = 0; turn < rounds.length; turn++) {
                if (turn == turns.size()) {
                    turns.add(new ArrayList<>());
                }
                double[] round = {rounds[turn]};
                turns.get(turn)
                        .add(of(
                                question(result),
                                who(result),
                                round,
                                metric(result).getString("scoreUnit"),
                                bytes(result)));
            }
        }
        return turns;
    }

    private static String question(JSONObject result) {
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
        return sorted.isEmpty() ? question : question + suffix;
    }

    private static String who(JSONObject result) {
        String benchmark = result.getString("benchmark");
        return benchmark.substring(benchmark.lastIndexOf('.') + 1);
    }

    private static JSONObject metric(JSONObject result) {
        return result.getJSONObject("primaryMetric");
    }

    /** Of one JVM, whose iterations these are. */
    private static DoubleStream rounds(JSONObject metric) {
        JSONArray iterations = metric.getJSONArray("rawData").getJSONArray(0);
        return IntStream.range(0, iterations.length()).mapToDouble(iterations::getDouble);
    }

    private static double bytes(JSONObject result) {
        JSONObject bytes = result.getJSONObject("secondaryMetrics").optJSONObject(ALLOCATED);
        return bytes == null ? Double.NaN : median(rounds(bytes));
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
