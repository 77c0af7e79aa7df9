package io.github.mfa4j.demo;

/** What all pages have around them. */
final class Layout {

    private Layout() {}

    static String render(Request request, String title, Html... content) {
        Tag main = Tag.of("main").add(Tag.of("h1").text(title));
        Notice notice = request.takeNotice();
        if (notice != null) {
            main.add(box(notice));
        }
        main.add(content);
        Tag html = Tag.of("html")
                .attr("lang", "en")
                .add(
                        head(title),
                        Tag.of("body")
                                .add(
                                        header(request),
                                        main,
                                        Tag.of("footer")
                                                .text("A demo of the library mfa4j. "
                                                        + "It runs on this computer only.")));
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n");
        html.appendTo(page);
        return page.append('\n').toString();
    }

    private static Html box(Notice notice) {
        return Tag.of("div")
                .attr("class", notice.good() ? "notice good" : "notice bad")
                .attr("role", notice.good() ? "status" : "alert")
                .add(notice.message());
    }

    private static Html head(String title) {
        return Tag.of("head")
                .add(
                        Tag.of("meta").attr("charset", "utf-8"),
                        Tag.of("meta").attr("name", "viewport").attr("content", "width=device-width, initial-scale=1"),
                        Tag.of("title").text(title + " · mfa4j demo"),
                        Tag.of("link").attr("rel", "icon").attr("href", "/icon.svg"),
                        Tag.of("link").attr("rel", "stylesheet").attr("href", "/style.css"),
                        Tag.of("script").attr("src", "/app.js").flag("defer"));
    }

    private static Html header(Request request) {
        Tag nav = Tag.of("nav").attr("aria-label", "Main");
        switch (request.access()) {
            case ANYONE -> nav.add(link("/register", "Register"), link("/sign-in", "Sign in"));
            case HALF_SIGNED_IN -> nav.add(Forms.button(request, "/sign-out", "Cancel", "plain"));
            case SIGNED_IN ->
                nav.add(link("/security", "Security"), Forms.button(request, "/sign-out", "Sign out", "plain"));
        }
        return Tag.of("header")
                .add(Tag.of("a").attr("class", "brand").attr("href", "/").text("mfa4j demo"), nav);
    }

    private static Html link(String href, String text) {
        return Tag.of("a").attr("href", href).text(text);
    }
}
