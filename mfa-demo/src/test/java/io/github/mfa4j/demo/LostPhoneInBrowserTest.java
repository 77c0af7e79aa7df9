package io.github.mfa4j.demo;

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

/** Signing in again after the phone was lost, in browsers. */
@Tag("external")
@Timeout(300)
class LostPhoneInBrowserTest {

    private static Scene scene;

    @BeforeAll
    static void open(@TempDir Path temp) throws IOException {
        scene = Scene.open(temp);
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    /** F5: a backup code signs in and replaces what was lost; without one it is a mailed link, and a set-up from the start. */
    @Test
    void aLostPhoneIsReplacedWithABackupCodeOrByAMailedLink() {
        Person ada = scene.person("ada@example.com");
        List<String> codes = ada.hasTwoSteps();
        ada.signsInWith(codes.get(0));
        ada.isTold("You used a backup code. Left: 9.");
        ada.signsOut();

        ada.signsIn();
        ada.clicks("Lost your phone?");
        Authenticator lost = ada.takesAnotherPhone();
        ada.sends("Set up a new device", "Name of the device", "Second phone", "Backup code", codes.get(1));
        ada.scansAndConfirms();
        ada.completes();
        ada.isAt("Enter your code");
        ada.isTold("Two-step verification is set up. Sign in with the next code of your app.");
        scene.nextCode();
        ada.entersCode(lost.code());
        ada.isTold("That code is not right.");
        ada.entersCode(codes.get(2));
        ada.isTold("That code is not right.");
        ada.entersCode(ada.phone().code());
        ada.isAt("Account security");
        ada.sees("Second phone", "Left: 10.");
        ada.doesNotSee("Authenticator app");
        ada.signsOut();

        // This time the codes are lost too.
        ada.signsIn();
        ada.clicks("Lost your phone?");
        ada.clicks("Send a recovery link");
        ada.isTold("We have sent a recovery link to your address.");
        ada.clicks("mailbox");
        ada.clicks("Open the link");
        ada.isAt("Remove your lost devices");
        ada.clicks("Remove my devices");
        ada.isAt("Set up your app");
        ada.isTold("Your lost devices are removed. Now set up a new one.");
        ada.opens("/security");
        ada.isAt("Set up your app");
        ada.takesAnotherPhone();
        ada.sends("Show the QR code", "Name of the device", "Third phone");
        ada.scansAndConfirms();
        ada.completes();
        scene.nextCode();
        ada.entersCode(ada.phone().code());
        ada.isAt("Account security");
        ada.sees("Third phone", "Left: 10.");
        ada.doesNotSee("Second phone");
    }

    @Test
    void theOldPhoneAndItsCodesAreGoodUntilTheNewOneIsComplete() {
        Person ben = scene.person("ben@example.com");
        List<String> codes = ben.hasTwoSteps();
        ben.signsIn();
        ben.clicks("Lost your phone?");
        Authenticator old = ben.takesAnotherPhone();
        ben.sends("Set up a new device", "Name of the device", "New phone", "Backup code", codes.get(0));
        ben.scans();

        // Left at the QR code.
        ben.clicks("Cancel");
        ben.signsInWith(old.code());
        ben.sees("Authenticator app", "Left: 9.", "The set-up of “New phone” is not finished.");
        ben.signsOut();

        // Left at the backup codes.
        ben.signsIn();
        ben.clicks("Lost your phone?");
        ben.sends("Set up a new device", "Name of the device", "New phone", "Backup code", codes.get(1));
        List<String> unsaved = ben.scansAndConfirms();
        ben.clicks("Cancel");
        ben.signsIn();
        ben.entersCode(unsaved.get(0));
        ben.isTold("That code is not right.");
        ben.entersCode(codes.get(2));
        ben.isTold("You used a backup code. Left: 7.");
        ben.sees("Authenticator app");
        ben.signsOut();

        // Left and gone on with.
        scene.nextCode();
        ben.signsIn();
        ben.clicks("Lost your phone?");
        ben.sends("Set up a new device", "Name of the device", "New phone", "Backup code", codes.get(3));
        ben.scans();
        ben.opens("/challenge");
        ben.isAt("Enter your code");
        ben.opens("/setup/code");
        ben.confirms();
        ben.completes();
        scene.nextCode();
        ben.entersCode(old.code());
        ben.isTold("That code is not right.");
        ben.entersCode(ben.phone().code());
        ben.sees("New phone", "Left: 10.");
        ben.doesNotSee("Authenticator app");
    }

    @Test
    void aRecoveryLinkIsGoodOnceAndForAWhile() {
        Person cleo = scene.person("cleo@example.com");
        cleo.hasTwoSteps();
        cleo.signsIn();
        cleo.clicks("Lost your phone?");
        cleo.clicks("Send a recovery link");
        cleo.clicks("mailbox");
        String expired = cleo.newestLink();
        scene.timePasses(Duration.ofMinutes(16));
        cleo.opens(expired);
        // So has the time between password and code.
        cleo.isAt("Sign in");
        cleo.isTold("Type your password first.");
        cleo.sends("Sign in", "E-mail address", cleo.email(), "Password", Person.PASSWORD);
        cleo.isAt("Remove your lost devices");
        cleo.clicks("Remove my devices");
        cleo.isAt("Enter your code");
        cleo.isTold("This took too long. Nothing was changed; please start again.");

        cleo.clicks("Lost your phone?");
        cleo.clicks("Send a recovery link");
        cleo.clicks("mailbox");
        String link = cleo.newestLink();
        Person reader = cleo.atAnotherBrowser();
        reader.opens(link);
        reader.isAt("Sign in");
        reader.sends("Sign in", "E-mail address", cleo.email(), "Password", Person.PASSWORD);
        reader.isAt("Remove your lost devices");
        // Programs open links of mails: that changes nothing.
        cleo.opens("/challenge");
        cleo.isAt("Enter your code");
        reader.clicks("Remove my devices");
        reader.isTold("Your lost devices are removed.");

        // Who waited for the code is out, and whoever comes late with the link or without its permit proves the
        // address.
        cleo.clicks("Lost your phone?");
        cleo.isAt("Sign in");
        cleo.opens(link);
        cleo.sends("Sign in", "E-mail address", cleo.email(), "Password", Person.PASSWORD);
        cleo.clicks("Remove my devices");
        cleo.isTold("That link is not good any more.");
        cleo.isAt("Set up two-step verification");
        cleo.opens("/setup/app");
        cleo.isAt("Set up two-step verification");
    }
}
