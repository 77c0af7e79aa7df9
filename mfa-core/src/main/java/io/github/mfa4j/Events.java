package io.github.mfa4j;

import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.MfaListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the listeners, and does not let them change an outcome that is already written, or keep an event from each other. */
final class Events {

    private final Logger log = System.getLogger("io.github.mfa4j");
    private final List<MfaListener> listeners;

    Events(List<MfaListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    void tell(MfaEvent event) {
        if (event instanceof MfaEvent.SetupExpired expired && expired.confirmed()) {
            log(
                    Level.WARNING,
                    "A set-up of a second factor was confirmed but never activated. Either the person left, or the"
                            + " application does not call Mfa.activate.",
                    null);
        }
        listeners.forEach(listener -> tell(listener, event));
    }

    private void tell(MfaListener listener, MfaEvent event) {
        try {
            listener.on(event);
        } catch (Throwable e) { // whatever it is: the write has won, and its answer must come out
            log(
                    Level.ERROR,
                    "An MfaListener failed; the event " + event.getClass().getSimpleName() + " is lost to it",
                    e);
        }
    }

    private void log(Level level, String message, @Nullable Throwable cause) {
        try {
            log.log(level, message, cause);
        } catch (Throwable e) {
            // There is nobody left to tell, and the answer must come out all the same.
        }
    }
}
