package io.github.mfa4j.testkit;

import static io.github.mfa4j.testkit.Subject.FIRST;
import static io.github.mfa4j.testkit.Subject.expect;
import static io.github.mfa4j.testkit.Subject.state;

import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import io.github.mfa4j.testkit.MfaStoreContract.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Several callers at once. What is broken here breaks seldom, so each race is run many times. */
final class RaceRules {

    private static final int THREADS = 16;
    private static final int ROUNDS = 100;
    private static final int STEPS_EACH = 20;
    private static final int ENOUGH = 100_000;
    private static final int PATIENCE_SECONDS = 120;

    private static final String ATOMIC =
            "Reading the version first and writing afterwards is not atomic, however short the gap: use one conditional"
                    + " statement (update ... where user_id = ? and version = ?), or an equal primitive.";

    private final Subject subject;

    private RaceRules(Subject subject) {
        this.subject = subject;
    }

    static void addTo(List<Rule> rules, Subject subject) {
        RaceRules checks = new RaceRules(subject);
        rules.add(new Rule("1a", "of several writers of one version exactly one wins", ATOMIC, checks::oneWriterWins));
        rules.add(new Rule(
                "1b",
                "of several creators exactly one wins",
                "Let the primary key decide: a unique violation means false, not an exception.",
                checks::oneCreatorWins));
        rules.add(new Rule("1c", "no write that won is lost", ATOMIC, checks::noWriteIsLost));
        rules.add(new Rule(
                "4b",
                "whoever reads while others write finds a whole record, and nobody fails because of the others",
                "Replacing is one statement, not a delete and an insert; and let whoever meets a lock wait for it a while.",
                checks::readersAmongWritersFindARecord));
    }

    private void oneWriterWins() throws Exception {
        String user = subject.created("start");
        try (Threads threads = new Threads()) {
            for (int round = 0; round < ROUNDS; round++) {
                long expected = FIRST + round;
                List<Boolean> won = threads.run(i -> () -> subject.storeOf(i)
                        .compareAndSet(user, expected, state(expected + 1, "round" + expected + "by" + i)));
                winner(user, won, expected + 1, "round" + expected + "by");
            }
        }
    }

    private void oneCreatorWins() throws Exception {
        try (Threads threads = new Threads()) {
            for (int round = 0; round < ROUNDS / 4; round++) {
                String user = subject.newUser();
                List<Boolean> won =
                        threads.run(i -> () -> subject.storeOf(i).compareAndSet(user, 0, state(FIRST, "by" + i)));
                winner(user, won, FIRST, "by");
            }
        }
    }

    private void winner(String user, List<Boolean> won, long version, String text) {
        int winners = Collections.frequency(won, true);
        expect(winners == 1, "of " + THREADS + " threads " + winners + " were told that they won");
        subject.holds(user, state(version, text + won.indexOf(true)));
    }

    private void noWriteIsLost() throws Exception {
        String user = subject.created("0");
        try (Threads threads = new Threads()) {
            threads.run(i -> () -> {
                for (int n = 0; n < STEPS_EACH; n++) {
                    addOne(subject.storeOf(i), user);
                }
                return true;
            });
        }
        int total = THREADS * STEPS_EACH;
        subject.holds(user, state(FIRST + total, "" + total));
    }

    private void readersAmongWritersFindARecord() throws Exception {
        List<String> users =
                Stream.generate(() -> subject.created("0")).limit(4).toList();
        List<String> newcomers = Stream.generate(subject::newUser)
                .limit(THREADS * STEPS_EACH / 4)
                .toList();
        try (Threads threads = new Threads()) {
            threads.run(i -> () -> {
                for (int n = 0; n < STEPS_EACH; n++) {
                    MfaStore store = subject.storeOf(i);
                    addOne(store, users.get((i + n) % users.size()));
                    StoredState read = found(store, users.get((3 * i + n) % users.size()));
                    expect(
                            read.state().equals("" + (read.version() - FIRST)),
                            "find returned the version of one record and the text of another");
                    if (n % 4 == 0) {
                        createInTheEnd(store, newcomers.get((i * STEPS_EACH + n) / 4));
                    }
                }
                return true;
            });
        }
    }

    /** A database may sacrifice a write to those around it although nobody wrote this record; then the library tries again. */
    private static void createInTheEnd(MfaStore store, String user) {
        for (int tries = 0; tries < ENOUGH; tries++) {
            if (store.compareAndSet(user, 0, state(FIRST, "0"))) {
                return;
            }
            expect(store.find(user).isEmpty(), "a first record was refused, and there is one now");
        }
        throw new AssertionError("a first record was refused " + ENOUGH + " times in a row");
    }

    private static StoredState found(MfaStore store, String user) {
        Optional<StoredState> found = store.find(user);
        expect(found.isPresent(), "find returned nothing while others wrote, and there was always a record");
        return found.orElseThrow();
    }

    private static void addOne(MfaStore store, String user) {
        for (int tries = 0; tries < ENOUGH; tries++) {
            StoredState read = found(store, user);
            String sum = "" + (Long.parseLong(read.state()) + 1);
            if (store.compareAndSet(user, read.version(), state(read.version() + 1, sum))) {
                return;
            }
        }
        throw new AssertionError(
                ENOUGH + " writes in a row were refused: find returns old records, or nothing is ever written");
    }

    /** Threads that begin at one moment. */
    private static final class Threads implements AutoCloseable {

        private final ExecutorService pool = Executors.newFixedThreadPool(THREADS, Threads::daemon);

        <T> List<T> run(IntFunction<Callable<T>> task) throws Exception {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Callable<T>> tasks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Callable<T> one = task.apply(i);
                tasks.add(() -> {
                    start.await();
                    return one.call();
                });
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : pool.invokeAll(tasks, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                results.add(result(future));
            }
            return results;
        }

        private static <T> T result(Future<T> future) throws Exception {
            expect(!future.isCancelled(), "the store gave no answer within " + PATIENCE_SECONDS + " seconds");
            try {
                return future.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof AssertionError finding) {
                    throw finding;
                }
                throw e.getCause() instanceof Exception thrown ? thrown : e;
            }
        }

        private static Thread daemon(Runnable task) {
            Thread thread = new Thread(task, "mfa4j-contract");
            thread.setDaemon(true);
            return thread;
        }

        @Override
        public void close() {
            pool.shutdownNow();
        }
    }
}
