package io.github.mfa4j.demo;

import java.nio.file.Path;

/**
 * What can be chosen on the command line.
 *
 * @param port the port on the loopback interface; 0 = any free one
 * @param data the directory for the database and the key
 */
record DemoConfig(int port, Path data) {

    static final String USAGE =
            "options: --port NUMBER (default 8080; 0 = any free port) --data DIRECTORY (default data)";

    static DemoConfig parse(String... args) {
        int port = 8080;
        Path data = Path.of("data");
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                throw new IllegalArgumentException("no value for " + args[i]);
            }
            String value = args[i + 1];
            switch (args[i]) {
                case "--port" -> port = port(value);
                case "--data" -> data = Path.of(value);
                default -> throw new IllegalArgumentException("unknown option " + args[i]);
            }
        }
        return new DemoConfig(port, data);
    }

    private static int port(String value) {
        // Not Integer.parseInt alone: it takes "+1" and digits of every script.
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65_535) {
            throw new IllegalArgumentException("--port must be 0 to 65535");
        }
        return Integer.parseInt(value);
    }
}
