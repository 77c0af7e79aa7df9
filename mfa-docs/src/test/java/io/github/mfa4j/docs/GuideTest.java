package io.github.mfa4j.docs;

import static io.github.mfa4j.docs.CompiledPage.ask;
import static io.github.mfa4j.docs.GuideApplication.ADDRESS;
import static io.github.mfa4j.docs.GuideApplication.GUIDE;
import static io.github.mfa4j.docs.GuideApplication.between;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.mfa4j.BearerToken;
import io.github.mfa4j.MfaBuilder;
import io.github.mfa4j.MfaStatus;
import io.github.mfa4j.defaults.InMemoryMfaStore;
import io.github.mfa4j.docs.GuideApplication.Person;
import io.github.mfa4j.docs.GuideApplication.Session;
import io.github.mfa4j.spi.MfaEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The flows of docs/guide.md, lived through with its own code. */
class GuideTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Instant MARCH = Instant.parse("2027-03-01T00:00:00Z");

    private final GuideApplication app = new GuideApplication();
    private final Session session = new Session();

    @Test
    void f1AndF8AnOwnerRequiresItFromMarchAndAWeekLaterNothingElseIsOpen() {
        assertThat(require()).isEqualTo("set up your own second factor first");
        assertThat(app.afterPassword(session, "acme/bob")).isEqualTo("/home");
        app.enrolled("acme/owner");
        assertThat(require()).isEqualTo("required from " + MARCH);
        assertThat(app.afterPassword(session, "acme/bob")).isEqualTo("/home?set-up-before=2027-03-08T00:00:00Z");
        assertThat(session.reaches).isEqualTo("signedIn");
        assertThat(app.afterPassword(session, "other/carol")).isEqualTo("/home");

        app.clock.set(MARCH.plus(Duration.ofDays(7)));
        assertThat(app.afterPassword(session, "acme/bob")).isEqualTo("/set-up/prove");
        assertThat(session.reaches).isEqualTo("mustSetUp");
        assertThat(scan("acme/bob")).isEqualTo("no: PROOF_REQUIRED");
        Person bob = app.complete("acme/bob", proveAddress("acme/bob"));
        assertThat(app.signsIn("acme/bob", app.code(bob))).isTrue();
    }

    private String require() {
        return ask(app.organizations, "require", app.mfa, "acme/owner", MARCH, Duration.ofDays(7));
    }

    private String scan(String user) {
        return ask(app.setUp, "scan", session.values, user, ADDRESS);
    }

    private String proveAddress(String user) {
        assertThat(ask(app.setUp, "mailNumber", user, ADDRESS)).startsWith("Type the number");
        String number = app.lastMailFrom("Your number is ").substring(0, 6);
        return ask(app.setUp, "proveAddress", session.values, user, ADDRESS, number);
    }

    @Test
    void f2ASharedAccountShowsAndIsEnded() {
        Person desk = app.enrolled("acme/desk");
        app.addedPhone(desk, "Bob’s phone");
        assertThat(app.events)
                .filteredOn(MfaEvent.DeviceAdded.class::isInstance)
                .extracting("deviceName", "devicesNow")
                .containsExactly(tuple("Bob’s phone", 2));
        assertThat(ask(app.settings, "show", "acme/desk"))
                .contains("\ndevice Authenticator app", "\ndevice Bob’s phone");

        app.sharedAccounts.add("acme/desk");
        app.sharedAccounts.add("acme/night");
        assertThat(scan("acme/night")).isEqualTo("no: ENROLLMENT_FORBIDDEN");
        assertThat(app.afterPassword(session, "acme/night")).isEqualTo("/home");
        assertThat(app.afterPassword(session, "acme/desk")).isEqualTo("/code");
        assertThat(ask(app.helpDesk, "reset", "acme/desk", "carol")).startsWith("Hand this over");
        assertThat(app.afterPassword(session, "acme/desk")).isEqualTo("/home");

        app.enrolled("acme/owner");
        assertThat(require()).startsWith("required");
        app.clock.set(MARCH.plus(Duration.ofDays(7)));
        assertThat(app.afterPassword(session, "acme/night")).isEqualTo("/set-up/prove");
        assertThat(ask(app.setUp, "mailNumber", "acme/night", ADDRESS)).isEqualTo("no: ENROLLMENT_FORBIDDEN");
    }

    @Test
    void f3AndF4AKeyToTypeAndTenCodesOnPaper() {
        String page = scan("alice");
        assertThat(between(page, "<b>", "</b>")).matches("([A-Z2-7]{4} ){7}[A-Z2-7]{4}");
        Person alice = app.complete("alice", page);
        assertThat(alice.backupCodes()).hasSize(10).allMatch(code -> code.matches("([0-9A-Z]{4}-){3}[0-9A-Z]{4}"));
        assertThat(app.signsIn("alice", alice.backupCodes().get(0).toLowerCase(Locale.ROOT)))
                .isTrue();
        assertThat(app.signsIn("alice", alice.backupCodes().get(0))).isFalse();
    }

    @Test
    void f4SixDigitCodesLockAfterSevenWrongOnesTogetherWithTheAppCodes() {
        GuideApplication promised = new GuideApplication(new InMemoryMfaStore(), builder ->
                (MfaBuilder) GUIDE.callStatic("SixDigitBackupCodes", "promised", builder));
        Person alice = promised.enrolled("alice");
        assertThat(alice.backupCodes()).hasSize(10).allMatch(code -> code.matches("[0-9]{6}"));
        String wrong = promised.wrongCode(alice);
        assertThat(alice.backupCodes()).doesNotContain(wrong);
        for (int i = 0; i < 7; i++) {
            assertThat(promised.signsIn("alice", wrong)).isFalse();
            promised.pass(MINUTE.multipliedBy(10));
        }
        assertThat(promised.afterPassword(session, "alice")).isEqualTo("/code");
        assertThat(promised.typeCode(session, alice.backupCodes().get(0))).isEqualTo("/code?because=LOCKED");
    }

    @Test
    void f5ALostPhoneIsReplacedWithABackupCode() {
        Person alice = app.enrolled("alice");
        String backupCode = alice.backupCodes().get(0);
        String page = ask(app.lostPhone, "replace", "alice", ADDRESS, backupCode);
        assertThat(app.signsIn("alice", app.code(alice))).isTrue();
        Person again = app.complete("alice", page);
        assertThat(app.signsIn("alice", app.code(alice))).isFalse();
        assertThat(app.signsIn("alice", alice.backupCodes().get(1))).isFalse();
        assertThat(app.signsIn("alice", app.code(again))).isTrue();
        assertThat(ask(app.lostPhone, "replace", "alice", ADDRESS, backupCode)).isEqualTo("no: WRONG_CODE");
    }

    @Test
    void f5WithoutABackupCodeALinkRemovesEverythingAndSignsNobodyIn() {
        Person alice = app.enrolled("alice");
        assertThat(ask(app.lostPhone, "mailRecoveryLink", "alice", ADDRESS)).isEqualTo("We mailed you a link.");
        String token = app.lastMailFrom("#");
        assertThat(ask(app.lostPhone, "recover", session.values, "alice", "made up"))
                .isEqualTo("no: INVALID_TOKEN");
        assertThat(app.signsIn("alice", app.code(alice))).isTrue();
        assertThat(ask(app.lostPhone, "recover", session.values, "alice", token))
                .startsWith("Everything was removed");
        assertThat(app.afterPassword(new Session(), "alice")).isEqualTo("/set-up/prove");
        assertThat(ask(app.setUp, "scan", new Session().values, "alice", ADDRESS))
                .isEqualTo("no: PROOF_REQUIRED");

        Person again = app.complete("alice", scan("alice"));
        assertThat(app.signsIn("alice", app.code(again))).isTrue();
        assertThat(ask(app.lostPhone, "recover", session.values, "alice", token))
                .isEqualTo("no: INVALID_TOKEN");
        assertThat(app.notices).anyMatch(text -> text.startsWith("Your second factor was removed by a link"));
    }

    @Test
    void f6F7AndF12SwitchingOffTakesACodeAndEverythingWithIt() {
        Person alice = app.enrolled("acme/owner");
        assertThat(ask(app.settings, "switchOff", "acme/owner", app.wrongCode(alice)))
                .isEqualTo("no: WRONG_CODE");
        app.clock.set(MARCH);
        require();
        String code = app.code(alice);
        assertThat(ask(app.settings, "switchOff", "acme/owner", code)).isEqualTo("no: REQUIRED_BY_POLICY");
        ask(app.organizations, "require", app.mfa, "acme/owner", MARCH.plusSeconds(60), Duration.ZERO);
        assertThat(ask(app.settings, "switchOff", "acme/owner", code)).isEqualTo("off");

        MfaStatus status = app.mfa.status("acme/owner");
        assertThat(status.enabled()).isFalse();
        assertThat(status.backupCodesLeft()).isZero();
        session.user = "acme/owner";
        assertThat(app.typeCode(session, alice.backupCodes().get(0))).startsWith("/home?set-up-before=");
        Person again = app.enrolled("other");
        assertThat(ask(app.settings, "switchOff", "other", again.backupCodes().get(0)))
                .isEqualTo("off");
    }

    @Test
    void f9NothingCountsBeforeTheLastStep() {
        GuideApplication proving = new GuideApplication(new InMemoryMfaStore(), MfaBuilder::requireEmailProof);
        assertThat(ask(proving.setUp, "scan", session.values, "alice", ADDRESS)).isEqualTo("no: PROOF_REQUIRED");
        ask(proving.setUp, "mailNumber", "alice", ADDRESS);
        String number = proving.lastMailFrom("Your number is ").substring(0, 6);
        String left = ask(proving.setUp, "proveAddress", session.values, "alice", ADDRESS, number);
        assertThat(left).startsWith("<svg");
        assertThat(proving.afterPassword(session, "alice")).isEqualTo("/home");

        proving.pass(Duration.ofMinutes(11));
        String offer = between(left, "value=\"", "\"");
        assertThat(ask(proving.setUp, "phoneWorks", "alice", offer, "000000")).isEqualTo("no: EXPIRED");
        String page = ask(proving.setUp, "scan", session.values, "alice", ADDRESS);
        assertThat(ask(proving.setUp, "phoneWorks", "alice", offer, "000000")).isEqualTo("no: SUPERSEDED");
        Person alice = proving.complete("alice", page);
        assertThat(proving.signsIn("alice", proving.code(alice))).isTrue();
    }

    @Test
    void f9APermitThatIsUsedUpOrRefusedLeavesTheSession() {
        Person alice = app.complete(session.values, "alice", proveAddress("alice"));
        assertThat(session.values).isEmpty();
        assertThat(ask(app.settings, "switchOff", "alice", app.code(alice))).isEqualTo("off");
        assertThat(scan("alice")).startsWith("<svg");

        proveAddress("bob");
        Session elsewhere = new Session();
        elsewhere.values.putAll(session.values);
        app.pass(MINUTE.multipliedBy(30));
        assertThat(scan("bob")).isEqualTo("no: EXPIRED");
        assertThat(scan("bob")).startsWith("<svg");
        app.enrolled("bob");
        assertThat(ask(app.helpDesk, "reset", "bob", "carol")).startsWith("Hand this over");
        assertThat(ask(app.setUp, "scan", elsewhere.values, "bob", ADDRESS)).isEqualTo("no: INVALID_TOKEN");
        assertThat(ask(app.setUp, "scan", elsewhere.values, "bob", ADDRESS)).isEqualTo("no: PROOF_REQUIRED");
    }

    @Test
    void f10PasswordThenCodeOnceAndNoneOnATrustedBrowser() {
        Person alice = app.enrolled("alice");
        String code = app.code(alice);
        assertThat(app.signsIn("alice", code)).isTrue();
        assertThat(app.afterPassword(session, "alice")).isEqualTo("/code");
        assertThat(app.typeCode(session, code)).startsWith("/code?because=REPLAYED&until=");
        assertThat(app.typeCode(session, "what?")).isEqualTo("/code?because=MALFORMED");

        app.pass(MINUTE);
        List<BearerToken> cookies = new ArrayList<>();
        Consumer<BearerToken> cookie = cookies::add;
        ask(app.signIn, "codeAndTrust", session.forPages, app.code(alice), "Firefox on Linux", cookie);
        assertThat(session.reaches).isEqualTo("signedIn");
        assertThat(cookies.get(0).expiresAt()).isEqualTo(app.clock.instant().plus(Duration.ofDays(30)));
        String token = cookies.get(0).value();
        Session next = new Session();
        assertThat(ask(app.signIn, "afterPassword", next.forPages, "alice", token))
                .isEqualTo("/home");
        assertThat(ask(app.settings, "passwordChanged", "alice")).isEqualTo("no browser is trusted");
        assertThat(ask(app.signIn, "afterPassword", next.forPages, "alice", token))
                .isEqualTo("/code");
    }

    @Test
    void f11TheOldCodesAreGoodUntilTheNewOnesAreSaved() {
        Person alice = app.enrolled("alice");
        List<String> issued = ask(app.settings, "newBackupCodes", "alice", app.code(alice))
                .lines()
                .toList();
        assertThat(issued).hasSize(11);
        assertThat(app.signsIn("alice", alice.backupCodes().get(0))).isTrue();
        assertThat(app.signsIn("alice", issued.get(1))).isFalse();
        assertThat(ask(app.setUp, "codesSaved", session.values, "alice", issued.get(0)))
                .endsWith("with 10 backup codes.");
        assertThat(app.signsIn("alice", alice.backupCodes().get(1))).isFalse();
        assertThat(app.signsIn("alice", issued.get(1))).isTrue();
    }

    @Test
    void f13TheSettingsPageShowsTheStateAndDevicesComeAndGo() {
        Instant since = app.clock.instant();
        Person alice = app.enrolled("acme/owner");
        require();
        String first = app.mfa.status("acme/owner").devices().get(0).id();
        assertThat(ask(app.settings, "renameDevice", "acme/owner", first, "Old phone"))
                .isEqualTo("renamed");
        assertThat(ask(app.settings, "show", "acme/owner"))
                .isEqualTo("on since " + since
                        + "\ndevice Old phone, added " + since + ", last used " + since
                        + "\nbackup codes left: 10\nrequired from " + MARCH);
        assertThat(ask(app.settings, "show", "nobody")).isEqualTo("off\nbackup codes left: 0");

        app.clock.set(MARCH);
        assertThat(ask(app.settings, "removeDevice", "acme/owner", first, app.code(alice)))
                .isEqualTo("no: REQUIRED_BY_POLICY");
        ask(app.settings, "addDevice", "acme/owner", ADDRESS, "New phone", app.code(alice));
        assertThat(ask(app.settings, "show", "acme/owner")).contains("\nbeing set up: New phone");
        assertThat(ask(app.settings, "removeDevice", "acme/owner", "made up", "000000"))
                .isEqualTo("no: UNKNOWN_DEVICE");
    }
}
