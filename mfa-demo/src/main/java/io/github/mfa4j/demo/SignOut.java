package io.github.mfa4j.demo;

/** Ends the session on the server; the cookie is worth nothing then. */
final class SignOut {

    private SignOut() {}

    static Response submit(Request request) {
        request.signOut();
        return Response.redirect("/");
    }
}
