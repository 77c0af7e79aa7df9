package io.github.mfa4j.demo;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An answer. Immutable. */
final class Response {

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private Response(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    static Response page(Request request, String title, Html... content) {
        return page(200, request, title, content);
    }

    static Response page(int status, Request request, String title, Html... content) {
        String html = Layout.render(request, title, content);
        return of(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer to a POST: "see this page", so that loading it again does not send the form again. */
    static Response redirect(String path) {
        return new Response(303, Map.of("Location", path), new byte[0]);
    }

    static Response of(int status, String contentType, byte[] body) {
        return new Response(status, Map.of("Content-Type", contentType), body);
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }
}
