package io.github.mfa4j.slf4j;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.spi.LoggingEventAware;

/** A logger that keeps what it is given, as a back end for structured logging gets it. */
final class LoggedLines extends LegacyAbstractLogger implements LoggingEventAware {

    private static final long serialVersionUID = 1;

    private final transient List<LoggingEvent> events = new ArrayList<>();
    private final Level threshold;

    LoggedLines(Level threshold) {
        this.threshold = threshold;
    }

    List<LoggingEvent> events() {
        return events;
    }

    /** Level, message and key-value pairs in their order. */
    List<String> lines() {
        return events.stream().map(LoggedLines::line).toList();
    }

    private static String line(LoggingEvent event) {
        return event.getLevel() + " " + event.getMessage()
                + (event.getKeyValuePairs() == null
                        ? ""
                        : event.getKeyValuePairs().stream()
                                .map(pair -> " " + pair.key + "=" + pair.value)
                                .collect(Collectors.joining()));
    }

    @Override
    public void log(LoggingEvent event) {
        events.add(event);
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level, Marker marker, String message, Object[] arguments, Throwable thrown) {
        throw new AssertionError("not structured: " + message);
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return LoggedLines.class.getName();
    }

    private boolean enabled(Level level) {
        return level.toInt() >= threshold.toInt();
    }

    @Override
    public boolean isTraceEnabled() {
        return enabled(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return enabled(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return enabled(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return enabled(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return enabled(Level.ERROR);
    }
}
