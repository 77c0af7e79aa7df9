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

/** Signing in, in browsers, and what keeps others out. */
@Tag("external")
@Timeout(300)
class SignInInBrowserTest {

    private static Scene scene;

    @BeforeAll
    static void open(@TempDir Path temp) throws IOException {
        scene = Scene.open(temp);
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    /** F10: e-mail address and password, then the code. */
    @Test
    void signingInTakesThePasswordAndThenACode() {
        Person ada = scene.person("ada@example.com");
        ada.hasTwoSteps();

        ada.opens("/security");
        ada.isAt("Sign in");
        ada.sends("Sign in", "E-mail address", ada.email(), "Password", "not the password");
        ada.isTold("That is not the right address and password.");
        ada.signsIn();

        // So far nothing else opens.
        ada.opens("/security");
        ada.entersCode("12345");
        ada.isTold("That is not a code.");
        ada.entersCode(ada.phone().wrongCode());
        ada.isTold("That code is not right.");
        ada.entersCode(ada.phone().code());
        ada.isAt("Account security");
    }

    @Test
    void wrongCodesAreCountedInAllBrowsersTogether() {
        Person ben = scene.person("ben@example.com");
        ben.hasTwoSteps();
        ben.signsIn();
        Person thief = ben.atAnotherBrowser();
        thief.signsIn();

        for (int i = 0; i < 2; i++) {
            thief.entersCode(ben.phone().wrongCode());
            ben.entersCode(ben.phone().wrongCode());
        }
        thief.entersCode(ben.phone().wrongCode());
        thief.isTold("Try again in 30 seconds");
        ben.entersCode(ben.phone().code());
        ben.isTold("Too many wrong codes. Codes of this kind are not looked at for now.", "Try again in 30 seconds");

        scene.timePasses(Duration.ofSeconds(30));
        ben.entersCode(ben.phone().code());
        ben.isAt("Account security");
    }

    @Test
    void aCodeThatWasUsedIsRefusedInAnotherBrowser() {
        Person cleo = scene.person("cleo@example.com");
        List<String> backupCodes = cleo.hasTwoSteps();
        cleo.signsIn();
        Person thief = cleo.atAnotherBrowser();
        thief.signsIn();

        String code = cleo.phone().code();
        cleo.entersCode(code);
        cleo.isAt("Account security");
        thief.entersCode(code);
        thief.isTold("That code was used before, and each code works once.", "Try again in 30 seconds");

        cleo.signsOut();
        cleo.signsInWith(backupCodes.get(0));
        thief.entersCode(backupCodes.get(0));
        thief.isTold("That code is not right.");
        thief.opens("/security");
        thief.isAt("Enter your code");
    }

    @Test
    void theChallengeComesBackByItselfWhenTheWaitIsOver() {
        Person dora = scene.person("dora@example.com");
        dora.hasTwoSteps();
        dora.signsIn();
        for (int i = 0; i < 5; i++) {
            dora.entersCode(dora.phone().wrongCode());
        }
        dora.isTold("Try again in 30 seconds");

        // The browser waits in real time, so little of the wait is left when it opens the page.
        scene.timePasses(Duration.ofSeconds(28));
        dora.opens("/challenge");
        dora.isTold("Too many wrong codes.", "Try again in 2 seconds");
        scene.timePasses(Duration.ofSeconds(2));
        dora.waitsUntilItIsToldNothing();

        dora.entersCode(dora.phone().code());
        dora.isAt("Account security");
    }

    @Test
    void twoTabsOfOneBrowserAreOneSession() {
        Person eve = scene.person("eve@example.com");
        eve.hasTwoSteps();
        eve.opens("/sign-in");
        String first = eve.opensAnotherTab();
        eve.signsInWith(eve.phone().code());

        // The first tab still shows the form.
        String second = eve.goesToTab(first);
        eve.isAt("Sign in");
        eve.sends("Sign in", "E-mail address", eve.email(), "Password", Person.PASSWORD);
        eve.isAt("That did not work");
        eve.sees("That page was too old. Nothing was changed");
        eve.clicks("To the first page");
        eve.isAt("You are signed in");
        eve.signsOut();

        eve.goesToTab(second);
        eve.isAt("Account security");
        eve.clicks("Activity");
        eve.isAt("Sign in");
        eve.goesBack();
        eve.isAt("Sign in");
    }

    @Test
    void pagesAndSessionsAreGoodForSomeTimeOnly() {
        Person finn = scene.person("finn@example.com");
        finn.hasTwoSteps();

        // From the password to the code there are ten minutes.
        finn.signsIn();
        scene.timePasses(Duration.ofMinutes(11));
        String code = finn.phone().code();
        finn.entersCode(code);
        finn.isAt("That did not work");
        finn.sees("That page was too old. Nothing was changed");
        finn.clicks("To the first page");
        finn.isAt("Two-step verification, to try out");

        // That code was not looked at.
        finn.signsInWith(code);
        scene.timePasses(Duration.ofMinutes(29));
        finn.clicks("Activity");
        finn.isAt("Activity");
        scene.timePasses(Duration.ofMinutes(31));
        finn.clicks("Security");
        finn.isAt("Sign in");
        finn.sends("Sign in", "E-mail address", finn.email(), "Password", Person.PASSWORD);
        finn.isAt("Enter your code");
    }

    @Test
    void aTrustedBrowserIsAskedForNoCodeUntilItIsForgotten() {
        Person gil = scene.person("gil@example.com");
        gil.hasTwoSteps();
        gil.signsIn();
        gil.ticks("Do not ask for a code here for 30 days");
        gil.types("What to call it", "Gil’s laptop");
        gil.entersCode(gil.phone().code());
        gil.sees("Gil’s laptop");
        gil.signsOut();
        gil.signsIn();
        gil.isAt("Account security");

        Person elsewhere = gil.atAnotherBrowser();
        elsewhere.signsIn();
        elsewhere.isAt("Enter your code");

        gil.clicks("Forget Gil’s laptop");
        gil.isTold("That browser is asked for a code from now on.");
        gil.signsOut();
        gil.signsIn();
        gil.isAt("Enter your code");
    }
}
