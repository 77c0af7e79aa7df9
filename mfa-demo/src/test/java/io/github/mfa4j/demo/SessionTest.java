package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {

    private static final String EMAIL = "alice@example.com";

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

    private void halfSignedIn() {
        user.registeredAndSignedIn(EMAIL).switchOn();
        user.signOut();
        demo.clock().nextCode();
        assertThat(user.signIn(EMAIL).title()).isEqualTo("Enter your code");
    }

    @Test
    void theIdChangesAtEveryStepAndTheOldOneIsDead() {
        halfSignedIn();
        String half = user.cookie();
        user.challenge(user.appCode());
        String full = user.cookie();
        user.signOut();
        user.get("/sign-in");
        String stranger = user.cookie();

        assertThat(new LinkedHashSet<>(List.of(half, full, stranger))).hasSize(3);
        assertThat(Set.of(half, full, stranger)).allMatch(id -> id.matches("[A-Za-z0-9_-]{43}"));
        for (String dead : List.of(half, full)) {
            assertThat(demo.newBrowser().withCookie(dead).get("/security").header("Location"))
                    .isEqualTo("/sign-in");
        }
    }

    @Test
    void aPlantedIdIsWorthNothing() {
        // The attacker's own, which the victim signs in with.
        WebUser attacker = demo.newBrowser();
        attacker.get("/sign-in");
        user.register(EMAIL);
        user.withCookie(attacker.cookie()).signIn(EMAIL);
        assertThat(user.cookie()).isNotEqualTo(attacker.cookie());
        assertThat(user.get("/security").status()).isEqualTo(200);
        assertThat(attacker.get("/security").header("Location")).isEqualTo("/sign-in");

        // One that the server never made up.
        String invented = "A".repeat(43);
        WebUser other = demo.newBrowser().withCookie(invented);
        other.get("/sign-in");
        assertThat(other.cookie()).isNotEqualTo(invented);
    }

    @Test
    void halfSignedInReachesOnlyTheChallenge() {
        halfSignedIn();
        for (String path : List.of(
                "/security", "/devices/add", "/backup-codes", "/disable", "/password", "/activity", "/organization")) {
            Answer answer = user.get(path);
            assertThat(answer.status()).as(path).isEqualTo(303);
            assertThat(answer.header("Location")).isEqualTo("/challenge");
            assertThat(answer.body()).isEmpty();
        }
        user.get("/challenge");
        for (String path : List.of(
                "/devices/add", "/devices/remove", "/backup-codes", "/disable", "/password", "/browsers/forget-all")) {
            Answer answer = user.post(path);
            assertThat(answer.status()).as(path).isEqualTo(303);
            assertThat(answer.header("Location")).isEqualTo("/challenge");
        }
        assertThat(user.get("/").title()).isEqualTo("One more step");
    }

    @Test
    void strangersAreSentToSignIn() {
        user.get("/sign-in");
        for (String path : List.of(
                "/security", "/challenge", "/setup", "/setup/code", "/setup/saved", "/setup/done", "/mailbox")) {
            assertThat(user.get(path).header("Location")).as(path).isEqualTo("/sign-in");
        }
        for (String path :
                List.of("/challenge", "/setup/mail", "/setup/code", "/setup/complete", "/lost-phone/replace")) {
            assertThat(user.post(path).header("Location")).as(path).isEqualTo("/sign-in");
        }
    }

    @Test
    void signedInPeopleAreNotAskedAgain() {
        user.registeredAndSignedIn(EMAIL);
        for (String path : List.of("/sign-in", "/register", "/challenge", "/lost-phone")) {
            assertThat(user.get(path).header("Location")).as(path).isEqualTo("/security");
        }
        // A browser left open and a backup code are not enough to take the devices away.
        user.get("/security");
        assertThat(user.post("/lost-phone/replace", "device", "New", "code", "x")
                        .header("Location"))
                .isEqualTo("/security");
        assertThat(user.get("/security").notice()).isEmpty();
    }

    @Test
    void anotherPasswordEndsOtherSessions() {
        user.registeredAndSignedIn(EMAIL);
        WebUser elsewhere = demo.newBrowser();
        elsewhere.signIn(EMAIL);
        user.get("/password");
        String next = "another good password";
        assertThat(user.submit("/password", "password", "wrong one", "new-password", next)
                        .notice())
                .contains("not your password");
        assertThat(elsewhere.get("/security").status()).isEqualTo(200);
        Answer changed = user.submit("/password", "password", WebUser.PASSWORD, "new-password", next);
        assertThat(changed.notice()).contains("Your password is changed");
        assertThat(user.get("/mailbox").body()).contains("<h2>Your password was changed</h2>");
        assertThat(elsewhere.get("/security").header("Location")).isEqualTo("/sign-in");
        user.signOut();
        user.get("/sign-in");
        assertThat(user.submit("/sign-in", "email", EMAIL, "password", next).title())
                .isEqualTo("Account security");
    }

    @Test
    void signingOutEndsTheSessionOnTheServer() {
        user.registeredAndSignedIn(EMAIL);
        String before = user.cookie();
        user.get("/");
        Answer answer = user.post("/sign-out");
        assertThat(answer.header("Set-Cookie")).contains("Max-Age=0");
        assertThat(demo.newBrowser().withCookie(before).get("/security").header("Location"))
                .isEqualTo("/sign-in");
    }

    @Test
    void aCancelledChallengeIsOver() {
        halfSignedIn();
        user.signOut();
        assertThat(user.get("/challenge").header("Location")).isEqualTo("/sign-in");
    }

    @Test
    void halfSignedInReachesNoSetUpOfSomebodyWhoHasOne() {
        halfSignedIn();
        assertThat(user.get("/setup").header("Location")).isEqualTo("/challenge");
        assertThat(user.submit("/setup/mail").notice()).contains("already on");
        assertThat(user.post("/setup/app", "device", "x").header("Location")).isEqualTo("/setup");
        Answer refused = user.submit("/setup/code", "offer", "x", "code", "123456");
        assertThat(refused.title()).isEqualTo("Enter your code");
    }

    @Test
    void halfSignedInEndsAfterHalfAnHour() {
        halfSignedIn();
        for (int i = 0; i < 3; i++) {
            demo.clock().advance(Duration.ofMinutes(10));
            assertThat(user.get("/challenge").status()).isEqualTo(200);
        }
        demo.clock().advance(Duration.ofMinutes(1));
        assertThat(user.get("/challenge").header("Location")).isEqualTo("/sign-in");
    }

    @Test
    void halfSignedInEndsAfterTenIdleMinutes() {
        halfSignedIn();
        demo.clock().advance(Duration.ofMinutes(10));
        assertThat(user.get("/challenge").status()).isEqualTo(200);
        demo.clock().advance(Duration.ofMinutes(11));
        assertThat(user.get("/challenge").header("Location")).isEqualTo("/sign-in");
    }

    @Test
    void anIdleSessionEnds() {
        user.registeredAndSignedIn(EMAIL);
        demo.clock().advance(Duration.ofMinutes(30));
        assertThat(user.get("/security").status()).isEqualTo(200);
        demo.clock().advance(Duration.ofMinutes(31));
        assertThat(user.get("/security").header("Location")).isEqualTo("/sign-in");
    }

    @Test
    void aSessionInUseEndsAfterTwelveHours() {
        user.registeredAndSignedIn(EMAIL);
        for (int i = 0; i < 24; i++) {
            demo.clock().advance(Duration.ofMinutes(30));
            assertThat(user.get("/security").status()).isEqualTo(200);
        }
        demo.clock().advance(Duration.ofMinutes(1));
        assertThat(user.get("/security").header("Location")).isEqualTo("/sign-in");
    }
}
