package io.github.mfa4j.demo.flow;

import io.github.mfa4j.Mfa;
import io.github.mfa4j.demo.web.Access;
import io.github.mfa4j.demo.web.HttpError;
import io.github.mfa4j.demo.web.Notice;
import io.github.mfa4j.demo.web.Routes;
import io.github.mfa4j.demo.web.Stage;
import io.github.mfa4j.demo.web.Visit;

/**
 * What the links of {@link LostPhone} open. Opening one changes nothing, because programs that scan mail do it too. The
 * button behind it works after the password only, or whoever reads the mail could remove the second factor.
 */
public final class MailedLinks {

    /** Under which the session of a stranger keeps the address of a link, until the password was right. */
    static final String LINK = "link";

    private static final String RECOVER = "/recover";
    private static final String UNLOCK = "/unlock";

    private final Mfa mfa;

    public MailedLinks(Mfa mfa) {
        this.mfa = mfa;
    }

    /** What both pages show. */
    public record Model(String token) {}

    public void addTo(Routes routes) {
        routes.get(RECOVER, Access.ANYONE, visit -> show(visit, RECOVER, "recover.jte", "Remove your lost devices"));
        routes.post(RECOVER, Access.PASSWORD, this::recover);
        routes.get(UNLOCK, Access.ANYONE, visit -> show(visit, UNLOCK, "unlock.jte", "Unlock your codes"));
        routes.post(UNLOCK, Access.PASSWORD, this::unlock);
    }

    static String toRecover(String token) {
        return link(RECOVER, token);
    }

    static String toUnlock(String token) {
        return link(UNLOCK, token);
    }

    /**
     * The token is in the query, so that this works without script. After a "#" it would not reach the server before the
     * button does, and needs script to get there; here no other site hears of it (Referrer-Policy), no cache keeps the
     * page, this server logs no addresses, and the token alone redeems nothing.
     */
    private static String link(String path, String token) {
        return path + "?token=" + token;
    }

    private static void show(Visit visit, String path, String template, String title) {
        String token = visit.form().get("token");
        if (!token.matches("[A-Za-z0-9_-]{1,100}")) {
            throw new HttpError(400, "This link is not complete. Open it again from the mail.");
        }
        switch (visit.stage()) {
            case ANONYMOUS -> {
                // A link for anybody, so this tells nobody who is a user.
                visit.remember(LINK, link(path, token));
                visit.redirect("/sign-in", Notice.good("Type your password first. Then the link opens."));
            }
            case PASSWORD -> visit.page(template, title, new Model(token));
            // A browser left open is not the password.
            case FULL ->
                visit.redirect(
                        visit.home(),
                        Notice.bad("That link is for signing in. To use it, sign out and open it once more."));
        }
    }

    /** Of the account whose password was right, and of no other one: the link does not say whose it is. */
    private void recover(Visit visit) {
        mfa.recovery()
                .redeemRecoveryLink(visit.user(), visit.form().get("token"))
                .fold(permit -> setUpAnew(visit, permit.token().value()), no -> refused(visit, Refusals.explain(no)));
    }

    /** Signs nobody in: the session still reaches the set-up only, for which it has the permit now. */
    private static Visit setUpAnew(Visit visit, String permit) {
        visit.signOutOthers();
        visit.enter(Stage.PASSWORD, visit.account());
        visit.remember(ProveEmail.PERMIT, permit);
        return visit.redirect(visit.home(), Notice.good("Your lost devices are removed. Now set up a new one."));
    }

    private void unlock(Visit visit) {
        mfa.recovery()
                .redeemUnlockLink(visit.user(), visit.form().get("token"))
                .fold(
                        done -> visit.redirect(visit.home(), Notice.good("Your codes are unlocked.")),
                        no -> refused(visit, Refusals.explain(no)));
    }

    private static Visit refused(Visit visit, Notice notice) {
        return visit.redirect(visit.home(), notice);
    }
}
