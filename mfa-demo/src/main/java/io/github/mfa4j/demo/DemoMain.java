package io.github.mfa4j.demo;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Starts the demo: see {@link DemoConfig} for the options. */
public final class DemoMain {

    /** Whose news nobody starts a demo for; held, because a logger that nobody holds forgets its level. */
    private static final List<Logger> QUIET = Stream.of("com.zaxxer.hikari", "io.javalin", "org.eclipse.jetty", "demo")
            .map(Logger::getLogger)
            .toList();

    private DemoMain() {}

    /**
     * Starts the demo and prints one line with its address. It runs until the process is stopped.
     *
     * @param args the options
     */
    public static void main(String[] args) {
        // One line for each entry of the log, instead of two.
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tF %1$tT %4$s %5$s%6$s%n");
        QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
        try {
            DemoConfig config = DemoConfig.parse(args);
            Demo demo = Demo.start(config, InstantSource.system());
            Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "demo-stop"));
            System.out.println("mfa4j demo is ready: " + demo.address()
                    + (config.https() ? " for the TLS proxy, which browsers open in its place" : "") + " (data in "
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
