package io.github.mfa4j.reliability;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A JVM that was started, and what it says. Thread-safe. */
final class WorkerProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final int slot;
    private final String name;
    private final Troubles troubles;
    private final Process process;
    private final Map<Long, CompletableFuture<Optional<Answer>>> awaited = new ConcurrentHashMap<>();
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
    private final AtomicInteger connectionsCut = new AtomicInteger();
    private volatile boolean mayEnd;
    private volatile boolean ended;

    /**
     * Starts one.
     *
     * @param slot its place
     * @param generation how many were there before it
     * @param offset by how many seconds its clock is ahead
     */
    WorkerProcess(int slot, int generation, long offset, Path folder, String url, Options options, Troubles troubles)
            throws IOException {
        this.slot = slot;
        this.name = String.format(Locale.ROOT, "%s.%03d", sessionName(slot), generation);
        this.troubles = troubles;
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkerMain.class.getName(),
                        name,
                        url,
                        "" + offset,
                        folder.resolve(name + ".journal").toString(),
                        "" + options.lanes(),
                        options.store())
                .redirectError(folder.resolve(name + ".log").toFile())
                .start();
        Thread listener = new Thread(this::listen, "listening to " + name);
        listener.setDaemon(true);
        listener.start();
    }

    /** What the sessions of whoever is in this place are called. */
    static String sessionName(int slot) {
        return "w" + slot;
    }

    int slot() {
        return slot;
    }

    String name() {
        return name;
    }

    AtomicInteger connectionsCut() {
        return connectionsCut;
    }

    void awaitReady() throws InterruptedException {
        try {
            if (!ready.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(name + " did not start");
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(name + " did not start", e);
        }
    }

    /** Sends a command. The answer is empty if there will be none. */
    CompletableFuture<Optional<Answer>> send(Command command) {
        CompletableFuture<Optional<Answer>> answer = new CompletableFuture<>();
        awaited.put(command.round(), answer);
        try {
            byte[] line = (command.line() + "\n").getBytes(StandardCharsets.UTF_8);
            synchronized (process) {
                process.getOutputStream().write(line);
                process.getOutputStream().flush();
            }
        } catch (IOException e) {
            // It is gone: the listener notices, and knows whether it was meant to be.
        }
        if (ended) {
            forget();
        }
        return answer;
    }

    private void listen() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                hear(line);
            }
        } catch (IOException | UncheckedIOException e) {
            // The pipe of a process that was killed.
        } finally {
            ended = true;
            if (!mayEnd) {
                troubles.add(name + " ended by itself");
            }
            ready.complete(false);
            forget();
        }
    }

    private void hear(String line) {
        if (line.equals(WorkerMain.READY)) {
            ready.complete(true);
            return;
        }
        Optional<Answer> answer = Answer.read(line);
        CompletableFuture<Optional<Answer>> whose =
                answer.map(a -> awaited.remove(a.round())).orElse(null);
        if (whose == null) {
            if (!mayEnd) {
                troubles.add(name + " said what nobody asked: " + line);
            }
            return;
        }
        whose.complete(answer);
    }

    private void forget() {
        List.copyOf(awaited.keySet()).forEach(round -> {
            CompletableFuture<Optional<Answer>> whose = awaited.remove(round);
            if (whose != null) {
                whose.complete(Optional.empty());
            }
        });
    }

    /** Ends it by SIGKILL, in the middle of whatever it does. */
    void kill() throws InterruptedException {
        mayEnd = true;
        process.destroyForcibly().waitFor();
    }

    /** Ends it by ending its input. */
    @Override
    public void close() {
        mayEnd = true;
        try {
            process.getOutputStream().close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
