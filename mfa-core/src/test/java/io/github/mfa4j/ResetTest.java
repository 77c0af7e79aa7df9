package io.github.mfa4j;

import static io.github.mfa4j.Fixture.ACCEPTED;
import static io.github.mfa4j.Fixture.USER;
import static io.github.mfa4j.Fixture.reason;
import static io.github.mfa4j.Fixture.token;
import static io.github.mfa4j.spi.RejectionReason.ALREADY_ENABLED;
import static io.github.mfa4j.spi.RejectionReason.INVALID_TOKEN;
import static io.github.mfa4j.spi.RejectionReason.NOT_ENABLED;
import static io.github.mfa4j.spi.RejectionReason.PROOF_REQUIRED;
import static io.github.mfa4j.spi.RejectionReason.SUPERSEDED;
import static io.github.mfa4j.spi.RejectionReason.TOO_MANY_MAILS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.RecoveryEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An administrator's reset takes everything away, and whoever comes first with the password still enrolls nothing. */
class ResetTest {

    private final Fixture host = new Fixture(to -> to.trustBrowsersFor(Duration.ofDays(30)));
    private final Fixture.Owner owner = host.enable();

    private Instant now() {
        return host.clock.instant();
    }

    private Grant reset() {
        return host.mfa.admin().reset(USER, "root@example.com");
    }

    /** The whole record of a user who was reset now: whatever is not here is gone. */
    private String marked(BearerToken permit, String mails) {
        long at = now().getEpochSecond();
        return "mfa4j1;m=" + at + ";t=PERMIT," + Token.hash(Token.Use.PERMIT, USER, permit.value()) + "," + at + ","
                + (at + 1_800) + mails;
    }

    @Test
    void everythingIsGoneInOneWriteAndTheActorIsTold() {
        host.addPhone("Tablet", owner.phone());
        Verification.Accepted trusting = (Verification.Accepted)
                host.mfa.verifyAndTrustBrowser(USER, owner.phone().code(now()), "Firefox");
        String browser = trusting.browserToken().orElseThrow().value();
        host.failTimes(16, owner.phone());
        assertThat(host.verify(owner.phone().code(now()))).isEqualTo("LOCKED");
        host.forgetCounts();
        BearerToken permit = token(reset());
        assertThat(permit.expiresAt()).isEqualTo(now().plusSeconds(1_800));
        assertThat(host.cost()).isEqualTo("1 written, 0 opened, 0 sealed, 0 hashed");
        assertThat(host.events).containsExactly(new RecoveryEvent.Reset(USER, now(), 2, "root@example.com"));
        assertThat(host.record(USER)).isEqualTo(marked(permit, ""));
        assertThat(host.mfa.afterPassword(USER, browser)).isEqualTo(new SignIn.EnrollNow(true));
        assertThat(host.verify(owner.codes().get(0))).isEqualTo("NOT_ENABLED");
        assertThat(host.mfa.status(USER).policy().mustEnroll()).isTrue();
        assertThat(host.mfa.status(USER).refusing()).isEmpty();
        assertThat(reason(host.mfa.enroll(USER, "a"))).isEqualTo(PROOF_REQUIRED);
        Fixture.Owner again =
                host.complete(USER, (Enrollment.Offered) host.mfa.enrollWithPermit(USER, "a", "b", permit.value()));
        assertThat(host.verify(again.phone().code(now()))).isEqualTo(ACCEPTED);
        assertThat(host.mfa.status(USER).policy().mustEnroll()).isFalse();
    }

    @Test
    void aProvedAddressIsAsGoodAsThePermit() {
        assertThat(reset()).isInstanceOf(Grant.Granted.class);
        String code = ((EmailCode.Issued) host.mfa.createEmailCode(USER, "a@example.com")).code();
        String permit = token(host.mfa.proveEmail(USER, "a@example.com", code)).value();
        assertThat(host.mfa.enrollWithPermit(USER, "a", "b", permit)).isInstanceOf(Enrollment.Offered.class);
    }

    @Test
    void whoHasNothingCannotBeReset() {
        host.forgetCounts();
        assertThat(host.mfa.admin().reset("nobody", "root")).isEqualTo(Rejected.because(NOT_ENABLED));
        assertThat(host.cost()).isEqualTo("0 written, 0 opened, 0 sealed, 0 hashed");
        assertThat(host.events).containsExactly(new MfaEvent.ChangeRefused("nobody", now(), NOT_ENABLED, 0));
        assertThat(host.record("nobody")).isEmpty();
        for (String actor : new String[] {"", " root", "root\n", "\ud800", "a".repeat(201)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            assertThat(host.mfa.admin().reset(USER, actor)).isNull());
        }
        assertThat(host.mfa.status(USER).enabled()).isTrue();
        assertThat(host.mfa.admin().reset(USER, "a".repeat(200))).isInstanceOf(Grant.Granted.class);
    }

    @Test
    void aFirstSetupThatTheWrongPersonBeganIsStopped() {
        Enrollment.Offered offer = (Enrollment.Offered) host.mfa.enroll("user-2", "a");
        assertThat(host.mfa.admin().reset("user-2", "root")).isInstanceOf(Grant.Granted.class);
        assertThat(reason(host.mfa.confirm(
                        "user-2", offer.id(), TestPhone.scanning(offer.uri()).code(now()))))
                .isEqualTo(SUPERSEDED);
        assertThat(reason(host.mfa.enroll("user-2", "a"))).isEqualTo(PROOF_REQUIRED);
        String code = ((EmailCode.Issued) host.mfa.createEmailCode("user-3", "thief@example.com")).code();
        String proved =
                token(host.mfa.proveEmail("user-3", "thief@example.com", code)).value();
        assertThat(host.mfa.admin().reset("user-3", "root")).isInstanceOf(Grant.Granted.class);
        assertThat(reason(host.mfa.enrollWithPermit("user-3", "a", "b", proved)))
                .isEqualTo(INVALID_TOKEN);
        assertThat(host.mfa.createEmailCode("user-4", "thief@example.com")).isInstanceOf(EmailCode.Issued.class);
        assertThat(host.mfa.admin().reset("user-4", "root")).isInstanceOf(Grant.Granted.class);
    }

    @Test
    void resettingAgainGivesANewPermitAndVoidsTheOldOne() {
        String first = token(reset()).value();
        host.clock.moveSeconds(10);
        host.forgetCounts();
        BearerToken second = token(reset());
        assertThat(host.events).containsExactly(new RecoveryEvent.Reset(USER, now(), 0, "root@example.com"));
        assertThat(host.record(USER)).isEqualTo(marked(second, ""));
        assertThat(reason(host.mfa.enrollWithPermit(USER, "a", "b", first))).isEqualTo(INVALID_TOKEN);
        assertThat(host.mfa.enrollWithPermit(USER, "a", "b", second.value())).isInstanceOf(Enrollment.Offered.class);
    }

    @Test
    void linksThatAreOutDieAndTheLimitsOfMailsStay() {
        long at = now().getEpochSecond();
        String link = token(host.mfa.recovery().createRecoveryLink(USER)).value();
        BearerToken permit = token(reset());
        assertThat(host.record(USER)).isEqualTo(marked(permit, ";x=0,0,0,0,1," + at + "," + at + ",0,0,0"));
        assertThat(reason(host.mfa.recovery().redeemRecoveryLink(USER, link))).isEqualTo(INVALID_TOKEN);
        assertThat(host.mfa.recovery().createRecoveryLink(USER))
                .isEqualTo(Rejected.until(TOO_MANY_MAILS, now().plusSeconds(60)));
    }

    @Test
    void whatWasUnderWayIsVoid() {
        Enrollment.Offered addition = (Enrollment.Offered)
                host.mfa.settings().addDevice(USER, "a", "Tablet", owner.phone().code(now()));
        String first = token(reset()).value();
        assertThat(reason(host.mfa.confirm(
                        USER, addition.id(), TestPhone.scanning(addition.uri()).code(now()))))
                .isEqualTo(SUPERSEDED);
        Enrollment.Offered offer = (Enrollment.Offered) host.mfa.enrollWithPermit(USER, "a", "b", first);
        TestPhone phone = TestPhone.scanning(offer.uri());
        Confirmation.AwaitingActivation shown =
                (Confirmation.AwaitingActivation) host.mfa.confirm(USER, offer.id(), phone.code(now()));
        BearerToken permit = token(reset());
        assertThat(host.record(USER)).isEqualTo(marked(permit, ""));
        assertThat(reason(host.mfa.activate(USER, shown.setId()))).isEqualTo(SUPERSEDED);
        assertThat(host.mfa.status(USER).enabled()).isFalse();
    }

    @Test
    void aSetupThatRunsOutLeavesTheMarkAndThePermit() {
        BearerToken permit = token(reset());
        String before = host.record(USER);
        assertThat(host.mfa.enrollWithPermit(USER, "a", "b", permit.value())).isInstanceOf(Enrollment.Offered.class);
        host.clock.moveSeconds(600);
        assertThat(host.mfa.afterPassword(USER)).isEqualTo(new SignIn.EnrollNow(true));
        assertThat(host.record(USER)).isEqualTo(before);
        assertThat(host.mfa.enrollWithPermit(USER, "a", "b", permit.value())).isInstanceOf(Enrollment.Offered.class);
    }

    @Test
    void anImportedDeviceEndsTheMark() {
        String permit = token(reset()).value();
        assertThat(host.mfa.admin().importDevice(USER, OtpSecret.generate(), TotpParameters.DEFAULT, "Old", "root"))
                .isEqualTo(new Change.Done());
        assertThat(host.mfa.afterPassword(USER)).isEqualTo(new SignIn.Challenge());
        assertThat(host.mfa.status(USER).policy().mustEnroll()).isFalse();
        assertThat(host.record(USER)).doesNotContain(";m=", ";t=");
        assertThat(reason(host.mfa.enrollWithPermit(USER, "a", "b", permit))).isEqualTo(ALREADY_ENABLED);
    }

    /** What is left of a visit long ago is no set-up, and must not make somebody enroll who never had to. */
    @Test
    void whatRanOutIsNothingToStop() {
        assertThat(host.mfa.enroll("user-2", "a")).isInstanceOf(Enrollment.Offered.class);
        assertThat(host.mfa.createEmailCode("user-3", "b@example.com")).isInstanceOf(EmailCode.Issued.class);
        String code = ((EmailCode.Issued) host.mfa.createEmailCode("user-4", "c@example.com")).code();
        assertThat(host.mfa.proveEmail("user-4", "c@example.com", code)).isInstanceOf(Grant.Granted.class);
        host.clock.move(Duration.ofDays(365));
        host.forgetCounts();
        for (String user : List.of("user-2", "user-3", "user-4")) {
            assertThat(reason(host.mfa.admin().reset(user, "root"))).as(user).isEqualTo(NOT_ENABLED);
            assertThat(host.mfa.afterPassword(user)).as(user).isInstanceOf(SignIn.Allow.class);
        }
        assertThat(host.events(RecoveryEvent.Reset.class)).isEmpty();
    }
}
