package io.github.mfa4j.demo;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request to a page: the form, and the session of the browser. One thread. */
final class Request {

    private final Sessions sessions;
    private final @Nullable Session received;
    private final Form form;
    private @Nullable Session session;

    Request(Sessions sessions, Optional<Session> session, Form form) {
        this.sessions = sessions;
        this.received = session.orElse(null);
        this.session = received;
        this.form = form;
    }

    Form form() {
        return form;
    }

    Access access() {
        return session == null ? Access.ANYONE : session.access();
    }

    /** The session, made now if there is none: for pages with a form, whose token has to be remembered. */
    Session session() {
        if (session == null) {
            session = sessions.create();
        }
        return session;
    }

    /** The user of a half or fully signed-in session. */
    User user() {
        return session().user();
    }

    /** The password was right; nobody is signed in yet. */
    void passwordWasRight(User user) {
        session = sessions.replace(session(), Access.HALF_SIGNED_IN, user);
    }

    /** All that is asked for was right. */
    void signIn(User user) {
        session = sessions.replace(session(), Access.SIGNED_IN, user);
    }

    void signOut() {
        if (session != null) {
            sessions.end(session);
            session = null;
        }
    }

    /** A message of the last page for this one. */
    @Nullable
    Notice takeNotice() {
        return session == null ? null : session.takeNotice();
    }

    /** The cookie to send, if the session is not the one that came. */
    Optional<String> newCookie() {
        if (session == received) {
            return Optional.empty();
        }
        return Optional.of(session == null ? SessionCookie.removed() : SessionCookie.of(session));
    }
}
