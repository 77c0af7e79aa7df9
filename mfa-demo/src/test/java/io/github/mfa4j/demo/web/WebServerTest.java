package io.github.mfa4j.demo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.demo.host.Account;
import io.github.mfa4j.demo.host.Accounts;
import io.github.mfa4j.demo.host.DataDirectory;
import io.github.mfa4j.demo.host.Database;
import io.github.mfa4j.demo.host.Passwords;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebServerTest {

    @Test
    void aPageThatFailsSaysNothingAboutWhy(@TempDir Path data) throws Exception {
        Logger log = Logger.getLogger("io.github.mfa4j.demo");
        Level before = log.getLevel();
        log.setLevel(Level.OFF);
        InstantSource clock = InstantSource.system();
        try (Database database = Database.inFile(DataDirectory.open(data));
                WebServer server = WebServer.start(
                        0,
                        false,
                        new Accounts(database.sql(), new Passwords(1)),
                        new Sessions(database.sql(), clock),
                        clock,
                        routes -> routes.get("/", Access.ANYONE, visit -> {
                            throw new IllegalStateException("the password of the database is 1234");
                        }))) {
            URI address = URI.create("http://localhost:" + server.port() + "/");
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).contains("Something went wrong").doesNotContain("1234");
            assertThat(answer.body()).doesNotContain("Exception").doesNotContain("io.github");
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        } finally {
            log.setLevel(before);
        }
    }

    @Test
    void aBrowserThatIsTrustedBeforeItEntersGetsBothCookies(@TempDir Path data) throws Exception {
        InstantSource clock = InstantSource.system();
        try (Database database = Database.inFile(DataDirectory.open(data))) {
            Accounts accounts = new Accounts(database.sql(), new Passwords(1));
            accounts.register("a@b", "correct horse", false);
            Account account =
                    accounts.authenticate("a@b", "correct horse").orElseThrow().account();
            Sessions sessions = new Sessions(database.sql(), clock);
            Page page = visit -> {
                visit.remember("notice", "makes a session, which is replaced");
                visit.trustBrowser(account, "t", clock.instant().plusSeconds(60));
                visit.enter(Stage.FULL, account).redirect("/x");
            };
            try (WebServer server = WebServer.start(
                    0, false, accounts, sessions, clock, routes -> routes.get("/", Access.ANYONE, page))) {
                URI address = URI.create("http://localhost:" + server.port() + "/");
                HttpResponse<String> answer = HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
                List<String> cookies = answer.headers().allValues("Set-Cookie");
                assertThat(cookies)
                        .hasSize(2)
                        .anyMatch(cookie -> cookie.matches(
                                "mfa4j_browser_[A-Za-z0-9_-]{10}=t; Path=/; HttpOnly; SameSite=Lax; Max-Age=.*"));
                String token = new Cookies(false).findSession(cookies).orElseThrow();
                assertThat(sessions.find(token).orElseThrow().stage()).isEqualTo(Stage.FULL);
            }
        }
    }

    @Test
    void behindTlsBrowsersAreToldToStayThere(@TempDir Path data) throws Exception {
        InstantSource clock = InstantSource.system();
        try (Database database = Database.inFile(DataDirectory.open(data));
                WebServer server = WebServer.start(
                        0,
                        true,
                        new Accounts(database.sql(), new Passwords(1)),
                        new Sessions(database.sql(), clock),
                        clock,
                        routes -> routes.get("/", Access.ANYONE, visit -> visit.redirect("/x", Notice.good("y")))
                                .get("/x", Access.ANYONE, visit -> visit.page("home.jte", "x", visit.stage())))) {
            URI address = URI.create("http://localhost:" + server.port() + "/");
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
            assertThat(answer.headers().firstValue("Set-Cookie").orElse(""))
                    .matches("__Host-mfa4j_demo=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Lax; Secure");
            HttpResponse<String> page = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(address.resolve("/x")).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(page.body()).contains("<p>A demo of the library mfa4j.</p>");
        }
    }
}
