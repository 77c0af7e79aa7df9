package io.github.mfa4j;

import static io.github.mfa4j.Fixture.ACCEPTED;
import static io.github.mfa4j.Fixture.START;
import static io.github.mfa4j.Fixture.USER;
import static io.github.mfa4j.Fixture.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.otp.OtpAlgorithm;
import io.github.mfa4j.otp.OtpAuthUri;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.otp.TotpWindow;
import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.RejectionReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a second factor comes to be, and the many ways in which it does not. */
class SetupTest {

    private final Fixture host = new Fixture();

    private Instant now() {
        return host.clock.instant();
    }

    private Confirmation confirm(Enrollment.Offered offer) {
        return host.mfa.confirm(
                USER, offer.id(), TestPhone.scanning(offer.uri()).code(now()));
    }

    private Confirmation.AwaitingActivation confirmed(Enrollment.Offered offer) {
        return (Confirmation.AwaitingActivation) confirm(offer);
    }

    @Test
    void twoTabsTheNewerOfferCounts() {
        Enrollment.Offered first = host.offer(USER);
        Enrollment.Offered second = host.offer(USER);
        assertThat(reason(confirm(first))).isEqualTo(RejectionReason.SUPERSEDED);
        Confirmation.AwaitingActivation shown = confirmed(second);
        assertThat(reason(confirm(first))).isEqualTo(RejectionReason.SUPERSEDED);
        assertThat(host.mfa.activate(USER, shown.setId())).isEqualTo(new Activation.Enabled(10));
        assertThat(reason(confirm(second))).isEqualTo(RejectionReason.SUPERSEDED);
        assertThat(host.events(MfaEvent.SetupStarted.class))
                .extracting(MfaEvent.SetupStarted::replacedAnOffer)
                .containsExactly(false, true);
    }

    @Test
    void twoTabsANewOfferVoidsAConfirmedOne() {
        Confirmation.AwaitingActivation shown = confirmed(host.offer(USER));
        Enrollment.Offered second = host.offer(USER);
        assertThat(reason(host.mfa.activate(USER, shown.setId()))).isEqualTo(RejectionReason.SUPERSEDED);
        assertThat(host.mfa.activate(USER, confirmed(second).setId())).isInstanceOf(Activation.Enabled.class);
    }

    @Test
    void theCodeOfTheFirstTabDoesNotConfirmTheSecond() {
        TestPhone first = TestPhone.scanning(host.offer(USER).uri());
        Enrollment.Offered second = host.offer(USER);
        assertThat(reason(host.mfa.confirm(USER, second.id(), first.code(now()))))
                .isEqualTo(RejectionReason.WRONG_CODE);
    }

    @Test
    void idsOfOtherUsersAndMadeUpIdsAreSuperseded() {
        Enrollment.Offered mine = host.offer(USER);
        Enrollment.Offered theirs = host.offer("user-2");
        Confirmation.AwaitingActivation shown = confirmed(mine);
        assertThat(List.of(mine.id(), shown.setId())).as("128 bits").allMatch(id -> id.matches("[A-Za-z0-9_-]{22}"));
        for (String id : List.of(theirs.id(), "", "nonsense", shown.setId(), mine.id() + "A")) {
            assertThat(reason(host.mfa.confirm(USER, id, "123456"))).isEqualTo(RejectionReason.SUPERSEDED);
        }
        for (String id : List.of(mine.id(), "", "nonsense")) {
            assertThat(reason(host.mfa.activate(USER, id))).isEqualTo(RejectionReason.SUPERSEDED);
        }
        assertThat(reason(host.mfa.activate("user-2", shown.setId()))).isEqualTo(RejectionReason.SUPERSEDED);
    }

    @Test
    void lemmy3959_nothingIsActivatedWithoutARightCode() {
        Enrollment.Offered offer = host.offer(USER);
        assertThat(reason(host.mfa.activate(USER, offer.id()))).isEqualTo(RejectionReason.SUPERSEDED);
        assertThat(reason(host.mfa.confirm(USER, offer.id(), ""))).isEqualTo(RejectionReason.MALFORMED);
        assertThat(reason(host.mfa.activate(USER, offer.id()))).isEqualTo(RejectionReason.SUPERSEDED);
        assertThat(host.mfa.afterPassword(USER)).isInstanceOf(SignIn.Allow.class);
    }

    @Test
    void anOfferIsGoodUntilTheSecondBeforeItExpires() {
        Enrollment.Offered offer = host.offer(USER);
        assertThat(offer.expiresAt()).isEqualTo(START.plusSeconds(600));
        host.clock.set(offer.expiresAt().minusSeconds(1));
        assertThat(host.mfa.status(USER).setup()).isPresent();
        Confirmation.AwaitingActivation shown = confirmed(offer);
        assertThat(shown.expiresAt()).isEqualTo(offer.expiresAt());
        assertThat(host.mfa.activate(USER, shown.setId())).isInstanceOf(Activation.Enabled.class);
        assertThat(host.events(MfaEvent.SetupExpired.class)).isEmpty();
    }

    @Test
    void anOfferThatExpiredIsToldOnce() {
        Enrollment.Offered offer = host.offer(USER);
        host.clock.set(offer.expiresAt());
        assertThat(host.mfa.status(USER).setup()).isEmpty();
        assertThat(reason(confirm(offer))).isEqualTo(RejectionReason.EXPIRED);
        assertThat(reason(confirm(offer))).isIn(RejectionReason.EXPIRED, RejectionReason.SUPERSEDED);
        host.offer(USER);
        assertThat(host.events(MfaEvent.SetupExpired.class))
                .containsExactly(new MfaEvent.SetupExpired(USER, now(), "Authenticator app", false));
        assertThat(host.events(MfaEvent.SetupStarted.class).get(1).replacedAnOffer())
                .isFalse();
    }

    @Test
    void anActivationThatComesTooLateIsExpiredAndTheNextSignInNotices() {
        Confirmation.AwaitingActivation shown = confirmed(host.offer(USER));
        host.clock.set(shown.expiresAt());
        assertThat(reason(host.mfa.activate(USER, shown.setId()))).isEqualTo(RejectionReason.EXPIRED);
        assertThat(host.events(MfaEvent.SetupExpired.class)).hasSize(1).allMatch(MfaEvent.SetupExpired::confirmed);

        Confirmation.AwaitingActivation forgotten = confirmed(host.offer(USER));
        host.clock.set(forgotten.expiresAt().plusSeconds(86_400));
        for (int i = 0; i < 3; i++) {
            assertThat(host.mfa.afterPassword(USER)).isInstanceOf(SignIn.Allow.class);
        }
        assertThat(host.events(MfaEvent.SetupExpired.class)).hasSize(2);
        assertThat(host.record(USER)).isEqualTo("mfa4j1");
    }

    @Test
    void tenWrongCodesEndAnOffer() {
        Enrollment.Offered offer = host.offer(USER);
        TestPhone phone = TestPhone.scanning(offer.uri());
        for (int i = 1; i <= 10; i++) {
            assertThat(reason(host.mfa.confirm(USER, offer.id(), phone.wrongCode(now()))))
                    .isEqualTo(i < 10 ? RejectionReason.WRONG_CODE : RejectionReason.TOO_MANY_ATTEMPTS);
        }
        assertThat(reason(confirm(offer))).isEqualTo(RejectionReason.SUPERSEDED);
        assertThat(host.events(MfaEvent.ChangeRefused.class))
                .extracting(MfaEvent.ChangeRefused::wrongCodes)
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0);
        assertThat(host.record(USER)).isEqualTo("mfa4j1");
    }

    @Test
    void malformedCodesDoNotEndAnOfferAndWrongOnesDoNotThrottleSignIn() {
        Enrollment.Offered offer = host.offer(USER);
        TestPhone phone = TestPhone.scanning(offer.uri());
        host.forgetCounts();
        for (int i = 0; i < 30; i++) {
            assertThat(reason(host.mfa.confirm(USER, offer.id(), "12345"))).isEqualTo(RejectionReason.MALFORMED);
        }
        assertThat(host.cost()).isEqualTo("0 written, 0 opened, 0 sealed, 0 hashed");
        for (int i = 0; i < 9; i++) {
            assertThat(reason(host.mfa.confirm(USER, offer.id(), phone.wrongCode(now()))))
                    .isEqualTo(RejectionReason.WRONG_CODE);
        }
        assertThat(host.mfa.activate(USER, confirmed(offer).setId())).isInstanceOf(Activation.Enabled.class);
        host.clock.moveSeconds(60);
        Rejected first = (Rejected) host.mfa.verify(USER, phone.wrongCode(now()));
        assertThat(first.retryAt()).isEmpty();
        assertThat(host.events(MfaEvent.CodeRejected.class).get(0).failures()).isEqualTo(1);
    }

    @Test
    void confirmingAgainWithAFreshCodeIssuesANewSetAndVoidsTheOld() {
        Enrollment.Offered offer = host.offer(USER);
        Confirmation.AwaitingActivation lost = confirmed(offer);
        assertThat(reason(confirm(offer))).isEqualTo(RejectionReason.REPLAYED);
        host.clock.moveSeconds(30);
        Confirmation.AwaitingActivation shown = confirmed(offer);
        assertThat(shown.setId()).isNotEqualTo(lost.setId());
        assertThat(shown.expiresAt()).isEqualTo(lost.expiresAt());
        assertThat(shown.backupCodes().codes())
                .doesNotContainAnyElementsOf(lost.backupCodes().codes());
        assertThat(reason(host.mfa.activate(USER, lost.setId()))).isEqualTo(RejectionReason.SUPERSEDED);
        assertThat(host.mfa.activate(USER, shown.setId())).isInstanceOf(Activation.Enabled.class);
        assertThat(host.verify(lost.backupCodes().codes().get(0))).isEqualTo("WRONG_CODE");
        assertThat(host.verify(shown.backupCodes().codes().get(0))).isEqualTo(ACCEPTED);
    }

    @Test
    void activatingTwiceIsAnsweredAlikeAndWrittenOnce() {
        Confirmation.AwaitingActivation shown = confirmed(host.offer(USER));
        assertThat(host.mfa.activate(USER, shown.setId())).isEqualTo(new Activation.Enabled(10));
        String record = host.record(USER);
        host.forgetCounts();
        host.clock.moveSeconds(86_400);
        assertThat(host.mfa.activate(USER, shown.setId())).isEqualTo(new Activation.Enabled(10));
        assertThat(host.record(USER)).isEqualTo(record);
        assertThat(host.cost()).isEqualTo("0 written, 0 opened, 0 sealed, 0 hashed");
        assertThat(host.events).isEmpty();
    }

    @Test
    void aBackupCodeDoesNotConfirm() {
        Enrollment.Offered offer = host.offer(USER);
        String backupCode = confirmed(offer).backupCodes().codes().get(0);
        host.clock.moveSeconds(30);
        assertThat(reason(host.mfa.confirm(USER, offer.id(), backupCode))).isEqualTo(RejectionReason.MALFORMED);

        Fixture numeric = new Fixture(choices -> choices.backupCodes(BackupCodeFormat.insecureShortNumeric(2, 6)));
        Enrollment.Offered other = numeric.offer(USER);
        TestPhone phone = TestPhone.scanning(other.uri());
        Confirmation.AwaitingActivation shown =
                (Confirmation.AwaitingActivation) numeric.mfa.confirm(USER, other.id(), phone.code(START));
        for (String code : shown.backupCodes().codes()) {
            assertThat(reason(numeric.mfa.confirm(USER, other.id(), code))).isEqualTo(RejectionReason.WRONG_CODE);
        }
    }

    @Test
    void betterAuth_enrollingWhileEnabledChangesNothing() {
        Fixture.Owner owner = host.enable();
        String record = host.record(USER);
        assertThat(host.mfa.enroll(USER, "thief")).isEqualTo(Rejected.because(RejectionReason.ALREADY_ENABLED));
        assertThat(host.record(USER)).isEqualTo(record);
        assertThat(host.cost()).isEqualTo("0 written, 0 opened, 0 sealed, 0 hashed");
        assertThat(host.verify(owner.phone().code(now()))).isEqualTo(ACCEPTED);
    }

    @Test
    void activateOnConfirmEnablesInOneStep() {
        Fixture atOnce = new Fixture(MfaBuilder::activateOnConfirm);
        Enrollment.Offered offer = atOnce.offer(USER);
        TestPhone phone = TestPhone.scanning(offer.uri());
        Confirmation answer = atOnce.mfa.confirm(USER, offer.id(), phone.code(START));
        assertThat(answer).isInstanceOf(Confirmation.EnabledAtOnce.class);
        assertThat(atOnce.mfa.afterPassword(USER)).isInstanceOf(SignIn.Challenge.class);
        assertThat(atOnce.events(MfaEvent.Enabled.class))
                .containsExactly(new MfaEvent.Enabled(USER, START, "Authenticator app", 10));
        String code =
                ((Confirmation.EnabledAtOnce) answer).backupCodes().codes().get(0);
        assertThat(atOnce.verify(code)).isEqualTo(ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1M", "PT10M", "PT23H", "PT24H"})
    void theLifetimeIsTheHostsChoiceAndServersMayDifferByASecond(Duration lifetime) {
        Fixture chosen = new Fixture(choices -> choices.setupLifetime(lifetime));
        Enrollment.Offered offer = chosen.offer(USER);
        assertThat(offer.expiresAt()).isEqualTo(START.plus(lifetime));
        TestPhone phone = TestPhone.scanning(offer.uri());
        chosen.clock.moveSeconds(-1);
        assertThat(chosen.mfa.confirm(USER, offer.id(), phone.code(START)))
                .isInstanceOf(Confirmation.AwaitingActivation.class);
        chosen.clock.set(START.plus(lifetime));
        assertThat(chosen.mfa.status(USER).setup()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"SHA1,8,30", "SHA256,6,30", "SHA256,8,60", "SHA512,7,15", "SHA1,6,120"})
    void otherParametersWorkAndTheAppsThatBreakAreNamed(OtpAlgorithm algorithm, int digits, int period) {
        TotpParameters parameters = TotpParameters.of(algorithm, digits, Duration.ofSeconds(period));
        Fixture chosen = new Fixture(choices -> choices.totp(parameters).window(TotpWindow.STRICT));
        Enrollment.Offered offer = chosen.offer(USER);
        assertThat(offer.warnings()).isNotEmpty();
        int keyLength = Map.of(OtpAlgorithm.SHA1, 20, OtpAlgorithm.SHA256, 32, OtpAlgorithm.SHA512, 64)
                .get(algorithm);
        assertThat(OtpAuthUri.parse(offer.uri()).secret().length()).isEqualTo(keyLength);
        TestPhone phone = TestPhone.scanning(offer.uri());
        assertThat(phone.code(START)).hasSize(digits);
        Confirmation.AwaitingActivation shown =
                (Confirmation.AwaitingActivation) chosen.mfa.confirm(USER, offer.id(), phone.code(START));
        assertThat(chosen.mfa.activate(USER, shown.setId())).isInstanceOf(Activation.Enabled.class);
        Mfa later = chosen.another(choices -> choices);
        chosen.clock.moveSeconds(period);
        assertThat(Fixture.outcome(later.verify(USER, phone.code(chosen.clock.instant()))))
                .as("the device keeps its parameters when the configuration changes")
                .isEqualTo(ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "\u00DF\u0131\u0130",
                "\uD83D\uDCF1 \uD83D\uDE00",
                "a;b=c,d",
                "123456789012345678901234567890123456789012345678"
            })
    void devicesHaveNames(String name) {
        Enrollment.Offered offer = (Enrollment.Offered) host.mfa.enroll(USER, "alice", name);
        assertThat(host.mfa.status(USER).setup().orElseThrow().deviceName()).isEqualTo(name);
        assertThat(host.mfa.activate(USER, confirmed(offer).setId())).isInstanceOf(Activation.Enabled.class);
        assertThat(host.mfa.status(USER).devices().get(0).name()).isEqualTo(name);
        assertThat(host.record(USER)).matches("[!-~]+");
    }
}
