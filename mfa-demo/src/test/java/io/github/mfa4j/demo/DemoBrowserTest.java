package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** What a person does, with a real browser, a reader of QR codes and a generator of codes that are not ours. */
@Tag("external")
@Timeout(300)
class DemoBrowserTest {

    private static final String EMAIL = "alice@example.com";
    private static final String PASSWORD = "correct horse battery";
    private static final DateTimeFormatter OATHTOOL_TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @TempDir
    private Path temp;

    private TestDemo demo;
    private Chromium browser;

    @BeforeEach
    void start() throws IOException {
        demo = TestDemo.start(temp.resolve("data"));
        browser = Chromium.start(temp);
    }

    @AfterEach
    void stop() {
        browser.close();
        demo.close();
    }

    @Test
    void fromRegistrationToAnotherSignInAfterARestart() throws IOException {
        browser.open(demo.address());
        browser.photograph("1-start");
        register();
        signIn();
        assertThat(browser.title()).isEqualTo("Account security");
        assertThat(browser.text("h2 .badge")).isEqualTo("Off");

        proveAddress();
        browser.follow("main form[action='/setup/app'] button");
        assertThat(browser.title()).isEqualTo("Scan this with your app");
        String uri = decode(browser.photograph("2-set-up"));
        assertThat(uri).startsWith("otpauth://totp/mfa4j%20demo:alice%40example.com?");
        String secret = URI.create(uri).getRawQuery().replaceAll("(?:.*&)?secret=([A-Z2-7]+).*", "$1");
        browser.click("main details summary");
        assertThat(browser.text("#manual-key").replace(" ", "")).isEqualTo(secret);

        browser.type("#code", code(secret));
        browser.follow("main form[action='/setup/code'] button");
        assertThat(browser.title()).isEqualTo("Save your backup codes");
        List<String> codes = saveCodes();
        browser.photograph("3-codes");

        // Without the tick the browser itself sends nothing.
        browser.click("main form[action='/setup/complete'] button");
        assertThat(browser.title()).isEqualTo("Save your backup codes");
        browser.click("input[name=saved]");
        browser.follow("main form[action='/setup/complete'] button");
        assertThat(browser.title()).isEqualTo("Two-step verification is on");
        browser.follow("main a.button");
        browser.photograph("4-security");
        assertThat(browser.text("h2 .badge")).isEqualTo("On");

        signOut();
        demo.clock().nextCode();
        signIn();
        assertThat(browser.title()).isEqualTo("Enter your code");
        browser.photograph("5-challenge");
        browser.type("#code", code(secret));
        browser.follow("main > form button");
        assertThat(browser.title()).isEqualTo("Account security");

        signOut();
        signInWithBackupCode(codes.get(0));
        assertThat(browser.text(".notice")).contains("Left: 9.");

        demo.restart();
        browser.open(demo.address());
        signOut();
        signIn();
        browser.type("#code", code(secret));
        browser.follow("main > form button");
        assertThat(browser.title()).isEqualTo("Enter your code");
        assertThat(browser.text(".notice")).contains("That code was used before");
        browser.photograph("6-refused");
        demo.clock().nextCode();
        browser.type("#code", code(secret));
        browser.follow("main > form button");
        assertThat(browser.title()).isEqualTo("Account security");
        assertThat(browser.problems()).isEmpty();
    }

    private void proveAddress() {
        browser.follow("main a[href='/setup']");
        browser.type("#password", PASSWORD);
        browser.follow("main form[action='/setup/mail'] button");
        browser.follow("main a[href='/mailbox']");
        String subject = browser.text("article h2");
        browser.photograph("1b-mailbox");
        browser.follow("main a[href='/setup/number']");
        browser.type("#code", subject.replaceAll("[^0-9]", ""));
        browser.follow("main form[action='/setup/number'] button");
        assertThat(browser.title()).isEqualTo("Set up your app");
    }

    private void register() {
        browser.follow("nav a[href='/register']");
        browser.type("#email", EMAIL);
        browser.type("#password", PASSWORD);
        browser.follow("main form button");
        assertThat(browser.title()).isEqualTo("Sign in");
    }

    private void signIn() {
        browser.open(demo.address().resolve("/sign-in"));
        browser.type("#email", EMAIL);
        browser.type("#password", PASSWORD);
        browser.follow("main form button");
    }

    private void signOut() {
        browser.follow("nav form[action='/sign-out'] button");
        assertThat(browser.title()).isEqualTo("Two-step verification, to try out");
    }

    private void signInWithBackupCode(String backupCode) {
        signIn();
        browser.type("#code", backupCode);
        browser.follow("main > form button");
        assertThat(browser.title()).isEqualTo("Account security");
    }

    /** Copies and downloads, and compares both with what the page shows. */
    private List<String> saveCodes() throws IOException {
        List<String> codes = browser.texts("#codes code");
        assertThat(codes).hasSize(10);
        browser.click("#copy-codes");
        browser.await(By.id("save-state"), "Copied.");
        assertThat(browser.clipboard()).isEqualTo(String.join("\n", codes) + "\n");
        browser.click("#download-codes");
        Path file = temp.resolve("downloads/mfa4j-demo-backup-codes.txt");
        browser.await(file);
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(0)).startsWith("mfa4j demo: backup codes of " + EMAIL);
        assertThat(lines.subList(2, lines.size())).isEqualTo(codes);
        return codes;
    }

    /** Reads the QR code from a picture of the whole page, as a phone would. */
    private static String decode(Path screenshot) throws IOException {
        return Programs.run("zbarimg", "--raw", "-q", screenshot.toString());
    }

    private String code(String secret) throws IOException {
        String now = OATHTOOL_TIME.format(demo.clock().instant());
        return Programs.run("oathtool", "--totp=SHA1", "-b", "--now", now, secret);
    }
}
