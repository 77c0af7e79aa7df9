package io.github.mfa4j;

import static io.github.mfa4j.Fixture.ACCEPTED;
import static io.github.mfa4j.Fixture.USER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.spi.CodeKind;
import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.RejectionReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a sign-in page is told. */
class SignInTest {

    private final Fixture host = new Fixture();
    private final Fixture.Owner owner = host.enable();

    private String freshCode() {
        return owner.phone().code(host.clock.instant());
    }

    @Test
    void withoutASecondFactorThePasswordIsEnoughAndACodeIsNever() {
        assertThat(host.mfa.afterPassword("user-2")).isEqualTo(new SignIn.Allow(false));
        for (String typed : List.of("123456", "", "nonsense", owner.codes().get(0), freshCode())) {
            assertThat(host.mfa.verify("user-2", typed)).isEqualTo(Rejected.because(RejectionReason.NOT_ENABLED));
        }
        assertThat(host.store.writes).hasValue(0);
    }

    @Test
    void userIdsAreComparedExactly() {
        for (String other : List.of("USER-1", "User-1", "user-1x", "user-", "u\u0455er-1", "user\u20101")) {
            assertThat(host.mfa.afterPassword(other)).as(other).isEqualTo(new SignIn.Allow(false));
        }
        assertThat(host.mfa.afterPassword(USER)).isEqualTo(new SignIn.Challenge());
    }

    @Test
    void oneFieldTakesAppCodesAndBackupCodes() {
        assertThat(host.mfa.verify(USER, freshCode()))
                .isEqualTo(new Verification.Accepted(CodeKind.APP_CODE, 10, Optional.empty()));
        assertThat(host.mfa.verify(USER, owner.codes().get(9)))
                .isEqualTo(new Verification.Accepted(CodeKind.BACKUP_CODE, 9, Optional.empty()));
    }

    @Test
    void anAcceptedAppCodeOpensOnceAndSealsNothing() {
        assertThat(host.verify(freshCode())).isEqualTo(ACCEPTED);
        assertThat(host.cost()).isEqualTo("1 written, 1 opened, 0 sealed, 0 hashed");
        assertThat(host.store.reads).hasValue(1);
    }

    @Test
    void statusAndTheQuestionAfterThePasswordOpenNothing() {
        assertThat(host.mfa.status(USER).enabled()).isTrue();
        assertThat(host.mfa.afterPassword(USER)).isInstanceOf(SignIn.Challenge.class);
        assertThat(host.cost()).isEqualTo("0 written, 0 opened, 0 sealed, 0 hashed");
    }

    @Test
    void theStatusShowsWhatASettingsPageNeeds() {
        Instant at = host.clock.instant();
        assertThat(host.verify(freshCode())).isEqualTo(ACCEPTED);
        MfaStatus status = host.mfa.status(USER);
        assertThat(status.enabledSince()).contains(Fixture.START);
        assertThat(status.backupCodesLeft()).isEqualTo(10);
        assertThat(status.devices()).hasSize(1);
        assertThat(status.devices().get(0).name()).isEqualTo("Authenticator app");
        assertThat(status.devices().get(0).addedAt()).isEqualTo(Fixture.START);
        assertThat(status.devices().get(0).lastUsedAt()).contains(at);
        assertThat(status.setup()).isEmpty();
        assertThat(status.refusing()).isEmpty();
    }

    @Test
    void acceptedAndRefusedCodesAreTold() {
        host.failTimes(2, owner.phone());
        assertThat(host.verify(freshCode())).isEqualTo(ACCEPTED);
        Instant at = host.clock.instant();
        assertThat(host.events)
                .containsExactly(
                        new MfaEvent.CodeRejected(USER, at, RejectionReason.WRONG_CODE, 1, Optional.empty()),
                        new MfaEvent.CodeRejected(USER, at, RejectionReason.WRONG_CODE, 2, Optional.empty()),
                        new MfaEvent.CodeAccepted(
                                USER, at, CodeKind.APP_CODE, Optional.of("Authenticator app"), 10, 2));
    }

    @Test
    void anAcceptedCodeTellsOfWrongBackupCodesBeforeIt() {
        for (int i = 0; i < 2; i++) {
            assertThat(host.verify("0000-0000-0000-0000")).isEqualTo("WRONG_CODE");
        }
        assertThat(host.verify(freshCode())).isEqualTo(ACCEPTED);
        assertThat(host.events(MfaEvent.CodeAccepted.class).get(0).failuresBefore())
                .isEqualTo(2);
    }

    @Test
    void nothingThatIsReturnedPrintsACode() {
        Enrollment.Offered offer = host.offer("user-2");
        TestPhone phone = TestPhone.scanning(offer.uri());
        Confirmation.AwaitingActivation shown = (Confirmation.AwaitingActivation)
                host.mfa.confirm("user-2", offer.id(), phone.code(host.clock.instant()));
        String code = shown.backupCodes().codes().get(0);
        String secret = offer.manualKey().replace(" ", "");
        for (Object printed : List.of(offer, shown, shown.backupCodes(), host.mfa.status(USER), host.events)) {
            assertThat(printed.toString()).doesNotContain(code, secret, offer.manualKey(), "otpauth");
        }
    }
}
