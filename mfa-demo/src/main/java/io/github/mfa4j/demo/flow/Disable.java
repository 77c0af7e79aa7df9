package io.github.mfa4j.demo.flow;

import io.github.mfa4j.Mfa;
import io.github.mfa4j.demo.host.Accounts;
import io.github.mfa4j.demo.web.Access;
import io.github.mfa4j.demo.web.Notice;
import io.github.mfa4j.demo.web.Routes;
import io.github.mfa4j.demo.web.Visit;

/** Switches the second factor off: password, then a code. */
public final class Disable {

    private final Mfa mfa;
    private final Accounts accounts;

    public Disable(Mfa mfa, Accounts accounts) {
        this.mfa = mfa;
        this.accounts = accounts;
    }

    public void addTo(Routes routes) {
        routes.get("/disable", Access.FULL, this::show);
        routes.post("/disable", Access.FULL, this::submit);
    }

    private void show(Visit visit) {
        if (mfa.status(visit.user()).enabled()) {
            visit.page("disable.jte", "Switch two-step verification off", visit.account());
        } else {
            visit.redirect("/security");
        }
    }

    private void submit(Visit visit) {
        if (Reauthentication.failed(visit, accounts, "/disable")) {
            return;
        }
        mfa.settings()
                .disable(visit.user(), visit.form().get("code"))
                .fold(
                        done -> {
                            visit.signOutOthers();
                            return visit.redirect(
                                    "/security",
                                    Notice.good(
                                            "Two-step verification is off. Your devices and backup codes are gone."));
                        },
                        no -> visit.redirect("/disable", Refusals.explain(no)));
    }
}
