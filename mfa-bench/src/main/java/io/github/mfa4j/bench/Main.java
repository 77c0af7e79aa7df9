package io.github.mfa4j.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures, prints the comparison, keeps the JSON and draws it.
 *
 * <pre>
 * java -jar mfa-bench.jar quick [folder]    the window, one code and a verdict in memory, in less than two minutes
 * java -jar mfa-bench.jar full [folder]     everything, in some forks
 * java -jar mfa-bench.jar draw folder       draws what is in the folder once more
 * java -jar mfa-bench.jar jmh ...           JMH's own command line
 * </pre>
 */
public final class Main {

    private static final String DEFAULT_FOLDER = "mfa-bench/target/results";

    private Main() {}

    /** Runs. */
    public static void main(String[] args) throws Exception {
        String form = args.length == 0 ? "" : args[0];
        Path folder = Path.of(args.length > 1 ? args[1] : DEFAULT_FOLDER);
        switch (form) {
            case "quick" -> keep(folder, jmh(quick()));
            case "full" -> keep(folder, everything());
            case "draw" -> draw(folder);
            case "jmh" -> org.openjdk.jmh.Main.main(Arrays.copyOfRange(args, 1, args.length));
            default -> {
                System.err.println("quick [folder], full [folder], draw folder or jmh ...");
                System.exit(2);
            }
        }
    }

    private static List<Row> everything() throws Exception {
        List<Row> rows = new ArrayList<>(jmh(full()));
        rows.addAll(jmh(twoThreads()));
        rows.addAll(StartUp.measure());
        rows.addAll(Growth.measure());
        return rows;
    }

    private static ChainedOptionsBuilder quick() {
        return new OptionsBuilder()
                .include("\\.Window.*")
                .include("\\.CodeBenchmark.*")
                .include("\\.VerifyInMemoryBenchmark.*")
                .param("algorithm", "SHA1")
                .param("code", "wrong")
                .forks(1)
                .warmupIterations(2)
                .warmupTime(TimeValue.milliseconds(700))
                .measurementIterations(3)
                .measurementTime(TimeValue.milliseconds(400));
    }

    private static ChainedOptionsBuilder full() {
        return careful().include("io.github.mfa4j.bench.*");
    }

    private static ChainedOptionsBuilder twoThreads() {
        return careful().include("\\.Window.*").param("algorithm", "SHA1").threads(2);
    }

    private static ChainedOptionsBuilder careful() {
        return new OptionsBuilder()
                .forks(2)
                .warmupIterations(3)
                .warmupTime(TimeValue.milliseconds(300))
                .measurementIterations(5)
                .measurementTime(TimeValue.milliseconds(300));
    }

    private static List<Row> jmh(ChainedOptionsBuilder options) throws IOException, RunnerException {
        Path json = Files.createTempFile("mfa-bench", ".json");
        new Runner(options.verbosity(VerboseMode.NORMAL)
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .resultFormat(ResultFormatType.JSON)
                        .result(json.toString())
                        .build())
                .run();
        List<Row> rows = Row.ofJmh(Files.readString(json));
        Files.delete(json);
        return rows;
    }

    private static void keep(Path folder, List<Row> rows) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(json(folder), Row.write(rows));
        draw(folder);
    }

    private static void draw(Path folder) throws IOException {
        Comparison comparison = new Comparison(Row.read(Files.readString(json(folder))));
        String tables = comparison.tables();
        System.out.println(tables);
        Files.writeString(folder.resolve("tables.md"), tables);
        for (var question : comparison.questions().entrySet()) {
            String name = question.getKey()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9]+", "-")
                    .replaceAll("-$", "");
            Files.writeString(folder.resolve(name + ".svg"), Chart.svg(question.getKey(), question.getValue()));
        }
    }

    private static Path json(Path folder) {
        return folder.resolve("results.json");
    }
}
