package io.github.mfa4j.demo;

import io.github.mfa4j.demo.host.Database;
import io.github.mfa4j.demo.host.Sql;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Many people who use a running demo at the same time, each by a thread of its own. */
final class Load implements AutoCloseable {

    private static final int SET_UP_AT_A_TIME = 4;

    private final Supplier<URI> address;
    private final InstantSource clock;
    private final Sql sql;
    private final Demo.Parts parts;
    private final List<LoadUser> users;
    private final LoadMeter meter = new LoadMeter();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();

    /**
     * @param address where the demo is
     * @param database its database
     * @param key its key
     * @param seed decides what each person does
     */
    Load(Supplier<URI> address, InstantSource clock, Database database, byte[] key, int people, long seed) {
        this.address = address;
        this.clock = clock;
        this.sql = database.sql();
        this.parts = Demo.Parts.of(database, key, clock, TestDemo.PASSWORDS);
        this.users = IntStream.range(0, people)
                .mapToObj(i ->
                        new LoadUser(email(i), () -> new WebUser(address, clock, meter), threads, new Random(seed + i)))
                .toList();
    }

    private static String email(int number) {
        return "user" + number + "@example.com";
    }

    /** Makes the accounts and sets the phones up; nothing of this is measured. */
    void setUp() {
        new WebUser(address, clock).register(email(0));
        // The others get a copy, which takes less time than 200 pages.
        for (int i = 1; i < users.size(); i++) {
            sql.update(
                    "insert into demo_account (id, email, email_key, password_hash, shared, owner)"
                            + " select ?, ?, ?, password_hash, false, false from demo_account where email = ?",
                    "%032x".formatted(i),
                    email(i),
                    email(i),
                    email(0));
        }
        ExecutorService few = Executors.newFixedThreadPool(SET_UP_AT_A_TIME);
        try {
            everybody(LoadUser::setUp, few);
        } finally {
            few.shutdown();
        }
        meter.forget();
    }

    /** Has all do this at the same time, and returns when all have done it. */
    void everybody(Consumer<LoadUser> task) {
        everybody(task, threads);
    }

    private void everybody(Consumer<LoadUser> task, Executor executor) {
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (LoadUser user : users) {
            running.add(CompletableFuture.runAsync(() -> task.accept(user), executor)
                    .exceptionally(e -> {
                        violations.add(user + ": " + e.getCause());
                        return null;
                    }));
        }
        running.forEach(CompletableFuture::join);
    }

    LoadMeter meter() {
        return meter;
    }

    /** Compares what each of them expects with what is there; what was wrong before is among the answers. */
    List<String> violations() {
        everybody(user -> user.assertFinalState(sql, parts));
        return List.copyOf(violations);
    }

    List<LoadUser> users() {
        return users;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
