package io.github.mfa4j.bench;

import io.github.mfa4j.Mfa;
import io.github.mfa4j.Verification;
import io.github.mfa4j.defaults.InMemoryMfaStore;
import io.github.mfa4j.jdbc.JdbcMfaStore;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What becomes of a verdict when there are more users and more threads, beside the bare read and write of the same store. Not
 * with JMH, which would fill a database with a million users for each number of threads.
 */
final class Growth {

    private static final List<Integer> USERS = List.of(1_000, 100_000, 1_000_000);
    private static final List<Integer> THREADS = List.of(1, 2, 4, 16);
    private static final long WARM_UP_MILLIS = 2_000;
    private static final long MILLIS = 1_000;
    private static final int ROUNDS = 5;

    /** Has no common divisor with the numbers of users, so that its multiples visit all of them, in no order. */
    private static final long STRIDE = 7_368_787;

    private static final int CHUNK = 50_000;

    private final List<Row> rows = new ArrayList<>();

    private long pass;
    private long start;

    /** One thing to do to one user; nobody else does anything to that user at the time. */
    private interface Operation {

        void run(String user, long pass) throws Exception;
    }

    static List<Row> measure() throws Exception {
        Growth growth = new Growth();
        growth.inMemory();
        growth.inPostgresql();
        return growth.rows;
    }

    private void inMemory() throws Exception {
        Crowd.make(Crowd.users(CHUNK), (user, record) -> {}); // loads what is loaded once
        InMemoryMfaStore store = new InMemoryMfaStore();
        long empty = usedMemory();
        int present = 0;
        for (int users : USERS) {
            for (int from = present; from < users; from += CHUNK) {
                String[] chunk = Crowd.users(from, Math.min(users, from + CHUNK));
                Crowd.make(chunk, (user, record) -> store.compareAndSet(user, 0, record));
            }
            present = users;
            rows.add(memory("in memory", users, (usedMemory() - empty) / (double) users));
            measure("in memory", "findAndCompareAndSet", store, users, (user, ignored) -> {
                StoredState record = store.find(user).orElseThrow();
                // As much to read and to keep as a verdict leaves: a record that nobody has in the cache, and a new
                // text.
                String text = new String(record.state().toCharArray());
                check(store.compareAndSet(user, record.version(), new StoredState(record.version() + 1, text)));
            });
        }
    }

    private void inPostgresql() throws Exception {
        try (Database database = Database.open(Database.Kind.POSTGRESQL, 16)) {
            int present = 0;
            for (int users : USERS) {
                for (int from = present; from < users; from += CHUNK) {
                    database.insert("mfa_state", Crowd.users(from, Math.min(users, from + CHUNK)));
                }
                present = users;
                database.run("vacuum analyze mfa_state");
                database.run("checkpoint");
                double bytes = database.number("select pg_total_relation_size('mfa_state')");
                rows.add(memory("PostgreSQL", users, bytes / users));
                MfaStore store = JdbcMfaStore.of(database.pool());
                measure(
                        "PostgreSQL",
                        "selectAndUpdate",
                        store,
                        users,
                        (user, ignored) -> check(database.selectAndUpdate(user) == 1));
            }
        }
    }

    private void measure(String where, String bareName, MfaStore store, int count, Operation bare) throws Exception {
        String[] users = Crowd.users(count);
        Operation verify = new Verdicts(store);
        spin(verify, users, 2, WARM_UP_MILLIS);
        spin(bare, users, 2, WARM_UP_MILLIS);
        for (int threads : THREADS) {
            double[] ours = new double[ROUNDS];
            double[] theirs = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) { // in turns, so that a bad moment hits both
                ours[round] = spin(verify, users, threads, MILLIS);
                theirs[round] = spin(bare, users, threads, MILLIS);
            }
            String question = String.format(Locale.ROOT, "Growth %s (threads %d)", where, threads);
            String of = String.format(Locale.ROOT, ", %,d users", count);
            rows.add(Row.of(question, "mfa4j" + of, ours, "us/op"));
            rows.add(Row.of(question, bareName + of, theirs, "us/op"));
        }
    }

    private static Row memory(String where, int users, double bytes) {
        return Row.of(
                "Memory " + where, String.format(Locale.ROOT, "%,d users", users), new double[] {bytes}, "B/user");
    }

    private static void check(boolean done) {
        if (!done) {
            throw new IllegalStateException("refused");
        }
    }

    /**
     * Passes over all users for a while, each thread over its share of them, and answers how many microseconds one operation
     * takes a thread.
     */
    private double spin(Operation operation, String[] users, int threads, long millis) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            // So that a user stays with one thread from pass to pass; and on from where the last one ended, or a large
            // crowd
            // would be a small one.
            int all = users.length - users.length % threads;
            start -= start % threads;
            long begin = System.nanoTime();
            List<Callable<Long>> shares = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int share = i;
                long firstPass = pass;
                long firstTurn = start;
                shares.add(() -> {
                    long done = 0;
                    for (; System.nanoTime() - begin < millis * 1_000_000; done++) {
                        long turn = share + done * threads;
                        int user = (int) ((firstTurn + turn) % all * STRIDE % users.length);
                        operation.run(users[user], firstPass + turn / all);
                    }
                    return done;
                });
            }
            long done = 0;
            long mostOfAThread = 0;
            for (Future<Long> share : pool.invokeAll(shares)) {
                done += share.get();
                mostOfAThread = Math.max(mostOfAThread, share.get());
            }
            pass += mostOfAThread * threads / all + 2;
            start = (start + mostOfAThread * threads) % all;
            return (System.nanoTime() - begin) / 1e3 / done * threads;
        } finally {
            pool.shutdown();
        }
    }

    private static long usedMemory() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** Signs in. A pass is a time step, of each thread by itself, so that none that was held up is late for another. */
    private static final class Verdicts implements Operation {

        private final ThreadLocal<Pass> present = ThreadLocal.withInitial(() -> Pass.of(0));
        private final Mfa mfa;

        Verdicts(MfaStore store) {
            mfa = Crowd.builder(store)
                    .instantSource(() -> present.get().begin())
                    .build();
        }

        @Override
        public void run(String user, long number) {
            if (present.get().number() != number) {
                present.set(Pass.of(number));
            }
            check(mfa.verify(user, present.get().code()) instanceof Verification.Accepted);
        }
    }

    private record Pass(long number, Instant begin, String code) {

        static Pass of(long number) {
            // Above the steps in which the users were made.
            Instant begin = Crowd.START.plusSeconds(30 * (number + 10));
            return new Pass(number, begin, Crowd.rightCode(begin));
        }
    }
}
