package io.github.mfa4j.testservers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Running other programs: their folders, their ports, and what they printed when something went wrong. */
final class Program {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Program() {}

    /** A new folder for a server. */
    static Path folder(String name) {
        try {
            return Files.createTempDirectory("mfa4j-" + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a program to its end, which must be a success. */
    static void run(Path log, List<String> command) {
        Process process = start(log, command);
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw failure(command.get(0) + " failed", log);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new IllegalStateException(e);
        }
    }

    /** When the JVM ends, ends a server and then deletes its folder: in that order, or the server writes it again. */
    static void atExit(Runnable stop, Path folder) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop.run();
            delete(folder);
        }));
    }

    /** Starts a program. */
    static Process start(Path log, List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "cannot run " + command.get(0) + ", which these tests need: is it installed?", e);
        }
    }

    /**
     * Waits until a server answers.
     *
     * @param greeting what to send first; servers that speak first get nothing
     */
    static void awaitAnswer(Process process, int port, byte[] greeting, Path log) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                socket.setSoTimeout(1000);
                socket.getOutputStream().write(greeting);
                if (socket.getInputStream().read() >= 0) {
                    return;
                }
            } catch (IOException notYet) {
                pause();
            }
        }
        process.destroyForcibly();
        throw failure("the server on port " + port + " does not answer", log);
    }

    /** Ends a process, first by asking. */
    static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new IllegalStateException(e);
        }
    }

    static void copy(InputStream from, Path to) {
        try (from) {
            Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static IllegalStateException failure(String what, Path log) {
        try {
            return new IllegalStateException(what + "; it printed: " + Files.readString(log));
        } catch (IOException unreadable) {
            return new IllegalStateException(what, unreadable);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // The JVM is ending; the system clears its folder of temporary files some day.
            System.err.println("could not delete " + folder + ": " + e);
        }
    }
}
