package io.github.mfa4j.reliability;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The workers, one in each place. Thread-safe, but faults are for one thread at a time. */
final class Fleet implements AutoCloseable {

    /** The most seconds by which the clock of a worker is wrong, in either direction. */
    static final long MOST_OFF = 60;

    private final Options options;
    private final Database database;
    private final Path folder;
    private final Troubles troubles;
    private final Random random;
    private final List<WorkerProcess> all = new ArrayList<>();
    private final Map<Integer, WorkerProcess> ready = new HashMap<>();

    Fleet(Options options, Database database, Path folder, Troubles troubles) {
        this.options = options;
        this.database = database;
        this.folder = folder;
        this.troubles = troubles;
        this.random = new Random(options.seed());
    }

    /** Starts all of them, and returns when they can begin. */
    void start() throws IOException, InterruptedException {
        List<WorkerProcess> first = new ArrayList<>();
        for (int slot = 0; slot < options.workers(); slot++) {
            first.add(launch(slot));
        }
        for (WorkerProcess worker : first) {
            admit(worker);
        }
    }

    /** The first two are as far apart as can be; the others, and all that come later, anywhere between them. */
    private synchronized WorkerProcess launch(int slot) throws IOException {
        long offset =
                all.size() < 2 ? (all.isEmpty() ? MOST_OFF : -MOST_OFF) : random.nextLong(-MOST_OFF, MOST_OFF + 1);
        String url = database.url(WorkerProcess.sessionName(slot));
        WorkerProcess worker = new WorkerProcess(slot, all.size(), offset, folder, url, options, troubles);
        all.add(worker);
        return worker;
    }

    private void admit(WorkerProcess worker) throws InterruptedException {
        worker.awaitReady();
        synchronized (this) {
            ready.put(worker.slot(), worker);
        }
    }

    /** Those that can be asked. */
    synchronized List<WorkerProcess> ready() {
        return List.copyOf(ready.values());
    }

    /** Kills one, and returns when the database has done all that it was sent. */
    void kill(WorkerProcess worker) throws Exception {
        synchronized (this) {
            ready.remove(worker.slot());
        }
        worker.kill();
        String sessions = WorkerProcess.sessionName(worker.slot());
        database.awaitEnd(sessions, database.sessions(sessions));
    }

    /** Starts another one in the place of one that was killed. */
    void replace(WorkerProcess killed) throws IOException, InterruptedException {
        admit(launch(killed.slot()));
    }

    synchronized Map<String, Integer> connectionsCut() {
        Map<String, Integer> cut = new HashMap<>();
        all.forEach(worker -> cut.put(worker.name(), worker.connectionsCut().get()));
        return cut;
    }

    synchronized List<String> names() {
        return all.stream().map(WorkerProcess::name).toList();
    }

    @Override
    public void close() {
        List<WorkerProcess> last;
        synchronized (this) {
            last = List.copyOf(all);
        }
        last.forEach(WorkerProcess::close);
    }
}
