package io.github.mfa4j.demo;

import io.github.mfa4j.demo.host.DataDirectory;
import io.github.mfa4j.demo.host.Database;
import io.github.mfa4j.testservers.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** People who use the demo for a minute, by the real clock, and what it took. docs/reliability.md has the command. */
public final class LoadMain {

    private static final int PEOPLE = 200;
    private static final int VISITS_EACH = 3;
    private static final long STEP_MILLIS = 30_000;
    private static final long RUSH_MILLIS = 2_000;
    private static final int MOST_SHOWN = 20;
    /** It ends by itself long before, or something hangs. */
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final InstantSource clock = InstantSource.system();
    private final Map<LoadUser, Long> lastStep = new ConcurrentHashMap<>();

    private LoadMain() {}

    /**
     * Runs it, prints the figures, and exits with 1 if anything was wrong.
     *
     * @param args {@code h2} or {@code postgresql}, and the seed if a run is to be repeated
     * @throws Exception if it could not be run
     */
    public static void main(String[] args) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        if (args.length == 0 || !List.of("h2", "postgresql").contains(args[0])) {
            throw new IllegalArgumentException("h2 or postgresql, and a seed if a run is to be repeated");
        }
        endAfter(LIMIT);
        long seed = args.length > 1 ? Long.parseLong(args[1]) : new Random().nextLong();
        Path data = Files.createTempDirectory("mfa4j-load");
        boolean good;
        if (args[0].equals("postgresql")) {
            try (PostgresServer server = PostgresServer.run()) {
                good = new LoadMain().run(data, Optional.of(server.url()), seed);
            }
        } else {
            good = new LoadMain().run(data, Optional.empty(), seed);
        }
        delete(data);
        System.exit(good ? 0 : 1);
    }

    private boolean run(Path data, Optional<String> url, long seed) throws IOException {
        DataDirectory directory = DataDirectory.open(data);
        try (Demo demo = Demo.start(new DemoConfig(0, data, url, false), clock, TestDemo.PASSWORDS);
                Database database = url.map(Database::postgres).orElseGet(() -> Database.inFile(directory));
                Load load = new Load(demo::address, clock, database, directory.key(false), PEOPLE, seed)) {
            System.out.println("database " + (url.isPresent() ? "PostgreSQL" : "H2 in a file") + ", seed " + seed);
            load.setUp();
            load.users().forEach(user -> lastStep.put(user, step()));
            long start = System.nanoTime();
            load.everybody(user ->
                    visits(user, start, new Random(seed ^ user.toString().hashCode())));
            double seconds = (System.nanoTime() - start) / 1e9;
            long requests = load.meter().requests();
            long errors = load.meter().errors();
            int most = load.meter().mostInFlight();
            String table = load.meter().table();
            List<String> violations = load.violations();
            System.out.printf(
                    "%d people, %.1f s, %d requests, %.1f a second, at most %d at the same time, %d errors%n",
                    PEOPLE, seconds, requests, requests / seconds, most, errors);
            System.out.printf(
                    "%d codes accepted, %d wrong ones and %d used ones refused, %d violations%n",
                    sum(load, LoadUser::accepted),
                    sum(load, LoadUser::wrong),
                    sum(load, LoadUser::replayed),
                    violations.size());
            violations.stream().limit(MOST_SHOWN).forEach(System.out::println);
            System.out.print(table);
            return violations.isEmpty() && errors == 0;
        }
    }

    /**
     * All within two seconds, once in each time step; and whoever is early for a code that was not used before waits for the
     * next step, like all others.
     */
    private void visits(LoadUser user, long start, Random random) {
        long moment = random.nextLong(RUSH_MILLIS);
        for (int visit = 0; visit < VISITS_EACH; visit++) {
            long elapsed = (System.nanoTime() - start) / 1_000_000;
            sleep(moment + visit * STEP_MILLIS - elapsed);
            user.visit(() -> {
                sleep((lastStep.get(user) + 1) * STEP_MILLIS - clock.millis());
                lastStep.put(user, step());
            });
        }
    }

    private long step() {
        return clock.millis() / STEP_MILLIS;
    }

    private static int sum(Load load, ToIntFunction<LoadUser> count) {
        return load.users().stream().mapToInt(count).sum();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(Math.max(0, millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void endAfter(Duration limit) {
        Thread watch = new Thread(() -> {
            sleep(limit.toMillis());
            System.err.println("nothing more came for " + limit);
            Runtime.getRuntime().halt(2);
        });
        watch.setDaemon(true);
        watch.start();
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
