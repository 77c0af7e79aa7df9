package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.testkit.TestPhone;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Somebody with a browser and a phone. The browser keeps cookies and does not follow redirects by itself. */
final class WebUser {

    static final String PASSWORD = "correct horse battery";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Supplier<URI> address;
    private final InstantSource clock;
    private final Exchange exchange;
    private String cookie = "";
    private final Map<String, String> trust = new TreeMap<>();
    private String csrf = "";
    private String secret = "";

    /**
     * @param address where the application is now
     * @param clock what the phone goes by
     */
    WebUser(Supplier<URI> address, InstantSource clock) {
        this(address, clock, WebUser::exchange);
    }

    /** The same, with a way of its own to the server and back. */
    WebUser(Supplier<URI> address, InstantSource clock, Exchange exchange) {
        this.address = address;
        this.clock = clock;
        this.exchange = exchange;
    }

    /** A request and its answer. */
    @FunctionalInterface
    interface Exchange {
        Answer send(HttpRequest request) throws IOException, InterruptedException;
    }

    static Answer exchange(HttpRequest request) throws IOException, InterruptedException {
        return Answer.of(CLIENT.send(request, HttpResponse.BodyHandlers.ofString()));
    }

    String cookie() {
        return cookie;
    }

    /** What the phone knows. */
    String key() {
        return secret;
    }

    /** As if somebody had planted it, or kept it from before. */
    WebUser withCookie(String value) {
        cookie = value;
        return this;
    }

    /** As if somebody had altered what marks this browser as trusted. */
    WebUser withTrust(String token) {
        assertThat(trust).isNotEmpty();
        trust.replaceAll((name, was) -> token);
        return this;
    }

    /** Lets this one see the codes of somebody's phone. */
    WebUser withPhoneOf(WebUser other) {
        secret = other.secret;
        return this;
    }

    Answer get(String path) {
        Answer answer = send(request(path).GET());
        if (!answer.csrf().isEmpty()) {
            csrf = answer.csrf();
        }
        return answer;
    }

    /** Sends a form with the token of the last page; the answer may be a redirect. */
    Answer post(String path, String... fields) {
        List<String> withToken = new ArrayList<>(List.of(fields));
        withToken.addAll(List.of("csrf", csrf));
        Answer answer = postRaw(path, form(withToken.toArray(String[]::new)));
        if (!answer.csrf().isEmpty()) {
            csrf = answer.csrf();
        }
        return answer;
    }

    /** Sends a form, and goes where the answer says. */
    Answer submit(String path, String... fields) {
        Answer answer = post(path, fields);
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        assertThat(answer.body()).isEmpty();
        return get(answer.header("Location"));
    }

    Answer postRaw(String path, String body, String... headers) {
        HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (!List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        return send(request);
    }

    /** Sends what may be no form at all. */
    Answer postBytes(String path, String contentType, byte[] body) {
        return send(
                request(path).POST(HttpRequest.BodyPublishers.ofByteArray(body)).header("Content-Type", contentType));
    }

    Answer method(String method, String path) {
        return send(request(path).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    static String form(String... fields) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            body.append(i == 0 ? "" : "&")
                    .append(URLEncoder.encode(fields[i], StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return body.toString();
    }

    // What people do.

    Answer register(String email) {
        return register(email, "");
    }

    Answer register(String email, String organization) {
        get("/register");
        return submit("/register", "email", email, "password", PASSWORD, "organization", organization);
    }

    Answer signIn(String email) {
        get("/sign-in");
        return submit("/sign-in", "email", email, "password", PASSWORD);
    }

    WebUser registeredAndSignedIn(String email) {
        register(email);
        assertThat(signIn(email).title()).isEqualTo("Account security");
        return this;
    }

    Answer signOut() {
        get("/");
        return submit("/sign-out");
    }

    Answer challenge(String code) {
        return submit("/challenge", "code", code, "browser", "My computer");
    }

    /** Reads the number in the mailbox, and types it: the first step of a set-up. */
    Answer proveAddress() {
        get("/setup");
        submit("/setup/mail", "password", PASSWORD);
        String number = get("/mailbox").mailedNumber();
        return submit("/setup/number", "code", number);
    }

    /** Goes on with a number that was asked for already. */
    Answer startSetupWithMailedNumber() {
        String number = get("/mailbox").mailedNumber();
        get("/setup/number");
        submit("/setup/number", "code", number);
        return scan(post("/setup/app", "device", "Authenticator app"));
    }

    /** Goes to the page with the key, and lets the phone read it. */
    Answer startSetup() {
        proveAddress();
        return scan(post("/setup/app", "device", "Authenticator app"));
    }

    Answer scan(Answer page) {
        assertThat(page.title()).isEqualTo("Scan this with your app");
        secret = page.manualKey();
        return page;
    }

    Answer confirm(Answer offer) {
        return post("/setup/code", "offer", offer.hidden("offer"), "code", appCode());
    }

    /** Goes through the whole set-up; the backup codes are what comes of it. */
    List<String> switchOn() {
        Answer codes = confirm(startSetup());
        assertThat(codes.title()).isEqualTo("Save your backup codes");
        Answer done = complete(codes);
        assertThat(done.title()).isEqualTo("Two-step verification is on");
        return codes.backupCodes();
    }

    Answer complete(Answer codes) {
        return submit(
                "/setup/complete", "set", codes.hidden("set"), "reissue", codes.hidden("reissue"), "saved", "yes");
    }

    /** What the phone shows now. */
    String appCode() {
        return TestPhone.type(secret).code(clock.instant());
    }

    /** A code that the phone shows at no time near now. */
    String wrongCode() {
        return TestPhone.type(secret).wrongCode(clock.instant());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address.get() + path.substring(1)));
        StringBuilder cookies = new StringBuilder("other=1; mfa4j_demo=" + cookie + "; x");
        trust.forEach(
                (name, token) -> cookies.append("; ").append(name).append('=').append(token));
        return request.header("Cookie", cookies.toString());
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            Answer answer = exchange.send(request.build());
            for (String set : answer.response().headers().allValues("Set-Cookie")) {
                assertThat(set)
                        .matches(
                                "mfa4j_(demo|browser_[A-Za-z0-9_-]{10})=.*; Path=/; HttpOnly; SameSite=Lax(; Max-Age=[0-9]+)?");
                String value = set.substring(set.indexOf('=') + 1, set.indexOf(';'));
                if (set.startsWith("mfa4j_demo=")) {
                    cookie = value;
                } else {
                    trust.put(set.substring(0, set.indexOf('=')), value);
                }
            }
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
