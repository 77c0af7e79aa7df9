package io.github.mfa4j.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** A group of threads that start the same thing at the same moment, as often as asked. */
final class Race implements AutoCloseable {

    static final int THREADS = 64;

    private final int count;
    private final ExecutorService threads;

    Race() {
        this(THREADS);
    }

    Race(int count) {
        this.count = count;
        this.threads = Executors.newFixedThreadPool(count);
    }

    int threads() {
        return count;
    }

    /**
     * Runs a task in every thread, all at once.
     *
     * @param task makes the task of a thread from its number, from 0
     * @return what the tasks returned, by thread
     * @throws ExecutionException if one of them threw
     */
    <T> List<T> run(IntFunction<Callable<T>> task) throws InterruptedException, ExecutionException {
        CyclicBarrier start = new CyclicBarrier(count);
        List<Callable<T>> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Callable<T> one = task.apply(i);
            tasks.add(() -> {
                start.await();
                return one.call();
            });
        }
        List<T> results = new ArrayList<>();
        for (Future<T> future : threads.invokeAll(tasks, 60, TimeUnit.SECONDS)) {
            results.add(future.get());
        }
        return results;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
