package io.github.mfa4j.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** The long form, from a command line. docs/reliability.md has the command. */
public final class LongForm {

    private LongForm() {}

    /**
     * Runs it, prints the figures, and exits with 1 if a promise was broken.
     *
     * @param args {@code postgresql} or {@code mariadb}, and options
     * @throws Exception if it could not be run
     */
    public static void main(String[] args) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        List<String> arguments = new ArrayList<>(List.of(args));
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("postgresql or mariadb, and options");
        }
        String name = arguments.remove(0);
        Options options = Options.read(arguments);
        System.out.println("seed " + options.seed());
        Path folder = Files.createTempDirectory("mfa4j-reliability");
        boolean good = false;
        try (Database database = Database.start(name)) {
            Report report = Harness.run(options, database, folder);
            System.out.print(report);
            good = report.violations().isEmpty();
        } finally {
            if (good) {
                delete(folder);
            } else {
                System.out.println("what the JVMs wrote is in " + folder);
            }
        }
        System.exit(good ? 0 : 1);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
