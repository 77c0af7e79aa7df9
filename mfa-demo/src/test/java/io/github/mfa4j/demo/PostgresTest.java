package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.demo.RouteList.Route;
import io.github.mfa4j.demo.host.Database;
import io.github.mfa4j.testservers.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo with --database: everything is in PostgreSQL but the key. */
class PostgresTest {

    private static PostgresServer server;
    private static TestDemo demo;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        server = PostgresServer.run();
        // What the library calls mfa_state is a pattern to JDBC, and this fits it.
        try (Database other = Database.postgres(server.url())) {
            other.sql().update("alter table mfa_state rename to mfaxstate");
        }
        demo = TestDemo.start(data, server.url());
    }

    @AfterAll
    static void stop() {
        demo.close();
        server.close();
    }

    @Test
    void registerSetUpSignInResetAndARestartInBetween() throws IOException {
        WebUser owner = demo.newBrowser();
        WebUser member = demo.newBrowser();
        owner.register("olga@example.com", "Acme");
        owner.signIn("olga@example.com");
        owner.switchOn();
        member.register("max@example.com", "acme");
        member.signIn("max@example.com");
        List<String> codes = member.switchOn();
        String lastCode = member.appCode();
        owner.get("/organization");
        assertThat(owner.submit(
                                "/organization/require",
                                "from",
                                "2026-03-01",
                                "grace",
                                "7",
                                "password",
                                WebUser.PASSWORD)
                        .notice())
                .contains("is required of everybody");

        server.stop();
        server.start();
        demo.restart();

        assertThat(member.get("/security").body()).contains(">On</span>");
        member.signOut();
        assertThat(member.signIn("max@example.com").title()).isEqualTo("Enter your code");
        assertThat(member.challenge(lastCode).notice()).contains("used before");
        demo.clock().nextCode();
        assertThat(member.challenge(member.appCode()).title()).isEqualTo("Account security");
        member.signOut();
        member.signIn("max@example.com");
        assertThat(member.challenge(codes.get(0)).notice()).contains("Left: 9.");

        Answer page = owner.get("/organization");
        assertThat(page.body()).contains("Acme").contains("7 days");
        String id = page.all("name=\"member\" value=\"([^\"]*)\"").get(0);
        assertThat(owner.submit("/organization/reset", "member", id, "password", WebUser.PASSWORD)
                        .notice())
                .isEqualTo("max@example.com has to set up two-step verification again.");
        assertThat(member.get("/security").header("Location")).isEqualTo("/sign-in");
        assertThat(member.signIn("max@example.com").title()).isEqualTo("Set up two-step verification");
        // Another number is not mailed right after the one before.
        demo.clock().advance(Duration.ofMinutes(2));
        Answer fresh = member.confirm(member.startSetup());
        assertThat(fresh.backupCodes()).hasSize(10).doesNotContainAnyElementsOf(codes);
        assertThat(member.complete(fresh).title()).isEqualTo("Enter your code");
        assertThat(owner.get("/activity").body()).contains("actor: olga@example.com");

        // Nothing is required from no day on: a null in a column of numbers.
        owner.get("/organization");
        assertThat(owner.submit("/organization/optional", "password", WebUser.PASSWORD)
                        .body())
                .contains("Everybody chooses.");
    }

    /** PostgreSQL takes no text with this character in it, and H2 does. */
    @Test
    void aZeroCharacterInAnyFieldBreaksNoPage() throws IOException {
        WebUser user = demo.newBrowser();
        user.registeredAndSignedIn("zoe@example.com");
        WebUser stranger = demo.newBrowser();
        stranger.get("/sign-in");
        List<Route> routes;
        try (Database database = Database.postgres(server.url())) {
            routes = RouteList.of(database);
        }
        String zero = "a\u0000b@c";
        String[] fields = {
            "email",
            zero,
            "password",
            zero + zero,
            "organization",
            zero,
            "code",
            zero,
            "browser",
            zero,
            "trust",
            "yes",
            "device",
            zero,
            "name",
            zero,
            "offer",
            zero,
            "set",
            zero,
            "saved",
            "yes",
            "new-password",
            zero + zero,
            "member",
            zero,
            "from",
            zero,
            "grace",
            zero,
            "token",
            zero
        };
        for (Route route : routes) {
            if (route.method().equals("POST") && !route.path().equals("/sign-out")) {
                for (WebUser who : List.of(user, stranger)) {
                    assertThat(who.post(route.path(), fields).status())
                            .as(route.path())
                            .isLessThan(500);
                }
            }
        }
        // Only an owner is told whether there is such a member.
        WebUser owner = demo.newBrowser();
        owner.register("omar@example.com", "Zero");
        owner.signIn("omar@example.com");
        owner.get("/organization");
        assertThat(owner.post("/organization/reset", fields).status()).isEqualTo(404);

        String[] account = {"email", "y@example.com", "password", zero + zero, "organization", ""};
        stranger.get("/register");
        stranger.submit("/register", account);
        stranger.get("/sign-in");
        assertThat(stranger.submit("/sign-in", account).title()).isEqualTo("Account security");
    }
}
