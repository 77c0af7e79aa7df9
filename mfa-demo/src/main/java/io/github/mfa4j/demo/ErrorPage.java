package io.github.mfa4j.demo;

/** The page for requests that cannot be answered. It never says more than a stranger may know. */
final class ErrorPage {

    private ErrorPage() {}

    static Response of(Request request, int status, String words) {
        return Response.page(
                status,
                request,
                "Sorry",
                Tag.of("p").text(words),
                Tag.of("p").add(Tag.of("a").attr("href", "/").text("Back to the start")));
    }
}
