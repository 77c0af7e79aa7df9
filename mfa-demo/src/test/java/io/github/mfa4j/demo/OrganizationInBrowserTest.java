package io.github.mfa4j.demo;

import io.github.mfa4j.demo.web.Times;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an owner rules and what becomes of the others, in browsers. */
@Tag("external")
@Timeout(300)
class OrganizationInBrowserTest {

    private static Scene scene;

    @BeforeAll
    static void open(@TempDir Path temp) throws IOException {
        scene = Scene.open(temp);
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    private static LocalDate today() {
        return LocalDate.ofInstant(scene.now(), ZoneOffset.UTC);
    }

    private static void requireAtOnce(Person owner) {
        owner.opens("/organization");
        owner.sends("Require it of everybody", "Days of grace", "0", "Your password", Person.PASSWORD);
        owner.isTold("Two-step verification is required of everybody from that day.");
    }

    /** F1: mandatory from a date, with a grace; then there is nothing but the set-up for who has none. */
    @Test
    void fromTheDayOnOnlyTheSetUpOpens() {
        Person olga = scene.person("olga@first.example");
        olga.hasTwoSteps("First");
        Person max = scene.person("max@first.example").registers("First");
        Instant from = today().plusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant();
        String deadline = Times.at(from.plus(Duration.ofDays(5)));

        olga.signsInWith(olga.phone().code());
        olga.clicks("Organization");
        olga.picks("Required from", today().plusDays(2));
        olga.sends("Require it of everybody", "Days of grace", "5", "Your password", Person.PASSWORD);
        olga.sees("Required from " + Times.at(from) + ", with 5 days of grace.");

        max.signsIn();
        max.isAt("Account security");
        max.isTold("Your organization requires two-step verification. Set it up before " + deadline);
        max.sees("you can put it off until " + deadline);
        max.signsOut();

        scene.timePasses(Duration.ofDays(8));
        max.signsIn();
        for (String path : new String[] {"/security", "/organization", "/activity", "/password"}) {
            max.opens(path);
            max.isAt("Set up two-step verification");
        }
        max.switchesOnToSignIn();
        max.sees("Your organization requires two-step verification, so it stays on.");
        max.clicks("Organization");
        max.isAt("First");
    }

    /** F2: shared accounts end where it is required, and one that is shared by its devices shows. */
    @Test
    void sharedAccountsAreEndedAndDevicesAreCounted() {
        Person olga = scene.person("olga@second.example");
        olga.hasTwoSteps("Second");
        Person team = scene.person("team@second.example");
        team.opens("/register");
        team.ticks("Several people will share this account");
        team.sends("Register", "E-mail address", team.email(), "Password", Person.PASSWORD, "Organization", "Second");
        team.signsIn();
        team.sees("Several people share this account, so it cannot have two-step verification.");
        team.opens("/setup");
        team.isAt("This account cannot have it");
        team.signsOut();

        Person max = scene.person("max@second.example");
        max.hasTwoSteps("Second");
        max.signsInWith(max.phone().code());
        max.clicks("Add a device");
        scene.nextCode();
        max.sends(
                "Show the QR code",
                "Name of the device",
                "Phone of a colleague",
                "Your password",
                Person.PASSWORD,
                "Code",
                max.phone().code());
        max.takesAnotherPhone();
        max.scans();
        max.sends("Continue", "Code", max.phone().code());
        max.isTold("Your new device works.");

        olga.signsInWith(olga.phone().code());
        olga.clicks("Organization");
        olga.sees("max@second.example\nEnrolled\n2 devices");
        olga.sees("team@second.example\nNot enrolled\n0 devices, shared account\n");
        olga.sees("olga@second.example\nEnrolled\n1 device, owner");
        requireAtOnce(olga);
        olga.clicks("Activity");
        olga.sees("Device added", "max@second.example", "Phone of a colleague");

        team.signsIn();
        team.isAt("This account cannot have it");
        team.opens("/security");
        team.isAt("This account cannot have it");
        team.sees("this account can no longer be used. Ask for an account of your own.");
    }

    /** F8: only an owner requires it of others, and only with the own set-up finished. */
    @Test
    void requiringItTakesTheOwnSetUpFirst() {
        Person olga = scene.person("olga@third.example").registers("Third").signsIn();
        olga.clicks("Organization");
        olga.sees("Everybody chooses.", "Before you can require it of others, set it up for yourself.");
        olga.sends("Require it of everybody", "Your password", Person.PASSWORD);
        olga.isTold("Set up two-step verification for yourself first; then require it of others.");
        olga.sees("Everybody chooses.");

        Person max = scene.person("max@third.example").registers("Third").signsIn();
        max.clicks("Organization");
        max.sees("Everybody chooses.");
        max.doesNotSee("Require it of everybody", "olga@third.example");

        olga.switchesOn();
        olga.opens("/organization");
        olga.sends("Require it of everybody", "Your password", "not the password");
        olga.isTold("That is not your password. Nothing was changed.");
        olga.sees("Everybody chooses.");
        requireAtOnce(olga);
        olga.sees("with 0 days of grace.");

        // Without grace this reaches who is signed in.
        max.clicks("Security");
        max.isAt("Sign in");
        max.signsIn();
        max.isAt("Set up two-step verification");

        olga.sends("Let everybody choose", "Your password", Person.PASSWORD);
        olga.sees("Everybody chooses.");
        max.opens("/challenge");
        max.isAt("Account security");
    }

    @Test
    void anOwnerHelpsWhoLostThePhone() {
        Person olga = scene.person("olga@fourth.example");
        olga.hasTwoSteps("Fourth");
        Person max = scene.person("max@fourth.example");
        max.hasTwoSteps("Fourth");
        max.signsInWith(max.phone().code());

        olga.signsInWith(olga.phone().code());
        olga.clicks("Organization");
        olga.clicksAndStays("Help max@fourth.example");
        olga.sends("Remove all devices", "Your password", Person.PASSWORD);
        olga.isTold("max@fourth.example has to set up two-step verification again.");
        olga.sees("max@fourth.example\nNot enrolled");

        max.clicks("Activity");
        max.isAt("Sign in");
        max.signsIn();
        max.isAt("Set up two-step verification");
        max.clicks("Mailbox");
        max.sees("Set up two-step verification again");
        scene.timePasses(Duration.ofMinutes(1));
        max.switchesOnToSignIn();
    }
}
