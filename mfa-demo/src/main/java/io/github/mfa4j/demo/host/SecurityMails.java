package io.github.mfa4j.demo.host;

import io.github.mfa4j.spi.CodeKind;
import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.MfaListener;
import io.github.mfa4j.spi.RecoveryEvent;
import io.github.mfa4j.spi.RejectionReason;
import java.util.Optional;

/** Mails people what they must hear of: that a factor changed, that a backup code was used, that somebody guesses. */
public record SecurityMails(Mailbox mailbox) implements MfaListener {

    @Override
    public void on(MfaEvent event) {
        news(event)
                .ifPresent(words -> mailbox.send(
                        event.userId(),
                        words,
                        "If that was not you, change your password and ask your administrator for help."));
    }

    private static Optional<String> news(MfaEvent event) {
        if (event instanceof MfaEvent.Enabled) {
            return Optional.of("Two-step verification is on");
        } else if (event instanceof MfaEvent.Disabled) {
            return Optional.of("Two-step verification was switched off");
        } else if (event instanceof MfaEvent.DeviceAdded added) {
            return Optional.of("The device “" + added.deviceName() + "” was added");
        } else if (event instanceof MfaEvent.DeviceImported imported) {
            return Optional.of("The device “" + imported.deviceName() + "” was taken over from another system");
        } else if (event instanceof MfaEvent.DeviceRemoved removed) {
            return Optional.of("The device “" + removed.deviceName() + "” was removed");
        } else if (event instanceof MfaEvent.DevicesReplaced replaced) {
            return Optional.of("The device “" + replaced.deviceName() + "” took the place of your lost ones");
        } else if (event instanceof MfaEvent.BackupCodesReplaced) {
            return Optional.of("You have new backup codes");
        } else if (event instanceof MfaEvent.CodeAccepted code && code.kind() == CodeKind.BACKUP_CODE) {
            return Optional.of("A backup code was used; " + code.backupCodesLeft() + " are left");
        } else if (event instanceof MfaEvent.BrowserTrusted trusted) {
            return Optional.of("The browser “" + trusted.browserName() + "” is trusted");
        } else if (isThirdGuess(event)) {
            return Optional.of("Somebody who knows your password typed three wrong codes");
        } else if (event instanceof MfaEvent.Locked) {
            return Optional.of("Codes are locked after too many wrong ones");
        } else if (event instanceof RecoveryEvent.Recovered) {
            return Optional.of("Your lost devices were removed by a recovery link");
        }
        if (event instanceof RecoveryEvent.Unlocked || event instanceof RecoveryEvent.UnlockedByLink) {
            return Optional.of("Codes are looked at again after a lock");
        }
        return event instanceof RecoveryEvent.Reset
                ? Optional.of("An administrator reset your two-step verification")
                : Optional.empty();
    }

    private static boolean isThirdGuess(MfaEvent event) {
        return event instanceof MfaEvent.CodeRejected no
                && no.reason() == RejectionReason.WRONG_CODE
                && no.failures() == 3;
    }
}
