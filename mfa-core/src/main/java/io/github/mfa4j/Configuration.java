package io.github.mfa4j;

import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.otp.TotpWindow;
import java.time.Duration;

/**
 * What a host chose at the builder.
 *
 * @param browserTrust how long a browser is trusted, or zero: never
 */
record Configuration(
        String issuer,
        TotpParameters totp,
        TotpWindow window,
        BackupCodeFormat backupCodes,
        Duration setupLifetime,
        boolean activateOnConfirm,
        Duration linkLifetime,
        Duration browserTrust,
        EmailProof emailProof) {

    static final Duration MAX_SETUP = Duration.ofHours(24);
    static final Duration MAX_LINK = Duration.ofHours(24);
    static final Duration MAX_BROWSER_TRUST = Duration.ofDays(90);
}
