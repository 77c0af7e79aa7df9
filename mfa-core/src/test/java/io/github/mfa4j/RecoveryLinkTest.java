package io.github.mfa4j;

import static io.github.mfa4j.Fixture.ACCEPTED;
import static io.github.mfa4j.Fixture.USER;
import static io.github.mfa4j.Fixture.reason;
import static io.github.mfa4j.Fixture.token;
import static io.github.mfa4j.spi.RejectionReason.EXPIRED;
import static io.github.mfa4j.spi.RejectionReason.INVALID_TOKEN;
import static io.github.mfa4j.spi.RejectionReason.NOT_ENABLED;
import static io.github.mfa4j.spi.RejectionReason.PROOF_REQUIRED;
import static io.github.mfa4j.spi.RejectionReason.SUPERSEDED;
import static io.github.mfa4j.spi.RejectionReason.TOO_MANY_MAILS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.RecoveryEvent;
import io.github.mfa4j.spi.RejectionReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A link in a mail takes everything away and signs nobody in: what it gives is a permit to enroll again. */
class RecoveryLinkTest {

    private static final long DAY = 86_400;
    private static final String NOTHING = "0 written, 0 opened, 0 sealed, 0 hashed";

    private final Fixture host = new Fixture(to -> to.trustBrowsersFor(Duration.ofDays(30)));
    private final Fixture.Owner owner = host.enable();
    private final Instant start = host.clock.instant();

    private Instant now() {
        return host.clock.instant();
    }

    private Grant create() {
        return host.mfa.recovery().createRecoveryLink(USER);
    }

    private String link() {
        return token(create()).value();
    }

    private Grant redeem(String token) {
        return host.mfa.recovery().redeemRecoveryLink(USER, token);
    }

    private void refused(Grant answer, RejectionReason why) {
        assertThat(answer).isEqualTo(Rejected.because(why));
        assertThat(host.cost()).isEqualTo(NOTHING);
        assertThat(host.events).containsExactly(new MfaEvent.ChangeRefused(USER, now(), why, 0));
        host.forgetCounts();
    }

    @Test
    void aLinkIsGoodForAQuarterOfAnHourAndOnlyItsHashIsKept() {
        BearerToken link = token(create());
        assertThat(link.value()).matches("[A-Za-z0-9_-]{32}");
        assertThat(link.expiresAt()).isEqualTo(start.plusSeconds(900));
        assertThat(host.cost()).isEqualTo("1 written, 0 opened, 0 sealed, 0 hashed");
        assertThat(host.events)
                .containsExactly(new RecoveryEvent.RecoveryLinkIssued(USER, start, start.plusSeconds(900)));
        assertThat(host.record(USER)).doesNotContain(link.value()).contains(";t=RECOVERY,");
        assertThat(host.verify(owner.phone().code(now())))
                .as("nothing else changed")
                .isEqualTo(ACCEPTED);
        assertThat(redeem(link.value())).as("nor the link").isInstanceOf(Grant.Granted.class);
    }

    @Test
    void aLinkThatHasRunOutIsForgottenWithTheNextCode() {
        BearerToken link = token(create());
        assertThat(host.record(USER)).contains(";t=RECOVERY,");
        host.clock.set(link.expiresAt());
        assertThat(host.verify(owner.phone().code(now()))).isEqualTo(ACCEPTED);
        assertThat(host.record(USER)).doesNotContain(";t=");
    }

    @Test
    void redeemingRemovesEverythingAndSignsNobodyIn() {
        TestPhone tablet = host.addPhone("Tablet", owner.phone());
        Verification.Accepted trusting = (Verification.Accepted)
                host.mfa.verifyAndTrustBrowser(USER, owner.phone().code(now()), "Firefox");
        String browser = trusting.browserToken().orElseThrow().value();
        host.failTimes(3, owner.phone());
        Reissue.Issued pending = (Reissue.Issued) host.mfa.settings().reissueBackupCodesAfterFullReauthentication(USER);
        long asked = now().getEpochSecond();
        String link = link();
        host.forgetCounts();
        BearerToken permit = token(redeem(link));
        assertThat(host.cost()).isEqualTo("1 written, 0 opened, 0 sealed, 0 hashed");
        assertThat(host.events).containsExactly(new RecoveryEvent.Recovered(USER, now(), 2));
        long at = now().getEpochSecond();
        assertThat(permit.expiresAt()).isEqualTo(now().plusSeconds(1_800));
        assertThat(host.record(USER))
                .isEqualTo("mfa4j1;m=" + at + ";t=PERMIT," + Token.hash(Token.Use.PERMIT, USER, permit.value()) + ","
                        + at + "," + (at + 1_800) + ";x=0,0,0,0,1," + asked + "," + asked + ",0,0,0");

        assertThat(host.mfa.afterPassword(USER)).isEqualTo(new SignIn.EnrollNow(true));
        assertThat(host.mfa.afterPassword(USER, browser)).isEqualTo(new SignIn.EnrollNow(true));
        assertThat(host.mfa.status(USER).policy().mustEnroll()).isTrue();
        assertThat(host.mfa.status(USER).trustedBrowsers()).isEmpty();
        host.clock.moveSeconds(60);
        for (String typed : List.of(
                owner.phone().code(now()), tablet.code(now()), owner.codes().get(0))) {
            assertThat(host.verify(typed)).isEqualTo("NOT_ENABLED");
        }
        assertThat(reason(host.mfa.activate(USER, pending.setId()))).isEqualTo(SUPERSEDED);
        assertThat(reason(host.mfa.enroll(USER, "alice@example.com"))).isEqualTo(PROOF_REQUIRED);
    }

    @Test
    void thePermitEnrollsAndThenNothingOfTheOldIsLeft() {
        String permit = token(redeem(link())).value();
        Fixture.Owner again = host.complete(
                USER, (Enrollment.Offered) host.mfa.enrollWithPermit(USER, "alice@example.com", "Phone", permit));
        assertThat(host.mfa.afterPassword(USER)).isEqualTo(new SignIn.Challenge());
        assertThat(host.mfa.status(USER).policy().mustEnroll()).isFalse();
        assertThat(host.verify(owner.phone().code(now()))).isEqualTo("WRONG_CODE");
        assertThat(host.verify(owner.codes().get(0))).isEqualTo("WRONG_CODE");
        assertThat(host.verify(again.phone().code(now()))).isEqualTo(ACCEPTED);
        assertThat(host.verify(again.codes().get(0))).isEqualTo(ACCEPTED);
        assertThat(host.secrets().devices()).hasSize(1);
        assertThat(host.secrets().sets()).hasSize(1);
    }

    @Test
    void theLastSecondIsGoodAndTheNextOneIsNot() {
        String link = link();
        host.clock.moveSeconds(900);
        host.forgetCounts();
        refused(redeem(link), EXPIRED);
        host.clock.moveSeconds(-1);
        assertThat(redeem(link)).isInstanceOf(Grant.Granted.class);
    }

    @Test
    void aHostChoosesHowLongLinksAreGood() {
        for (Duration lifetime : List.of(Duration.ofMinutes(1), Duration.ofHours(24))) {
            Mfa mfa = host.another(to -> to.linkLifetime(lifetime));
            BearerToken link = token(mfa.recovery().createRecoveryLink(USER));
            assertThat(link.expiresAt()).isEqualTo(now().plus(lifetime));
            host.clock.set(link.expiresAt());
            assertThat(reason(redeem(link.value()))).isEqualTo(EXPIRED);
        }
        for (Duration lifetime : List.of(
                Duration.ZERO,
                Duration.ofSeconds(-60),
                Duration.ofMillis(59_999),
                Duration.ofHours(24).plusNanos(1))) {
            assertThatIllegalArgumentException().isThrownBy(() -> host.builder().linkLifetime(lifetime));
        }
    }

    @Test
    void aLinkIsRedeemedOnce() {
        String link = link();
        assertThat(redeem(link)).isInstanceOf(Grant.Granted.class);
        host.forgetCounts();
        refused(redeem(link), INVALID_TOKEN);
    }

    @Test
    void aNewerLinkTakesThePlaceOfTheOneBefore() {
        String first = link();
        host.clock.moveSeconds(60);
        String second = link();
        host.forgetCounts();
        refused(redeem(first), INVALID_TOKEN);
        assertThat(redeem(second)).isInstanceOf(Grant.Granted.class);
    }

    @Test
    void aWrongTokenCostsNothingChangesNothingAndCountsNothing() {
        Fixture.Owner other = host.enable("user-2");
        host.failTimes(4, owner.phone());
        assertThat(host.verify(owner.phone().wrongCode(now()))).isEqualTo("WRONG_CODE");
        String unlock = token(host.mfa.recovery().createUnlockLink(USER)).value();
        String foreign =
                token(host.mfa.recovery().createRecoveryLink(other.user())).value();
        host.clock.moveSeconds(60);
        String link = link();
        String before = host.record(USER);
        host.forgetCounts();
        String changed = (link.charAt(0) == 'A' ? 'B' : 'A') + link.substring(1);
        for (String wrong : List.of(
                "",
                "A",
                changed,
                link + "=",
                link.substring(1),
                " " + link,
                link.toLowerCase(Locale.ROOT) + "x",
                "A".repeat(2_000_000),
                "\ud800",
                unlock,
                foreign,
                owner.codes().get(0),
                "123456")) {
            refused(redeem(wrong), INVALID_TOKEN);
        }
        assertThat(host.record(USER)).isEqualTo(before);
        assertThat(reason(host.mfa.recovery().redeemRecoveryLink("user-2", link)))
                .isEqualTo(INVALID_TOKEN);
        assertThat(reason(host.mfa.recovery().redeemRecoveryLink("nobody", link)))
                .isEqualTo(INVALID_TOKEN);
        assertThat(redeem(link)).isInstanceOf(Grant.Granted.class);
    }

    @Test
    void aLinkFromAClockThatIsMoreThanTwoMinutesAheadIsNotGood() {
        String link = link();
        host.clock.moveSeconds(-121);
        host.forgetCounts();
        refused(redeem(link), EXPIRED);
        host.clock.moveSeconds(1);
        assertThat(redeem(link)).isInstanceOf(Grant.Granted.class);
    }

    @Test
    void whoHasNoSecondFactorGetsNoLinkAndNoRecord() {
        refused(host.mfa.recovery().createRecoveryLink("nobody"), "nobody");
        assertThat(host.record("nobody")).isEmpty();
        assertThat(host.mfa.enroll("nobody", "a")).isInstanceOf(Enrollment.Offered.class);
        host.forgetCounts();
        refused(host.mfa.recovery().createRecoveryLink("nobody"), "nobody");
        assertThat(host.mfa.settings().disable(USER, owner.codes().get(0))).isEqualTo(new Change.Done());
        host.forgetCounts();
        refused(create(), NOT_ENABLED);
    }

    private void refused(Grant answer, String user) {
        assertThat(answer).isEqualTo(Rejected.because(NOT_ENABLED));
        assertThat(host.cost()).isEqualTo(NOTHING);
        assertThat(host.events).containsExactly(new MfaEvent.ChangeRefused(user, now(), NOT_ENABLED, 0));
        host.forgetCounts();
    }

    @Test
    void switchingOffVoidsALink() {
        String link = link();
        assertThat(host.mfa.settings().disable(USER, owner.codes().get(0))).isEqualTo(new Change.Done());
        long at = start.getEpochSecond();
        assertThat(host.record(USER)).isEqualTo("mfa4j1;x=0,0,0,0,1," + at + "," + at + ",0,0,0");
        host.forgetCounts();
        refused(redeem(link), INVALID_TOKEN);
        host.enable();
        refused(redeem(link), INVALID_TOKEN);
    }

    @Test
    void fiveLinksADayAreTheMostAndOneAMinute() {
        for (int i = 0; i < 5; i++) {
            host.clock.set(start.plusSeconds(60L * i));
            assertThat(create()).isInstanceOf(Grant.Granted.class);
            tooMany(i < 4 ? now().plusSeconds(60) : start.plusSeconds(DAY), now().plusSeconds(59));
        }
        tooMany(start.plusSeconds(DAY), start.plusSeconds(DAY - 1));
        host.clock.moveSeconds(1);
        assertThat(create()).isInstanceOf(Grant.Granted.class);
        long at = now().getEpochSecond();
        assertThat(host.state().mails().recoveryLinks()).isEqualTo(new Quota(1, at, at));
    }

    private void tooMany(Instant retryAt, Instant at) {
        host.clock.set(at);
        String before = host.record(USER);
        host.forgetCounts();
        assertThat(create()).isEqualTo(Rejected.until(TOO_MANY_MAILS, retryAt));
        assertThat(host.cost()).isEqualTo(NOTHING);
        assertThat(host.events).containsExactly(new MfaEvent.ChangeRefused(USER, at, TOO_MANY_MAILS, 0));
        assertThat(host.record(USER)).isEqualTo(before);
    }

    @Test
    void theLimitOutlivesRecoveryAndTheLimitOfCodesIsAnotherOne() {
        assertThat(redeem(link())).isInstanceOf(Grant.Granted.class);
        assertThat(create()).isEqualTo(Rejected.until(TOO_MANY_MAILS, start.plusSeconds(60)));
        assertThat(host.mfa.createEmailCode(USER, "alice@example.com")).isInstanceOf(EmailCode.Issued.class);
        for (int i = 1; i < 5; i++) {
            host.clock.moveSeconds(60);
            assertThat(create()).isInstanceOf(Grant.Granted.class);
        }
        host.clock.moveSeconds(60);
        assertThat(create()).isEqualTo(Rejected.until(TOO_MANY_MAILS, start.plusSeconds(DAY)));
    }
}
