package io.github.mfa4j;

import static io.github.mfa4j.Fixture.ACCEPTED;
import static io.github.mfa4j.Fixture.USER;
import static io.github.mfa4j.Fixture.outcome;
import static io.github.mfa4j.Fixture.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.mfa4j.spi.CodeKind;
import io.github.mfa4j.spi.MfaEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A browser is trusted in the write that uses a code up, and no code is asked for on it until the trust ends. */
class TrustedBrowserTest {

    private static final Duration MONTH = Duration.ofDays(30);
    private static final String NOTHING = "0 written, 0 opened, 0 sealed, 0 hashed";
    private static final SignIn ALLOW = new SignIn.Allow(true);
    private static final SignIn CHALLENGE = new SignIn.Challenge();

    private final Fixture host = new Fixture(to -> to.trustBrowsersFor(MONTH));
    private final Fixture.Owner owner = host.enable();

    private Instant now() {
        return host.clock.instant();
    }

    private String fresh() {
        return owner.phone().code(now());
    }

    private Verification verify(String typed) {
        return host.mfa.verifyAndTrustBrowser(USER, typed, "Firefox on Linux");
    }

    private BearerToken trust(String name) {
        host.clock.moveSeconds(60);
        return ((Verification.Accepted) host.mfa.verifyAndTrustBrowser(USER, fresh(), name))
                .browserToken()
                .orElseThrow();
    }

    private String trusted() {
        return trust("Firefox on Linux").value();
    }

    private SignIn signIn(String token) {
        return host.mfa.afterPassword(USER, token);
    }

    private List<String> names() {
        return host.mfa.status(USER).trustedBrowsers().stream()
                .map(MfaStatus.TrustedBrowser::name)
                .toList();
    }

    @Test
    void noBrowserIsTrustedUnlessTheHostSaysForHowLong() {
        Fixture plain = new Fixture();
        Fixture.Owner alice = plain.enable();
        String code = alice.phone().code(plain.clock.instant());
        assertThatIllegalStateException()
                .isThrownBy(() -> assertThat(plain.mfa.verifyAndTrustBrowser(USER, code, "Firefox"))
                        .isNull())
                .withMessageContaining("trustBrowsersFor");
        assertThat(plain.cost()).isEqualTo(NOTHING);
        assertThat(plain.verify(code)).as("not used up").isEqualTo(ACCEPTED);
        for (Duration wrong : List.of(
                Duration.ZERO, Duration.ofMillis(59_999), Duration.ofDays(90).plusNanos(1), MONTH.negated())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> plain.builder().trustBrowsersFor(wrong));
        }
    }

    @Test
    void theWriteThatUsesTheCodeUpTrustsTheBrowser() {
        String code = fresh();
        Verification.Accepted accepted = (Verification.Accepted) verify(code);
        BearerToken token = accepted.browserToken().orElseThrow();
        assertThat(accepted.kind()).isEqualTo(CodeKind.APP_CODE);
        assertThat(accepted.backupCodesLeft()).isEqualTo(10);
        assertThat(token.expiresAt()).isEqualTo(now().plus(MONTH));
        assertThat(token.value()).as("192 bits").matches("[A-Za-z0-9_-]{32}");
        assertThat(host.cost()).isEqualTo("1 written, 1 opened, 0 sealed, 0 hashed");
        assertThat(host.events)
                .containsExactly(
                        new MfaEvent.CodeAccepted(
                                USER, now(), CodeKind.APP_CODE, Optional.of("Authenticator app"), 10, 0),
                        new MfaEvent.BrowserTrusted(USER, now(), "Firefox on Linux", now().plus(MONTH), 1));
        assertThat(host.record(USER)).doesNotContain(token.value());
        assertThat(host.verify(code)).isEqualTo("REPLAYED");
        Verification.Accepted byBackupCode =
                (Verification.Accepted) verify(owner.codes().get(0));
        assertThat(byBackupCode.kind()).isEqualTo(CodeKind.BACKUP_CODE);
        assertThat(byBackupCode.browserToken().orElseThrow().value()).isNotEqualTo(token.value());
        assertThat(signIn(token.value())).isEqualTo(ALLOW);
    }

    @Test
    void onATrustedBrowserNoCodeIsAskedForAndNothingIsWritten() {
        String token = trusted();
        assertThat(signIn("")).isEqualTo(CHALLENGE);
        host.forgetCounts();
        for (int i = 0; i < 2; i++) {
            assertThat(signIn(token)).isEqualTo(ALLOW);
        }
        assertThat(host.cost()).isEqualTo(NOTHING);
        assertThat(host.events)
                .hasSize(2)
                .containsOnly(new MfaEvent.TrustedBrowserUsed(USER, now(), "Firefox on Linux"));
        assertThat(host.mfa.afterPassword(USER)).as("no token").isEqualTo(CHALLENGE);
    }

    @Test
    void aRefusedCodeTrustsNoBrowser() {
        String code = fresh();
        assertThat(host.verify(code)).isEqualTo(ACCEPTED);
        List<String> refusals = new ArrayList<>();
        for (String typed : List.of(code, "", owner.phone().wrongCode(now()), "0000-0000-0000-0000")) {
            refusals.add(outcome(verify(typed)));
        }
        host.failTimes(3, owner.phone());
        assertThat(outcome(verify(owner.phone().wrongCode(now())))).isEqualTo("WRONG_CODE");
        refusals.add(outcome(verify(owner.phone().code(now().plusSeconds(30)))));
        host.clock.moveSeconds(30);
        host.failTimes(25, owner.phone());
        refusals.add(outcome(verify(fresh())));
        assertThat(refusals)
                .containsExactly("REPLAYED", "MALFORMED", "WRONG_CODE", "WRONG_CODE", "THROTTLED", "LOCKED");
        assertThat(host.state().browsers()).isEmpty();
        assertThat(host.events(MfaEvent.BrowserTrusted.class)).isEmpty();
        assertThat(outcome(host.mfa.verifyAndTrustBrowser("nobody", "123456", "x")))
                .isEqualTo("NOT_ENABLED");
        assertThat(host.record("nobody")).isEmpty();
    }

    @Test
    void whatIsNoTokenOfThisUserIsNone() {
        String token = trusted();
        Fixture.Owner other = host.enable("user-2");
        host.clock.moveSeconds(60);
        String foreign = ((Verification.Accepted) host.mfa.verifyAndTrustBrowser(
                        other.user(), other.phone().code(now()), "Firefox"))
                .browserToken()
                .orElseThrow()
                .value();
        String link = token(host.mfa.recovery().createRecoveryLink(USER)).value();
        String changed = (token.charAt(0) == 'A' ? 'B' : 'A') + token.substring(1);
        String id = host.mfa.status(USER).trustedBrowsers().get(0).id();
        String hash = host.state().browsers().get(0).token().hash();
        host.forgetCounts();
        for (String wrong : List.of(
                foreign,
                link,
                changed,
                token + "A",
                token.substring(1),
                " " + token,
                id,
                hash,
                " ",
                "\ud800",
                "\n",
                "A".repeat(1_000_000))) {
            assertThat(signIn(wrong)).isEqualTo(CHALLENGE);
        }
        assertThat(host.cost()).isEqualTo(NOTHING);
        assertThat(host.events).isEmpty();
        assertThat(host.mfa.afterPassword("user-2", token)).isEqualTo(CHALLENGE);
        assertThat(host.mfa.afterPassword("user-2", foreign)).isEqualTo(ALLOW);
        assertThat(host.mfa.recovery().redeemRecoveryLink(USER, token)).isInstanceOf(Rejected.class);
        assertThat(host.mfa.afterPassword("nobody", token)).isEqualTo(new SignIn.Allow(false));
        assertThat(signIn(token)).isEqualTo(ALLOW);
    }

    @Test
    void trustEndsAtItsSecond() {
        BearerToken token = trust("Firefox");
        host.clock.set(token.expiresAt().minusNanos(1));
        assertThat(signIn(token.value())).isEqualTo(ALLOW);
        assertThat(names()).containsExactly("Firefox");
        host.clock.set(token.expiresAt());
        assertThat(signIn(token.value())).isEqualTo(CHALLENGE);
        assertThat(names()).isEmpty();
    }

    @Test
    void aShorterTimeEndsTrustThatWasGivenBeforeAndALongerOneDoesNotProlongIt() {
        BearerToken token = trust("Firefox");
        Instant since = now();
        Mfa shorter = host.another(to -> to.trustBrowsersFor(Duration.ofDays(1)));
        Mfa longer = host.another(to -> to.trustBrowsersFor(Duration.ofDays(90)));
        assertThat(shorter.status(USER).trustedBrowsers())
                .extracting(MfaStatus.TrustedBrowser::expiresAt)
                .as("what holds today")
                .containsExactly(since.plusSeconds(86_400));
        host.clock.set(since.plusSeconds(86_399));
        assertThat(shorter.afterPassword(USER, token.value())).isEqualTo(ALLOW);
        host.clock.moveSeconds(1);
        assertThat(shorter.afterPassword(USER, token.value())).isEqualTo(CHALLENGE);
        assertThat(shorter.status(USER).trustedBrowsers()).isEmpty();
        assertThat(longer.afterPassword(USER, token.value())).isEqualTo(ALLOW);
        host.clock.set(token.expiresAt());
        assertThat(longer.afterPassword(USER, token.value())).isEqualTo(CHALLENGE);
    }

    @Test
    void aHostThatSwitchesItOffTrustsNoBrowserAnyMore() {
        String token = trusted();
        Mfa off = host.another(to -> to);
        assertThat(off.afterPassword(USER, token)).isEqualTo(CHALLENGE);
        assertThat(off.status(USER).trustedBrowsers()).isEmpty();
        assertThat(off.settings().forgetAllBrowsers(USER)).isEqualTo(new Change.Done());
        assertThat(signIn(token)).as("forgotten for good").isEqualTo(CHALLENGE);
    }

    @Test
    void aTokenFromAClockThatIsMoreThanTwoMinutesAheadIsNotGood() {
        String token = trusted();
        host.clock.moveSeconds(-121);
        assertThat(signIn(token)).isEqualTo(CHALLENGE);
        host.clock.moveSeconds(1);
        assertThat(signIn(token)).isEqualTo(ALLOW);
    }

    @Test
    void theSixthTakesThePlaceOfTheOldest() {
        List<String> tokens = Stream.of("1", "2", "3", "4", "5")
                .map(name -> trust(name).value())
                .toList();
        assertThat(tokens)
                .doesNotHaveDuplicates()
                .allSatisfy(token -> assertThat(signIn(token)).isEqualTo(ALLOW));
        host.events.clear();
        String sixth = trust("6").value();
        assertThat(host.events(MfaEvent.BrowserTrusted.class))
                .containsExactly(new MfaEvent.BrowserTrusted(USER, now(), "6", now().plus(MONTH), 5));
        assertThat(names()).containsExactly("2", "3", "4", "5", "6");
        assertThat(signIn(tokens.get(0))).isEqualTo(CHALLENGE);
        assertThat(signIn(tokens.get(1))).isEqualTo(ALLOW);
        assertThat(signIn(sixth)).isEqualTo(ALLOW);
    }

    @Test
    void oneThatHasExpiredMakesRoomFirst() {
        Mfa longer = host.another(to -> to.trustBrowsersFor(Duration.ofDays(90)));
        host.clock.moveSeconds(60);
        assertThat(longer.verifyAndTrustBrowser(USER, fresh(), "oldest")).isInstanceOf(Verification.Accepted.class);
        trust("expired");
        host.clock.move(MONTH);
        for (String name : List.of("3", "4", "5", "6")) {
            host.clock.moveSeconds(60);
            assertThat(longer.verifyAndTrustBrowser(USER, fresh(), name)).isInstanceOf(Verification.Accepted.class);
        }
        assertThat(longer.status(USER).trustedBrowsers())
                .extracting(MfaStatus.TrustedBrowser::name)
                .containsExactly("oldest", "3", "4", "5", "6");
        assertThat(host.state().browsers()).hasSize(5);
    }

    @Test
    void anAcceptedCodeForgetsOneThatHasExpired() {
        BearerToken token = trust("Firefox");
        host.clock.set(token.expiresAt());
        assertThat(host.verify(fresh())).isEqualTo(ACCEPTED);
        assertThat(host.state().browsers()).isEmpty();
    }

    @Test
    void oneThatIsTooOldAsConfiguredTodayMakesRoomToo() {
        assertThat(trust("1").value()).isNotEqualTo(trust("2").value());
        Mfa shorter = host.another(to -> to.trustBrowsersFor(Duration.ofMinutes(1)));
        host.clock.moveSeconds(60);
        host.forgetCounts();
        assertThat(shorter.verifyAndTrustBrowser(USER, fresh(), "3")).isInstanceOf(Verification.Accepted.class);
        assertThat(host.events(MfaEvent.BrowserTrusted.class))
                .containsExactly(new MfaEvent.BrowserTrusted(USER, now(), "3", now().plusSeconds(60), 1));
    }

    @Test
    void aLockDoesNotEndTrust() {
        String token = trusted();
        host.clock.moveSeconds(60);
        host.failTimes(30, owner.phone());
        assertThat(host.verify(fresh())).isEqualTo("LOCKED");
        assertThat(signIn(token)).isEqualTo(ALLOW);
        assertThat(signIn("")).isEqualTo(CHALLENGE);
    }
}
