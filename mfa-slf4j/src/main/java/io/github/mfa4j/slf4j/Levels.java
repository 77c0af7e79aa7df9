package io.github.mfa4j.slf4j;

import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.RecoveryEvent;
import io.github.mfa4j.spi.RejectionReason;
import java.util.Set;
import org.slf4j.event.Level;

/** How loud an event is. */
final class Levels {

    /** So many wrong codes before a right one that the right one may have been guessed. */
    private static final int SEVERAL_FAILURES = 3;

    /** What somebody should look at, because it is rare and an attacker wants it. */
    private static final Set<Class<? extends MfaEvent>> LOUD = Set.of(
            MfaEvent.Locked.class,
            MfaEvent.DevicesReplaced.class,
            MfaEvent.DeviceImported.class,
            RecoveryEvent.Recovered.class,
            RecoveryEvent.Reset.class,
            RecoveryEvent.Unlocked.class,
            RecoveryEvent.UnlockedByLink.class);

    /** Steps on the way to something that is told as well. */
    private static final Set<Class<? extends MfaEvent>> QUIET = Set.of(
            MfaEvent.SetupStarted.class,
            MfaEvent.SetupConfirmed.class,
            MfaEvent.BackupCodesReissueExpired.class,
            RecoveryEvent.EmailCodeIssued.class);

    /**
     * What was typed cannot be a code, or there is nothing to compare it with or to change. Whoever asks for the links of users
     * without a second factor, as strangers can, is told by such an event each time, and should not fill the log with it.
     */
    private static final Set<RejectionReason> HARMLESS = Set.of(RejectionReason.MALFORMED, RejectionReason.NOT_ENABLED);

    private Levels() {}

    static Level of(MfaEvent event) {
        if (event instanceof MfaEvent.CodeAccepted accepted) {
            return accepted.failuresBefore() >= SEVERAL_FAILURES ? Level.WARN : Level.INFO;
        }
        if (event instanceof MfaEvent.CodeRejected rejected) {
            return refused(rejected.reason(), RejectionReason.LOCKED);
        }
        if (event instanceof MfaEvent.ChangeRefused refused) {
            return refused(refused.reason(), RejectionReason.INVALID_TOKEN);
        }
        if (event instanceof MfaEvent.SetupExpired expired) {
            return expired.confirmed() ? Level.WARN : Level.DEBUG;
        }
        if (event instanceof MfaEvent.BackupCodesReissued reissued) {
            return reissued.byFullReauthentication() ? Level.WARN : Level.INFO;
        }
        return LOUD.contains(event.getClass())
                ? Level.WARN
                : QUIET.contains(event.getClass()) ? Level.DEBUG : Level.INFO;
    }

    private static Level refused(RejectionReason reason, RejectionReason loud) {
        return reason == loud ? Level.WARN : HARMLESS.contains(reason) ? Level.DEBUG : Level.INFO;
    }
}
