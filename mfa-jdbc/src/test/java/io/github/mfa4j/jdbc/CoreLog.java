package io.github.mfa4j.jdbc;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What mfa-core logs, stack traces included, and only while this is open: it logs to the JDK, and {@link CapturedLog} is SLF4J. */
final class CoreLog extends Handler implements AutoCloseable {

    /** The JDK forgets loggers that nobody holds, with what was set on them. */
    private static final Logger LOGGER = Logger.getLogger("io.github.mfa4j");

    private final List<String> lines = new CopyOnWriteArrayList<>();

    private CoreLog() {}

    static CoreLog open() {
        CoreLog log = new CoreLog();
        LOGGER.setLevel(Level.ALL);
        LOGGER.setUseParentHandlers(false);
        LOGGER.addHandler(log);
        return log;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void publish(LogRecord line) {
        StringWriter text = new StringWriter();
        text.append(line.getLevel() + " " + line.getMessage() + "\n");
        if (line.getThrown() != null) {
            line.getThrown().printStackTrace(new PrintWriter(text, true));
        }
        lines.add(text.toString());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        LOGGER.removeHandler(this);
        LOGGER.setUseParentHandlers(true);
        LOGGER.setLevel(null);
    }
}
