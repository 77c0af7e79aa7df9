package io.github.mfa4j.demo.web;

import io.javalin.http.Context;
import java.util.Map;

/** What every answer says to the browser. */
final class SecurityHeaders {

    static final Map<String, String> ALL = Map.of(
            "Cache-Control",
            "no-store",
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self';"
                    + " base-uri 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer");

    private SecurityHeaders() {}

    static void addTo(Context context) {
        ALL.forEach(context::header);
    }
}
