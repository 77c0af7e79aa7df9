package io.github.mfa4j.demo.web;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The names and attributes of the cookies. */
record Cookies(boolean https) {

    /** 60 bits tell apart the accounts of one browser. */
    private static final int HASH_LENGTH = 10;

    /** On https no other host and no page of plain http can plant such a cookie; on plain http browsers drop it. */
    private String name(String plain) {
        return https ? "__Host-" + plain : plain;
    }

    private String attributes() {
        return "; Path=/; HttpOnly; SameSite=Lax" + (https ? "; Secure" : "");
    }

    String session(String token) {
        return name("mfa4j_demo") + "=" + token + attributes();
    }

    String noSession() {
        return session("") + "; Max-Age=0";
    }

    /**
     * The mark of a browser on which no code is asked for. It outlives the session. Each account has its own, or the next
     * person who is trusted in a shared browser would end the trust of the one before.
     */
    String browser(String account, String token, Duration trust) {
        return browserName(account) + "=" + token + attributes() + "; Max-Age=" + trust.toSeconds();
    }

    /** Without the id itself: who looks at the cookies of a browser is not told whose they are. */
    private String browserName(String account) {
        return name("mfa4j_browser_") + Session.sha256("browser:" + account).substring(0, HASH_LENGTH);
    }

    Optional<String> findSession(List<String> headers) {
        return find(headers, name("mfa4j_demo"));
    }

    Optional<String> findBrowser(String account, List<String> headers) {
        return find(headers, browserName(account));
    }

    private static Optional<String> find(List<String> headers, String name) {
        for (String header : headers) {
            for (String cookie : header.split(";", -1)) {
                String pair = cookie.strip();
                if (pair.startsWith(name + "=")) {
                    return Optional.of(pair.substring(name.length() + 1));
                }
            }
        }
        return Optional.empty();
    }
}
