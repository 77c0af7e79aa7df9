package io.github.mfa4j.demo;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How long each request took, from sending it to having read the answer. Thread-safe. */
final class LoadMeter implements WebUser.Exchange {

    private final Map<String, Queue<Long>> nanosByKind = new ConcurrentHashMap<>();
    private final AtomicLong errors = new AtomicLong();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();

    @Override
    public Answer send(HttpRequest request) throws IOException, InterruptedException {
        String kind = request.method() + " " + request.uri().getPath();
        mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        boolean answered = false;
        long start = System.nanoTime();
        try {
            Answer answer = WebUser.exchange(request);
            nanosByKind
                    .computeIfAbsent(kind, key -> new ConcurrentLinkedQueue<>())
                    .add(System.nanoTime() - start);
            answered = answer.status() < 500;
            return answer;
        } finally {
            inFlight.decrementAndGet();
            if (!answered) {
                errors.incrementAndGet();
            }
        }
    }

    /** Begins anew; only while nothing is sent. */
    void forget() {
        nanosByKind.clear();
        mostInFlight.set(0);
    }

    /** Answers with a status of 500 or more, and requests that got none. */
    long errors() {
        return errors.get();
    }

    int mostInFlight() {
        return mostInFlight.get();
    }

    long requests() {
        return nanosByKind.values().stream().mapToLong(Queue::size).sum();
    }

    /** A line for each kind of request, and one for all. */
    String table() {
        StringBuilder table = new StringBuilder(
                "%-22s %8s %9s %9s %9s %9s%n".formatted("request", "number", "p50 ms", "p95 ms", "p99 ms", "most ms"));
        new TreeMap<>(nanosByKind).forEach((kind, nanos) -> row(table, kind, List.copyOf(nanos)));
        row(table, "all", nanosByKind.values().stream().flatMap(Queue::stream).toList());
        return table.toString();
    }

    private static void row(StringBuilder table, String kind, List<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        table.append("%-22s %8d %9.1f %9.1f %9.1f %9.1f%n"
                .formatted(
                        kind,
                        sorted.length,
                        percentile(sorted, 50),
                        percentile(sorted, 95),
                        percentile(sorted, 99),
                        percentile(sorted, 100)));
    }

    /** The smallest time that so many of a hundred requests did not exceed, in milliseconds. */
    static double percentile(long[] sorted, int percent) {
        int rank = (int) Math.ceil(sorted.length * percent / 100.0);
        return sorted.length == 0 ? 0 : Arrays.copyOf(sorted, rank)[rank - 1] / 1e6;
    }
}
