package io.github.mfa4j.demo.web;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The names and attributes of the cookies. */
record Cookies(boolean https) {

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

    /** The mark of a browser on which no code is asked for. It outlives the session. */
    String browser(String token, Duration trust) {
        return name("mfa4j_browser") + "=" + token + attributes() + "; Max-Age=" + trust.toSeconds();
    }

    Optional<String> findSession(List<String> headers) {
        return find(headers, name("mfa4j_demo"));
    }

    Optional<String> findBrowser(List<String> headers) {
        return find(headers, name("mfa4j_browser"));
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
