package io.github.mfa4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.RejectionReason;
import java.time.Instant;
import java.util.List;

/** What the library answers and tells, as the words in which the {@link Model} expects it. */
final class ModelText {

    private ModelText() {}

    static String of(Rejected no) {
        return no.reason() + no.retryAt().map(at -> " " + at).orElse("");
    }

    static String of(MfaEvent event) {
        String kind = event.getClass().getSimpleName();
        if (event instanceof MfaEvent.CodeRejected no) {
            return kind + " " + no.reason() + (no.reason() == RejectionReason.WRONG_CODE ? " " + no.failures() : "");
        } else if (event instanceof MfaEvent.ChangeRefused no) {
            return kind + " " + no.reason() + " " + no.wrongCodes();
        } else if (event instanceof MfaEvent.CodeAccepted yes) {
            assertThat(yes.deviceName().isPresent()).isEqualTo(yes.kind().name().equals("APP_CODE"));
            return kind + " " + yes.kind() + " " + yes.backupCodesLeft() + " " + yes.failuresBefore();
        } else if (event instanceof MfaEvent.BackupCodesLow low) {
            return kind + " " + low.backupCodesLeft();
        } else if (event instanceof MfaEvent.SetupStarted started) {
            return kind + " " + started.replacedAnOffer();
        } else if (event instanceof MfaEvent.SetupExpired expired) {
            return kind + " " + expired.confirmed();
        } else if (event instanceof MfaEvent.Enabled enabled) {
            return kind + " " + enabled.backupCodes();
        } else if (event instanceof MfaEvent.Locked locked) {
            return kind + " " + locked.failures();
        }
        return kind;
    }

    static List<String> of(MfaStatus status) {
        return List.of(
                status.enabledSince().map(Instant::toString).orElse("off"),
                status.devices().stream()
                        .map(device -> device.name() + " " + device.addedAt() + " "
                                + device.lastUsedAt().orElseThrow())
                        .toList()
                        .toString(),
                status.backupCodesLeft() + " left",
                status.setup()
                        .map(setup -> setup.deviceName() + " " + setup.expiresAt() + " " + setup.confirmed())
                        .orElse("no set-up"),
                status.refusing().map(ModelText::of).orElse("not refusing"));
    }

    static List<String> status(Model model) {
        boolean on = model.phone != null;
        Instant since = Instant.ofEpochSecond(model.enabledAt);
        String setup = "no set-up";
        if (model.pending != null && !model.pendingIsOver()) {
            setup = "Phone " + Instant.ofEpochSecond(model.pending.expiresAt) + " " + !model.pending.codes.isEmpty();
        }
        String blocked = on ? model.blocked() : null;
        return List.of(
                on ? since.toString() : "off",
                on ? "[Phone " + since + " " + Instant.ofEpochSecond(model.lastUsedAt) + "]" : "[]",
                model.unused.size() + " left",
                setup,
                blocked == null ? "not refusing" : blocked);
    }
}
