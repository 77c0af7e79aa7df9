package io.github.mfa4j.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Measures, prints the comparison, keeps the JSON and draws it. Whatever measures first deletes what JMH left in the folder
 * before.
 *
 * <pre>
 * java -jar mfa-bench.jar quick [folder]    the window, one code and a verdict in memory, in less than two minutes
 * java -jar mfa-bench.jar goals [folder]    the rows that docs/performance.md sets goals for, and two threads
 * java -jar mfa-bench.jar growth [folder]   more users and more threads
 * java -jar mfa-bench.jar full [folder]     everything
 * java -jar mfa-bench.jar draw folder       the tables and charts of what is in the folder once more
 * java -jar mfa-bench.jar jmh ...           JMH's own command line
 * </pre>
 */
public final class Main {

    private static final String WINDOW = "\\.Window";
    private static final String CODE = "\\.Code";
    private static final String IN_MEMORY = "\\.VerifyInMemory";
    private static final String IN_DATABASE = "\\.VerifyInDatabase";
    private static final String REST = "\\.(Setup|UriAndQr|Digest)";
    private static final String DEFAULT_FOLDER = "mfa-bench/target/results";

    private static final Turns.Form QUICK = new Turns.Form(1, 15, 10, 50);

    /** Two threads leave the compiler no processor of its own, so that they are warm only after three seconds. */
    private static final Turns.Form CAREFUL = new Turns.Form(3, 60, 15, 60);

    /** An invocation is a pass over many users and takes a second. */
    private static final Turns.Form LONG = new Turns.Form(2, 6, 10, 500);

    private Main() {}

    /** Runs. */
    public static void main(String[] args) throws Exception {
        String form = args.length == 0 ? "" : args[0];
        Path folder = Path.of(args.length > 1 ? args[1] : DEFAULT_FOLDER);
        switch (form) {
            case "quick" -> quick(cleared(folder));
            case "goals" -> goals(cleared(folder));
            case "growth" -> keep(cleared(folder), Growth.measure());
            case "full" -> everything(cleared(folder));
            case "draw" -> draw(folder);
            case "jmh" -> org.openjdk.jmh.Main.main(Arrays.copyOfRange(args, 1, args.length));
            default -> {
                System.err.println(
                        "quick [folder], goals [folder], growth [folder], full [folder], draw folder or jmh ...");
                System.exit(2);
            }
        }
    }

    /** Without what JMH left of another run: the table of the goals is of all that is there, and would mix the two. */
    static Path cleared(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            for (Path file : leftByJmh(folder)) {
                Files.delete(file);
            }
        }
        return folder;
    }

    private static List<Path> leftByJmh(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "jmh-*.json")) {
            files.forEach(found::add);
        }
        return found;
    }

    private static void quick(Path folder) throws IOException, InterruptedException {
        String[] params = {"algorithm", "SHA1", "code", "wrong"};
        keep(
                folder,
                new Turns(folder, "quick", QUICK)
                        .with(WINDOW, 1, params)
                        .with(CODE, 1, params)
                        .with(IN_MEMORY, 1)
                        .measure());
    }

    private static void everything(Path folder) throws Exception {
        List<Row> rows = goals(folder);
        for (String algorithm : List.of("SHA256", "SHA512")) {
            rows.addAll(new Turns(folder, algorithm, CAREFUL)
                    .with(WINDOW, 1, "algorithm", algorithm, "code", "wrong")
                    .with(CODE, 1, "algorithm", algorithm)
                    .measure());
            keep(folder, rows);
        }
        rows.addAll(new Turns(folder, "matching", CAREFUL)
                .with(WINDOW, 1, "algorithm", "SHA1", "code", "matching")
                .with(CODE, 1, "algorithm", "SHA1")
                .measure());
        rows.addAll(new Turns(folder, "rest", QUICK).with(REST, 1).measure());
        keep(folder, rows);
        rows.addAll(StartUp.measure());
        keep(folder, rows);
        rows.addAll(Growth.measure());
        keep(folder, rows);
    }

    private static List<Row> goals(Path folder) throws IOException, InterruptedException {
        String[] params = {"algorithm", "SHA1", "code", "wrong"};
        List<Row> rows = new ArrayList<>(new Turns(folder, "window", CAREFUL)
                .with(WINDOW, 1, params)
                .with(WINDOW, 2, params)
                .measure());
        keep(folder, rows);
        rows.addAll(new Turns(folder, "verify", CAREFUL).with(IN_MEMORY, 1).measure());
        rows.addAll(new Turns(folder, "database", LONG)
                .with(IN_DATABASE, 1, "database", "H2")
                .with(IN_DATABASE, 1, "database", "POSTGRESQL")
                .measure());
        keep(folder, rows);
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
        String goals = Goals.table(turns(folder));
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

    /** All that JMH left in the folder, by the number of the turn. */
    private static List<List<Row>> turns(Path folder) throws IOException {
        List<List<Row>> turns = new ArrayList<>();
        for (Path file : leftByJmh(folder)) {
            turns.addAll(Row.roundsOfJmh(Files.readString(file)));
        }
        return turns;
    }

    private static Path json(Path folder) {
        return folder.resolve("results.json");
    }
}
