package io.github.mfa4j.demo;

/** The first page: where you are, and where to go. */
final class HomePage {

    private HomePage() {}

    static Response show(Request request) {
        Html content = switch (request.access()) {
            case ANYONE -> welcome();
            case HALF_SIGNED_IN -> halfWay();
            case SIGNED_IN -> signedIn(request.user());
        };
        return Response.page(request, title(request.access()), content);
    }

    private static String title(Access access) {
        return switch (access) {
            case ANYONE -> "Two-step verification, to try out";
            case HALF_SIGNED_IN -> "One more step";
            case SIGNED_IN -> "You are signed in";
        };
    }

    private static Html welcome() {
        return Html.group(
                Tag.of("p")
                        .attr("class", "lead")
                        .text("Make an account, switch two-step verification on, and sign in with your phone."),
                Tag.of("ol")
                        .attr("class", "steps")
                        .add(
                                step("Register", "with any address; no mail is sent."),
                                step("Switch it on", "under Security: scan a QR code with any authenticator app."),
                                step("Sign out and in again", "with a code of the app, or with a backup code.")),
                Tag.of("p")
                        .attr("class", "actions")
                        .add(link("/register", "Register", "button"), link("/sign-in", "Sign in", "button plain")));
    }

    private static Html step(String what, String how) {
        return Tag.of("li").add(Tag.of("strong").text(what), Html.text(" " + how));
    }

    private static Html halfWay() {
        return Html.group(
                Tag.of("p").text("Your password was right. You are not signed in before you enter a code as well."),
                Tag.of("p").attr("class", "actions").add(link("/challenge", "Enter a code", "button")));
    }

    private static Html signedIn(User user) {
        return Html.group(
                Tag.of("p").text("as ").add(Tag.of("strong").text(user.email())).text("."),
                Tag.of("p").attr("class", "actions").add(link("/security", "Account security", "button")));
    }

    private static Html link(String href, String text, String style) {
        return Tag.of("a").attr("class", style).attr("href", href).text(text);
    }
}
