package io.github.mfa4j;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many sessions at one instant. */
final class Crowd {

    private static final int THREADS = 16;

    private Crowd() {}

    /** Runs all at the same time and hands over what they answered. */
    static List<Object> all(List<Callable<Object>> sessions) {
        ExecutorService threads = Pool.THREADS_OF_ALL;
        try {
            List<Object> answers = new ArrayList<>();
            for (Future<Object> answer : threads.invokeAll(sessions)) {
                answers.add(answer.get());
            }
            return answers;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static final class Pool {
        static final ExecutorService THREADS_OF_ALL = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "crowd");
            thread.setDaemon(true);
            return thread;
        });
    }
}
