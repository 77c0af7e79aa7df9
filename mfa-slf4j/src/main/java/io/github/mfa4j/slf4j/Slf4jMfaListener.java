package io.github.mfa4j.slf4j;

import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.MfaListener;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes every event as one structured log line: a message that is the same for all events of a kind, and key-value pairs
 * named after what the event holds ({@code userId}, {@code at}, {@code reason} and so on). No event holds a code, a secret or
 * a hash, so no line does; the id of the user and the names of devices and browsers are in it.
 *
 * <p>Levels: {@code WARN} for what somebody should look at (a lock, codes typed while it lasts, its end by somebody's hand, a
 * recovery, a reset, a replaced or imported device, backup codes reissued without a code, a set-up that was confirmed and ran
 * out, a wrong token, a success after several failures),
 * {@code INFO} for sign-ins, changes and what was refused, and {@code DEBUG} for what only explains them: steps on the way, a
 * set-up that ran out before it was confirmed, new backup codes that nobody activated, and whatever was refused as
 * {@link io.github.mfa4j.spi.RejectionReason#MALFORMED MALFORMED} or
 * {@link io.github.mfa4j.spi.RejectionReason#NOT_ENABLED NOT_ENABLED}, since people mistype, and strangers can ask for links at will.
 *
 * <p>Thread-safe, if the logger is.
 */
public final class Slf4jMfaListener implements MfaListener {

    /** The name of the logger, unless another one is given. */
    public static final String LOGGER_NAME = "io.github.mfa4j.audit";

    private final Logger logger;

    /** Logs to the logger {@value #LOGGER_NAME}. */
    public Slf4jMfaListener() {
        this(LoggerFactory.getLogger(LOGGER_NAME));
    }

    /**
     * Logs to a logger of the host's choice.
     *
     * @param logger the logger
     */
    public Slf4jMfaListener(Logger logger) {
        this.logger = Objects.requireNonNull(logger, "logger");
    }

    @Override
    public void on(MfaEvent event) {
        LoggingEventBuilder line = logger.atLevel(Levels.of(event));
        for (RecordComponent component : event.getClass().getRecordComponents()) {
            Object value = value(event, component);
            if (!value.equals(Optional.empty())) {
                line = line.addKeyValue(component.getName(), value instanceof Optional<?> some ? some.get() : value);
            }
        }
        line.log("MFA " + event.getClass().getSimpleName());
    }

    private static Object value(MfaEvent event, RecordComponent component) {
        try {
            return component.getAccessor().invoke(event);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("an event that cannot be read: " + event.getClass(), e);
        }
    }
}
