package io.github.mfa4j;

import static io.github.mfa4j.Rig.USER;
import static io.github.mfa4j.Rig.kind;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.MfaState.Device;
import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.Totp;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.spi.StoredState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a record keeps and what it drops, and records that no call makes today but a coming version will. */
class RecordContentTest {

    private final Rig rig = new Rig();

    private static Device device(String id, String name, long lastStep) {
        return new Device(id, name, TotpParameters.DEFAULT, 1, 1, lastStep, 0);
    }

    private void keep(Secrets secrets, Device... devices) {
        MfaState state = new MfaState(
                        1, 0, Failures.NONE, List.of(devices), null, null, null, List.of(), Tokens.NONE, Mails.NONE, "")
                .withSealed(new Vault(Rig.cipher()).seal(USER, secrets));
        rig.store.real.put(USER, new StoredState(1, StateCodec.encode(state)));
    }

    @Test
    void anUnusedCodeOfAnyDeviceWinsOverAReplay() {
        OtpSecret secret = OtpSecret.generate();
        Totp phone = Totp.of(secret);
        long step = TotpParameters.DEFAULT.stepAt(rig.now);
        Secrets secrets = Secrets.ofDevice("AAAAAAAA", secret).plus(Secrets.ofDevice("BBBBBBBB", secret));
        keep(secrets, device("AAAAAAAA", "One", step), device("BBBBBBBB", "Two", -1));
        assertThat(kind(rig.mfa.verify(USER, phone.code(rig.now)))).isEqualTo("ACCEPTED");
        keep(secrets, device("AAAAAAAA", "One", -1), device("BBBBBBBB", "Two", step));
        assertThat(kind(rig.mfa.verify(USER, phone.code(rig.now)))).isEqualTo("ACCEPTED");
    }

    @Test
    void aDeviceWithAnotherClockIsMetWhereItIs() {
        OtpSecret secret = OtpSecret.generate();
        keep(Secrets.ofDevice("AAAAAAAA", secret), new Device("AAAAAAAA", "Fast", TotpParameters.DEFAULT, 1, 1, -1, 7));
        Totp phone = Totp.of(secret);
        assertThat(kind(rig.mfa.verify(USER, phone.code(rig.now)))).isEqualTo("WRONG_CODE");
        assertThat(kind(rig.mfa.verify(USER, phone.code(rig.now.plusSeconds(210)))))
                .isEqualTo("ACCEPTED");
        Rejected replayed = (Rejected) rig.mfa.verify(USER, phone.code(rig.now.plusSeconds(210)));
        assertThat(replayed.retryAt()).hasValueSatisfying(at -> {
            assertThat(at).isAfter(rig.now).isBefore(rig.now.plusSeconds(31));
        });
    }

    @Test
    void secretsThatAreGivenUpAreDropped() {
        rig.offered();
        int first = rig.state().sealed().length();
        rig.offered();
        rig.offered();
        assertThat(rig.state().sealed()).hasSize(first);
        rig.confirmed();
        int confirmed = rig.state().sealed().length();
        rig.now = rig.now.plusSeconds(3_600);
        assertThat(rig.mfa.afterPassword(USER)).isEqualTo(new SignIn.Allow(false));
        assertThat(rig.stored().state()).isEqualTo("mfa4j1");
        rig.enabled();
        assertThat(rig.state().sealed()).hasSize(confirmed);
        assertThat(kind(rig.mfa.verify(USER, rig.backupCodes.get(0)))).isEqualTo("ACCEPTED");
        assertThat(rig.state().sealed().length()).isLessThan(confirmed);
    }
}
