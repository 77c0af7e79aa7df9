package io.github.mfa4j.testservers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * PostgreSQL, from a jar. It listens on loopback only, keeps its port and its data over {@link #stop} and {@link #start}, and is
 * gone with the JVM. Not thread-safe.
 */
public final class PostgresServer implements AutoCloseable {

    private final Path folder = Program.folder("postgres");
    private final int port = Program.freePort();
    private EmbeddedPostgres server;

    private PostgresServer() {
        server = launch();
        Program.atExit(this::stop, folder);
    }

    /** Starts one, in some seconds. */
    public static PostgresServer run() {
        return new PostgresServer();
    }

    /** Where to connect to: its one database. The URL has parameters already; add others with {@code &}. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
    }

    /** Where it listens on loopback. */
    public int port() {
        return port;
    }

    /** Starts it again after {@link #stop} or {@link #kill}, and returns when it answers. */
    public void start() {
        server = launch();
    }

    /** Ends it with the connections that are open, and returns when it has ended. */
    public void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it by SIGKILL, with all its processes, in the middle of whatever they do. */
    public void kill() {
        ProcessHandle main = ProcessHandle.of(pid()).orElseThrow();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(main), main.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
        stop();
    }

    private long pid() {
        try (Stream<String> lines = Files.lines(folder.resolve("data/postmaster.pid"))) {
            return Long.parseLong(lines.findFirst().orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it. */
    @Override
    public void close() {
        stop();
    }

    private EmbeddedPostgres launch() {
        try {
            return EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(folder.resolve("data"))
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setServerConfig("max_connections", "300")
                    // As a server comes; the jar would have it forget the last commits when it is killed.
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("fsync", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
