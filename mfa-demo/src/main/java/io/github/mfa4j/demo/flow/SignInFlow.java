package io.github.mfa4j.demo.flow;

import io.github.mfa4j.Mfa;
import io.github.mfa4j.demo.host.Account;
import io.github.mfa4j.demo.host.Accounts;
import io.github.mfa4j.demo.host.Emails;
import io.github.mfa4j.demo.web.Access;
import io.github.mfa4j.demo.web.Notice;
import io.github.mfa4j.demo.web.Routes;
import io.github.mfa4j.demo.web.Stage;
import io.github.mfa4j.demo.web.Times;
import io.github.mfa4j.demo.web.Visit;
import java.util.Optional;

/** Signs in with address and password, asks the library what comes next, and signs out. */
public final class SignInFlow {

    private final Accounts accounts;
    private final Mfa mfa;

    public SignInFlow(Accounts accounts, Mfa mfa) {
        this.accounts = accounts;
        this.mfa = mfa;
    }

    /** What the page shows. */
    public record Model(String email) {}

    public void addTo(Routes routes) {
        routes.get("/sign-in", Access.STRANGERS, this::show);
        routes.post("/sign-in", Access.STRANGERS, this::submit);
        routes.post("/sign-out", Access.ANYONE, SignInFlow::signOut);
    }

    private void show(Visit visit) {
        visit.page("sign-in.jte", "Sign in", new Model(visit.recall("email").orElse("")));
    }

    private void submit(Visit visit) {
        String email = visit.form().stripped("email");
        String password = visit.form().get("password");
        if (Emails.isEmail(email)) {
            visit.remember("email", email);
        }
        Optional<Accounts.Proved> proved = accounts.authenticate(email, password);
        if (proved.isEmpty()) {
            // The same words for an address that nobody has. A product also limits how often this can be tried.
            visit.redirect("/sign-in", Notice.bad("email", "That is not the right address and password."));
            return;
        }
        Account account = proved.get().account();
        // Ends with this session, so that it is gone back to once.
        Optional<String> link = visit.recall(MailedLinks.LINK);
        // A session of the account first, and only then the questions: what changes after them ends it, and then
        // nothing comes of this sign-in, because a session that was ended becomes no other.
        visit.enter(Stage.PASSWORD, account);
        if (!accounts.isStill(proved.get())) {
            visit.restart();
            visit.redirect("/sign-in", Notice.bad("Your password was changed meanwhile. Sign in with the new one."));
            return;
        }
        link.ifPresentOrElse(visit::redirect, () -> next(visit, account));
    }

    /** What comes after the right password. So far this session reaches the challenge and the set-up, and nothing else. */
    void next(Visit visit, Account account) {
        mfa.afterPassword(account.id(), visit.browserToken(account))
                .fold(
                        allow -> signIn(visit, account, Optional.empty()),
                        challenge -> visit.redirect("/challenge"),
                        enrollBy -> signIn(
                                visit,
                                account,
                                Optional.of(
                                        Notice.bad("Your organization requires two-step verification. Set it up before "
                                                + Times.at(enrollBy.deadline())
                                                + ": from then on nothing else opens."))),
                        enrollNow -> visit.redirect("/setup"));
    }

    private static Visit signIn(Visit visit, Account account, Optional<Notice> notice) {
        visit.enter(Stage.FULL, account);
        return notice.isPresent() ? visit.redirect("/security", notice.get()) : visit.redirect("/security");
    }

    private static void signOut(Visit visit) {
        visit.signOut();
        visit.redirect("/");
    }
}
