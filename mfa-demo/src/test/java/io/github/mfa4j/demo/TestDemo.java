package io.github.mfa4j.demo;

import io.github.mfa4j.demo.host.Passwords;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The whole application on a free port, with a clock of the test and passwords that are cheap to check. */
final class TestDemo implements AutoCloseable {

    /** One round of hashing in place of 600,000, or most tests would do little else. */
    static final Passwords PASSWORDS = new Passwords(1);

    private final MutableClock clock = new MutableClock();
    private final DemoConfig config;
    private Demo server;

    private TestDemo(DemoConfig config) throws IOException {
        this.config = config;
        this.server = Demo.start(config, clock, PASSWORDS);
    }

    static TestDemo start(Path data) throws IOException {
        return new TestDemo(new DemoConfig(0, data));
    }

    static TestDemo start(Path data, String database) throws IOException {
        return new TestDemo(new DemoConfig(0, data, Optional.of(database), false));
    }

    MutableClock clock() {
        return clock;
    }

    URI address() {
        return server.address();
    }

    WebUser newBrowser() {
        return new WebUser(this::address, clock);
    }

    /** Ends the application and starts it again on the same data, at another port. */
    void restart() throws IOException {
        server.close();
        server = Demo.start(config, clock, PASSWORDS);
    }

    @Override
    public void close() {
        server.close();
    }
}
