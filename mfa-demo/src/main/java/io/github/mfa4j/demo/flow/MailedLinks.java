package io.github.mfa4j.demo.flow;

import io.github.mfa4j.Mfa;
import io.github.mfa4j.demo.host.Accounts;
import io.github.mfa4j.demo.web.Access;
import io.github.mfa4j.demo.web.HttpError;
import io.github.mfa4j.demo.web.Notice;
import io.github.mfa4j.demo.web.Routes;
import io.github.mfa4j.demo.web.Sessions;
import io.github.mfa4j.demo.web.Visit;

/** What the links of {@link LostPhone} open. Opening one changes nothing, because programs that scan mail do it too. */
public final class MailedLinks {

    private final Mfa mfa;
    private final Accounts accounts;
    private final Sessions sessions;

    public MailedLinks(Mfa mfa, Accounts accounts, Sessions sessions) {
        this.mfa = mfa;
        this.accounts = accounts;
        this.sessions = sessions;
    }

    /** What both pages show. */
    public record Model(String user, String token) {}

    public void addTo(Routes routes) {
        routes.get("/recover", Access.ANYONE, visit -> show(visit, "recover.jte", "Remove your lost devices"));
        routes.post("/recover", Access.ANYONE, this::recover);
        routes.get("/unlock", Access.ANYONE, visit -> show(visit, "unlock.jte", "Unlock your codes"));
        routes.post("/unlock", Access.ANYONE, this::unlock);
    }

    private void show(Visit visit, String template, String title) {
        visit.page(template, title, new Model(user(visit), visit.form().get("token")));
    }

    /** An id that this application gave. The library takes any text that can be one, and throws for what cannot. */
    private String user(Visit visit) {
        String user = visit.form().get("user");
        if (!user.matches("[0-9a-f]{32}") || accounts.byId(user).isEmpty()) {
            throw new HttpError(400, "This link is not complete. Open it again from the mail.");
        }
        return user;
    }

    /** Signs nobody in: the person goes on with the password, and sets a new device up with the permit. */
    private void recover(Visit visit) {
        String user = user(visit);
        mfa.recovery()
                .redeemRecoveryLink(user, visit.form().get("token"))
                .fold(
                        permit -> {
                            sessions.endAll(user);
                            visit.restart();
                            visit.remember(ProveEmail.PERMIT, permit.token().value());
                            return visit.redirect(
                                    "/sign-in",
                                    Notice.good("Your lost devices are removed. Sign in to set up a new one."));
                        },
                        no -> refused(visit, Refusals.explain(no)));
    }

    private void unlock(Visit visit) {
        mfa.recovery()
                .redeemUnlockLink(user(visit), visit.form().get("token"))
                .fold(
                        done -> visit.redirect(visit.home(), Notice.good("Your codes are unlocked.")),
                        no -> refused(visit, Refusals.explain(no)));
    }

    private static Visit refused(Visit visit, Notice notice) {
        return visit.redirect(visit.home(), notice);
    }
}
