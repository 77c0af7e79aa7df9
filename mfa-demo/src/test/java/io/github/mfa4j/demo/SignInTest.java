package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInTest {

    private TestDemo demo;
    private WebUser user;

    @BeforeEach
    void start(@TempDir Path data) throws IOException {
        demo = TestDemo.start(data);
        user = demo.newBrowser();
    }

    @AfterEach
    void stop() {
        demo.close();
    }

    @Test
    void firstSignInToSecondSignInWithTheApp() {
        assertThat(user.register("alice@example.com").notice()).contains("Your account is made");
        Answer security = user.signIn("alice@example.com");
        assertThat(security.body()).contains("alice@example.com").contains(">Off</span>");

        user.switchOn();

        assertThat(user.get("/security").body())
                .contains(">On</span>")
                .contains("<dt>Backup codes left</dt><dd>10</dd>")
                .contains("<strong>Authenticator app</strong>")
                .contains("1 Mar 2026, 09:00:00 UTC");
        assertThat(user.signOut().title()).isEqualTo("Two-step verification, to try out");

        demo.clock().nextCode();
        assertThat(user.signIn("alice@example.com").title()).isEqualTo("Enter your code");
        assertThat(user.challenge(user.appCode()).title()).isEqualTo("Account security");
    }

    @Test
    void aBackupCodeSignsInOnceAndIsCounted() {
        user.registeredAndSignedIn("alice@example.com");
        List<String> codes = user.switchOn();
        user.signOut();

        user.signIn("ALICE@example.com");
        String typed = codes.get(3).toLowerCase(Locale.ROOT).replace('-', ' ');
        Answer signedIn = user.challenge(typed);
        assertThat(signedIn.title()).isEqualTo("Account security");
        assertThat(signedIn.notice()).contains("You used a backup code").contains("Left: 9.");
        assertThat(signedIn.body()).contains("<dt>Backup codes left</dt><dd>9</dd>");
        user.signOut();

        user.signIn("alice@example.com");
        assertThat(user.challenge(codes.get(3)).notice()).contains("That code is not right");
    }

    @Test
    void aUsedCodeIsRefusedWithWords() {
        user.registeredAndSignedIn("alice@example.com").switchOn();
        user.signOut();
        user.signIn("alice@example.com");

        Answer refused = user.challenge(user.appCode());

        assertThat(refused.title()).isEqualTo("Enter your code");
        assertThat(refused.notice())
                .contains("That code was used before")
                .contains("Try again in 30 seconds, at 1 Mar 2026, 09:00:30 UTC.");
        // The person may type a backup code meanwhile.
        assertThat(refused.header("Refresh")).isEmpty();
        assertThat(user.get("/security").status()).isEqualTo(303);
    }

    @Test
    void aThrottledPersonIsToldUntilWhen() {
        user.registeredAndSignedIn("alice@example.com").switchOn();
        user.signOut();
        user.signIn("alice@example.com");
        demo.clock().nextCode();

        for (int i = 1; i <= 4; i++) {
            Answer wrong = user.challenge(user.wrongCode());
            assertThat(wrong.notice()).contains("That code is not right").doesNotContain("Try again");
        }
        String wait = "Try again in 30 seconds, at 1 Mar 2026, 09:01:00 UTC.";
        assertThat(user.challenge(user.wrongCode()).notice()).contains(wait);
        // Now even the right one is not looked at.
        assertThat(user.challenge(user.appCode()).notice())
                .contains("Too many wrong codes")
                .contains(wait);

        // The page says so whenever it is opened, and comes back by itself.
        demo.clock().advance(Duration.ofSeconds(10));
        Answer waiting = user.get("/challenge");
        assertThat(waiting.notice())
                .contains("App codes are not looked at for now; a backup code still works.")
                .contains("Try again in 20 seconds");
        assertThat(waiting.header("Refresh")).isEqualTo("20");

        demo.clock().advance(Duration.ofSeconds(21));
        Answer over = user.get("/challenge");
        assertThat(over.notice()).isEmpty();
        assertThat(over.header("Refresh")).isEmpty();
        assertThat(user.challenge(user.appCode()).title()).isEqualTo("Account security");
    }

    @Test
    void aBackupCodeWorksWhileAppCodesWaitOrAreLocked() {
        List<String> codes = user.registeredAndSignedIn("alice@example.com").switchOn();
        user.signOut();
        user.signIn("alice@example.com");
        for (int i = 0; i < 5; i++) {
            user.challenge(user.wrongCode());
        }
        assertThat(user.get("/challenge").notice()).contains("App codes are not looked at for now");
        assertThat(user.challenge(codes.get(0)).title()).isEqualTo("Account security");
        user.signOut();

        user.signIn("alice@example.com");
        for (int i = 0; i < 60 && !user.get("/challenge").notice().contains("locked"); i++) {
            demo.clock().advance(Duration.ofDays(1));
            user.signIn("alice@example.com");
            user.challenge(user.wrongCode());
        }
        assertThat(user.get("/challenge").notice())
                .contains("App codes are locked")
                .contains("A backup code still works.");
        assertThat(user.challenge(codes.get(1)).title()).isEqualTo("Account security");
    }

    @Test
    void whatCannotBeACodeIsExplained() {
        user.registeredAndSignedIn("alice@example.com").switchOn();
        user.signOut();
        user.signIn("alice@example.com");

        for (String typed : List.of("", "12345", "hello", "'; drop table mfa_state; --", "\u0000", "x".repeat(9_999))) {
            assertThat(user.challenge(typed).notice()).contains("That is not a code.");
        }
    }

    @Test
    void wrongPasswordAndUnknownAddressSoundTheSame() {
        user.register("alice@example.com");
        user.get("/sign-in");
        Answer wrong = user.submit("/sign-in", "email", "alice@example.com", "password", "not the right one");
        Answer unknown = user.submit("/sign-in", "email", "bob@example.com", "password", WebUser.PASSWORD);

        assertThat(wrong.notice()).isEqualTo("That is not the right address and password.");
        assertThat(unknown.notice()).isEqualTo(wrong.notice());
        assertThat(user.get("/security").header("Location")).isEqualTo("/sign-in");
    }

    @Test
    void anAddressHasOneAccountHoweverItIsWritten() {
        user.register("alice@example.com");
        assertThat(user.register("Alice@Example.COM").notice()).contains("There is an account with this address");
    }

    @Test
    void registrationRefusesWhatCannotBe() {
        user.get("/register");
        for (String email : List.of("", "alice", "@example.com", "a:b@example.com", "a b@example.com", "a@b@c")) {
            Answer refused = user.submit("/register", "email", email, "password", WebUser.PASSWORD, "organization", "");
            assertThat(refused.notice()).as(email).isEqualTo("That is not an e-mail address.");
        }
        assertThat(user.submit("/register", "email", "a@b", "password", "short", "organization", "")
                        .notice())
                .contains("8 to 200 characters");
    }

    @Test
    void aHostileAddressIsTextEverywhere() {
        String hostile = "\"><script>alert('1')</script>&amp;@example.com";
        String text = "\"&gt;&lt;script&gt;alert('1')&lt;/script&gt;&amp;amp;@example.com";
        String attribute = "&#34;>&lt;script>alert(&#39;1&#39;)&lt;/script>&amp;amp;@example.com";
        user.register(hostile);
        assertThat(user.get("/sign-in").body()).contains(attribute).doesNotContain("<script>");
        assertThat(user.signIn(hostile).body()).contains(text).doesNotContain("<script>");
        assertThat(user.get("/").body()).contains(text).doesNotContain("<script>");
        assertThat(user.startSetup().body()).doesNotContain("<script>").contains("%3Cscript%3E");
    }

    @Test
    void aRestartLosesNothing() throws IOException {
        user.registeredAndSignedIn("alice@example.com");
        List<String> codes = user.switchOn();
        String lastCode = user.appCode();

        demo.restart();

        assertThat(user.get("/security").body()).contains(">On</span>");
        user.signOut();
        assertThat(user.signIn("alice@example.com").title()).isEqualTo("Enter your code");
        assertThat(user.challenge(lastCode).notice()).contains("used before");
        demo.clock().nextCode();
        assertThat(user.challenge(user.appCode()).title()).isEqualTo("Account security");
        user.signOut();
        user.signIn("alice@example.com");
        assertThat(user.challenge(codes.get(0)).title()).isEqualTo("Account security");
    }
}
