package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostPhoneTest {

    private static final String EMAIL = "alice@example.com";

    private TestDemo demo;
    private WebUser user;
    private List<String> codes;

    @BeforeEach
    void start(@TempDir Path data) throws IOException {
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

    @Test
    void aRecoveryLinkRemovesEverythingOnceAndSignsNobodyIn() {
        user.get("/lost-phone");
        assertThat(user.submit("/lost-phone/recovery-link").notice()).contains("We have sent a recovery link");
        String link = user.get("/mailbox").mailedLink();

        // Opening it changes nothing.
        WebUser mail = demo.newBrowser();
        Answer page = mail.get(link);
        assertThat(page.title()).isEqualTo("Remove your lost devices");
        assertThat(user.get("/challenge").title()).isEqualTo("Enter your code");

        String[] fields = {"user", page.hidden("user"), "token", page.hidden("token")};
        Answer recovered = mail.submit("/recover", fields);
        assertThat(recovered.title()).isEqualTo("Sign in");
        assertThat(recovered.notice()).contains("Your lost devices are removed");
        assertThat(user.get("/challenge").header("Location")).isEqualTo("/sign-in");
        assertThat(mail.get("/security").header("Location")).isEqualTo("/sign-in");

        WebUser again = demo.newBrowser();
        again.get(link);
        assertThat(again.submit("/recover", fields).notice()).contains("not good any more");

        // The permit came along, so the address is not asked for.
        assertThat(mail.signIn(EMAIL).header("Location")).isEqualTo("/setup/app");
        mail.get("/setup/app");
        Answer offer = mail.scan(mail.post("/setup/app", "device", "New"));
        assertThat(mail.complete(mail.confirm(offer)).title()).isEqualTo("Enter your code");
        demo.clock().nextCode();
        assertThat(mail.challenge(mail.appCode()).title()).isEqualTo("Account security");
    }

    @Test
    void afterRecoveryThePasswordAloneOpensOnlyTheSetUp() {
        user.get("/lost-phone");
        user.submit("/lost-phone/recovery-link");
        Answer page = user.get(user.get("/mailbox").mailedLink());
        user.submit("/recover", "user", page.hidden("user"), "token", page.hidden("token"));

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
        user.get("/lost-phone");
        assertThat(user.submit("/lost-phone/unlock-link").notice()).contains("We have sent an unlock link");
        Answer page = user.get(user.get("/mailbox").mailedLink());
        assertThat(user.get("/challenge").notice()).contains("Too many wrong codes");

        user.get("/lost-phone");
        Answer unlocked = user.submit("/unlock", "user", page.hidden("user"), "token", page.hidden("token"));
        assertThat(unlocked.notice()).isEqualTo("Your codes are unlocked.");
        assertThat(user.challenge(user.appCode()).title()).isEqualTo("Account security");
    }
}
