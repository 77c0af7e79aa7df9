package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestsTest {

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
    void everyAnswerHasTheHeaders() {
        for (String path : List.of("/", "/register", "/security", "/nowhere", "/style.css", "/app.js")) {
            Answer answer = user.get(path);
            assertThat(answer.header("Cache-Control")).as(path).isEqualTo("no-store");
            assertThat(answer.header("Content-Security-Policy"))
                    .isEqualTo("default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
                            + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
            // On plain http browsers ignore it, and on localhost it would reach everything else there.
            assertThat(answer.header("Strict-Transport-Security")).isEmpty();
        }
        assertThat(user.get("/").body()).contains("<p>A demo of the library mfa4j. It runs on this computer only.</p>");
        assertThat(user.get("/").header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(user.get("/style.css").header("Content-Type")).isEqualTo("text/css; charset=utf-8");
        assertThat(user.get("/app.js").header("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
        assertThat(user.get("/icon.svg").header("Content-Type")).isEqualTo("image/svg+xml");
    }

    @Test
    void noPageHasScriptOrStyleInIt() {
        user.registeredAndSignedIn("alice@example.com");
        for (String path : List.of("/", "/security")) {
            assertThat(user.get(path).body())
                    .doesNotContain("style=")
                    .doesNotContain("<style")
                    .doesNotContainPattern(" on[a-z]+=")
                    .doesNotContainPattern("<script[^>]*>[^<]");
        }
    }

    @Test
    void theNavigationSaysWhereOneIs() {
        user.registeredAndSignedIn("alice@example.com");
        for (String path : List.of("/security", "/activity", "/mailbox")) {
            assertThat(user.get(path).all("<a href=\"([^\"]*)\" aria-current=\"page\">"))
                    .containsExactly(path);
        }
        assertThat(user.get("/password").body()).doesNotContain("aria-current");
    }

    @Test
    void unknownPathsAndWrongMethods() {
        for (String path : List.of("/nowhere", "/security/", "/Security", "/securit%79y")) {
            assertThat(user.get(path).status()).as(path).isEqualTo(404);
        }
        Answer put = user.method("PUT", "/sign-in");
        assertThat(put.status()).isEqualTo(405);
        assertThat(put.header("Allow")).contains("GET").contains("POST");
        assertThat(user.method("GET", "/setup/mail").status()).isEqualTo(405);
        assertThat(user.method("GET", "/sign-out").status()).isEqualTo(405);
        assertThat(user.method("DELETE", "/").status()).isEqualTo(405);
        assertThat(user.method("HEAD", "/").status()).isEqualTo(200);
        assertThat(user.method("HEAD", "/setup/mail").status()).isEqualTo(405);
    }

    @Test
    void addressesThatCannotBeReadAreRefused() {
        for (String path : List.of(
                "/recover",
                "/recover?token=%ff",
                "/recover?token=",
                "/recover?token=%0d%0aX:y",
                "/recover?token=" + "A".repeat(101),
                "/unlock?token=x&token=x")) {
            Answer answer = user.get(path);
            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.title()).isEqualTo("That did not work");
        }
        Answer traversal = user.get("/%2e%2e/etc/passwd");
        assertThat(traversal.status()).isEqualTo(400);
        assertThat(traversal.header("Cache-Control")).isEqualTo("no-store");
        assertThat(traversal.body()).contains("cannot be understood").doesNotContain("etty");
    }

    @Test
    void whoeverSendsAGiantBodyHearsOfItEveryTime() {
        String giant = "email=" + "a".repeat(5_000_000);
        for (int i = 0; i < 60; i++) {
            assertThat(demo.newBrowser().postRaw("/register", giant).status()).isEqualTo(413);
        }
        assertThat(user.postRaw("/register", "email=" + "a".repeat(50_000_000)).status())
                .isEqualTo(413);
    }

    @Test
    void cookiesThatNobodyMadeAreNoSession() {
        for (String cookie : List.of("", "x", "\"", "=;=", "A".repeat(6_000), "%00")) {
            assertThat(demo.newBrowser().withCookie(cookie).get("/security").header("Location"))
                    .as(cookie)
                    .isEqualTo("/sign-in");
            assertThat(demo.newBrowser()
                            .withCookie(cookie)
                            .postRaw("/sign-out", "")
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void aTokenThatNobodyMadeTrustsNoBrowser() {
        user.registeredAndSignedIn("alice@example.com").switchOn();
        demo.clock().nextCode();
        user.signOut();
        user.signIn("alice@example.com");
        user.submit("/challenge", "code", user.appCode(), "browser", "Laptop", "trust", "yes");
        user.signOut();
        assertThat(user.signIn("alice@example.com").title()).isEqualTo("Account security");
        for (String token : List.of("x", "\"", "=;=", "A".repeat(22), "A".repeat(6_000), "%00")) {
            user.signOut();
            assertThat(user.withTrust(token).signIn("alice@example.com").title())
                    .as(token)
                    .isEqualTo("Enter your code");
        }
    }

    @Test
    void formsThatCannotBeReadAreRefusedAndChangeNothing() {
        String csrf = "&csrf=" + user.get("/register").csrf();
        String good = "email=eve%40example.com&password=correct+horse&organization=";
        List<String> malformed = List.of(
                good + "%" + csrf,
                good + "%4" + csrf,
                good + "%zz" + csrf,
                good + "%ff" + csrf,
                good + "%ed%a0%80" + csrf,
                good + "%c0%80" + csrf,
                good + csrf + csrf,
                good + "&email=eve%40example.com" + csrf,
                good + "\r\n" + csrf,
                good + "ä" + csrf,
                good + "&a".repeat(2) + csrf,
                good + manyFields() + csrf);
        for (String body : malformed) {
            assertThat(user.postRaw("/register", body).status()).as(body).isEqualTo(400);
        }
        for (String missing : List.of("email=eve%40example.com&organization=", "password=correct+horse", "")) {
            assertThat(user.postRaw("/register", missing + csrf).status())
                    .as(missing)
                    .isEqualTo(400);
        }
        assertThat(user.postRaw("/register", good + csrf, "Content-Type", "text/plain")
                        .status())
                .isEqualTo(415);
        assertThat(user.postRaw("/register", good + csrf, "Content-Type", "").status())
                .isEqualTo(415);
        String large = "&x=" + "a".repeat(64 * 1024);
        assertThat(user.postRaw("/register", good + csrf + large).status()).isEqualTo(413);

        // None of them made the account, and the honest form still does.
        Answer made =
                user.submit("/register", "email", "eve@example.com", "password", "correct horse", "organization", "");
        assertThat(made.notice()).contains("Your account is made");
    }

    /** The connection stays, or a browser that is still sending would see that it broke and not what is wrong. */
    @Test
    void whoSendsMuchTooMuchHearsOfIt() {
        String csrf = "csrf=" + user.get("/register").csrf();
        String large = csrf + "&x=" + "a".repeat(900_000);
        assertHeard(user.postRaw("/register", large), 413, "This form is too large.");
        assertHeard(
                user.postRaw("/register", large, "Content-Type", "text/plain"), 415, "Only forms are understood here.");
        assertHeard(user.postRaw("/register", large, "Sec-Fetch-Site", "cross-site"), 403, "from another site");
        assertHeard(user.postRaw("/nowhere", large), 404, "the page is gone");
        assertHeard(user.postRaw("/", large), 405, "cannot be asked for like this");
    }

    private static void assertHeard(Answer answer, int status, String words) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).contains(words);
        assertThat(answer.header("Connection")).as("status %d", status).isEmpty();
    }

    private static String manyFields() {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            fields.append("&f").append(i).append('=');
        }
        return fields.toString();
    }

    @Test
    void aBodyThatEndsEarlyOrIsNoHttpIsABadRequest() throws IOException {
        String head = String.join(
                "\r\n",
                "POST /sign-in HTTP/1.1",
                "Host: localhost",
                "Connection: close",
                "Content-Type: application/x-www-form-urlencoded",
                "");
        assertThat(answerTo(head + "Content-Length: 100\r\n\r\nemail=a")).startsWith("HTTP/1.1 400 ");
        assertThat(answerTo(head + "Transfer-Encoding: chunked\r\n\r\nzz\r\nemail=a\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(user.get("/").status()).isEqualTo(200);
    }

    @Test
    void whatIsNotHttpIsRefused() throws IOException {
        for (String nonsense : List.of("hello\r\n\r\n", "GET\r\n\r\n", "GET // HTTP/1.1\r\n\r\n", "\r\n\r\n")) {
            assertThat(answerTo(nonsense)).doesNotContain("200 OK");
        }
        assertThat(user.get("/").status()).isEqualTo(200);
    }

    /** What the server says to these bytes, when nothing more comes. */
    private String answerTo(String bytes) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), demo.address().getPort())) {
            socket.setSoTimeout(5_000);
            OutputStream out = socket.getOutputStream();
            out.write(bytes.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
