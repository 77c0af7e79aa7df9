package io.github.mfa4j.otp;

import java.time.Year;
import java.util.Objects;

/**
 * A warning that an authenticator app is known to have trouble with an {@link OtpAuthUri}.
 *
 * <p>Apps change: the year tells how old the knowledge is. A warning says something about the app only; the sure test
 * is to ask for a code before a second factor is switched on.
 *
 * @param app the name of the app, with its platform where that matters
 * @param effect what happens to the user
 * @param message one English sentence for a developer or an administrator, with the parameter and the year in it
 * @param observed the year in which this was observed, or read in the app's source
 */
public record AppWarning(String app, Effect effect, String message, Year observed) {
    /**
     * Checks the components.
     *
     * @param app the name of the app
     * @param effect what happens to the user
     * @param message one English sentence
     * @param observed the year in which this was observed
     */
    public AppWarning {
        Objects.requireNonNull(app, "app");
        Objects.requireNonNull(effect, "effect");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(observed, "observed");
    }

    /** What happens to the user of an app. */
    public enum Effect {
        /** The app takes the URI and silently shows codes that never match: the worst, nobody sees why. */
        WRONG_CODES,

        /** The app refuses the URI with an error. */
        REFUSED,

        /** The app works but cuts the issuer or the account. */
        TRUNCATED_LABEL,

        /** The app works but warns the user. */
        FLAGGED,

        /** The app does not support the value, or not in every version; how it fails is not known. */
        UNCERTAIN
    }
}
