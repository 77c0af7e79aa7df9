package io.github.mfa4j.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Rows of JMH that are measured in turns. Every row has a JVM of its own, as always; all of these are alive at once, and one after the
 * other does one short iteration, again and again. So what the neighbours of a virtual machine do to one row they do to
 * all, and a ratio within a turn is worth more than its two figures. What is left is chance of the compiler, which differs
 * from JVM to JVM, so that all is done several times with new JVMs.
 */
final class Turns {

    private static final int PATIENCE = (int) Duration.ofMinutes(5).toMillis();

    /** Many JVMs share the memory of the machine. */
    private static final String HEAP = "-Xmx256m";

    static {
        // JMH would let one program of its kind run at a time; here it is this program that sees to it.
        System.setProperty("jmh.ignoreLock", "true");
    }

    /**
     * How long.
     *
     * @param jvms for each row, one after the other
     * @param warmUps turns of a JVM that do not count
     * @param turns that count
     * @param millis of each; whole invocations are measured, so that one takes longer where those do
     */
    record Form(int jvms, int warmUps, int turns, long millis) {}

    private final Path folder;
    private final String name;
    private final Form form;
    private final Map<String, ChainedOptionsBuilder> rows = new LinkedHashMap<>();

    /** No rows yet; their results will be in the folder, in a file with that name. */
    Turns(Path folder, String name, Form form) {
        this.folder = folder;
        this.name = name;
        this.form = form;
    }

    /**
     * With these rows, too.
     *
     * @param benchmarks a pattern of the names of benchmarks
     * @param params one value for each parameter, in the order name, value, name, value
     */
    Turns with(String benchmarks, int threads, String... params) {
        TreeSet<String> names = new TreeSet<>();
        BenchmarkList.defaultList()
                .find(
                        OutputFormatFactory.createFormatInstance(System.err, VerboseMode.SILENT),
                        List.of(benchmarks),
                        List.of())
                .forEach(entry -> names.add(entry.getUsername()));
        for (String benchmark : names) {
            ChainedOptionsBuilder row = new OptionsBuilder()
                    .include("^" + Pattern.quote(benchmark) + "$")
                    .threads(threads);
            for (int i = 0; i < params.length; i += 2) {
                row.param(params[i], params[i + 1]);
            }
            rows.put(String.join(" ", benchmark, "" + threads, String.join(" ", params)), row);
        }
        return this;
    }

    /** Measures, and leaves what JMH says in the folder. */
    List<Row> measure() throws IOException, InterruptedException {
        System.out.printf("%s: %d rows, %s%n", name, rows.size(), form);
        Path logs = Files.createDirectories(folder.resolve("logs"));
        List<String> results = new ArrayList<>();
        for (int jvm = 1; jvm <= form.jvms; jvm++) {
            results.add(keep("jmh-" + name + "-" + jvm + ".json", measure(logs)));
        }
        return Row.ofJmh(results);
    }

    private List<RunResult> measure(Path logs) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(rows.size());
        List<Socket> players = new ArrayList<>();
        try (ServerSocket door = new ServerSocket(0, rows.size(), InetAddress.getLoopbackAddress())) {
            door.setSoTimeout(PATIENCE);
            List<Future<RunResult>> runs = new ArrayList<>();
            for (ChainedOptionsBuilder row : rows.values()) {
                Runner runner = new Runner(options(row, door.getLocalPort())
                        .output(logs.resolve(name + "-" + runs.size() + ".txt").toString())
                        .build());
                runs.add(threads.submit(runner::runSingle));
                // One JVM after the other starts.
                players.add(admit(door));
            }
            play(players);
            List<RunResult> results = new ArrayList<>();
            for (Future<RunResult> run : runs) {
                results.add(run.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException("see " + logs, e);
        } finally {
            for (Socket player : players) {
                player.close();
            }
            threads.shutdown();
        }
    }

    private String keep(String file, List<RunResult> results) throws IOException {
        Path json = folder.resolve(file);
        try (PrintStream out = new PrintStream(json.toFile(), StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
        }
        return Files.readString(json);
    }

    private ChainedOptionsBuilder options(ChainedOptionsBuilder row, int port) {
        return new OptionsBuilder()
                .parent(row.build())
                .forks(1)
                .jvmArgs(HEAP, "-D" + TurnProfiler.PORT + "=" + port)
                .warmupIterations(form.warmUps)
                .warmupTime(TimeValue.milliseconds(form.millis))
                .measurementIterations(form.turns)
                .measurementTime(TimeValue.milliseconds(form.millis))
                .verbosity(VerboseMode.NORMAL)
                .addProfiler(TurnProfiler.class)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true);
    }

    private static Socket admit(ServerSocket door) throws IOException {
        Socket player = door.accept();
        player.setTcpNoDelay(true);
        player.setSoTimeout(PATIENCE);
        return player;
    }

    private void play(List<Socket> players) throws IOException {
        for (int turn = 0; turn < form.warmUps + form.turns; turn++) {
            for (Socket player : players) {
                player.getOutputStream().write(1);
                if (player.getInputStream().read() < 0) {
                    throw new IOException("a JVM ended before its last turn, see " + folder.resolve("logs"));
                }
            }
        }
    }
}
