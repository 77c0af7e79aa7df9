package io.github.mfa4j;

import static io.github.mfa4j.Fixture.ACCEPTED;
import static io.github.mfa4j.Fixture.USER;
import static io.github.mfa4j.Fixture.reason;
import static io.github.mfa4j.Fixture.token;
import static io.github.mfa4j.spi.RejectionReason.EXPIRED;
import static io.github.mfa4j.spi.RejectionReason.INVALID_TOKEN;
import static io.github.mfa4j.spi.RejectionReason.LOCKED;
import static io.github.mfa4j.spi.RejectionReason.NOT_ENABLED;
import static io.github.mfa4j.spi.RejectionReason.NOT_LOCKED;
import static io.github.mfa4j.spi.RejectionReason.THROTTLED;
import static io.github.mfa4j.spi.RejectionReason.TOO_MANY_MAILS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.RecoveryEvent;
import io.github.mfa4j.spi.RejectionReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A link in a mail ends a lock, and gives a guesser one more run of wrong codes at the most. */
class UnlockLinkTest {

    private static final String NOTHING = "0 written, 0 opened, 0 sealed, 0 hashed";

    private final Fixture host = new Fixture(to -> to.trustBrowsersFor(Duration.ofDays(30)));
    private final Fixture.Owner owner = host.enable();

    private Instant now() {
        return host.clock.instant();
    }

    private String fresh() {
        return owner.phone().code(now());
    }

    private Grant create() {
        return host.mfa.recovery().createUnlockLink(USER);
    }

    private String link() {
        return token(create()).value();
    }

    private Change redeem(String token) {
        return host.mfa.recovery().redeemUnlockLink(USER, token);
    }

    private void throttle() {
        host.failTimes(4, owner.phone());
        assertThat(host.verify(owner.phone().wrongCode(now()))).isEqualTo("WRONG_CODE");
        assertThat(host.mfa.status(USER).refusing().orElseThrow().reason()).isEqualTo(THROTTLED);
    }

    private void lock() {
        host.failTimes(30, owner.phone());
        assertThat(host.mfa.status(USER).refusing()).contains(Rejected.because(LOCKED));
    }

    /** Twice nearly locked, and in between a right code: what is used up is the budget of the period. */
    private void lockByTheBudget() {
        for (int i = 0; i < 2; i++) {
            host.failTimes(29, owner.phone());
            host.clock.moveSeconds(60);
            assertThat(host.verify(fresh())).isEqualTo(ACCEPTED);
        }
        host.failTimes(2, owner.phone());
        Rejected locked = host.mfa.status(USER).refusing().orElseThrow();
        assertThat(locked.reason()).isEqualTo(LOCKED);
        assertThat(locked.retryAt()).isPresent();
    }

    private void refused(Object answer, RejectionReason why) {
        assertThat(answer).isEqualTo(Rejected.because(why));
        assertThat(host.cost()).isEqualTo(NOTHING);
        assertThat(host.events).containsExactly(new MfaEvent.ChangeRefused(USER, now(), why, 0));
        host.forgetCounts();
    }

    @Test
    void whereNothingIsLockedThereIsNoLink() {
        refused(create(), NOT_LOCKED);
        host.failTimes(4, owner.phone());
        host.forgetCounts();
        refused(create(), NOT_LOCKED);
        assertThat(host.verify(owner.phone().wrongCode(now()))).isEqualTo("WRONG_CODE");
        host.clock.moveSeconds(30);
        host.forgetCounts();
        refused(create(), NOT_LOCKED);
    }

    @Test
    void whoseBackupCodesHaveToWaitGetsOneToo() {
        for (int i = 0; i < 5; i++) {
            assertThat(host.verify("0000-0000-0000-0000")).isEqualTo("WRONG_CODE");
        }
        assertThat(host.mfa.status(USER).refusing()).isEmpty();
        assertThat(host.verify(owner.codes().get(0))).isEqualTo("THROTTLED");
        assertThat(redeem(link())).isEqualTo(new Change.Done());
        assertThat(host.verify(owner.codes().get(0))).isEqualTo(ACCEPTED);
    }

    /** Strangers can ask for recovery links, and must not use up the way out of a lock. */
    @Test
    void fiveADayAreTheMostWhateverOtherLinksWereAskedFor() {
        lock();
        Instant first = now();
        for (int i = 0; i < 5; i++) {
            host.clock.set(first.plusSeconds(60L * i));
            assertThat(host.mfa.recovery().createRecoveryLink(USER)).isInstanceOf(Grant.Granted.class);
            assertThat(create()).isInstanceOf(Grant.Granted.class);
            tooMany(i < 4 ? now().plusSeconds(60) : first.plusSeconds(86_400), now().plusSeconds(59));
        }
        tooMany(first.plusSeconds(86_400), first.plusSeconds(86_399));
        host.clock.moveSeconds(1);
        assertThat(create()).isInstanceOf(Grant.Granted.class);
        long at = now().getEpochSecond();
        assertThat(host.state().mails().unlockLinks()).isEqualTo(new Quota(1, at, at));
        assertThat(host.state().mails().recoveryLinks().count()).isEqualTo(5);
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
    void whoHasNoSecondFactorGetsNoLinkAndNoRecord() {
        Fixture other = new Fixture();
        assertThat(other.mfa.recovery().createUnlockLink(USER)).isEqualTo(Rejected.because(NOT_ENABLED));
        assertThat(other.record(USER)).isEmpty();
        lock();
        assertThat(host.mfa.admin().reset(USER, "root")).isInstanceOf(Grant.Granted.class);
        host.forgetCounts();
        refused(create(), NOT_ENABLED);
    }

    @Test
    void aThrottledUserGetsOneAndSoDoesALockedOne() {
        throttle();
        BearerToken link = token(create());
        assertThat(redeem(link.value())).isEqualTo(new Change.Done());
        assertThat(host.verify(fresh())).isEqualTo(ACCEPTED);
        lock();
        host.forgetCounts();
        BearerToken next = token(create());
        assertThat(next.value()).matches("[A-Za-z0-9_-]{32}").isNotEqualTo(link.value());
        assertThat(next.expiresAt()).isEqualTo(now().plusSeconds(900));
        assertThat(host.cost()).isEqualTo("1 written, 0 opened, 0 sealed, 0 hashed");
        assertThat(host.events)
                .containsExactly(new RecoveryEvent.UnlockLinkIssued(USER, now(), now().plusSeconds(900)));
        assertThat(host.record(USER)).doesNotContain(next.value()).contains(";t=UNLOCK,");
        assertThat(host.mfa.status(USER).refusing()).as("not by the mail").contains(Rejected.because(LOCKED));
    }

    @Test
    void redeemingEndsTheLockAndKeepsEverything() {
        Verification.Accepted trusting =
                (Verification.Accepted) host.mfa.verifyAndTrustBrowser(USER, fresh(), "Firefox");
        String browser = trusting.browserToken().orElseThrow().value();
        host.clock.moveSeconds(60);
        lock();
        MfaState before = host.active();
        String link = link();
        host.forgetCounts();
        assertThat(redeem(link)).isEqualTo(new Change.Done());
        assertThat(host.cost()).isEqualTo("1 written, 0 opened, 0 sealed, 0 hashed");
        assertThat(host.events).containsExactly(new RecoveryEvent.UnlockedByLink(USER, now()));
        MfaState after = host.active();
        assertThat(after.withMails(Mails.NONE)).isEqualTo(before);
        assertThat(host.mfa.status(USER).refusing()).isEmpty();
        assertThat(host.mfa.afterPassword(USER, browser)).isEqualTo(new SignIn.Allow(true));
        assertThat(host.mfa.afterPassword(USER)).as("nobody is signed in by it").isEqualTo(new SignIn.Challenge());
        assertThat(host.verify(fresh())).isEqualTo(ACCEPTED);
        assertThat(host.verify(owner.codes().get(0))).isEqualTo(ACCEPTED);
        assertThat(host.verify(owner.codes().get(9))).isEqualTo(ACCEPTED);
    }

    @Test
    void redeemingEndsTheWaitOfStrongBackupCodesToo() {
        for (int i = 0; i < 5; i++) {
            assertThat(host.verify("0000-0000-0000-0000")).isEqualTo("WRONG_CODE");
        }
        lock();
        assertThat(redeem(link())).isEqualTo(new Change.Done());
        assertThat(host.verify(owner.codes().get(0))).isEqualTo(ACCEPTED);
    }

    @Test
    void afterALockInARowOneMoreRunIsLookedAt() {
        lock();
        oneMoreRun();
    }

    @Test
    void afterALockByTheBudgetOneMoreRunIsLookedAt() {
        lockByTheBudget();
        oneMoreRun();
    }

    @Test
    void afterALockByBothOneMoreRunIsLookedAt() {
        lock();
        assertThat(redeem(link())).isEqualTo(new Change.Done());
        lock();
        oneMoreRun();
    }

    /** Each further link gives one more, no link gives two. */
    private void oneMoreRun() {
        assertThat(redeem(link())).isEqualTo(new Change.Done());
        assertThat(host.state().failures().inRow()).isZero();
        assertThat(host.state().failures().inPeriod()).isEqualTo(30);
        host.failTimes(29, owner.phone());
        assertThat(host.mfa.status(USER).refusing()).isEmpty();
        host.failTimes(1, owner.phone());
        assertThat(host.verify(fresh())).isEqualTo("LOCKED");
        host.clock.moveSeconds(86_400);
        assertThat(host.verify(fresh())).isEqualTo("LOCKED");
    }

    @Test
    void theRunOfAUserWhoWasOnlyThrottledIsNoLonger() {
        throttle();
        assertThat(redeem(link())).isEqualTo(new Change.Done());
        assertThat(host.state().failures().inPeriod()).isEqualTo(5);
        lock();
        assertThat(host.state().failures().inPeriod()).isEqualTo(35);
    }

    @Test
    void aLinkIsRedeemedOnceAndNotAtTheLastSecond() {
        lock();
        String link = link();
        host.clock.moveSeconds(900);
        host.forgetCounts();
        refused(redeem(link), EXPIRED);
        host.clock.moveSeconds(-1);
        assertThat(redeem(link)).isEqualTo(new Change.Done());
        host.forgetCounts();
        refused(redeem(link), INVALID_TOKEN);
    }

    @Test
    void aWrongTokenCostsNothingAndChangesNothing() {
        lock();
        String first = link();
        host.clock.moveSeconds(60);
        String recovery = token(host.mfa.recovery().createRecoveryLink(USER)).value();
        host.clock.moveSeconds(60);
        String link = link();
        String before = host.record(USER);
        host.forgetCounts();
        for (String wrong : List.of("", first, recovery, link + "A", "A".repeat(1_000_000), "\ud800")) {
            refused(redeem(wrong), INVALID_TOKEN);
        }
        assertThat(host.record(USER)).isEqualTo(before);
        assertThat(reason(host.mfa.recovery().redeemUnlockLink("user-2", link))).isEqualTo(INVALID_TOKEN);
        assertThat(reason(host.mfa.recovery().redeemRecoveryLink(USER, link))).isEqualTo(INVALID_TOKEN);
        assertThat(redeem(link)).isEqualTo(new Change.Done());
        assertThat(host.mfa.recovery().redeemRecoveryLink(USER, recovery))
                .as("another kind, still out")
                .isInstanceOf(Grant.Granted.class);
    }

    @Test
    void aLockFromAClockThatWasAYearAheadIsUnlockedToo() {
        Instant right = now();
        host.clock.move(Duration.ofDays(365));
        lockByTheBudget();
        host.clock.set(right);
        assertThat(redeem(link())).isEqualTo(new Change.Done());
        assertThat(host.verify(fresh())).isEqualTo("REPLAYED");
        assertThat(host.state().failures().periodStart()).isEqualTo(right.getEpochSecond());
        assertThat(host.verify(owner.codes().get(0))).isEqualTo(ACCEPTED);
    }
}
