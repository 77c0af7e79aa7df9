package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;

/**
 * Somebody with a browser and a phone, who knows of a page what can be read on it: fields by their labels, and what can be
 * clicked on by its words.
 */
final class Person {

    static final String PASSWORD = "correct horse battery";

    private final Scene scene;
    private final Screen screen;
    private final String email;
    private Authenticator phone;
    private final Path downloads;

    Person(Scene scene, String email, Authenticator phone) {
        this.scene = scene;
        this.email = email;
        this.phone = phone;
        this.downloads = scene.newDownloads();
        this.screen = new Screen(scene, scene.openProfile(downloads));
    }

    /** The same person with the same phone at another computer. */
    Person atAnotherBrowser() {
        return new Person(scene, email, phone);
    }

    String email() {
        return email;
    }

    Authenticator phone() {
        return phone;
    }

    /** From now on this person scans with a new phone; the one before is returned. */
    Authenticator takesAnotherPhone() {
        Authenticator before = phone;
        phone = scene.newPhone();
        return before;
    }

    // Reading.

    void isAt(String title) {
        assertThat(screen.heading())
                .as(() -> email + " sees: " + screen.text("main"))
                .isEqualTo(title);
    }

    /** The message that a page begins with. */
    void isTold(String... words) {
        assertThat(screen.text("#notice")).contains(words);
    }

    void sees(String... words) {
        assertThat(screen.text("main")).contains(words);
    }

    void doesNotSee(String... words) {
        assertThat(screen.text("body")).doesNotContain(words);
    }

    /** In all of what the browser has of the page, seen or not. */
    void isShownNoneOf(List<String> codes) {
        assertThat(screen.here().getPageSource()).doesNotContain(codes);
    }

    /** The key that is shown to who cannot scan, as it is written there. */
    String manualKey() {
        return screen.text("#manual-key");
    }

    List<String> backupCodes() {
        List<String> codes = screen.texts("#codes code");
        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        return codes;
    }

    /** The number in the newest mail of the mailbox page. */
    String mailedNumber() {
        return screen.text("article h2").replaceAll("[^0-9]", "");
    }

    /** Of the newest mail that has one, on the mailbox page. */
    String newestLink() {
        return String.valueOf(
                screen.here().findElement(By.linkText("Open the link")).getDomAttribute("href"));
    }

    // Moving about.

    void opens(String path) {
        screen.here().get(scene.address(path).toString());
    }

    void reloads() {
        screen.here().navigate().refresh();
    }

    void goesBack() {
        screen.here().navigate().back();
    }

    /** Opens one more tab of this browser and looks at it from now on; the tab that was looked at is returned. */
    String opensAnotherTab() {
        return screen.openTab();
    }

    String goesToTab(String other) {
        return screen.goTo(other);
    }

    /** Clicks on what leads to another page. */
    void clicks(String words) {
        screen.leaveBy(screen.clickable(words));
    }

    /** Clicks on what leads nowhere else. */
    void clicksAndStays(String words) {
        screen.clickable(words).click();
    }

    void types(String label, String text) {
        screen.type(screen.field(label), text);
    }

    void ticks(String label) {
        screen.field(label).click();
    }

    /** Fills the form with this button, in the order label, text, label, text, and sends it. */
    void sends(String button, String... labelsAndTexts) {
        WebElement sent = screen.clickable(button);
        WebElement form = sent.findElement(By.xpath("ancestor::form"));
        for (int i = 0; i < labelsAndTexts.length; i += 2) {
            screen.type(screen.field(form, labelsAndTexts[i]), labelsAndTexts[i + 1]);
        }
        screen.leaveBy(sent);
    }

    /** Chooses a day as from the browser's calendar: what can be typed there depends on the language of the machine. */
    void picks(String label, LocalDate day) {
        screen.here().executeScript("arguments[0].value = arguments[1]", screen.field(label), day.toString());
    }

    /** The browser comes back to the page by itself, and then there is no message any more. */
    void waitsUntilItIsToldNothing() {
        screen.await(anything ->
                screen.texts("#notice").isEmpty() && !screen.texts("h1").isEmpty());
    }

    // What takes several steps.

    Person registers() {
        return registers("");
    }

    /** As the owner of this organization, if there is none of that name yet. */
    Person registers(String organization) {
        opens("/register");
        sends("Register", "E-mail address", email, "Password", PASSWORD, "Organization", organization);
        isTold("Your account is made");
        return this;
    }

    /** With the password; what comes then is for the test to say. */
    Person signsIn() {
        opens("/sign-in");
        sends("Sign in", "E-mail address", email, "Password", PASSWORD);
        return this;
    }

    void entersCode(String code) {
        isAt("Enter your code");
        sends("Sign in", "Code", code);
    }

    void signsInWith(String code) {
        signsIn();
        entersCode(code);
        isAt("Account security");
    }

    void signsOut() {
        clicks("Sign out");
        isAt("Two-step verification, to try out");
    }

    /** Leaves in the middle of something: nothing of it is on, and the password alone still signs in. */
    void signsOutAndFindsTwoStepVerificationOff() {
        signsOut();
        signsIn();
        isAt("Account security");
        sees("Two-step verification Off");
    }

    /** Asks for the number and reads it in the mailbox; the page that wants it is open then. */
    String asksForTheNumber() {
        isAt("Set up two-step verification");
        screen.typeIfAsked("#password", PASSWORD);
        clicks("Send the number");
        clicks("mailbox");
        String number = mailedNumber();
        clicks("Enter the number");
        isAt("Enter the number we sent");
        return number;
    }

    void provesTheAddress() {
        sends("Continue", "Number", asksForTheNumber());
        isAt("Set up your app");
    }

    /** Holds the phone before the screen; what the QR code says is returned. */
    String scans() {
        isAt("Scan this with your app");
        return phone.scan(screen.here().getScreenshotAs(OutputType.FILE).toPath());
    }

    /** From the page with the QR code to the one with the backup codes. */
    List<String> scansAndConfirms() {
        scans();
        return confirms();
    }

    List<String> confirms() {
        sends("Continue", "Code", phone.code());
        isAt("Save your backup codes");
        return backupCodes();
    }

    void completes() {
        ticks("I saved my backup codes");
        clicks("Complete");
    }

    /** The whole set-up, up to the last button. */
    private List<String> setsUp() {
        opens("/setup");
        provesTheAddress();
        clicks("Show the QR code");
        List<String> codes = scansAndConfirms();
        completes();
        return codes;
    }

    /** The set-up of who is signed in. */
    List<String> switchesOn() {
        List<String> codes = setsUp();
        isAt("Two-step verification is on");
        return codes;
    }

    /** The set-up of who may not sign in before it. */
    void switchesOnToSignIn() {
        setsUp();
        scene.nextCode();
        entersCode(phone.code());
        isAt("Account security");
    }

    /** Has an account with a second factor already, made without the browser: for tests that begin after that. */
    List<String> hasTwoSteps(String organization) {
        List<String> codes = scene.makeAccountWithTwoSteps(email, organization, phone);
        scene.nextCode();
        return codes;
    }

    List<String> hasTwoSteps() {
        return hasTwoSteps("");
    }

    /** What the link saves that has these words. */
    List<String> downloads(String words) {
        clicksAndStays(words);
        Path file = downloads.resolve("mfa4j-demo-backup-codes.txt");
        screen.await(anything -> file.toFile().length() > 0);
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
