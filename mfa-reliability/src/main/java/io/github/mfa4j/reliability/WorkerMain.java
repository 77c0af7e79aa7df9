package io.github.mfa4j.reliability;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.jdbc.JdbcMfaStore;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import javax.sql.DataSource;

/** One of the JVMs: reads commands from standard input, does them and answers on standard output, until the input ends. */
public final class WorkerMain {

    /** What it prints when it can begin. */
    static final String READY = "ready";

    private final PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    private final ThreadLocal<Integer> lost = ThreadLocal.withInitial(() -> 0);
    private final String name;
    private final long offset;
    private final Journal.Writer journal;
    private final DrivenServer server;

    private WorkerMain(String name, long offset, Journal.Writer journal, MfaStore store) {
        this.name = name;
        this.offset = offset;
        this.journal = journal;
        this.server = new DrivenServer(new Counting(store));
    }

    /**
     * Runs a worker.
     *
     * @param args its name, the URL of the database, by how many seconds its clock is ahead, its journal, how many threads it
     *     has, and the class that makes its store
     * @throws Exception if it cannot start
     */
    public static void main(String[] args) throws Exception {
        // A thread that ends would leave the coordinator waiting; a JVM that ends by itself is a failure that it
        // reports.
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {
            e.printStackTrace();
            Runtime.getRuntime().halt(3);
        });
        int lanes = Integer.parseInt(args[4]);
        try (HikariDataSource pool = Database.pool(args[1], lanes);
                Journal.Writer journal = new Journal.Writer(Path.of(args[3]))) {
            pool.getConnection().close();
            new WorkerMain(args[0], Long.parseLong(args[2]), journal, store(args[5], pool)).run(lanes);
        }
    }

    @SuppressWarnings("unchecked")
    private static MfaStore store(String factory, DataSource dataSource) throws ReflectiveOperationException {
        Object made = Class.forName(factory)
                .asSubclass(Function.class)
                .getDeclaredConstructor()
                .newInstance();
        return ((Function<DataSource, MfaStore>) made).apply(dataSource);
    }

    private void run(int lanes) throws IOException {
        List<ExecutorService> threads = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            threads.add(Executors.newSingleThreadExecutor());
        }
        print(READY);
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Command command = Command.read(line);
                threads.get(command.lane()).execute(() -> perform(command));
            }
        } finally {
            threads.forEach(ExecutorService::shutdownNow);
        }
    }

    private void perform(Command command) {
        try {
            journal.start(command.round());
            lost.set(0);
            List<String> said = Doors.call(server.at(Instant.ofEpochSecond(command.second() + offset)), command, name);
            Answer answer = new Answer(command.round(), lost.get(), said.get(0), said.subList(1, said.size()));
            journal.answer(answer);
            print(answer.line());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void print(String line) {
        synchronized (out) {
            out.print(line + "\n");
            out.flush();
        }
    }

    /** The store that is in use unless another one is named. */
    public static final class Jdbc implements Function<DataSource, MfaStore> {

        /** Called by name. */
        public Jdbc() {}

        @Override
        public MfaStore apply(DataSource dataSource) {
            return JdbcMfaStore.of(dataSource);
        }
    }

    /** Counts what loses, to show how close the races are, and takes its time now and then when it has won. */
    private final class Counting implements MfaStore {

        private static final int LONGEST_NANOS = 30_000_000;

        private final MfaStore store;

        Counting(MfaStore store) {
            this.store = store;
        }

        @Override
        public Optional<StoredState> find(String userId) {
            return store.find(userId);
        }

        @Override
        public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
            boolean won = store.compareAndSet(userId, expectedVersion, next);
            if (won) {
                linger();
            } else {
                lost.set(lost.get() + 1);
            }
            return won;
        }

        /** As a busy machine does by itself, so that kills fall between a write and its answer. */
        private static void linger() {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            if (random.nextInt(10) == 0) {
                LockSupport.parkNanos(random.nextInt(LONGEST_NANOS));
            }
        }
    }
}
