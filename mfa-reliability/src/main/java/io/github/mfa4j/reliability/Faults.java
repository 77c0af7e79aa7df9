package io.github.mfa4j.reliability;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Kills workers and cuts connections, at moments that have nothing to do with what these are doing. Thread-safe. */
final class Faults {

    private static final int LONGEST_DELAY_NANOS = 20_000_000;

    private final Fleet fleet;
    private final Database database;
    private final Troubles troubles;
    private final Pace kills;
    private final Pace cuts;
    private final Random killing;
    private final Random cutting;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    /** Held from before a fault until nothing of what it cut off can change a record any more. */
    private final Semaphore unsettled = new Semaphore(1, true);

    Faults(Options options, Fleet fleet, Database database, Troubles troubles) {
        this.fleet = fleet;
        this.database = database;
        this.troubles = troubles;
        kills = new Pace(options.rounds(), options.kills());
        cuts = new Pace(options.rounds(), options.cuts());
        killing = new Random(options.seed() + 1);
        cutting = new Random(options.seed() + 2);
    }

    void start() {
        threads.add(new Thread(() -> repeat(kills, this::kill), "killing"));
        threads.add(new Thread(() -> repeat(cuts, this::cut), "cutting"));
        threads.forEach(Thread::start);
    }

    /** For a lane, before each round. */
    void next() throws InterruptedException {
        kills.next();
        cuts.next();
    }

    /** For a lane that missed an answer: returns when its record will not change any more. */
    void settle() {
        unsettled.acquireUninterruptibly();
        unsettled.release();
    }

    /** Ends with the fault that is under way. */
    void stop() throws InterruptedException {
        kills.over();
        cuts.over();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    long kills() {
        return kills.count();
    }

    long cuts() {
        return cuts.count();
    }

    int connections() {
        return connections.get();
    }

    private void repeat(Pace pace, Fault fault) {
        try {
            while (pace.awaitDue()) {
                fault.happen();
                pace.done();
            }
        } catch (Exception e) {
            troubles.add("the harness itself failed: " + e);
            kills.over();
            cuts.over();
        }
    }

    private static void sleep(Random random) {
        LockSupport.parkNanos(random.nextInt(LONGEST_DELAY_NANOS));
    }

    private WorkerProcess any(Random random) {
        List<WorkerProcess> ready = fleet.ready();
        return ready.get(random.nextInt(ready.size()));
    }

    private void kill() throws Exception {
        sleep(killing);
        WorkerProcess worker;
        unsettled.acquireUninterruptibly();
        try {
            worker = any(killing);
            fleet.kill(worker);
        } finally {
            unsettled.release();
        }
        fleet.replace(worker);
    }

    /** Cuts some of a worker's connections, or all. */
    private void cut() throws Exception {
        sleep(cutting);
        unsettled.acquireUninterruptibly();
        try {
            WorkerProcess worker = any(cutting);
            String name = WorkerProcess.sessionName(worker.slot());
            List<Long> sessions = new ArrayList<>(database.sessions(name));
            Collections.shuffle(sessions, cutting);
            List<Long> some = sessions.subList(0, sessions.isEmpty() ? 0 : 1 + cutting.nextInt(sessions.size()));
            worker.connectionsCut().addAndGet(some.size());
            connections.addAndGet(some.size());
            for (long session : some) {
                database.cut(session);
            }
            database.awaitEnd(name, some);
        } finally {
            unsettled.release();
        }
    }

    private interface Fault {
        void happen() throws Exception;
    }
}
