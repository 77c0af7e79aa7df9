package io.github.mfa4j.demo;

import io.github.mfa4j.Mfa;
import java.util.Optional;

/** Checks the password, and asks the library what comes next. */
final class SignInPage {

    private final Users users;
    private final Mfa mfa;

    SignInPage(Users users, Mfa mfa) {
        this.users = users;
        this.mfa = mfa;
    }

    Response show(Request request) {
        if (request.access() == Access.SIGNED_IN) {
            return Response.redirect("/security");
        }
        return Response.page(
                request,
                "Sign in",
                Forms.form(request, "/sign-in")
                        .add(
                                Forms.email(request.session().typedEmail()),
                                Forms.field("password", "Password", Forms.password("current-password")),
                                Forms.submit("Sign in", "button")),
                Tag.of("p")
                        .text("No account yet? ")
                        .add(Tag.of("a").attr("href", "/register").text("Register")));
    }

    Response submit(Request request) {
        String email = request.form().get("email").strip();
        // A product also slows down wrong passwords, per account and per address of the network.
        Optional<User> user = users.authenticate(email, request.form().get("password"));
        if (user.isEmpty()) {
            request.session().typedEmail(email);
            request.session().leave(Notice.bad("That is not the right address and password."));
            return Response.redirect("/sign-in");
        }
        return afterPassword(request, user.get());
    }

    private Response afterPassword(Request request, User user) {
        return mfa.afterPassword(user.id())
                .fold(
                        allow -> {
                            request.signIn(user);
                            return Response.redirect("/security");
                        },
                        challenge -> {
                            request.passwordWasRight(user);
                            return Response.redirect("/challenge");
                        },
                        enrollBy -> {
                            request.signIn(user);
                            return Response.redirect("/security");
                        },
                        enrollNow -> {
                            // No policy is configured here, so only a reset by an administrator leads to this.
                            request.session()
                                    .leave(Notice.bad("This account has to be set up anew by its administrator."));
                            return Response.redirect("/sign-in");
                        });
    }
}
