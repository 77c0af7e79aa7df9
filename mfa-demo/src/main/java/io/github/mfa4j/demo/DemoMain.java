package io.github.mfa4j.demo;

import java.io.IOException;
import java.time.InstantSource;

/** Starts the demo: {@code --port NUMBER} (0 = any free one) and {@code --data DIRECTORY}. */
public final class DemoMain {

    private DemoMain() {}

    /**
     * Starts the demo and prints one line with its address. It runs until the process is stopped.
     *
     * @param args the options
     */
    public static void main(String[] args) {
        // Limits of the JDK's server against clients that never finish: seconds for one request, and for one answer.
        System.setProperty("sun.net.httpserver.maxReqTime", "30");
        System.setProperty("sun.net.httpserver.maxRspTime", "30");
        // Without it every answer on a kept connection waits for a delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // One line for each entry of the log, instead of two.
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tF %1$tT %4$s %5$s%6$s%n");
        try {
            DemoConfig config = DemoConfig.parse(args);
            DemoServer server = DemoServer.start(config, InstantSource.system());
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "demo-stop"));
            System.out.println("mfa4j demo is ready: " + server.address() + " (data in "
                    + config.data().toAbsolutePath().normalize() + ", stop with Ctrl-C)");
        } catch (IllegalArgumentException e) {
            fail(2, e.getMessage() + System.lineSeparator() + DemoConfig.USAGE);
        } catch (IOException | IllegalStateException e) {
            fail(1, "mfa4j demo cannot start: " + e.getMessage());
        }
    }

    private static void fail(int status, String message) {
        System.err.println(message);
        System.exit(status);
    }
}
