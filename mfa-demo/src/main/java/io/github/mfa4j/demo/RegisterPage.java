package io.github.mfa4j.demo;

import org.jspecify.annotations.Nullable;

/** Makes an account. */
final class RegisterPage {

    private final Users users;

    RegisterPage(Users users) {
        this.users = users;
    }

    Response show(Request request) {
        if (request.access() == Access.SIGNED_IN) {
            return Response.redirect("/security");
        }
        Tag password = Forms.password("new-password").attr("minlength", String.valueOf(Passwords.MIN_LENGTH));
        return Response.page(
                request,
                "Register",
                Forms.form(request, "/register")
                        .add(
                                Forms.email(request.session().typedEmail()),
                                Forms.field(
                                        "password",
                                        "Password",
                                        password,
                                        "At least " + Passwords.MIN_LENGTH + " characters."),
                                Forms.submit("Register", "button")),
                Tag.of("p")
                        .text("You have an account? ")
                        .add(Tag.of("a").attr("href", "/sign-in").text("Sign in")));
    }

    Response submit(Request request) {
        String email = request.form().get("email").strip();
        String password = request.form().get("password");
        Notice problem = problem(email, password);
        if (problem == null && !users.register(email, password)) {
            // A product that can send mail answers the same in both cases, and lets the mail tell them apart.
            problem = Notice.bad("There is an account with this address already.");
        }
        request.session().typedEmail(email);
        request.session().leave(problem != null ? problem : Notice.good("Your account is made. Please sign in."));
        return Response.redirect(problem != null ? "/register" : "/sign-in");
    }

    private static @Nullable Notice problem(String email, String password) {
        if (!Users.isEmail(email)) {
            return Notice.bad("That is not an e-mail address.");
        }
        int length = password.codePointCount(0, password.length());
        if (length < Passwords.MIN_LENGTH || length > Passwords.MAX_LENGTH) {
            return Notice.bad(
                    "A password has " + Passwords.MIN_LENGTH + " to " + Passwords.MAX_LENGTH + " characters.");
        }
        return null;
    }
}
