package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.demo.web.Times;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What people see and change on their own page, in browsers. */
@Tag("external")
@Timeout(300)
class AccountSecurityInBrowserTest {

    private static Scene scene;

    @BeforeAll
    static void open(@TempDir Path temp) throws IOException {
        scene = Scene.open(temp);
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    /** F6: switching off removes the devices with every backup code; registering again brings others. */
    @Test
    void switchingOffRemovesDevicesAndBackupCodesTogether() {
        Person ada = scene.person("ada@example.com");
        List<String> codes = ada.hasTwoSteps();
        ada.signsInWith(ada.phone().code());
        ada.clicks("Switch off");
        scene.nextCode();
        ada.sends(
                "Switch off",
                "Your password",
                Person.PASSWORD,
                "Code",
                ada.phone().code());
        ada.isTold("Two-step verification is off. Your devices and backup codes are gone.");
        ada.doesNotSee("Authenticator app", "Backup codes");
        ada.signsOutAndFindsTwoStepVerificationOff();

        scene.timePasses(Duration.ofMinutes(1));
        List<String> others = ada.switchesOn();
        assertThat(others).doesNotContainAnyElementsOf(codes);
        ada.signsOut();
        ada.signsIn();
        ada.entersCode(codes.get(0));
        ada.isTold("That code is not right.");
        ada.entersCode(others.get(0));
        ada.isTold("You used a backup code. Left: 9.");
    }

    /** F7: people switch it on and off themselves, unless their organization requires it. */
    @Test
    void itIsSwitchedOffAsOneLikesUnlessItIsRequired() {
        Person olga = scene.person("olga@fifth.example");
        olga.hasTwoSteps("Fifth");
        Person ben = scene.person("ben@fifth.example");
        ben.hasTwoSteps("Fifth");
        ben.signsInWith(ben.phone().code());
        scene.nextCode();
        ben.clicks("Switch off");
        ben.sends(
                "Switch off",
                "Your password",
                Person.PASSWORD,
                "Code",
                ben.phone().code());
        ben.sees("Two-step verification Off");
        scene.timePasses(Duration.ofMinutes(1));
        ben.switchesOn();
        // A page of before the rule.
        ben.opens("/disable");

        olga.signsInWith(olga.phone().code());
        olga.clicks("Organization");
        olga.sends("Require it of everybody", "Your password", Person.PASSWORD);
        olga.isTold("Two-step verification is required of everybody from that day.");

        scene.nextCode();
        ben.sends(
                "Switch off",
                "Your password",
                Person.PASSWORD,
                "Code",
                ben.phone().code());
        ben.isTold("Your organization requires two-step verification, so it stays on.");
        ben.clicks("Security");
        ben.sees("Two-step verification On", "so it stays on.");
        ben.doesNotSee("Switch off");
    }

    /** F11: password and code, new backup codes, a tick; the old ones are good until then. */
    @Test
    void newBackupCodesTakeTheirPlaceWithTheTick() {
        Person cleo = scene.person("cleo@example.com");
        List<String> old = cleo.hasTwoSteps();
        cleo.signsInWith(cleo.phone().code());
        scene.nextCode();
        cleo.clicks("New backup codes");
        cleo.sends(
                "Show new codes",
                "Your password",
                "not the password",
                "Code",
                cleo.phone().code());
        cleo.isTold("That is not your password.");
        cleo.sends(
                "Show new codes",
                "Your password",
                Person.PASSWORD,
                "Code",
                cleo.phone().code());
        cleo.isAt("Save your backup codes");
        List<String> fresh = cleo.backupCodes();
        assertThat(fresh).doesNotContainAnyElementsOf(old);

        Person elsewhere = cleo.atAnotherBrowser();
        elsewhere.signsIn();
        elsewhere.entersCode(fresh.get(0));
        elsewhere.isTold("That code is not right.");
        elsewhere.entersCode(old.get(0));
        elsewhere.isTold("You used a backup code. Left: 9.");
        elsewhere.sees("New ones wait to be saved until");
        elsewhere.signsOut();

        // Left and gone on with: the codes are on paper by now.
        cleo.clicks("Security");
        cleo.sees("Left: 9.", "New ones wait to be saved until");
        cleo.clicks("I saved them");
        cleo.isAt("Did you save your codes?");
        cleo.isShownNoneOf(fresh);
        cleo.completes();
        cleo.isTold("Your new backup codes are good, and the old ones no longer.");
        cleo.sees("Left: 10.");

        elsewhere.signsIn();
        elsewhere.entersCode(old.get(1));
        elsewhere.isTold("That code is not right.");
        elsewhere.entersCode(fresh.get(0));
        elsewhere.isTold("You used a backup code. Left: 9.");
    }

    /** F12: the password, then a code of the app or a backup code. */
    @Test
    void switchingOffTakesThePasswordAndACode() {
        Person dora = scene.person("dora@example.com");
        List<String> codes = dora.hasTwoSteps();
        String used = dora.phone().code();
        dora.signsInWith(used);
        dora.clicks("Switch off");
        dora.sends("Switch off", "Your password", "not the password", "Code", codes.get(0));
        dora.isTold("That is not your password. Nothing was changed.");
        dora.sends(
                "Switch off",
                "Your password",
                Person.PASSWORD,
                "Code",
                dora.phone().wrongCode());
        dora.isTold("That code is not right.");
        dora.sends("Switch off", "Your password", Person.PASSWORD, "Code", used);
        dora.isTold("That code was used before");
        dora.clicks("Security");
        dora.sees("Two-step verification On", "Left: 10.");

        Person elsewhere = dora.atAnotherBrowser();
        elsewhere.signsInWith(codes.get(1));
        dora.clicks("Switch off");
        dora.sends("Switch off", "Your password", Person.PASSWORD, "Code", codes.get(0));
        dora.isTold("Two-step verification is off.");
        elsewhere.clicks("Activity");
        elsewhere.isAt("Sign in");
        dora.signsOutAndFindsTwoStepVerificationOff();
    }

    /** F13: the page shows what is on since when, devices, backup codes, what is pending, waits, and the rule. */
    @Test
    void thePageShowsTheState() {
        Person olga = scene.person("olga@sixth.example");
        olga.hasTwoSteps("Sixth");
        olga.signsInWith(olga.phone().code());
        olga.clicks("Organization");
        olga.sends("Require it of everybody", "Days of grace", "3", "Your password", Person.PASSWORD);

        Person eve = scene.person("eve@sixth.example").registers("Sixth").signsIn();
        eve.sees("Two-step verification Off", "Your organization requires it from", "you can put it off until");
        eve.clicks("Set up");
        eve.provesTheAddress();
        eve.sends("Show the QR code", "Name of the device", "Eve’s phone");
        eve.scans();
        String untilThen = Times.at(scene.now().plus(Duration.ofMinutes(10)));
        eve.clicks("Security");
        eve.sees("The set-up of “Eve’s phone” is not finished. It is open until " + untilThen);

        String since = Times.at(scene.now());
        eve.clicks("Go on with it");
        eve.confirms();
        eve.completes();
        eve.clicks("Account security");
        eve.sees("Two-step verification On", "On since\n" + since, "Backup codes left\n10");
        eve.sees("Eve’s phone\nAdded " + since, "None: every browser is asked for a code.");
        eve.doesNotSee("is not finished");

        scene.nextCode();
        String later = Times.at(scene.now());
        eve.signsOut();
        eve.signsIn();
        eve.ticks("Do not ask for a code here for 30 days");
        eve.entersCode(eve.phone().code());
        eve.sees("Added " + since + ", last used " + later, "My computer\nSince " + later);

        scene.nextCode();
        eve.clicks("New backup codes");
        eve.sends(
                "Show new codes",
                "Your password",
                Person.PASSWORD,
                "Code",
                eve.phone().code());
        eve.clicks("Security");
        eve.sees(
                "Left: 10.",
                "New ones wait to be saved until " + Times.at(scene.now().plus(Duration.ofMinutes(10))));

        Person thief = eve.atAnotherBrowser();
        thief.signsIn();
        for (int i = 0; i < 5; i++) {
            thief.entersCode(eve.phone().wrongCode());
        }
        eve.clicks("Security");
        eve.sees("App codes are not looked at for now; a backup code still works. Try again in 30 seconds, at "
                + Times.at(scene.now().plusSeconds(30)));
        eve.clicks("Activity");
        eve.sees("Enabled", "Code rejected");
    }
}
