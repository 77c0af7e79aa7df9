package io.github.mfa4j.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
 * @param error half of the 99.9 % interval
 * @param unit of both
 * @param bytes allocated per operation, or NaN
 */
record Row(String question, String who, double score, double error, String unit, double bytes) {

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /** Reads what JMH wrote with its result format "json". */
    static List<Row> read(Path json) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Object result : new JSONArray(Files.readString(json, StandardCharsets.UTF_8))) {
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
