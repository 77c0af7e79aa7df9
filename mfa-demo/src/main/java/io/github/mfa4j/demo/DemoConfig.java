package io.github.mfa4j.demo;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What can be chosen on the command line.
 *
 * @param port the port on the loopback interface; 0 = any free one
 * @param data the directory for the key, and for the database unless there is another one
 * @param database the JDBC URL of a PostgreSQL database
 * @param https whether browsers come by way of something that speaks TLS
 */
record DemoConfig(int port, Path data, Optional<String> database, boolean https) {

    static final String USAGE =
            "options: --port NUMBER (default 8080; 0 = any free port) --data DIRECTORY (default data)"
                    + " --database jdbc:postgresql://... (default file, in the data directory)"
                    + " --https yes|no (default no; yes behind a TLS proxy, which must let in only people whom you trust: the"
                    + " page /mailbox shows mailed numbers and links to whoever knows a password)";

    DemoConfig(int port, Path data) {
        this(port, data, Optional.empty(), false);
    }

    static DemoConfig parse(String... args) {
        DemoConfig config = new DemoConfig(8080, Path.of("data"));
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                throw new IllegalArgumentException("no value for " + args[i]);
            }
            config = config.with(args[i], args[i + 1]);
        }
        return config;
    }

    private DemoConfig with(String option, String value) {
        return switch (option) {
            case "--port" -> new DemoConfig(port(value), data, database, https);
            case "--data" -> new DemoConfig(port, Path.of(value), database, https);
            case "--database" -> new DemoConfig(port, data, database(value), https);
            case "--https" -> new DemoConfig(port, data, database, https(value));
            default -> throw new IllegalArgumentException("unknown option " + option);
        };
    }

    private static int port(String value) {
        // Not Integer.parseInt alone: it takes "+1" and digits of every script.
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65_535) {
            throw new IllegalArgumentException("--port must be 0 to 65535");
        }
        return Integer.parseInt(value);
    }

    private static Optional<String> database(String value) {
        if (value.equals("file")) {
            return Optional.empty();
        }
        if (!value.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("--database must be file, or begin with jdbc:postgresql:");
        }
        return Optional.of(value);
    }

    private static boolean https(String value) {
        if (!value.equals("yes") && !value.equals("no")) {
            throw new IllegalArgumentException("--https must be yes or no");
        }
        return value.equals("yes");
    }

    /** The URL of the database can hold a password. */
    @Override
    public String toString() {
        return "DemoConfig[port=" + port + ", data=" + data + "]";
    }
}
