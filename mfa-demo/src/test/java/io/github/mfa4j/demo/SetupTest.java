package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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

    private Answer confirm(Answer offer, String code) {
        return user.post("/setup/code", "offer", offer.hidden("offer"), "code", code);
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
        assertThat(page.title()).isEqualTo("Set up your app");
        assertThat(page.only("<img class=\"qr\" src=\"(data:image/png;base64,)"))
                .isNotEmpty();
        assertThat(page.manualKey().replace(" ", "")).matches("[A-Z2-7]{32}");
        assertThat(page.body())
                .contains("time based")
                .contains("nothing is saved")
                .contains("name=\"code\" autocomplete=\"one-time-code\" inputmode=\"numeric\"");
    }

    @Test
    void pagesWithSecretsAreKeptByNobody() {
        Answer offer = user.startSetup();
        Answer codes = confirm(offer, user.appCode());

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
        Answer codes = confirm(user.startSetup(), user.appCode());
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
        Answer codes = confirm(user.startSetup(), user.appCode());

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
        Answer lost = confirm(user.startSetup(), user.appCode());
        Answer form = user.get("/setup/code");
        assertThat(user.submit("/setup/code", "offer", form.hidden("offer"), "code", user.appCode())
                        .notice())
                .contains("used before");

        demo.clock().nextCode();
        Answer fresh = confirm(form, user.appCode());
        assertThat(fresh.backupCodes()).doesNotContainAnyElementsOf(lost.backupCodes());

        Answer stale = user.submit("/setup/complete", "set", lost.hidden("set"), "saved", "yes");
        assertThat(stale.notice()).contains("no longer open");
        user.get("/security");
        Answer done = user.submit("/setup/complete", "set", fresh.hidden("set"), "saved", "yes");
        assertThat(done.title()).isEqualTo("Two-step verification is on");
    }

    @Test
    void aWrongCodeCanBeCorrected() {
        Answer offer = user.startSetup();
        Answer again = user.submit("/setup/code", "offer", offer.hidden("offer"), "code", user.wrongCode());
        assertThat(again.title()).isEqualTo("Enter the code of your app");
        assertThat(again.notice()).contains("That code is not right");
        assertThat(again.hidden("offer")).isEqualTo(offer.hidden("offer"));

        assertThat(confirm(again, user.appCode()).title()).isEqualTo("Save your backup codes");
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
    void theSecondTabTakesOver() {
        Answer first = user.startSetup();
        String codeOfFirst = user.appCode();
        Answer second = user.startSetup();

        assertThat(user.submit("/setup/code", "offer", first.hidden("offer"), "code", codeOfFirst)
                        .notice())
                .contains("no longer open")
                .contains("second tab");
        assertThat(confirm(second, user.appCode()).title()).isEqualTo("Save your backup codes");
    }

    @Test
    void completingTwiceIsNoError() {
        Answer codes = confirm(user.startSetup(), user.appCode());
        for (int i = 0; i < 2; i++) {
            Answer done = user.submit("/setup/complete", "set", codes.hidden("set"), "saved", "yes");
            assertThat(done.title()).isEqualTo("Two-step verification is on");
            user.get("/security");
        }
    }

    @Test
    void whoHasASecondFactorIsNotOfferedAnother() {
        user.switchOn();
        assertThat(user.get("/security").body()).doesNotContain("action=\"/setup\"");
        Answer refused = user.submit("/setup");
        assertThat(refused.title()).isEqualTo("Account security");
        assertThat(refused.notice()).contains("already on");
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
}
