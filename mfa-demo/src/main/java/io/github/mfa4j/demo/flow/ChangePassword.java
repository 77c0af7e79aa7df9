package io.github.mfa4j.demo.flow;

import io.github.mfa4j.Mfa;
import io.github.mfa4j.demo.host.Accounts;
import io.github.mfa4j.demo.host.Mailbox;
import io.github.mfa4j.demo.host.Passwords;
import io.github.mfa4j.demo.web.Access;
import io.github.mfa4j.demo.web.Notice;
import io.github.mfa4j.demo.web.Routes;
import io.github.mfa4j.demo.web.Visit;

/** Another password. Whoever knew the old one loses all that it opened: other sessions, and trusted browsers. */
public final class ChangePassword {

    private final Mfa mfa;
    private final Accounts accounts;
    private final Mailbox mailbox;

    public ChangePassword(Mfa mfa, Accounts accounts, Mailbox mailbox) {
        this.mfa = mfa;
        this.accounts = accounts;
        this.mailbox = mailbox;
    }

    /** What the page shows. */
    public record Model(int minPassword, int maxPassword) {}

    public void addTo(Routes routes) {
        routes.get("/password", Access.FULL, this::show);
        routes.post("/password", Access.FULL, this::submit);
    }

    private void show(Visit visit) {
        visit.page("password.jte", "Change password", new Model(Passwords.MIN_LENGTH, Passwords.MAX_LENGTH));
    }

    private void submit(Visit visit) {
        String next = visit.form().get("new-password");
        if (next.length() < Passwords.MIN_LENGTH || next.length() > Passwords.MAX_LENGTH) {
            visit.redirect("/password", Notice.bad("new-password", Register.passwordRule()));
            return;
        }
        Reauthentication.prove(visit, accounts, "/password", "password")
                .ifPresent(proved ->
                        // The trust goes first: if anything fails in between, too much was asked for and not too
                        // little.
                        mfa.settings()
                                .forgetAllBrowsers(visit.user())
                                .fold(
                                        done -> change(visit, proved, next),
                                        no -> visit.redirect("/password", Refusals.explain(no))));
    }

    private Visit change(Visit visit, Accounts.Proved proved, String next) {
        if (!accounts.changePassword(proved, next)) {
            // Whoever changed it meanwhile may have done so because somebody else sent this.
            visit.restart();
            return visit.redirect(
                    "/sign-in", Notice.bad("Your password was changed meanwhile. Sign in with the new one."));
        }
        visit.signOutOthers();
        mailbox.send(
                visit.user(),
                "Your password was changed",
                "If that was not you, ask your administrator for help: somebody knew it.");
        // Once more, because a sign-in on its way may have had its browser trusted after the first time. Another one
        // gets no token from now on: its session has ended.
        return mfa.settings()
                .forgetAllBrowsers(visit.user())
                .fold(
                        done -> visit.redirect(
                                "/security", Notice.good("Your password is changed. Other browsers are signed out.")),
                        no -> visit.redirect("/security", Refusals.explain(no)));
    }
}
