package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.demo.host.DataDirectory;
import io.github.mfa4j.demo.host.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostPhoneTest {

    private static final String EMAIL = "alice@example.com";

    @TempDir
    private Path data;

    private TestDemo demo;
    private WebUser user;
    private List<String> codes;

    @BeforeEach
    void start() throws IOException {
        demo = TestDemo.start(data);
        user = demo.newBrowser().registeredAndSignedIn(EMAIL);
        codes = user.switchOn();
        user.signOut();
        demo.clock().nextCode();
        assertThat(user.signIn(EMAIL).title()).isEqualTo("Enter your code");
    }

    @AfterEach
    void stop() {
        demo.close();
    }

    @Test
    void aBackupCodeReplacesTheLostDevices() {
        user.get("/lost-phone");
        assertThat(user.submit("/lost-phone/replace", "device", "New", "code", user.appCode())
                        .title())
                .isEqualTo("Lost your phone?");
        Answer offer = user.scan(user.post("/lost-phone/replace", "device", "New", "code", codes.get(0)));
        Answer saved = user.confirm(offer);
        Answer challenge = user.complete(saved);
        assertThat(challenge.title()).isEqualTo("Enter your code");
        assertThat(challenge.notice()).contains("Sign in with the next code");
        assertThat(user.get("/security").header("Location")).isEqualTo("/challenge");

        assertThat(user.challenge(codes.get(1)).notice()).contains("not right");
        demo.clock().nextCode();
        Answer security = user.challenge(user.appCode());
        assertThat(security.body())
                .contains("<strong>New</strong>")
                .doesNotContain("Authenticator app</strong>")
                .contains("<dt>Backup codes left</dt><dd>10</dd>");
    }

    @Test
    void codesOfTheNewPhoneThatWereNotSavedAreIssuedAgain() {
        user.get("/lost-phone");
        Answer lost = user.confirm(user.scan(user.post("/lost-phone/replace", "device", "New", "code", codes.get(0))));
        Answer reminder = user.submit("/setup/complete", "set", lost.hidden("set"));
        assertThat(reminder.body()).contains("<a href=\"/setup/code\">").doesNotContain("/backup-codes");

        demo.clock().nextCode();
        Answer fresh = user.confirm(user.get("/setup/code"));
        assertThat(fresh.backupCodes()).hasSize(10).doesNotContainAnyElementsOf(lost.backupCodes());
        assertThat(user.complete(fresh).title()).isEqualTo("Enter your code");
    }

    @Test
    void theOldPhoneStaysGoodUntilTheNewOneIsComplete() {
        String ofOldPhone = user.appCode();
        user.get("/lost-phone");
        user.confirm(user.scan(user.post("/lost-phone/replace", "device", "New", "code", codes.get(0))));
        user.get("/challenge");
        assertThat(user.challenge(ofOldPhone).title()).isEqualTo("Account security");
    }

    private String mailedLink(String kind) {
        user.get("/lost-phone");
        assertThat(user.submit("/lost-phone/" + kind + "-link").notice()).contains(" link to your address");
        return user.get("/mailbox").mailedLink();
    }

    @Test
    void aRecoveryLinkRemovesEverythingOnceAndSignsNobodyIn() {
        String link = mailedLink("recovery");

        // Opening it asks for the password, and changes nothing.
        WebUser mail = demo.newBrowser();
        assertThat(mail.get(link).header("Location")).isEqualTo("/sign-in");
        assertThat(mail.get("/sign-in").notice()).contains("password first");
        assertThat(mail.submit("/sign-in", "email", EMAIL, "password", "not it").notice())
                .contains("not the right address and password");
        Answer page = mail.signIn(EMAIL);
        assertThat(page.title()).isEqualTo("Remove your lost devices");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(user.get("/challenge").title()).isEqualTo("Enter your code");

        String before = mail.cookie();
        Answer recovered = mail.post("/recover", "token", page.hidden("token"));
        assertThat(mail.cookie()).isNotEqualTo(before);
        assertThat(mail.get(recovered.header("Location")).header("Location")).isEqualTo("/setup");
        assertThat(user.get("/challenge").header("Location")).isEqualTo("/sign-in");
        assertThat(mail.get("/security").header("Location")).isEqualTo("/challenge");

        WebUser again = demo.newBrowser();
        again.get(link);
        again.signIn(EMAIL);
        again.post("/recover", "token", page.hidden("token"));
        assertThat(again.get("/setup").notice()).contains("not good any more");

        // The permit is in the session, so the address is not asked for.
        assertThat(mail.get("/setup").header("Location")).isEqualTo("/setup/app");
        assertThat(mail.get("/setup/app").notice()).contains("Your lost devices are removed");
        Answer offer = mail.scan(mail.post("/setup/app", "device", "New"));
        assertThat(mail.complete(mail.confirm(offer)).title()).isEqualTo("Enter your code");
        demo.clock().nextCode();
        assertThat(mail.challenge(mail.appCode()).title()).isEqualTo("Account security");
    }

    @Test
    void whoReadsTheMailRemovesNothingWithoutThePassword() throws IOException {
        String link = mailedLink("recovery");
        String token = user.get(link).hidden("token");

        WebUser reader = demo.newBrowser();
        reader.get(link);
        reader.get("/sign-in");
        assertThat(reader.post("/recover", "token", token).header("Location")).isEqualTo("/sign-in");

        // Somebody else's password is none either, and nobody is asked whose link it is.
        WebUser bob = demo.newBrowser();
        bob.register("bob@example.com");
        bob.get(link);
        assertThat(bob.signIn("bob@example.com").title()).isEqualTo("Remove your lost devices");
        String alice;
        // H2 lets the same process open its file once more.
        try (Database database = Database.inFile(DataDirectory.open(data))) {
            alice = database.sql()
                    .find(row -> row.getString(1), "select id from demo_account where email = ?", EMAIL)
                    .orElseThrow();
        }
        assertThat(bob.post("/recover", "token", token, "user", alice).header("Location"))
                .isEqualTo("/challenge");
        assertThat(bob.get("/challenge").header("Location")).isEqualTo("/security");

        // Nor is a browser left open, with the mailbox in it.
        WebUser open = demo.newBrowser().withPhoneOf(user);
        open.signIn(EMAIL);
        open.challenge(open.appCode());
        assertThat(open.get(link).header("Location")).isEqualTo("/security");
        assertThat(open.get("/security").notice()).contains("sign out and open it once more");
        assertThat(open.post("/recover", "token", token).header("Location")).isEqualTo("/security");

        assertThat(user.get("/challenge").title()).isEqualTo("Enter your code");
        assertThat(open.get("/security").body()).contains("<strong>Authenticator app</strong>");
        user.get(link);
        assertThat(user.post("/recover", "token", token).status()).isEqualTo(303);
        assertThat(open.get("/security").header("Location")).isEqualTo("/sign-in");
    }

    @Test
    void aLinkLeadsToItsButtonOnce() {
        WebUser mail = demo.newBrowser();
        mail.get(mailedLink("recovery"));
        assertThat(mail.signIn(EMAIL).title()).isEqualTo("Remove your lost devices");
        mail.signOut();
        assertThat(mail.signIn(EMAIL).title()).isEqualTo("Enter your code");
    }

    @Test
    void afterRecoveryThePasswordAloneOpensOnlyTheSetUp() {
        Answer page = user.get(mailedLink("recovery"));
        user.post("/recover", "token", page.hidden("token"));

        WebUser other = demo.newBrowser();
        assertThat(other.signIn(EMAIL).title()).isEqualTo("Set up two-step verification");
        assertThat(other.get("/security").header("Location")).isEqualTo("/challenge");
        assertThat(other.get("/challenge").header("Location")).isEqualTo("/setup");
        assertThat(other.get("/setup").status()).isEqualTo(200);
        assertThat(other.post("/setup/app", "device", "x").header("Location")).isEqualTo("/setup");
    }

    @Test
    void anUnlockLinkEndsTheWait() {
        for (int i = 0; i < 6; i++) {
            user.challenge(user.wrongCode());
        }
        assertThat(user.get("/challenge").notice()).contains("Too many wrong codes");
        WebUser mail = demo.newBrowser();
        mail.get(mailedLink("unlock"));
        Answer page = mail.signIn(EMAIL);
        assertThat(page.title()).isEqualTo("Unlock your codes");
        assertThat(user.get("/challenge").notice()).contains("Too many wrong codes");

        Answer unlocked = mail.submit("/unlock", "token", page.hidden("token"));
        assertThat(unlocked.notice()).isEqualTo("Your codes are unlocked.");
        assertThat(user.challenge(user.appCode()).title()).isEqualTo("Account security");
    }
}
