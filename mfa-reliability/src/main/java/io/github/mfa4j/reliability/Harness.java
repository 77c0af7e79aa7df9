package io.github.mfa4j.reliability;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.jdbc.JdbcMfaStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** One run: users, workers, rounds and faults, and the judgement at its end. */
final class Harness {

    private static final Instant BEGINNING = Instant.parse("2026-11-21T12:00:00Z");

    private static final String COORDINATOR = "coordinator";

    private final Options options;
    private final Database database;
    private final Troubles troubles = new Troubles();
    private final List<List<Person>> people = new ArrayList<>();

    private Harness(Options options, Database database) {
        this.options = options;
        this.database = database;
    }

    /**
     * Runs and judges. Everything that is started is ended, also if something fails.
     *
     * @param folder where the workers keep their journals and logs
     */
    static Report run(Options options, Database database, Path folder) throws Exception {
        return new Harness(options, database).run(folder);
    }

    private Report run(Path folder) throws Exception {
        long start = System.nanoTime();
        List<String> names = new ArrayList<>(List.of(COORDINATOR));
        for (int slot = 0; slot < options.workers(); slot++) {
            names.add(WorkerProcess.sessionName(slot));
        }
        database.prepare(names);
        try (HikariDataSource pool = Database.pool(database.url(COORDINATOR), options.lanes())) {
            DrivenServer office = new DrivenServer(JdbcMfaStore.of(pool));
            Reception reception = new Reception(office);
            admit(reception);
            Report report = race(pool, office, folder);
            see(pool, reception, report);
            // Only now: the look at the end can fail as well.
            report.failed(troubles.found());
            report.took(Duration.ofNanos(System.nanoTime() - start));
            return report;
        }
    }

    private void admit(Reception reception) throws InterruptedException {
        for (int lane = 0; lane < options.lanes(); lane++) {
            people.add(new ArrayList<>());
        }
        for (int i = 0; i < options.users(); i++) {
            people.get(i % options.lanes()).add(new Person("user-" + i, BEGINNING));
        }
        inParallel(people.stream()
                .<Runnable>map(some -> () -> some.forEach(reception::enroll))
                .toList());
        if (troubles.any()) {
            throw new IllegalStateException("users could not be enrolled: " + troubles.found());
        }
    }

    private Report race(HikariDataSource pool, DrivenServer office, Path folder) throws Exception {
        Fleet fleet = new Fleet(options, database, folder, troubles);
        Faults faults = new Faults(options, fleet, database, troubles);
        Arena arena = new Arena(options, fleet, faults, JdbcMfaStore.of(pool), troubles);
        all(person -> person.seen(arena.read(person.id)));
        List<Runnable> lanes = new ArrayList<>();
        for (int lane = 0; lane < options.lanes(); lane++) {
            lanes.add(new Lane(lane, people.get(lane), arena, troubles, office, options.seed()));
        }
        try (fleet) {
            fleet.start();
            faults.start();
            try {
                inParallel(lanes);
            } finally {
                faults.stop();
            }
        }
        Map<String, Journal> journals = new HashMap<>();
        for (String worker : fleet.names()) {
            journals.put(worker, Journal.read(folder.resolve(worker + ".journal")));
        }
        Judge judge = new Judge(journals);
        List<String> violations = judge.judge(arena.rounds(), fleet.connectionsCut());
        return new Report(options, database.version(), judge.figures(), faults, fleet, arena.late(), violations);
    }

    /** After the judgement, because it changes the records. */
    private void see(HikariDataSource pool, Reception reception, Report report) throws InterruptedException {
        JdbcMfaStore store = JdbcMfaStore.of(pool);
        ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();
        inParallel(people.stream()
                .<Runnable>map(some -> () -> some.forEach(person -> {
                    Optional<Snapshot> last = store.find(person.id).map(Snapshot::of);
                    if (last.isEmpty()) {
                        problems.add("the record of " + person.id + " is gone");
                        return;
                    }
                    if (!last.get().equals(person.record())) {
                        problems.add("the record of " + person.id + " changed after its last round: " + last.get());
                    }
                    reception
                            .problem(person, new Random(options.seed() + person.id.hashCode()))
                            .ifPresent(problems::add);
                }))
                .toList());
        problems.forEach(report::violated);
    }

    private void all(Consumer<Person> action) {
        people.forEach(some -> some.forEach(action));
    }

    /** Runs each in a thread of its own and waits for all; what one throws is a trouble. */
    private void inParallel(List<Runnable> tasks) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (Runnable task : tasks) {
            Thread thread = new Thread(task);
            thread.setUncaughtExceptionHandler((t, e) -> {
                e.printStackTrace();
                troubles.add("the harness itself failed: " + e);
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
