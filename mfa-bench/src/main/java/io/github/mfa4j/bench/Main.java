package io.github.mfa4j.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
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
 * java -jar mfa-bench.jar goals [folder]    the rows that docs/performance.md sets goals for, and two threads
 * java -jar mfa-bench.jar full [folder]     everything
 * java -jar mfa-bench.jar draw folder       the tables and charts of what is in the folder once more
 * java -jar mfa-bench.jar jmh ...           JMH's own command line
 * </pre>
 */
public final class Main {

    private static final String WINDOW = "\\.Window.*";
    private static final String CODE = "\\.Code.*";
    private static final String VERIFY = "\\.Verify.*";
    private static final String TWO_THREADS = "\\.Window.*\\.(mfa4j|bareCompressions|javaOtp.*)";
    private static final String DEFAULT_FOLDER = "mfa-bench/target/results";

    /**
     * How often a careful form goes over all rows, with a new JVM for each row: the machine's neighbours slow down minutes, not
     * rows, and a median over passes sees each row in several minutes.
     */
    private static final int PASSES = 3;

    private Main() {}

    /** Runs. */
    public static void main(String[] args) throws Exception {
        String form = args.length == 0 ? "" : args[0];
        Path folder = Path.of(args.length > 1 ? args[1] : DEFAULT_FOLDER);
        switch (form) {
            case "quick" -> keep(folder, jmh(folder, "quick", quick(), 1));
            case "goals" -> goals(folder);
            case "full" -> everything(folder);
            case "draw" -> draw(folder);
            case "jmh" -> org.openjdk.jmh.Main.main(Arrays.copyOfRange(args, 1, args.length));
            default -> {
                System.err.println("quick [folder], goals [folder], full [folder], draw folder or jmh ...");
                System.exit(2);
            }
        }
    }

    private static void everything(Path folder) throws Exception {
        List<Row> rows = goals(folder);
        rows.addAll(careful(
                folder,
                "longer-hashes",
                careful().include(WINDOW).param("algorithm", "SHA256", "SHA512").param("code", "wrong")));
        keep(folder, rows);
        rows.addAll(careful(
                folder,
                "matching",
                careful().include(WINDOW).param("algorithm", "SHA1").param("code", "matching")));
        keep(folder, rows);
        rows.addAll(careful(folder, "codes", careful().include(CODE)));
        keep(folder, rows);
        rows.addAll(StartUp.measure());
        keep(folder, rows);
        rows.addAll(Growth.measure());
        keep(folder, rows);
        // Nobody is compared with in these.
        rows.addAll(jmh(
                folder,
                "rest",
                careful()
                        .include("io.github.mfa4j.bench.*")
                        .exclude(WINDOW)
                        .exclude(VERIFY)
                        .exclude(CODE),
                1));
        keep(folder, rows);
    }

    private static List<Row> goals(Path folder) throws IOException, RunnerException {
        List<Row> rows = new ArrayList<>(
                careful(folder, "one-thread", sha1().include(WINDOW).include(VERIFY)));
        keep(folder, rows);
        rows.addAll(careful(folder, "two-threads", sha1().include(TWO_THREADS).threads(2)));
        keep(folder, rows);
        return rows;
    }

    private static ChainedOptionsBuilder quick() {
        return new OptionsBuilder()
                .include(WINDOW)
                .include(CODE)
                .include("\\.VerifyInMemoryBenchmark.*")
                .param("algorithm", "SHA1")
                .param("code", "wrong")
                .forks(1)
                .warmupIterations(2)
                .warmupTime(TimeValue.milliseconds(700))
                .measurementIterations(3)
                .measurementTime(TimeValue.milliseconds(400));
    }

    private static ChainedOptionsBuilder sha1() {
        return careful().param("algorithm", "SHA1").param("code", "wrong");
    }

    private static ChainedOptionsBuilder careful() {
        return new OptionsBuilder()
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(4)
                .measurementTime(TimeValue.milliseconds(300));
    }

    private static List<Row> careful(Path folder, String name, ChainedOptionsBuilder options)
            throws IOException, RunnerException {
        return jmh(folder, name, options, PASSES);
    }

    /** Measures, and leaves what JMH wrote in the folder. */
    private static List<Row> jmh(Path folder, String name, ChainedOptionsBuilder options, int passes)
            throws IOException, RunnerException {
        Files.createDirectories(folder);
        options.verbosity(VerboseMode.NORMAL)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .resultFormat(ResultFormatType.JSON);
        List<List<Row>> rows = new ArrayList<>();
        for (int pass = 1; pass <= passes; pass++) {
            Path json = folder.resolve("jmh-" + name + "-" + pass + ".json");
            new Runner(options.result(json.toString()).build()).run();
            rows.add(Row.ofJmh(Files.readString(json)));
        }
        return Row.medians(rows);
    }

    private static void keep(Path folder, List<Row> rows) throws IOException {
        Files.writeString(json(folder), Row.write(rows));
        draw(folder);
    }

    private static void draw(Path folder) throws IOException {
        Comparison comparison = new Comparison(Row.read(Files.readString(json(folder))));
        String tables = comparison.tables();
        String goals = Goals.table(passes(folder));
        System.out.println(tables + goals);
        Files.writeString(folder.resolve("tables.md"), tables);
        Files.writeString(folder.resolve("goals.md"), goals);
        for (var question : comparison.questions().entrySet()) {
            String name = question.getKey()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9]+", "-")
                    .replaceAll("-$", "");
            Files.writeString(folder.resolve(name + ".svg"), Chart.svg(question.getKey(), question.getValue()));
        }
    }

    /** All that JMH left in the folder, by the number of the pass. */
    private static List<List<Row>> passes(Path folder) throws IOException {
        List<List<Row>> passes = new ArrayList<>();
        for (int pass = 1; pass <= PASSES; pass++) {
            List<Row> rows = new ArrayList<>();
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "jmh-*-" + pass + ".json")) {
                for (Path file : files) {
                    rows.addAll(Row.ofJmh(Files.readString(file)));
                }
            }
            passes.add(rows);
        }
        return passes;
    }

    private static Path json(Path folder) {
        return folder.resolve("results.json");
    }
}
