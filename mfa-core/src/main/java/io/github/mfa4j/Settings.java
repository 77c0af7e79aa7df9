package io.github.mfa4j;

import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.otp.TotpWindow;
import java.time.Duration;

/** What a host chose at the builder. */
record Settings(
        String issuer,
        TotpParameters totp,
        TotpWindow window,
        BackupCodeFormat backupCodes,
        Duration setupLifetime,
        boolean activateOnConfirm) {

    static final Duration MAX_SETUP = Duration.ofHours(24);
}
