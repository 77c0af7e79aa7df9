package io.github.mfa4j;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Keeps what this library logs, stack traces included, so that tests can look for secrets in it; and keeps it off the screen. */
public final class CapturedLogs extends System.LoggerFinder {

    /** For the JDK, which makes it. */
    public CapturedLogs() {}

    static final List<String> LINES = new CopyOnWriteArrayList<>();

    /** Whether the log cannot be written at the moment. */
    static final AtomicBoolean broken = new AtomicBoolean();

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new Lines(name);
    }

    private record Lines(String name) implements System.Logger {

        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isLoggable(Level level) {
            return name.startsWith("io.github.mfa4j") || level.getSeverity() >= Level.WARNING.getSeverity();
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String text, @Nullable Throwable thrown) {
            StringWriter line = new StringWriter();
            line.append(level.name()).append(' ').append(text).append('\n');
            if (thrown != null) {
                thrown.printStackTrace(new PrintWriter(line, true));
            }
            keep(line.toString());
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String format, @Nullable Object... arguments) {
            keep(level.name() + " " + new MessageFormat(format == null ? "" : format, Locale.ROOT).format(arguments));
        }

        private void keep(String line) {
            if (broken.get()) {
                throw new IllegalStateException("no space left on device");
            }
            if (name.startsWith("io.github.mfa4j")) {
                LINES.add(line);
            } else {
                System.err.println(name + ": " + line);
            }
        }
    }
}
