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
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin");

    private SecurityHeaders() {}

    /**
     * Adds them all.
     *
     * @param https whether browsers come by TLS, and are to do so for a year
     */
    static void addTo(Context context, boolean https) {
        ALL.forEach(context::header);
        if (https) {
            context.header("Strict-Transport-Security", "max-age=31536000");
        }
    }
}
