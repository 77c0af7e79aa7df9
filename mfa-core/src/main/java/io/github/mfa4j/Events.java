package io.github.mfa4j;

import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.MfaListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Tells the listener, and does not let it change an outcome that is already written. */
final class Events {

    private final Logger log = System.getLogger("io.github.mfa4j");
    private final MfaListener listener;

    Events(MfaListener listener) {
        this.listener = listener;
    }

    void tell(MfaEvent event) {
        if (event instanceof MfaEvent.SetupExpired expired && expired.confirmed()) {
            log.log(
                    Level.WARNING,
                    "A set-up of a second factor was confirmed but never activated. Either the person left, or the"
                            + " application does not call Mfa.activate.");
        }
        try {
            listener.on(event);
        } catch (Throwable e) { // whatever it is: the write has won, and its answer must come out
            log.log(
                    Level.ERROR,
                    "The MfaListener failed; the event " + event.getClass().getSimpleName() + " is lost",
                    e);
        }
    }
}
