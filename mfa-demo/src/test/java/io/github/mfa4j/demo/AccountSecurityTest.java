package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountSecurityTest {

    private static final String EMAIL = "alice@example.com";

    private TestDemo demo;
    private WebUser user;
    private List<String> codes;

    @BeforeEach
    void start(@TempDir Path data) throws IOException {
        demo = TestDemo.start(data);
        user = demo.newBrowser().registeredAndSignedIn(EMAIL);
        codes = user.switchOn();
        demo.clock().nextCode();
    }

    @AfterEach
    void stop() {
        demo.close();
    }

    private Answer withPassword(String path, String code, String... more) {
        String[] fields = new String[more.length + 4];
        System.arraycopy(more, 0, fields, 0, more.length);
        System.arraycopy(new String[] {"password", WebUser.PASSWORD, "code", code}, 0, fields, more.length, 4);
        user.get("/security");
        return user.post(path, fields);
    }

    @Test
    void oneMoreDeviceIsAddedRenamedAndRemoved() {
        String codeOfFirst = user.appCode();
        Answer offer = user.scan(withPassword("/devices/add", codeOfFirst, "device", "Tablet"));
        demo.clock().nextCode();
        Answer added = user.get(user.confirm(offer).header("Location"));
        assertThat(added.notice()).isEqualTo("Your new device works.");
        assertThat(added.body()).contains("<strong>Tablet</strong>").contains("<dt>Backup codes left</dt><dd>10</dd>");

        String tablet = added.all("/devices/change\\?device=([^\"]*)\"").get(1);
        assertThat(user.get("/devices/change?device=" + tablet).body()).contains("“Tablet”");
        assertThat(user.submit("/devices/rename", "device", tablet, "name", "Old tablet")
                        .body())
                .contains("<strong>Old tablet</strong>");

        Answer refused = user.submit("/devices/remove", "device", tablet, "password", "not it", "code", "x");
        assertThat(refused.title()).isEqualTo("Change a device");
        assertThat(refused.wrongFields()).containsExactly("password");
        demo.clock().nextCode();
        Answer removed = user.get(withPassword("/devices/remove", user.appCode(), "device", tablet)
                .header("Location"));
        assertThat(removed.notice()).contains("The device is removed");
        assertThat(removed.body()).doesNotContain("Old tablet").contains("<strong>Authenticator app</strong>");
        assertThat(user.get("/activity").body())
                .contains("Device added")
                .contains("Device renamed")
                .contains("Device removed");
        assertThat(user.get("/mailbox").body())
                .contains("<h2>The device “Tablet” was added</h2>")
                .doesNotContain("Enter the number");
    }

    @Test
    void aPageThatWasOpenedBeforeTheOtherDeviceWentDoesNotSwitchItOff() {
        user.confirm(user.scan(withPassword("/devices/add", user.appCode(), "device", "Tablet")));
        List<String> devices = user.get("/security").all("/devices/change\\?device=([^\"]*)\"");
        String phone = devices.get(0);
        assertThat(user.get("/devices/change?device=" + phone).body()).contains("action=\"/devices/remove\"");
        withPassword("/devices/remove", codes.get(0), "device", devices.get(1));

        Answer refused = user.get(
                withPassword("/devices/remove", codes.get(1), "device", phone).header("Location"));
        assertThat(refused.title()).isEqualTo("Change a device");
        assertThat(refused.notice()).contains("your only device now").contains("switch two-step verification off");
        assertThat(refused.body()).contains("href=\"/disable\"").doesNotContain("action=\"/devices/remove\"");
        assertThat(user.get("/security").body())
                .contains(">On</span>")
                .contains("<dt>Backup codes left</dt><dd>9</dd>");
    }

    @Test
    void withoutThePasswordNothingThatMattersHappens() {
        for (String path : List.of("/devices/add", "/devices/remove", "/backup-codes", "/disable")) {
            user.get("/security");
            Answer refused = user.submit(path, "device", "x", "password", "not the password", "code", user.appCode());
            assertThat(refused.notice()).as(path).isEqualTo("That is not your password. Nothing was changed.");
        }
        // The code was not used up.
        user.signOut();
        user.signIn(EMAIL);
        assertThat(user.challenge(user.appCode()).title()).isEqualTo("Account security");
    }

    @Test
    void theOldBackupCodesAreGoodUntilTheNewOnesAreSaved() {
        Answer issued = withPassword("/backup-codes", user.appCode());
        assertThat(issued.title()).isEqualTo("Save your backup codes");
        assertThat(user.get("/security").body()).contains("New ones wait to be saved");
        user.signOut();
        user.signIn(EMAIL);
        assertThat(user.challenge(issued.backupCodes().get(0)).notice()).contains("not right");
        assertThat(user.challenge(codes.get(0)).title()).isEqualTo("Account security");

        Answer again = withPassword("/backup-codes", codes.get(1));
        Answer done = user.complete(again);
        assertThat(done.notice()).contains("Your new backup codes are good");
        assertThat(done.body()).contains("<dt>Backup codes left</dt><dd>10</dd>");
        user.signOut();
        user.signIn(EMAIL);
        assertThat(user.challenge(codes.get(2)).notice()).contains("not right");
        assertThat(user.challenge(again.backupCodes().get(0)).title()).isEqualTo("Account security");
    }

    @Test
    void onlyTheBrowserThatSawTheNewCodesIsAskedWhetherTheyAreSaved() {
        String link = "<a href=\"/setup/saved\">";
        WebUser elsewhere = demo.newBrowser();
        elsewhere.signIn(EMAIL);
        elsewhere.challenge(codes.get(0));
        Answer issued = withPassword("/backup-codes", user.appCode());
        assertThat(user.get("/security").body())
                .contains("New ones wait to be saved")
                .contains(link);
        assertThat(elsewhere.get("/security").body())
                .contains("New ones wait to be saved")
                .doesNotContain(link);

        user.get("/setup/saved");
        assertThat(user.get("/setup/saved").body())
                .contains("href=\"/backup-codes\"")
                .doesNotContain("/setup/code");
        user.complete(issued);
        assertThat(user.get("/setup/saved").header("Location")).isEqualTo("/security");
    }

    @Test
    void aSecondClickAfterAReissueIsToldTheSame() {
        Answer issued = withPassword("/backup-codes", user.appCode());
        for (int i = 0; i < 2; i++) {
            Answer done = user.complete(issued);
            assertThat(done.title()).isEqualTo("Account security");
            assertThat(done.notice()).contains("Your new backup codes are good");
        }
    }

    @Test
    void codesThatAreVoidLeaveNothingBehind() {
        WebUser elsewhere = demo.newBrowser();
        elsewhere.signIn(EMAIL);
        elsewhere.challenge(codes.get(0));
        Answer issued = withPassword("/backup-codes", user.appCode());
        elsewhere.get("/backup-codes");
        elsewhere.post("/backup-codes", "password", WebUser.PASSWORD, "code", codes.get(1));

        Answer refused = user.complete(issued);
        assertThat(refused.notice()).contains("no longer open");
        assertThat(refused.body()).contains("New ones wait to be saved").doesNotContain("/setup/saved");
        assertThat(user.get("/setup/saved").header("Location")).isEqualTo("/security");
    }

    @Test
    void codesThatAnotherTabReplacedDoNotTakeTheNewOnesAlong() {
        Answer first = withPassword("/backup-codes", codes.get(0));
        Answer second = withPassword("/backup-codes", codes.get(1));
        assertThat(user.complete(first).notice()).contains("no longer open");
        assertThat(user.get("/setup/saved").hidden("set")).isEqualTo(second.hidden("set"));
    }

    @Test
    void aDeviceThatWorksLeavesNothingOfItsSetUp() {
        Answer offer = user.scan(withPassword("/devices/add", user.appCode(), "device", "Tablet"));
        assertThat(user.get("/security").body()).contains("<a href=\"/setup/code\">");
        demo.clock().nextCode();
        user.confirm(offer);
        // Another browser begins one, and this one does not take it for its own.
        WebUser elsewhere = demo.newBrowser();
        elsewhere.signIn(EMAIL);
        elsewhere.challenge(codes.get(0));
        elsewhere.get("/devices/add");
        elsewhere.post("/devices/add", "device", "Watch", "password", WebUser.PASSWORD, "code", codes.get(1));
        assertThat(user.get("/security").body())
                .contains("The set-up of “Watch” is not finished")
                .doesNotContain("<a href=\"/setup/code\">");
    }

    @Test
    void aTrustedBrowserIsNotAskedUntilItIsForgotten() {
        user.signOut();
        user.signIn(EMAIL);
        user.submit("/challenge", "code", user.appCode(), "browser", "Laptop", "trust", "yes");
        user.signOut();
        assertThat(user.signIn(EMAIL).title()).isEqualTo("Account security");
        assertThat(demo.newBrowser().signIn(EMAIL).title()).isEqualTo("Enter your code");

        Answer page = user.get("/security");
        assertThat(page.body()).contains("<strong>Laptop</strong>");
        assertThat(user.submit("/browsers/forget", "browser", page.hidden("browser"))
                        .body())
                .doesNotContain("Laptop")
                .contains("None: every browser is asked");
        user.signOut();
        assertThat(user.signIn(EMAIL).title()).isEqualTo("Enter your code");
    }

    @Test
    void aSecondAccountLeavesTheTrustOfTheFirst() {
        user.signOut();
        user.signIn(EMAIL);
        user.submit("/challenge", "code", user.appCode(), "browser", "Laptop", "trust", "yes");
        user.signOut();
        String bob = "bob@example.com";
        user.registeredAndSignedIn(bob).switchOn();
        user.signOut();
        assertThat(user.signIn(bob).title()).isEqualTo("Enter your code");
        demo.clock().nextCode();
        user.submit("/challenge", "code", user.appCode(), "browser", "Laptop", "trust", "yes");
        user.signOut();
        for (String email : List.of(EMAIL, bob)) {
            assertThat(user.signIn(email).title()).as(email).isEqualTo("Account security");
            user.signOut();
        }
    }

    @Test
    void anotherPasswordEndsTheTrustInBrowsers() {
        user.signOut();
        user.signIn(EMAIL);
        user.submit("/challenge", "code", user.appCode(), "browser", "Laptop", "trust", "yes");
        user.get("/password");
        String next = "another good password";
        assertThat(user.submit("/password", "password", WebUser.PASSWORD, "new-password", next)
                        .body())
                .contains("None: every browser is asked");
        user.signOut();
        user.get("/sign-in");
        assertThat(user.submit("/sign-in", "email", EMAIL, "password", next).title())
                .isEqualTo("Enter your code");
    }

    @Test
    void switchingOffTakesPasswordAndCodeAndRemovesEverything() {
        WebUser elsewhere = demo.newBrowser();
        elsewhere.signIn(EMAIL);
        elsewhere.challenge(codes.get(0));
        assertThat(user.get("/disable").title()).isEqualTo("Switch two-step verification off");
        Answer off = user.get(withPassword("/disable", user.appCode()).header("Location"));
        assertThat(off.notice()).contains("Two-step verification is off");
        assertThat(off.body()).contains(">Off</span>");
        assertThat(elsewhere.get("/security").header("Location")).isEqualTo("/sign-in");
        user.signOut();
        assertThat(user.signIn(EMAIL).title()).isEqualTo("Account security");
        demo.clock().advance(Duration.ofMinutes(1));
        assertThat(user.switchOn()).hasSize(10).doesNotContainAnyElementsOf(codes);
    }
}
