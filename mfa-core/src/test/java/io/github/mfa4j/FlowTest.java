package io.github.mfa4j;

import static io.github.mfa4j.Fixture.ACCEPTED;
import static io.github.mfa4j.Fixture.USER;
import static io.github.mfa4j.Fixture.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.spi.CodeKind;
import io.github.mfa4j.spi.RejectionReason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The flows that an application builds, each as a person lives through it. */
class FlowTest {

    private final Fixture host = new Fixture();
    private final Mfa mfa = host.mfa;

    @Test
    void f3_anAppIsAddedByQrCodeOrByTypingTheKey() {
        Enrollment.Offered offer = (Enrollment.Offered) mfa.enroll(USER, "alice@example.com");

        assertThat(offer.uri())
                .startsWith("otpauth://totp/Example%20Bank:alice")
                .contains("&issuer=Example%20Bank")
                .doesNotContain("+");
        assertThat(offer.manualKey()).matches("([A-Z2-7]{4} ){7}[A-Z2-7]{4}");
        assertThat(offer.warnings()).isEmpty();

        TestPhone scanned = TestPhone.scanning(offer.uri());
        TestPhone typed = TestPhone.typing(offer.manualKey());
        assertThat(typed.code(host.clock.instant())).isEqualTo(scanned.code(host.clock.instant()));
        assertThat(mfa.confirm(USER, offer.id(), typed.code(host.clock.instant())))
                .isInstanceOf(Confirmation.AwaitingActivation.class);
    }

    @Test
    void f4_backupCodesComeWithTheFirstDeviceAndAreNowhereInTheDatabase() {
        Fixture.Owner owner = host.enable();

        assertThat(owner.codes()).hasSize(10).doesNotHaveDuplicates();
        assertThat(BackupCodeFormat.DEFAULT.entropyBits()).isGreaterThanOrEqualTo(64);
        assertThat(mfa.status(USER).backupCodesLeft()).isEqualTo(10);
        for (String code : owner.codes()) {
            assertThat(host.record(USER)).doesNotContain(code, code.replace("-", ""), code.substring(0, 4) + "-");
        }
    }

    @Test
    void f9_theStepsOfASetUpInTheirOrder() {
        assertThat(mfa.afterPassword(USER)).isInstanceOf(SignIn.Allow.class);

        Enrollment.Offered offer = (Enrollment.Offered) mfa.enroll(USER, "alice@example.com", "Alice's phone");
        TestPhone phone = TestPhone.scanning(offer.uri());
        assertThat(mfa.afterPassword(USER)).isInstanceOf(SignIn.Allow.class);

        Confirmation.AwaitingActivation shown =
                (Confirmation.AwaitingActivation) mfa.confirm(USER, offer.id(), phone.code(host.clock.instant()));
        assertThat(shown.backupCodes().toText().lines().toList())
                .isEqualTo(shown.backupCodes().codes());
        assertThat(mfa.status(USER).setup().orElseThrow().confirmed()).isTrue();
        assertThat(mfa.afterPassword(USER)).isInstanceOf(SignIn.Allow.class);

        assertThat(mfa.activate(USER, shown.setId())).isEqualTo(new Activation.Enabled(10));
        assertThat(mfa.afterPassword(USER)).isInstanceOf(SignIn.Challenge.class);
        MfaStatus status = mfa.status(USER);
        assertThat(status.enabledSince()).contains(host.clock.instant());
        assertThat(status.devices()).extracting(MfaStatus.Device::name).containsExactly("Alice's phone");
        assertThat(status.setup()).isEmpty();
    }

    @Test
    void f9_whoeverLeavesAtAnyPointHasChangedNothing() {
        Enrollment.Offered leftAtTheQrCode = host.offer(USER);
        assertNothingIsActive();

        Enrollment.Offered second = host.offer(USER);
        TestPhone phone = TestPhone.scanning(second.uri());
        Confirmation.AwaitingActivation leftAtTheCodes =
                (Confirmation.AwaitingActivation) mfa.confirm(USER, second.id(), phone.code(host.clock.instant()));
        assertNothingIsActive();
        assertThat(outcome(mfa.verify(USER, phone.code(host.clock.instant())))).isEqualTo("NOT_ENABLED");
        assertThat(outcome(mfa.verify(USER, leftAtTheCodes.backupCodes().codes().get(0))))
                .isEqualTo("NOT_ENABLED");

        host.clock.set(leftAtTheQrCode.expiresAt());
        assertNothingIsActive();
        assertThat(mfa.status(USER).setup()).isEmpty();
        assertThat(Fixture.reason(mfa.activate(USER, leftAtTheCodes.setId())))
                .isIn(RejectionReason.EXPIRED, RejectionReason.SUPERSEDED);
        assertNothingIsActive();
    }

    private void assertNothingIsActive() {
        assertThat(mfa.afterPassword(USER)).isInstanceOf(SignIn.Allow.class);
        assertThat(mfa.status(USER).enabled()).isFalse();
        assertThat(mfa.status(USER).devices()).isEmpty();
        assertThat(mfa.status(USER).backupCodesLeft()).isZero();
    }

    @Test
    void f10_signInWithTheAppThenWithABackupCode() {
        Fixture.Owner owner = host.enable();
        String code = owner.phone().code(host.clock.instant());

        assertThat(mfa.afterPassword(USER)).isInstanceOf(SignIn.Challenge.class);
        assertThat(mfa.verify(USER, code))
                .isEqualTo(new Verification.Accepted(CodeKind.APP_CODE, 10, Optional.empty()));

        Rejected again = (Rejected) mfa.verify(USER, code);
        assertThat(again.reason()).isEqualTo(RejectionReason.REPLAYED);
        assertThat(again.retryAt()).contains(host.clock.instant().plusSeconds(30));

        assertThat(mfa.verify(USER, owner.codes().get(3)))
                .isEqualTo(new Verification.Accepted(CodeKind.BACKUP_CODE, 9, Optional.empty()));
        assertThat(outcome(mfa.verify(USER, owner.codes().get(3)))).isEqualTo("WRONG_CODE");

        host.clock.set(again.retryAt().orElseThrow());
        assertThat(outcome(mfa.verify(USER, owner.phone().code(host.clock.instant()))))
                .isEqualTo(ACCEPTED);
    }

    @Test
    void f10_guessesAreCountedAcrossSessionsAndServers() {
        TestPhone phone = host.enable().phone();
        List<Mfa> servers = List.of(mfa, host.another(choices -> choices), host.another(choices -> choices));
        for (int i = 0; i < 5; i++) {
            Mfa server = servers.get(i % 3);
            assertThat(server.afterPassword(USER)).isInstanceOf(SignIn.Challenge.class);
            assertThat(outcome(server.verify(USER, phone.wrongCode(host.clock.instant()))))
                    .isEqualTo("WRONG_CODE");
        }
        for (Mfa server : servers) {
            assertThat(server.verify(USER, phone.code(host.clock.instant())))
                    .isEqualTo(Rejected.until(
                            RejectionReason.THROTTLED, host.clock.instant().plusSeconds(30)));
        }
    }
}
