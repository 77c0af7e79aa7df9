package io.github.mfa4j.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A wire to a server that can be cut around the next {@code UPDATE}: before the server has it, or when the server has executed it and
 * answers. Either way the client sees its connection break and cannot know which it was.
 */
final class CutWire implements AutoCloseable {

    /** When to cut. */
    enum Moment {
        NEVER,
        BEFORE_THE_SERVER_HAS_IT,
        BEFORE_THE_CLIENT_HAS_THE_ANSWER
    }

    private final ServerSocket listening;
    private final int target;
    private final AtomicReference<Moment> next = new AtomicReference<>(Moment.NEVER);

    /**
     * Lays a wire.
     *
     * @param port where the server listens on loopback
     */
    CutWire(int port) {
        target = port;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    /** Where clients connect to on loopback. */
    int port() {
        return listening.getLocalPort();
    }

    void cutNext(Moment moment) {
        next.set(moment);
    }

    /** Whether the wire was cut as it was told to. */
    boolean wasCut() {
        return next.get() == Moment.NEVER;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                Connection connection = new Connection(client, server);
                daemon(connection::requests);
                daemon(connection::answers);
            }
        } catch (IOException closed) {
            // By close(), or because the server is down: then there is nothing to connect to.
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }

    /** Both ends of one connection. */
    private final class Connection {

        private final Socket client;
        private final Socket server;
        private volatile boolean keepsTheAnswer;

        Connection(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void requests() {
            pass(client, server, bytes -> {
                if (!new String(bytes, StandardCharsets.ISO_8859_1).contains("UPDATE ")) {
                    return true;
                }
                Moment moment = next.getAndSet(Moment.NEVER);
                keepsTheAnswer = moment == Moment.BEFORE_THE_CLIENT_HAS_THE_ANSWER;
                return moment != Moment.BEFORE_THE_SERVER_HAS_IT;
            });
        }

        void answers() {
            pass(server, client, bytes -> !keepsTheAnswer);
        }

        /** Passes on what comes, up to what may not pass, and then closes both ends. */
        private void pass(Socket from, Socket to, Gate gate) {
            byte[] buffer = new byte[1 << 16];
            try (from;
                    to;
                    InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                int length = in.read(buffer);
                while (length >= 0 && gate.passes(Arrays.copyOf(buffer, length))) {
                    out.write(buffer, 0, length);
                    length = in.read(buffer);
                }
            } catch (IOException closed) {
                // The other direction ended first, and has closed both ends.
            }
        }
    }

    private interface Gate {
        boolean passes(byte[] bytes);
    }
}
