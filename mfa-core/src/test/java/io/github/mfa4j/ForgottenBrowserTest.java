package io.github.mfa4j;

import static io.github.mfa4j.Fixture.ACCEPTED;
import static io.github.mfa4j.Fixture.USER;
import static io.github.mfa4j.Fixture.reason;
import static io.github.mfa4j.Fixture.token;
import static io.github.mfa4j.spi.RejectionReason.SUPERSEDED;
import static io.github.mfa4j.spi.RejectionReason.UNKNOWN_BROWSER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.mfa4j.spi.MfaEvent;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trusted browsers are listed, and whatever takes the second factor away takes them with it. */
class ForgottenBrowserTest {

    private static final Duration MONTH = Duration.ofDays(30);
    private static final String NOTHING = "0 written, 0 opened, 0 sealed, 0 hashed";
    private static final SignIn ALLOW = new SignIn.Allow(true);
    private static final SignIn CHALLENGE = new SignIn.Challenge();

    private final Fixture host = new Fixture(to -> to.trustBrowsersFor(MONTH));
    private final Fixture.Owner owner = host.enable();
    private final Instant start = host.clock.instant();
    private String firefox = "";
    private String safari = "";

    @BeforeEach
    void twoBrowsersAreTrusted() {
        firefox = trust("Firefox on Linux");
        safari = trust("Safari");
        host.forgetCounts();
    }

    private Instant now() {
        return host.clock.instant();
    }

    private String trust(String name) {
        host.clock.moveSeconds(60);
        return ((Verification.Accepted)
                        host.mfa.verifyAndTrustBrowser(USER, owner.phone().code(now()), name))
                .browserToken()
                .orElseThrow()
                .value();
    }

    private String browserId(int index) {
        return host.mfa.status(USER).trustedBrowsers().get(index).id();
    }

    private void assertForgotten(SignIn instead) {
        for (String token : new String[] {firefox, safari}) {
            assertThat(host.mfa.afterPassword(USER, token)).isEqualTo(instead);
        }
        assertThat(host.mfa.status(USER).trustedBrowsers()).isEmpty();
        assertThat(host.record(USER)).doesNotContain(";w=");
        assertThat(host.events(MfaEvent.TrustedBrowserUsed.class)).isEmpty();
    }

    @Test
    void theyAreListedTheOldestFirst() {
        Instant first = start.plusSeconds(60);
        Instant second = start.plusSeconds(120);
        assertThat(host.mfa.status(USER).trustedBrowsers())
                .containsExactly(
                        new MfaStatus.TrustedBrowser(browserId(0), "Firefox on Linux", first, first.plus(MONTH)),
                        new MfaStatus.TrustedBrowser(browserId(1), "Safari", second, second.plus(MONTH)));
        assertThat(browserId(0)).hasSize(8).isNotEqualTo(browserId(1));
    }

    @Test
    void oneIsForgottenAndTheOtherIsNot() {
        String id = browserId(0);
        assertThat(host.mfa.settings().forgetBrowser(USER, id)).isEqualTo(new Change.Done());
        assertThat(host.cost()).isEqualTo("1 written, 0 opened, 0 sealed, 0 hashed");
        assertThat(host.events).containsExactly(new MfaEvent.BrowsersForgotten(USER, now(), 1));
        assertThat(host.mfa.afterPassword(USER, firefox)).isEqualTo(CHALLENGE);
        assertThat(host.mfa.afterPassword(USER, safari)).isEqualTo(ALLOW);
        host.forgetCounts();
        for (String none : new String[] {id, "", "nonsense", firefox, host.deviceId(0)}) {
            assertThat(reason(host.mfa.settings().forgetBrowser(USER, none))).isEqualTo(UNKNOWN_BROWSER);
        }
        assertThat(host.cost()).isEqualTo(NOTHING);
        assertThat(host.events).hasSize(5).containsOnly(new MfaEvent.ChangeRefused(USER, now(), UNKNOWN_BROWSER, 0));
    }

    @Test
    void allAreForgottenAtOnceAsAfterAChangeOfThePassword() {
        assertThat(host.mfa.settings().forgetAllBrowsers(USER)).isEqualTo(new Change.Done());
        assertThat(host.cost()).isEqualTo("1 written, 0 opened, 0 sealed, 0 hashed");
        assertThat(host.events).containsExactly(new MfaEvent.BrowsersForgotten(USER, now(), 2));
        assertForgotten(CHALLENGE);
        assertThat(host.mfa.settings().forgetAllBrowsers(USER)).isEqualTo(new Change.Done());
        assertThat(host.mfa.settings().forgetAllBrowsers("nobody")).isEqualTo(new Change.Done());
        assertThat(host.store.writes).hasValue(1);
        assertThat(host.events).hasSize(1);
    }

    @Test
    void switchingOffForgetsThemAndSwitchingOnAgainBringsNoneBack() {
        assertThat(host.mfa.settings().disable(USER, owner.codes().get(0))).isEqualTo(new Change.Done());
        assertThat(host.record(USER)).isEqualTo("mfa4j1");
        assertForgotten(new SignIn.Allow(false));
        host.enable();
        assertForgotten(CHALLENGE);
    }

    @Test
    void aResetForgetsThem() {
        assertThat(host.mfa.admin().reset(USER, "root")).isInstanceOf(Grant.Granted.class);
        assertForgotten(new SignIn.EnrollNow(true));
    }

    @Test
    void aRecoveryForgetsThem() {
        String link = token(host.mfa.recovery().createRecoveryLink(USER)).value();
        assertThat(host.mfa.afterPassword(USER, firefox)).as("not by the mail").isEqualTo(ALLOW);
        host.forgetCounts();
        assertThat(host.mfa.recovery().redeemRecoveryLink(USER, link)).isInstanceOf(Grant.Granted.class);
        assertForgotten(new SignIn.EnrollNow(true));
    }

    @Test
    void theActivationOfAReplacementForgetsThemAndNoStepBefore() {
        Enrollment.Offered offer = (Enrollment.Offered) host.mfa
                .recovery()
                .replaceLostDevices(USER, "a", "New", owner.codes().get(0));
        Confirmation.AwaitingActivation shown = (Confirmation.AwaitingActivation) host.mfa.confirm(
                USER, offer.id(), TestPhone.scanning(offer.uri()).code(now()));
        assertThat(host.mfa.afterPassword(USER, firefox)).isEqualTo(ALLOW);
        host.forgetCounts();
        assertThat(host.mfa.activate(USER, shown.setId())).isEqualTo(new Activation.Enabled(10));
        assertForgotten(CHALLENGE);
    }

    @Test
    void aRemovedDeviceTakesThemWithItAndWhatIsPendingToo() {
        host.clock.moveSeconds(60);
        host.addPhone("Tablet", owner.phone());
        Reissue.Issued shown = (Reissue.Issued) host.mfa.settings().reissueBackupCodesAfterFullReauthentication(USER);
        String tablet = host.deviceId(1);
        host.forgetCounts();
        assertThat(host.mfa.settings().removeDevice(USER, tablet, owner.phone().code(now())))
                .isEqualTo(new Change.Done());
        assertThat(host.cost()).isEqualTo("1 written, 1 opened, 1 sealed, 0 hashed");
        assertThat(host.events.subList(1, 3))
                .containsExactly(
                        new MfaEvent.DeviceRemoved(USER, now(), "Tablet", 1),
                        new MfaEvent.BrowsersForgotten(USER, now(), 2));
        assertForgotten(CHALLENGE);
        assertThat(reason(host.mfa.activate(USER, shown.setId()))).isEqualTo(SUPERSEDED);
    }

    @Test
    void whatChangesLessForgetsNone() {
        host.clock.moveSeconds(60);
        host.addPhone("Tablet", owner.phone());
        assertThat(host.mfa.settings().renameDevice(USER, host.deviceId(1), "Old tablet"))
                .isEqualTo(new Change.Done());
        Reissue.Issued shown = (Reissue.Issued) host.mfa.settings().reissueBackupCodesAfterFullReauthentication(USER);
        assertThat(host.mfa.activate(USER, shown.setId())).isEqualTo(new Activation.Enabled(10));
        assertThat(host.mfa.afterPassword(USER, firefox)).isEqualTo(ALLOW);
        assertThat(host.mfa.afterPassword(USER, safari)).isEqualTo(ALLOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " x",
                "x ",
                "a\nb",
                "\ud800",
                "\u202ecba",
                "a\u200bb",
                "\u200d",
                "\u2028",
                "\u3164",
                "1234567890123456789012345678901234567890123456789"
            })
    void namesThatNoPageCanShowAreRefusedAndUseNoCodeUp(String name) {
        host.clock.moveSeconds(60);
        String code = owner.phone().code(now());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(host.mfa.verifyAndTrustBrowser(USER, code, name))
                        .isNull())
                .withMessageContaining("browserName");
        assertThat(host.cost()).isEqualTo(NOTHING);
        assertThat(host.verify(code)).isEqualTo(ACCEPTED);
    }

    @Test
    void theLongestNameIsKeptAsItIs() {
        String name = "\u00e9".repeat(24);
        assertThat(trust(name)).hasSize(32);
        assertThat(host.mfa.status(USER).trustedBrowsers().get(2).name()).isEqualTo(name);
    }

    @Test
    void ofThoseWhoseTimeIsOverNothingIsTold() {
        String id = browserId(0);
        host.clock.move(MONTH);
        String chrome = trust("Chrome");
        host.forgetCounts();
        assertThat(host.mfa.settings().forgetAllBrowsers(USER)).isEqualTo(new Change.Done());
        assertThat(host.events).containsExactly(new MfaEvent.BrowsersForgotten(USER, now(), 1));
        assertThat(host.mfa.afterPassword(USER, chrome)).isEqualTo(CHALLENGE);
        assertThat(reason(host.mfa.settings().forgetBrowser(USER, id))).isEqualTo(UNKNOWN_BROWSER);
    }

    @Test
    void allThatRanOutAreForgottenInSilence() {
        host.clock.move(MONTH.plusDays(1));
        host.forgetCounts();
        assertThat(host.mfa
                        .settings()
                        .forgetBrowser(USER, host.state().browsers().get(0).id()))
                .isEqualTo(new Change.Done());
        assertThat(host.mfa.settings().forgetAllBrowsers(USER)).isEqualTo(new Change.Done());
        assertThat(host.state().browsers()).isEmpty();
        assertThat(host.events).isEmpty();
    }

    /** A server whose clock is behind trusts them not yet; they are told of, for the others do. */
    @Test
    void thoseThatAClockBehindDoesNotKnowYetAreToldOf() {
        host.clock.move(Duration.ofMinutes(-10));
        assertThat(host.mfa.status(USER).trustedBrowsers()).isEmpty();
        assertThat(host.mfa.settings().forgetAllBrowsers(USER)).isEqualTo(new Change.Done());
        assertThat(host.events).containsExactly(new MfaEvent.BrowsersForgotten(USER, now(), 2));
    }
}
