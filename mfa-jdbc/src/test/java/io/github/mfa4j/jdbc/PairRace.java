package io.github.mfa4j.jdbc;

import io.github.mfa4j.Mfa;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import io.github.mfa4j.testkit.MutableClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** Races two operations on one user: half of the threads each, on two servers, and then looks for whatever is not right. */
final class PairRace implements AutoCloseable {

    private static final Map<Scenario, Scenario.Prepared> PREPARED = new EnumMap<>(Scenario.class);

    private final Supplier<MfaStore> emptyStore;
    private final Race threads;
    private final MutableClock clock = new MutableClock(Instant.EPOCH);
    private final Journal journal;
    private final List<Mfa> servers;
    private final Laboratory laboratory = new Laboratory(clock, Laboratory.cipher());

    /**
     * Makes a race track.
     *
     * @param emptyStore a store without records, anew for each race
     */
    PairRace(int threads, Supplier<MfaStore> emptyStore) {
        this.threads = new Race(threads);
        this.emptyStore = emptyStore;
        this.journal = new Journal(emptyStore.get());
        this.servers = List.of(
                Laboratory.server(journal, clock, Laboratory.cipher()),
                Laboratory.server(journal, clock, Laboratory.cipher()));
    }

    static synchronized Scenario.Prepared prepared(Scenario scenario) {
        return PREPARED.computeIfAbsent(scenario, Scenario::prepare);
    }

    /**
     * Races.
     *
     * @param together whether all calls are to read the record before any of them writes it
     */
    Outcome run(Scenario scenario, Operation one, Operation other, boolean together)
            throws InterruptedException, ExecutionException {
        Known known = prepared(scenario).known();
        StoredState before = prepared(scenario).stored();
        MfaStore store = emptyStore.get();
        if (!store.compareAndSet(Known.USER, 0, before)) {
            throw new IllegalStateException("the store was not empty");
        }
        clock.set(known.now);
        journal.begin(store, together ? Optional.of(new CyclicBarrier(threads.threads())) : Optional.empty());
        // Two neighbours make one operation each, and two pairs of neighbours sit at different servers.
        List<Call> calls = threads.run(thread ->
                () -> Call.make(thread % 2 == 0 ? one : other, thread / 2, servers.get(thread / 2 % 2), known));
        StoredState after = store.find(Known.USER).orElseThrow();
        List<String> violations = new ArrayList<>();
        try {
            violations.addAll(new Invariants(laboratory, known, calls).violations(before, after));
            violations.addAll(new Sequence(laboratory, known, before).violations(calls, after));
            violations.addAll(new WayOut(laboratory, known).violations(after));
        } catch (IllegalStateException e) {
            violations.add("damaged: what is stored cannot be read: " + e.getMessage());
        }
        return new Outcome(calls, violations);
    }

    /** Whether the operation does what it is here for, if nothing else happens in this scenario. */
    boolean reaches(Scenario scenario, Operation operation) {
        Known known = prepared(scenario).known();
        clock.set(known.now);
        laboratory.set(prepared(scenario).stored());
        return operation.reached(operation.call(laboratory.mfa, known, 0));
    }

    @Override
    public void close() {
        threads.close();
    }

    /** What came of a race. */
    record Outcome(List<Call> calls, List<String> violations) {

        /** How many calls of an operation succeeded. */
        long successes(Operation operation) {
            return calls.stream()
                    .filter(call -> call.operation == operation && call.ok())
                    .count();
        }
    }
}
