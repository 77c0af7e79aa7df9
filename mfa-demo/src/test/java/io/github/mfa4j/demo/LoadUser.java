package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.MfaStatus;
import io.github.mfa4j.demo.host.Sql;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Somebody who signs in again and again, and knows what has to come of it. Not thread-safe. */
final class LoadUser {

    private static final int FIRST_CODES = 10;

    private final String email;
    private final Supplier<WebUser> browsers;
    private final Executor threads;
    private final Random random;
    private final Deque<String> backupCodes = new ArrayDeque<>();
    private WebUser browser;
    private String deviceName = "Authenticator app";
    private int accepted;
    private int wrong;
    private int replayed;
    private boolean signedIn;

    /**
     * @param browsers makes another browser of this person
     * @param threads where a second browser can do something at the same time
     * @param random decides what happens in each visit
     */
    LoadUser(String email, Supplier<WebUser> browsers, Executor threads, Random random) {
        this.email = email;
        this.browsers = browsers;
        this.threads = threads;
        this.random = random;
        this.browser = browsers.get();
    }

    int accepted() {
        return accepted;
    }

    int wrong() {
        return wrong;
    }

    int replayed() {
        return replayed;
    }

    /** What comes before the load: set-up, all of it. The code that it takes is used then. */
    void setUp() {
        assertThat(browser.signIn(email).title()).isEqualTo("Account security");
        backupCodes.addAll(browser.switchOn());
        assertThat(backupCodes).hasSize(FIRST_CODES);
        browser.signOut();
    }

    /**
     * Signs in with a code that was not used before, looks around, and sometimes leaves without signing out.
     *
     * @param freshCode waits until the phone shows a code that it did not show at the visit before
     */
    void visit(Runnable freshCode) {
        if (signedIn) {
            assertSignedIn(browser);
            leave();
        }
        assertThat(browser.signIn(email).title()).isEqualTo("Enter your code");
        freshCode.run();
        int what = random.nextInt(20);
        if (what == 0) {
            enterInTwoBrowsersAtOnce();
        } else if (what == 1 && !backupCodes.isEmpty()) {
            Answer page = browser.challenge(backupCodes.remove());
            assertThat(page.notice()).contains("Left: " + backupCodes.size() + ".");
            accepted++;
        } else {
            if (what < 4) {
                Answer page = browser.challenge(browser.wrongCode());
                assertThat(page.notice()).contains("That code is not right.");
                wrong++;
            }
            assertThat(browser.challenge(browser.appCode()).title()).isEqualTo("Account security");
            accepted++;
        }
        signedIn = true;
        assertSignedIn(browser);
        if (what == 4) {
            rename();
        }
        assertThat(browser.get("/activity").title()).isEqualTo("Activity");
        if (what % 4 > 0) {
            leave();
        }
    }

    private void leave() {
        browser.signOut();
        signedIn = false;
        assertThat(browser.get("/security").header("Location")).isEqualTo("/sign-in");
    }

    private void enterInTwoBrowsersAtOnce() {
        WebUser first = browser;
        WebUser second = browsers.get();
        assertThat(second.signIn(email).title()).isEqualTo("Enter your code");
        String code = first.appCode();
        CompletableFuture<Answer> elsewhere = CompletableFuture.supplyAsync(() -> second.challenge(code), threads);
        List<Answer> answers = List.of(first.challenge(code), elsewhere.join());
        assertThat(answers).extracting(Answer::title).containsExactlyInAnyOrder("Account security", "Enter your code");
        boolean firstWon = answers.get(0).title().equals("Account security");
        Answer refused = answers.get(firstWon ? 1 : 0);
        assertThat(refused.notice()).contains("That code was used before");
        (firstWon ? second : first).signOut();
        browser = firstWon ? first : second.withPhoneOf(first);
        accepted++;
        replayed++;
    }

    private void assertSignedIn(WebUser who) {
        Answer page = who.get("/security");
        assertThat(page.status()).as("a session that was not ended").isEqualTo(200);
        assertThat(page.body())
                .contains("<strong>" + email + "</strong>", "<strong>" + deviceName + "</strong>")
                .contains("<dt>Backup codes left</dt><dd>" + backupCodes.size() + "</dd>");
    }

    private void rename() {
        String device = browser.get("/security").only("/devices/change\\?device=([^\"]*)\"");
        String name = "Phone " + random.nextInt(1_000_000);
        browser.get("/devices/change?device=" + device);
        assertThat(browser.submit("/devices/rename", "device", device, "name", name)
                        .notice())
                .isEqualTo("The device has its new name.");
        deviceName = name;
    }

    /** What is left of it all is what this person knows of, in the pages and in the tables. */
    void assertFinalState(Sql sql, Demo.Parts parts) {
        if (signedIn) {
            assertSignedIn(browser);
        }
        String id = sql.find(row -> row.getString(1), "select id from demo_account where email = ?", email)
                .orElseThrow();
        MfaStatus status = parts.mfa().status(id);
        assertThat(status.enabled()).isTrue();
        assertThat(status.devices()).extracting(MfaStatus.Device::name).containsExactly(deviceName);
        assertThat(status.backupCodesLeft()).isEqualTo(backupCodes.size());
        assertThat(status.refusing()).isEmpty();
        assertThat(sql.list(row -> row.getString(1), "select stage from demo_session where account = ?", id))
                .hasSize(signedIn ? 1 : 0);
        assertThat(told(sql, id, "Code accepted")).hasSize(accepted);
        List<String> rejected = new ArrayList<>(told(sql, id, "Code rejected"));
        assertThat(rejected).hasSize(wrong + replayed);
        // Each was followed by a code that was right, so it is the first of its run, and counted once.
        assertThat(rejected)
                .filteredOn(details -> details.contains("reason: Wrong code; failures: 1;"))
                .hasSize(wrong);
        assertThat(rejected)
                .filteredOn(details -> details.contains("reason: Replayed; failures: 0;"))
                .hasSize(replayed);
        assertThat(told(sql, id, "Code accepted"))
                .filteredOn(details -> details.contains("failures before: 1"))
                .hasSize(wrong);
    }

    private static List<String> told(Sql sql, String id, String what) {
        return sql.list(
                row -> row.getString(1), "select details from demo_audit where account = ? and what = ?", id, what);
    }

    @Override
    public String toString() {
        return email;
    }
}
