package io.github.mfa4j.demo;

import java.util.List;
import java.util.Optional;

/** The cookie that names the session. */
final class SessionCookie {

    // On https: name it "__Host-session" and add "Secure". Browsers drop such a cookie on plain http.
    private static final String NAME = "mfa4j_demo";
    private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Lax";

    private SessionCookie() {}

    static String of(Session session) {
        return NAME + "=" + session.id() + ATTRIBUTES;
    }

    static String removed() {
        return NAME + "=" + ATTRIBUTES + "; Max-Age=0";
    }

    /** The session id among the cookies of a request. */
    static Optional<String> find(List<String> headers) {
        for (String header : headers) {
            for (String cookie : header.split(";", -1)) {
                String pair = cookie.strip();
                if (pair.startsWith(NAME + "=")) {
                    return Optional.of(pair.substring(NAME.length() + 1));
                }
            }
        }
        return Optional.empty();
    }
}
