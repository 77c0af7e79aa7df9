package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Switching the second factor on, in a browser, with programs for a phone. */
@Tag("external")
@Timeout(300)
class SetupInBrowserTest {

    private static Scene scene;

    @BeforeAll
    static void open(@TempDir Path temp) throws IOException {
        scene = Scene.open(temp);
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    /** F9: prove the address, scan, type a code, save the backup codes, tick, complete. Before that nothing is on. */
    @Test
    void theSetUpLeadsStepByStepToTheTickedBackupCodes() {
        Person ada = scene.person("ada@example.com").registers().signsIn();
        ada.isAt("Account security");
        ada.sees("Two-step verification Off");

        // There is no key before the address is proved.
        ada.opens("/setup/app");
        String number = ada.asksForTheNumber();
        ada.sends("Continue", "Number", number.equals("000000") ? "000001" : "000000");
        ada.isTold("That is not the number we sent");
        ada.sends("Continue", "Number", number);

        ada.isAt("Set up your app");
        ada.sends("Show the QR code", "Name of the device", "Ada’s phone");
        ada.scans();
        ada.sends("Continue", "Code", ada.phone().wrongCode());
        ada.isAt("Enter the code of your app");
        ada.isTold("That code is not right");
        ada.sends("Continue", "Code", ada.phone().code());

        ada.isAt("Save your backup codes");
        List<String> codes = ada.backupCodes();
        List<String> saved = ada.downloads("Download");
        assertThat(saved.get(0)).startsWith("mfa4j demo: backup codes of ada@example.com");
        assertThat(saved.subList(2, saved.size())).isEqualTo(codes);

        // The browser itself sends nothing without the tick.
        ada.clicksAndStays("Complete");
        ada.isAt("Save your backup codes");
        ada.completes();
        ada.isAt("Two-step verification is on");

        ada.clicks("Account security");
        ada.sees("Two-step verification On", "Ada’s phone", "Left: 10.");
        ada.signsOut();
        scene.nextCode();
        ada.signsInWith(ada.phone().code());
    }

    /** F3: any app, by the QR code or by typing the key; what is not said is what every app takes for granted. */
    @Test
    void theKeyIsScannedOrTyped() {
        Person ben = scene.person("ben@example.com").registers().signsIn();
        ben.clicks("Set up");
        ben.provesTheAddress();
        ben.clicks("Show the QR code");

        String uri = ben.scans();
        assertThat(uri).matches("otpauth://totp/mfa4j%20demo:ben%40example.com\\?.*");
        assertThat(uri.replaceFirst(".*\\?", "").split("&"))
                .allMatch(field ->
                        field.matches("secret=[A-Z2-7]{32}|issuer=mfa4j%20demo|algorithm=SHA1|digits=6|period=30"));

        ben.clicksAndStays("You cannot scan it?");
        ben.sees("Account name\nben@example.com", "Type of key\ntime based");
        String key = ben.manualKey();
        assertThat(key).matches("[A-Z2-7]{4}( [A-Z2-7]{4}){7}");
        Authenticator typed = scene.newPhone();
        typed.typeKey(key);
        ben.sends("Continue", "Code", typed.code());
        ben.isAt("Save your backup codes");
        ben.completes();

        // Both are the same phone to the server.
        ben.clicks("Account security");
        ben.signsOut();
        scene.nextCode();
        assertThat(ben.phone().code()).isEqualTo(typed.code());
        ben.signsInWith(ben.phone().code());
    }

    /** F4: backup codes come with the first device and not with others; each signs in once. */
    @Test
    void backupCodesComeWithTheFirstDeviceAndSignInOnce() {
        Person cleo = scene.person("cleo@example.com").registers().signsIn();
        List<String> codes = cleo.switchesOn();
        assertThat(codes).allMatch(code -> code.matches("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}"));

        cleo.clicks("Account security");
        cleo.signsOut();
        cleo.signsInWith(codes.get(3));
        cleo.isTold("You used a backup code. Left: 9.");
        cleo.signsOut();
        cleo.signsIn();
        cleo.entersCode(codes.get(3));
        cleo.isTold("That code is not right");
        cleo.entersCode(codes.get(4));

        cleo.clicks("Add a device");
        scene.nextCode();
        cleo.sends(
                "Show the QR code",
                "Name of the device",
                "Tablet",
                "Your password",
                Person.PASSWORD,
                "Code",
                cleo.phone().code());
        cleo.scans();
        cleo.sends("Continue", "Code", cleo.phone().code());
        cleo.isAt("Account security");
        cleo.isTold("Your new device works.");
        cleo.sees("Tablet", "Left: 8.");
    }

    @Test
    void theSetUpCanBeLeftAtEachStepAndGoneOnWith() {
        Person dora = scene.person("dora@example.com").registers().signsIn();

        dora.clicks("Set up");
        String number = dora.asksForTheNumber();
        dora.signsOutAndFindsTwoStepVerificationOff();

        // The number is good in the next session too.
        dora.clicks("Mailbox");
        dora.clicks("Enter the number");
        dora.sends("Continue", "Number", number);
        dora.isAt("Set up your app");
        dora.clicks("Security");
        dora.sees("Two-step verification Off");

        dora.clicks("Set up");
        dora.isAt("Set up your app");
        dora.clicks("Show the QR code");
        dora.scans();
        dora.clicks("Security");
        dora.sees("Two-step verification Off", "The set-up of “My phone” is not finished.");

        dora.clicks("Go on with it");
        List<String> lost = dora.confirms();
        dora.clicks("Security");
        dora.sees("Two-step verification Off", "The set-up of “My phone” is not finished.");

        // The codes are not shown again: another code of the app gets others.
        dora.clicks("Go on with it");
        scene.nextCode();
        List<String> codes = dora.confirms();
        assertThat(codes).doesNotContainAnyElementsOf(lost);

        // Another session did not prove the address.
        dora.signsOutAndFindsTwoStepVerificationOff();
        dora.sees("The set-up of “My phone” is not finished.");
        scene.timePasses(Duration.ofMinutes(1));
        assertThat(dora.switchesOn()).doesNotContainAnyElementsOf(codes);
        dora.clicks("Account security");
        dora.sees("Two-step verification On", "Left: 10.");
    }

    @Test
    void ofTwoTabsThatSetUpTheLaterOneCounts() {
        Person eve = scene.person("eve@example.com").registers().signsIn();
        eve.clicks("Set up");
        eve.provesTheAddress();
        eve.clicks("Show the QR code");
        eve.scans();
        String ofFirstTab = eve.phone().code();

        String firstTab = eve.opensAnotherTab();
        eve.opens("/setup");
        eve.isAt("Set up your app");
        eve.sees("A set-up is open until");
        eve.clicks("Show the QR code");
        eve.scans();

        String secondTab = eve.goesToTab(firstTab);
        eve.sends("Continue", "Code", ofFirstTab);
        eve.isAt("Account security");
        eve.isTold("This step is no longer open.", "second tab");

        eve.goesToTab(secondTab);
        eve.confirms();
        eve.completes();
        eve.isAt("Two-step verification is on");

        // The first tab shows the truth as soon as it is looked at.
        eve.goesToTab(firstTab);
        eve.reloads();
        eve.sees("Two-step verification On");
    }

    @Test
    void theBackButtonShowsNoBackupCodesAgain() {
        Person finn = scene.person("finn@example.com").registers().signsIn();
        finn.clicks("Set up");
        finn.provesTheAddress();
        finn.clicks("Show the QR code");
        List<String> codes = finn.scansAndConfirms();
        finn.downloads("Download");

        finn.clicks("Security");
        finn.goesBack();
        finn.isShownNoneOf(codes);
        // To see that page once more, the browser has to send the code once more.
        finn.reloads();
        finn.isAt("Enter the code of your app");
        finn.isTold("That code was used before");

        scene.nextCode();
        List<String> others = finn.confirms();
        finn.downloads("Download");
        finn.completes();
        finn.isAt("Two-step verification is on");
        finn.goesBack();
        finn.isShownNoneOf(others);
        finn.reloads();
        finn.isAt("Account security");
        finn.isTold("This step is no longer open.");
        finn.opens("/security");
        finn.sees("Two-step verification On", "Left: 10.");
    }

    @Test
    void aSetUpThatTookTooLongChangesNothing() {
        Person gil = scene.person("gil@example.com").registers().signsIn();
        gil.clicks("Set up");
        gil.provesTheAddress();
        gil.clicks("Show the QR code");
        gil.scans();
        scene.timePasses(Duration.ofMinutes(11));
        gil.sends("Continue", "Code", gil.phone().code());
        gil.isAt("Account security");
        gil.isTold("This took too long. Nothing was changed; please start again.");
        gil.sees("Two-step verification Off");

        // The proof of the address is good for longer.
        gil.clicks("Set up");
        gil.clicks("Show the QR code");
        gil.scansAndConfirms();
        scene.timePasses(Duration.ofMinutes(11));
        gil.completes();
        gil.isAt("Account security");
        gil.isTold("This took too long. Nothing was changed; please start again.");
        gil.sees("Two-step verification Off");
    }
}
