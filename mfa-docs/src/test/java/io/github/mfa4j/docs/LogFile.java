package io.github.mfa4j.docs;

import io.github.mfa4j.slf4j.Slf4jMfaListener;
import io.github.mfa4j.spi.MfaEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.spi.LoggingEventAware;

/** What is left of events in a log of texts: {@code INFO MFA Enabled userId="alice" ...}, from INFO on. */
final class LogFile extends LegacyAbstractLogger implements LoggingEventAware {

    private static final long serialVersionUID = 1;

    private final transient List<String> lines = new ArrayList<>();

    static List<String> of(List<MfaEvent> events) {
        LogFile file = new LogFile();
        events.forEach(new Slf4jMfaListener(file)::on);
        return file.lines;
    }

    @Override
    public void log(LoggingEvent event) {
        lines.add(event.getLevel() + " " + event.getMessage()
                + event.getKeyValuePairs().stream().map(LogFile::text).collect(Collectors.joining()));
    }

    /** As Logback's {@code %kvp} does. */
    private static String text(KeyValuePair pair) {
        return " " + pair.key + "=\"" + pair.value + "\"";
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level, Marker marker, String message, Object[] arguments, Throwable thrown) {
        throw new AssertionError("not structured: " + message);
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return LogFile.class.getName();
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isDebugEnabled() {
        return false;
    }

    @Override
    public boolean isInfoEnabled() {
        return true;
    }

    @Override
    public boolean isWarnEnabled() {
        return true;
    }

    @Override
    public boolean isErrorEnabled() {
        return true;
    }
}
