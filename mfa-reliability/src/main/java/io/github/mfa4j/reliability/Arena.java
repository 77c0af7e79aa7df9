package io.github.mfa4j.reliability;

import io.github.mfa4j.reliability.Round.Fired;
import io.github.mfa4j.spi.MfaStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Where rounds take place. Thread-safe. */
final class Arena {

    private static final long PATIENCE_SECONDS = 60;

    private final Options options;
    private final Fleet fleet;
    private final Faults faults;
    private final MfaStore store;
    private final Troubles troubles;
    private final long deadline;
    private final List<Round> rounds = new ArrayList<>();
    private long begun;

    Arena(Options options, Fleet fleet, Faults faults, MfaStore store, Troubles troubles) {
        this.options = options;
        this.fleet = fleet;
        this.faults = faults;
        this.store = store;
        this.troubles = troubles;
        this.deadline = System.nanoTime() + options.limit().toNanos();
    }

    /** Whether there is time, and nothing has gone wrong. */
    synchronized boolean open() {
        return begun < options.rounds() && !late() && !troubles.any();
    }

    void violated(String what) {
        troubles.add(what);
    }

    boolean late() {
        return System.nanoTime() > deadline;
    }

    synchronized List<Round> rounds() {
        return List.copyOf(rounds);
    }

    private synchronized long begin() {
        return ++begun;
    }

    private synchronized void end(Round round) {
        rounds.add(round);
    }

    /** Reads the record of a user, without any worker. */
    Snapshot read(String user) {
        return store.find(user)
                .map(Snapshot::of)
                .orElseThrow(() -> new IllegalStateException("the record of " + user + " is gone"));
    }

    /** Has all workers call at once, and waits for what they say. */
    Round fire(int lane, Person person, Call call) throws InterruptedException {
        faults.next();
        long number = begin();
        Map<WorkerProcess, CompletableFuture<Optional<Answer>>> awaited = new LinkedHashMap<>();
        for (WorkerProcess worker : fleet.ready()) {
            Command command = new Command(
                    number,
                    lane,
                    person.now().getEpochSecond(),
                    call.operation(),
                    person.id,
                    call.arguments().apply(worker.slot()));
            awaited.put(worker, worker.send(command));
        }
        List<Fired> fired = new ArrayList<>();
        for (Map.Entry<WorkerProcess, CompletableFuture<Optional<Answer>>> one : awaited.entrySet()) {
            fired.add(new Fired(one.getKey().name(), heard(one.getKey(), one.getValue())));
        }
        if (Round.uncertain(fired)) {
            faults.settle();
        }
        Round round = new Round(number, person.id, call, person.record(), read(person.id), fired);
        person.seen(round.after());
        end(round);
        return round;
    }

    /** As {@link #fire(int, Person, Call)}, with a code that the person remembers if it was used. */
    Round fire(int lane, Person person, Person.Shown shown, Call call) throws InterruptedException {
        Round round = fire(lane, person, call);
        if (Effects.seen(round)) {
            person.accepted(shown);
        }
        return round;
    }

    private static Optional<Answer> heard(WorkerProcess worker, CompletableFuture<Optional<Answer>> answer)
            throws InterruptedException {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(worker.name() + " does not answer", e);
        }
    }
}
