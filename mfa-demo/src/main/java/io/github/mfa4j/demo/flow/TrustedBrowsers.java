package io.github.mfa4j.demo.flow;

import io.github.mfa4j.Mfa;
import io.github.mfa4j.demo.web.Access;
import io.github.mfa4j.demo.web.Notice;
import io.github.mfa4j.demo.web.Routes;
import io.github.mfa4j.demo.web.Visit;

/** Ends the trust in browsers; {@link Challenge} gives it. */
public final class TrustedBrowsers {

    private final Mfa mfa;

    public TrustedBrowsers(Mfa mfa) {
        this.mfa = mfa;
    }

    public void addTo(Routes routes) {
        routes.post("/browsers/forget", Access.FULL, this::forget);
        routes.post("/browsers/forget-all", Access.FULL, this::forgetAll);
    }

    private void forget(Visit visit) {
        Notice notice = mfa.settings()
                .forgetBrowser(visit.user(), visit.form().get("browser"))
                .fold(done -> Notice.good("That browser is asked for a code from now on."), Refusals::explain);
        visit.redirect("/security", notice);
    }

    private void forgetAll(Visit visit) {
        Notice notice = mfa.settings()
                .forgetAllBrowsers(visit.user())
                .fold(done -> Notice.good("Every browser is asked for a code from now on."), Refusals::explain);
        visit.redirect("/security", notice);
    }
}
