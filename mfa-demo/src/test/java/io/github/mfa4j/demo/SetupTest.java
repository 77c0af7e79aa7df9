package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetupTest {

    private static final String EMAIL = "alice@example.com";

    private TestDemo demo;
    private WebUser user;

    @BeforeEach
    void start(@TempDir Path data) throws IOException {
        demo = TestDemo.start(data);
        user = demo.newBrowser().registeredAndSignedIn(EMAIL);
    }

    @AfterEach
    void stop() {
        demo.close();
    }

    private void assertStillOff() {
        assertThat(user.get("/security").body()).contains(">Off</span>");
        user.signOut();
        assertThat(user.signIn(EMAIL).title()).isEqualTo("Account security");
    }

    @Test
    void thePageHasAllThatAnAppNeeds() {
        Answer page = user.startSetup();

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.title()).isEqualTo("Scan this with your app");
        assertThat(page.body()).contains("<div class=\"qr\"><svg xmlns=").contains("role=\"img\"");
        assertThat(page.manualKey().replace(" ", "")).matches("[A-Z2-7]{32}");
        assertThat(page.body())
                .contains("time based")
                .contains("nothing is saved")
                .contains("name=\"code\" autocomplete=\"one-time-code\" inputmode=\"numeric\"")
                .contains("aria-current=\"step\"");
    }

    @Test
    void pagesWithSecretsAreKeptByNobody() {
        Answer offer = user.startSetup();
        Answer codes = user.confirm(offer);

        assertThat(codes.backupCodes()).hasSize(10).doesNotHaveDuplicates();
        assertThat(offer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(codes.header("Cache-Control")).isEqualTo("no-store");
        // Nor does any later page show them again.
        for (String path : new String[] {"/security", "/setup/code", "/setup/saved", "/"}) {
            assertThat(user.get(path).body())
                    .doesNotContain(offer.manualKey())
                    .doesNotContain(codes.backupCodes().get(0));
        }
    }

    @Test
    void leavingAfterTheQrCodeChangesNothing() {
        user.startSetup();
        assertThat(user.get("/security").body()).contains("is not finished");
        assertStillOff();
    }

    @Test
    void leavingBeforeTheTickChangesNothing() {
        Answer codes = user.confirm(user.startSetup());
        assertThat(codes.title()).isEqualTo("Save your backup codes");
        assertStillOff();

        demo.clock().advance(Duration.ofMinutes(11));
        user.get("/security");
        Answer late = user.submit("/setup/complete", "set", codes.hidden("set"), "saved", "yes");
        assertThat(late.title()).isEqualTo("Account security");
        assertThat(late.notice()).isNotEmpty();
        assertThat(late.body()).contains(">Off</span>").doesNotContain("is not finished");
    }

    @Test
    void withoutTheTickNothingIsSwitchedOn() {
        Answer codes = user.confirm(user.startSetup());

        Answer reminder = user.submit("/setup/complete", "set", codes.hidden("set"));
        assertThat(reminder.title()).isEqualTo("Did you save your codes?");
        assertThat(reminder.notice()).contains("tick the box");
        assertThat(user.get("/security").body()).contains(">Off</span>");

        user.get("/setup/saved");
        Answer done = user.submit("/setup/complete", "set", reminder.hidden("set"), "saved", "yes");
        assertThat(done.title()).isEqualTo("Two-step verification is on");
    }

    @Test
    void lostCodesAreReplacedByAnotherCodeOfTheApp() {
        Answer lost = user.confirm(user.startSetup());
        Answer form = user.get("/setup/code");
        assertThat(user.submit("/setup/code", "offer", form.hidden("offer"), "code", user.appCode())
                        .notice())
                .contains("used before");

        demo.clock().nextCode();
        Answer fresh = user.confirm(form);
        assertThat(fresh.backupCodes()).doesNotContainAnyElementsOf(lost.backupCodes());

        Answer stale = user.submit("/setup/complete", "set", lost.hidden("set"), "saved", "yes");
        assertThat(stale.notice()).contains("no longer open");
        Answer done = user.complete(fresh);
        assertThat(done.title()).isEqualTo("Two-step verification is on");
    }

    @Test
    void aWrongCodeCanBeCorrected() {
        Answer offer = user.startSetup();
        Answer again = user.submit("/setup/code", "offer", offer.hidden("offer"), "code", user.wrongCode());
        assertThat(again.title()).isEqualTo("Enter the code of your app");
        assertThat(again.notice()).contains("That code is not right");
        assertThat(again.hidden("offer")).isEqualTo(offer.hidden("offer"));

        assertThat(user.confirm(again).title()).isEqualTo("Save your backup codes");
    }

    @Test
    void tooManyWrongCodesEndTheSetUp() {
        Answer offer = user.startSetup();
        Answer last = offer;
        for (int i = 0; i < 10; i++) {
            last = user.submit("/setup/code", "offer", offer.hidden("offer"), "code", user.wrongCode());
        }
        assertThat(last.title()).isEqualTo("Account security");
        assertThat(last.notice()).contains("Too many wrong codes");
        assertThat(user.submit("/setup/code", "offer", offer.hidden("offer"), "code", user.appCode())
                        .notice())
                .contains("no longer open");
        assertStillOff();
    }

    @Test
    void completingTwiceIsNoError() {
        Answer codes = user.confirm(user.startSetup());
        for (int i = 0; i < 2; i++) {
            Answer done = user.submit("/setup/complete", "set", codes.hidden("set"), "saved", "yes");
            assertThat(done.title()).isEqualTo("Two-step verification is on");
            user.get("/security");
        }
    }

    @Test
    void whoHasASecondFactorIsNotOfferedAnother() {
        user.switchOn();
        assertThat(user.get("/security").body()).doesNotContain("href=\"/setup\"");
        assertThat(user.get("/setup").header("Location")).isEqualTo("/security");
        user.get("/setup/number");
        assertThat(user.submit("/setup/mail", "password", WebUser.PASSWORD).notice())
                .contains("already on");
        assertThat(user.post("/setup/app", "device", "x").header("Location")).isEqualTo("/setup");
    }

    @Test
    void otherBrowsersAreSignedOutWhenItIsSwitchedOn() {
        WebUser elsewhere = demo.newBrowser();
        elsewhere.signIn(EMAIL);
        assertThat(elsewhere.get("/security").status()).isEqualTo(200);

        user.switchOn();

        assertThat(user.get("/security").status()).isEqualTo(200);
        assertThat(elsewhere.get("/security").header("Location")).isEqualTo("/sign-in");
    }

    @Test
    void pagesOfNoSetUpLeadBack() {
        assertThat(user.get("/setup/code").header("Location")).isEqualTo("/security");
        assertThat(user.get("/setup/saved").header("Location")).isEqualTo("/security");
        assertThat(user.get("/setup/done").header("Location")).isEqualTo("/security");
    }

    @Test
    void leavingBeforeTheAddressIsProvedChangesNothing() {
        user.get("/setup");
        assertThat(user.submit("/setup/mail", "password", WebUser.PASSWORD).title())
                .isEqualTo("Enter the number we sent");
        assertStillOff();
    }

    @Test
    void whoIsSignedInTypesThePasswordBeforeANumberIsSent() {
        assertThat(user.get("/setup").body()).contains("name=\"password\"");
        Answer refused = user.submit("/setup/mail", "password", "not it");
        assertThat(refused.title()).isEqualTo("Set up two-step verification");
        assertThat(refused.wrongFields()).containsExactly("password");
        assertThat(user.post("/setup/mail").status()).isEqualTo(400);
        assertThat(user.get("/mailbox").body()).contains("There is no mail.");
        assertThat(user.get("/setup/number").body())
                .contains("href=\"/setup\"")
                .doesNotContain("action=\"/setup/mail\"");
    }

    @Test
    void withoutTheNumberThereIsNoKey() {
        user.get("/setup");
        user.submit("/setup/mail", "password", WebUser.PASSWORD);
        String number = user.get("/mailbox").mailedNumber();
        String wrong = number.equals("000000") ? "111111" : "000000";
        assertThat(user.submit("/setup/number", "code", wrong).notice()).contains("That is not the number we sent");
        assertThat(user.post("/setup/app", "device", "Phone").header("Location"))
                .isEqualTo("/setup");
        assertThat(user.submit("/setup/number", "code", number).title()).isEqualTo("Set up your app");
        assertThat(user.post("/setup/app", "device", "Phone").title()).isEqualTo("Scan this with your app");
    }

    @Test
    void moreMailsHaveToWait() {
        user.get("/setup");
        user.submit("/setup/mail", "password", WebUser.PASSWORD);
        Answer refused = user.submit("/setup/mail", "password", WebUser.PASSWORD);
        assertThat(refused.notice()).contains("enough mails for now").contains("Try again in 60 seconds");
        // The number of the mail before may be half typed.
        assertThat(refused.header("Refresh")).isEmpty();
    }

    @Test
    void aPermitThatIsTooOldAsksForTheAddressAgain() {
        user.proveAddress();
        demo.clock().advance(Duration.ofMinutes(29));
        user.get("/setup/app");
        demo.clock().advance(Duration.ofMinutes(2));
        Answer again = user.submit("/setup/app", "device", "Phone");
        assertThat(again.title()).isEqualTo("Set up two-step verification");
        assertThat(again.notice()).contains("prove your address again");
    }

    @Test
    void namesOfDevicesAreChecked() {
        user.proveAddress();
        for (String name : new String[] {"", " ", "x".repeat(49), "a\nb", "a\u200bb", "\u0000", "\u3164"}) {
            assertThat(user.submit("/setup/app", "device", name).notice())
                    .as(name)
                    .contains("A name has");
        }
    }

    @Test
    void aNameMayBeAsLongAsTheRuleSays() {
        user.proveAddress();
        for (String name : new String[] {"x".repeat(48), "\u03c9".repeat(24), "\ud55c".repeat(16)}) {
            assertThat(user.submit("/setup/app", "device", name + "\ud55c").notice())
                    .contains("1 to 48 letters")
                    .contains("24 in Greek")
                    .contains("16 in Korean");
            assertThat(user.post("/setup/app", "device", name).title()).isEqualTo("Scan this with your app");
        }
    }

    @Test
    void theCodesCanBeDownloadedWithoutScript() {
        Answer codes = user.confirm(user.startSetup());
        String file = codes.only("href=\"(data:[^\"]*)\" download=\"mfa4j-demo-backup-codes.txt\"");
        String start = "data:text/plain;charset=utf-8,";
        assertThat(file).startsWith(start + "mfa4j%20demo%3A%20backup%20codes%20of%20");
        // On paper, or found in a folder years later, it says what they are.
        String heading = "mfa4j demo: backup codes of " + EMAIL + ", 1 Mar 2026, 09:00:00 UTC";
        assertThat(URLDecoder.decode(file.substring(start.length()), StandardCharsets.UTF_8))
                .isEqualTo(heading + "\n\n" + String.join("\n", codes.backupCodes()) + "\n");
        assertThat(codes.body()).contains("<p class=\"on-paper\">" + heading + "</p>");
    }
}
