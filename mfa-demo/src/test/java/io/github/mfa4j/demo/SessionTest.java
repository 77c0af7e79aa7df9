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
        user.submit("/challenge", "code", user.appCode());
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
        for (String path : List.of("/security", "/setup/code", "/setup/saved", "/setup/done")) {
            Answer answer = user.get(path);
            assertThat(answer.status()).as(path).isEqualTo(303);
            assertThat(answer.header("Location")).isEqualTo("/challenge");
            assertThat(answer.body()).isEmpty();
        }
        user.get("/challenge");
        for (String path : List.of("/setup", "/setup/code", "/setup/complete")) {
            Answer answer = user.post(path);
            assertThat(answer.status()).as(path).isEqualTo(303);
            assertThat(answer.header("Location")).isEqualTo("/challenge");
        }
        assertThat(user.get("/").title()).isEqualTo("One more step");
    }

    @Test
    void strangersAreSentToSignIn() {
        user.get("/sign-in");
        for (String path : List.of("/security", "/challenge", "/setup/code", "/setup/saved", "/setup/done")) {
            assertThat(user.get(path).header("Location")).as(path).isEqualTo("/sign-in");
        }
        for (String path : List.of("/challenge", "/setup", "/setup/code", "/setup/complete")) {
            assertThat(user.post(path).header("Location")).as(path).isEqualTo("/sign-in");
        }
    }

    @Test
    void signedInPeopleAreNotAskedAgain() {
        user.registeredAndSignedIn(EMAIL);
        for (String path : List.of("/sign-in", "/register", "/challenge")) {
            assertThat(user.get(path).header("Location")).as(path).isEqualTo("/security");
        }
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
    void halfSignedInEndsAfterTenMinutes() {
        halfSignedIn();
        demo.clock().advance(Duration.ofMinutes(9));
        assertThat(user.get("/challenge").status()).isEqualTo(200);
        demo.clock().advance(Duration.ofMinutes(2));
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

    @Test
    void strangersCannotPushOutWhoIsSignedIn() {
        Sessions sessions = new Sessions(demo.clock());
        Session signedIn = sessions.replace(sessions.create(), Access.SIGNED_IN, new User("1", "a@b"));
        Session first = sessions.create();
        for (int i = 0; i < 10_000; i++) {
            demo.clock().advance(Duration.ofMillis(1));
            assertThat(sessions.create().id()).isNotEmpty();
        }
        assertThat(sessions.find(signedIn.id())).isPresent();
        assertThat(sessions.find(first.id())).isEmpty();
    }
}
