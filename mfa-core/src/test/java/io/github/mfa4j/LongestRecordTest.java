package io.github.mfa4j;

import static io.github.mfa4j.Fixture.USER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.TotpParameters;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A user who has all that one can have, by the calls that an application makes. */
class LongestRecordTest {

    private static final String NAME = "x".repeat(Names.MAX_BYTES);
    /** What only an import brings, secrets of 64 bytes but one, and what is longer with another hasher or a later time. */
    private static final int NOT_REACHED = 700;

    private static final int HASH_LENGTH = 16;

    private final Fixture host = new Fixture(to -> to.trustBrowsersFor(Duration.ofDays(30)));

    @Test
    void nobodysRecordIsLongerThanTheBuilderReckoned() {
        byte[] secret = new byte[64];
        Arrays.fill(secret, (byte) 7);
        TestPhone phone = TestPhone.holding(secret);
        List<String> codes = IntStream.range(0, BackupCodeFormat.MAX_COUNT)
                .mapToObj(i -> String.format(Locale.ROOT, "A%031d", i))
                .toList();
        done(host.mfa
                .admin()
                .importDevice(USER, OtpSecret.ofBytes(secret), TotpParameters.DEFAULT, NAME, codes, "migration"));
        host.clock.moveSeconds(120);
        for (int i = 1; i < MfaState.MAX_DEVICES; i++) {
            host.addPhone(NAME, phone);
        }
        for (int i = 0; i < MfaState.MAX_BROWSERS; i++) {
            assertThat(host.mfa.verifyAndTrustBrowser(USER, phone.code(host.clock.instant()), NAME))
                    .isInstanceOf(Verification.Accepted.class);
            host.clock.moveSeconds(30);
        }
        assertThat(host.mfa.recovery().createRecoveryLink(USER)).isInstanceOf(Grant.Granted.class);
        Enrollment.Offered offer = (Enrollment.Offered)
                host.mfa.recovery().replaceLostDevices(USER, "alice@example.com", NAME, codes.get(0));
        assertThat(host.mfa.confirm(
                        USER, offer.id(), TestPhone.scanning(offer.uri()).code(host.clock.instant())))
                .isInstanceOf(Confirmation.AwaitingActivation.class);
        guessUntilThereIsAWait(phone);
        assertThat(host.mfa.recovery().createUnlockLink(USER)).isInstanceOf(Grant.Granted.class);

        MfaState state = host.state();
        assertThat(state.devices()).hasSize(MfaState.MAX_DEVICES);
        assertThat(state.browsers()).hasSize(MfaState.MAX_BROWSERS);
        assertThat(state.setup()).extracting(Setup::codes).isNotNull();
        assertThat(state.tokens().recovery()).isNotNull();
        assertThat(state.tokens().unlock()).isNotNull();
        Configuration config = Rig.configuration(TotpParameters.DEFAULT, BackupCodeFormat.DEFAULT);
        int reckoned = StateCodec.encode(LongestRecord.of(config, host.cipher, HASH_LENGTH))
                .length();
        assertThat(host.record(USER).length()).isBetween(reckoned - NOT_REACHED, reckoned);
    }

    private void guessUntilThereIsAWait(TestPhone phone) {
        for (int i = 0; i < 40 && host.mfa.status(USER).refusing().isEmpty(); i++) {
            assertThat(host.verify(phone.wrongCode(host.clock.instant()))).isEqualTo("WRONG_CODE");
        }
    }

    private static void done(Change change) {
        assertThat(change).isInstanceOf(Change.Done.class);
    }
}
