package io.github.mfa4j.demo.flow;

import io.github.mfa4j.Mfa;
import io.github.mfa4j.demo.host.Accounts;
import io.github.mfa4j.demo.host.Passwords;
import io.github.mfa4j.demo.web.Access;
import io.github.mfa4j.demo.web.Notice;
import io.github.mfa4j.demo.web.Refusals;
import io.github.mfa4j.demo.web.Routes;
import io.github.mfa4j.demo.web.Visit;

/** Another password. Whoever knew the old one loses all that it opened: other sessions, and trusted browsers. */
public final class ChangePassword {

    private final Mfa mfa;
    private final Accounts accounts;

    public ChangePassword(Mfa mfa, Accounts accounts) {
        this.mfa = mfa;
        this.accounts = accounts;
    }

    public void addTo(Routes routes) {
        routes.get("/password", Access.FULL, visit -> visit.page("password.jte", "Change password", visit.account()));
        routes.post("/password", Access.FULL, this::submit);
    }

    private void submit(Visit visit) {
        String next = visit.form().get("new-password");
        if (next.length() < Passwords.MIN_LENGTH || next.length() > Passwords.MAX_LENGTH) {
            visit.redirect("/password", Notice.bad("new-password", Register.passwordRule()));
            return;
        }
        if (Reauthentication.failed(visit, accounts, "/password")) {
            return;
        }
        accounts.changePassword(visit.user(), next);
        visit.signOutOthers();
        Notice notice = mfa.settings()
                .forgetAllBrowsers(visit.user())
                .fold(
                        done -> Notice.good("Your password is changed. Other browsers are signed out."),
                        Refusals::explain);
        visit.redirect("/security", notice);
    }
}
