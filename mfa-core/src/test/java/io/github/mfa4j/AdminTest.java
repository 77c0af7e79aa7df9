package io.github.mfa4j;

import static io.github.mfa4j.Fixture.ACCEPTED;
import static io.github.mfa4j.Fixture.USER;
import static io.github.mfa4j.Fixture.key;
import static io.github.mfa4j.Fixture.reason;
import static io.github.mfa4j.spi.RejectionReason.ALREADY_ENABLED;
import static io.github.mfa4j.spi.RejectionReason.NOT_ENABLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mfa4j.defaults.AesGcmSecretCipher;
import io.github.mfa4j.otp.OtpAlgorithm;
import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.Totp;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.otp.TotpWindow;
import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.RecoveryEvent;
import io.github.mfa4j.spi.SecretCipher;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an administrator does: unlock, import, re-seal. */
class AdminTest {

    private final Fixture host = new Fixture();

    private Instant now() {
        return host.clock.instant();
    }

    private Change importDevice(OtpSecret secret, TotpParameters totp) {
        return host.mfa.admin().importDevice(USER, secret, totp, "Old phone", "migration");
    }

    @Test
    void unlockingForgetsEveryCountAndIsToldWithItsActor() {
        Fixture.Owner owner = host.enable();
        for (int i = 0; i < 5; i++) {
            assertThat(host.verify("0000-0000-0000-0000")).isEqualTo("WRONG_CODE");
        }
        host.failTimes(30, owner.phone());
        assertThat(host.verify(owner.phone().code(now()))).isEqualTo("LOCKED");
        MfaState active = host.active();
        host.forgetCounts();
        assertThat(host.mfa.admin().unlock(USER, "root@example.com")).isEqualTo(new Change.Done());
        assertThat(host.cost()).isEqualTo("1 written, 0 opened, 0 sealed, 0 hashed");
        assertThat(host.events).containsExactly(new RecoveryEvent.Unlocked(USER, now(), "root@example.com"));
        assertThat(host.state()).isEqualTo(active);
        assertThat(host.mfa.admin().unlock(USER, "root@example.com")).isEqualTo(new Change.Done());
        assertThat(host.store.writes).hasValue(1);
        assertThat(host.events).hasSize(1);
        assertThat(host.verify(owner.phone().code(now()))).isEqualTo(ACCEPTED);
    }

    @Test
    void thereIsNothingToUnlockForAUserWithoutASecondFactor() {
        assertThat(reason(host.mfa.admin().unlock(USER, "root"))).isEqualTo(NOT_ENABLED);
        assertThat(host.store.writes).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " root", "root\n", "\ud800"})
    void anActorIsNamed(String actor) {
        assertThatThrownBy(
                        () -> assertThat(host.mfa.admin().unlock(USER, actor)).isNull())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> assertThat(host.mfa
                                .admin()
                                .importDevice(USER, OtpSecret.generate(), TotpParameters.DEFAULT, "x", actor))
                        .isNull())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anImportedDeviceIsActiveButNoCodeOfThePresentWindowIs() {
        byte[] secret = key(9);
        TestPhone phone = TestPhone.holding(secret);
        assertThat(importDevice(OtpSecret.ofBytes(secret), TotpParameters.DEFAULT))
                .isEqualTo(new Change.Done());
        assertThat(host.cost()).isEqualTo("1 written, 0 opened, 1 sealed, 0 hashed");
        assertThat(host.events).containsExactly(new MfaEvent.DeviceImported(USER, now(), "Old phone", 0, "migration"));
        assertThat(host.mfa.afterPassword(USER)).isInstanceOf(SignIn.Challenge.class);
        for (int step = -1; step <= 1; step++) {
            assertThat(host.verify(phone.code(now().plusSeconds(30L * step)))).isEqualTo("REPLAYED");
        }
        host.clock.moveSeconds(59);
        assertThat(host.verify(phone.code(now()))).isEqualTo("REPLAYED");
        host.clock.moveSeconds(1);
        assertThat(host.verify(phone.code(now()))).isEqualTo(ACCEPTED);
        assertThat(host.verify("0000-0000-0000-0000")).isEqualTo("MALFORMED");
        assertThat(host.mfa.status(USER).backupCodesLeft()).isZero();

        host.clock.moveSeconds(30);
        Reissue.Issued shown = (Reissue.Issued) host.mfa.settings().reissueBackupCodes(USER, phone.code(now()));
        assertThat(host.mfa.activate(USER, shown.setId())).isEqualTo(new Activation.Enabled(10));
        assertThat(host.verify(shown.backupCodes().codes().get(0))).isEqualTo(ACCEPTED);
    }

    @Test
    void importingIsRefusedWhereThereIsASecondFactorAlready() {
        host.enable();
        String before = host.record(USER);
        assertThat(reason(importDevice(OtpSecret.generate(), TotpParameters.DEFAULT)))
                .isEqualTo(ALREADY_ENABLED);
        assertThat(host.record(USER)).isEqualTo(before);
    }

    @Test
    void whatWasPendingIsVoidAndTheBudgetIsNot() {
        Fixture.Owner owner = host.enable();
        host.failTimes(3, owner.phone());
        assertThat(host.mfa.settings().disable(USER, owner.phone().code(now()))).isEqualTo(new Change.Done());
        Enrollment.Offered offer = host.offer(USER);
        assertThat(importDevice(OtpSecret.generate(), TotpParameters.DEFAULT)).isEqualTo(new Change.Done());
        assertThat(host.mfa.confirm(
                        USER, offer.id(), TestPhone.scanning(offer.uri()).code(now())))
                .isInstanceOf(Rejected.class);
        assertThat(host.secrets().devices()).hasSize(1);
        assertThat(host.state().failures().inPeriod()).isEqualTo(3);
    }

    @Test
    void anImportTellsOfASetupThatHadRunOut() {
        Enrollment.Offered offer = host.offer(USER);
        host.clock.set(offer.expiresAt());
        assertThat(importDevice(OtpSecret.generate(), TotpParameters.DEFAULT)).isEqualTo(new Change.Done());
        assertThat(host.events(MfaEvent.SetupExpired.class)).hasSize(1);
    }

    @Test
    void weakSecretsAndOtherEpochsAreTakenOverAsTheyAre() {
        OtpSecret secret = OtpSecret.ofBytes(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
        TotpParameters totp = TotpParameters.of(OtpAlgorithm.SHA512, 8, Duration.ofSeconds(60))
                .withT0(Instant.parse("2020-01-01T00:00:11Z"));
        assertThat(importDevice(secret, totp)).isEqualTo(new Change.Done());
        Totp phone = Totp.of(secret, totp);
        assertThat(host.verify(phone.code(now()))).isEqualTo("REPLAYED");
        host.clock.moveSeconds(120);
        assertThat(host.verify(phone.code(now()))).isEqualTo(ACCEPTED);
    }

    @Test
    void anEpochInTheFutureLeavesARecordThatCanBeRead() {
        TotpParameters totp = TotpParameters.DEFAULT.withT0(now().plusSeconds(86_400));
        assertThat(importDevice(OtpSecret.generate(), totp)).isEqualTo(new Change.Done());
        assertThat(host.mfa.status(USER).enabled()).isTrue();
        assertThat(host.verify("123456")).isEqualTo("WRONG_CODE");
        TotpParameters never = TotpParameters.DEFAULT.withT0(Instant.ofEpochSecond(1_000_000_000_000L));
        assertThatThrownBy(
                        () -> assertThat(host.mfa.admin().importDevice("user-2", OtpSecret.generate(), never, "x", "y"))
                                .isNull())
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(host.record("user-2")).isEmpty();
    }

    @Test
    void aDeviceThatAFewWrongCodesWouldLockIsRefused() {
        Mfa wide =
                host.another(to -> to.totp(TotpParameters.DEFAULT.withDigits(8)).window(new TotpWindow(10, 10)));
        assertThatThrownBy(() -> assertThat(
                                wide.admin().importDevice(USER, OtpSecret.generate(), TotpParameters.DEFAULT, "x", "y"))
                        .isNull())
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(host.record(USER)).isEmpty();
    }

    private Mfa withKeys(SecretCipher cipher) {
        return host.another(to -> to.secretCipher(cipher));
    }

    @Test
    void afterAKeyRotationARecordIsSealedAnewOnce() {
        AesGcmSecretCipher next = AesGcmSecretCipher.of("k2", key(2));
        Mfa before = withKeys(AesGcmSecretCipher.of("k1", key(1)).alsoOpening("k2", key(2)));
        Fixture.Owner owner = host.enable();
        assertThat(before.admin().reseal(USER)).isFalse();
        Mfa during = withKeys(next.alsoOpening("k1", key(1)));
        MfaState active = host.state();
        host.forgetCounts();
        assertThat(during.admin().reseal(USER)).isTrue();
        assertThat(during.admin().reseal(USER)).isFalse();
        assertThat(host.store.writes).hasValue(1);
        assertThat(host.events).isEmpty();
        assertThat(host.state().withSealed("")).isEqualTo(active.withSealed(""));
        Mfa after = withKeys(next);
        assertThat(Fixture.outcome(after.verify(USER, owner.phone().code(now()))))
                .isEqualTo(ACCEPTED);
        assertThat(Fixture.outcome(after.verify(USER, owner.codes().get(0)))).isEqualTo(ACCEPTED);
        host.clock.moveSeconds(60);
        assertThatThrownBy(() -> host.verify(owner.phone().code(now()))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nothingIsSealedForWhoeverHasNothing() {
        assertThat(host.mfa.admin().reseal("nobody")).isFalse();
        Fixture.Owner owner = host.enable();
        assertThat(host.mfa.settings().disable(USER, owner.phone().code(now()))).isEqualTo(new Change.Done());
        Mfa next = withKeys(AesGcmSecretCipher.of("k2", key(2)));
        assertThat(next.admin().reseal(USER)).isFalse();
    }

    @Test
    void aWriteThatNeedsNothingSealedNeitherNeedsTheKey() {
        host.enable();
        MfaState before = host.state();
        String device = host.mfa.status(USER).devices().get(0).id();
        AesGcmSecretCipher next = AesGcmSecretCipher.of("k2", key(2));
        Map<String, SecretCipher> ciphers = Map.of("lost", next, "rotated", next.alsoOpening("k1", key(1)));
        ciphers.forEach((name, cipher) -> {
            assertThat(withKeys(cipher).settings().renameDevice(USER, device, name))
                    .isEqualTo(new Change.Done());
            assertThat(host.state().devices().get(0).name()).isEqualTo(name);
            assertThat(host.state().sealed()).isEqualTo(before.sealed());
        });
    }

    @Test
    void aKeyThatIsMissingIsNamedAndNothingIsWritten() {
        host.enable();
        String before = host.record(USER);
        Mfa wrong = withKeys(AesGcmSecretCipher.of("k2", key(2)));
        assertThatThrownBy(() -> assertThat(wrong.admin().reseal(USER)).isTrue())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'k1'");
        assertThat(host.record(USER)).isEqualTo(before);
    }
}
