package io.github.mfa4j.demo.flow;

import io.github.mfa4j.Mfa;
import io.github.mfa4j.demo.host.Accounts;
import io.github.mfa4j.demo.host.Emails;
import io.github.mfa4j.demo.host.Organizations;
import io.github.mfa4j.demo.host.Passwords;
import io.github.mfa4j.demo.web.Access;
import io.github.mfa4j.demo.web.Notice;
import io.github.mfa4j.demo.web.Routes;
import io.github.mfa4j.demo.web.Visit;
import java.util.Optional;

/** Makes an account. The library has no part in this. */
public final class Register {

    private final Accounts accounts;
    private final Organizations organizations;

    public Register(Accounts accounts, Organizations organizations) {
        this.accounts = accounts;
        this.organizations = organizations;
    }

    /** What the page shows. */
    public record Model(String email, int minPassword, int maxPassword) {}

    public void addTo(Routes routes) {
        routes.get("/register", Access.STRANGERS, this::show);
        routes.post("/register", Access.STRANGERS, this::submit);
    }

    private void show(Visit visit) {
        visit.page(
                "register.jte",
                "Register",
                new Model(visit.recall("email").orElse(""), Passwords.MIN_LENGTH, Passwords.MAX_LENGTH));
    }

    private void submit(Visit visit) {
        String email = visit.form().stripped("email");
        String password = visit.form().get("password");
        String organization = visit.form().stripped("organization");
        Optional<Notice> problem = problem(email, password, organization);
        if (Emails.isEmail(email)) {
            visit.remember("email", email);
        }
        if (problem.isPresent()) {
            visit.redirect("/register", problem.get());
            return;
        }
        if (register(email, password, organization, visit.form().isTicked("shared"))) {
            visit.redirect("/sign-in", Notice.good("Your account is made. Sign in with it."));
        } else {
            // A product does not tell who has an account: it answers alike in both cases, and mails the address what
            // came of it.
            visit.redirect(
                    "/register",
                    Notice.bad("email", "There is an account with this address. Sign in, or take another."));
        }
    }

    /** In this demo whoever names an organization first owns it, and others join by its name. A product sends invitations. */
    private boolean register(String email, String password, String organization, boolean shared) {
        // The account comes first: a registration that is refused must not leave an organization that nobody owns.
        if (!accounts.register(email, password, shared)) {
            return false;
        }
        if (!organization.isEmpty()) {
            boolean owner = organizations.create(organization);
            organizations.byName(organization).ifPresent(named -> accounts.join(email, named.id(), owner));
        }
        return true;
    }

    private static Optional<Notice> problem(String email, String password, String organization) {
        if (!Emails.isEmail(email)) {
            return Optional.of(Notice.bad("email", "That is not an e-mail address."));
        }
        if (password.length() < Passwords.MIN_LENGTH || password.length() > Passwords.MAX_LENGTH) {
            return Optional.of(Notice.bad("password", passwordRule()));
        }
        return organization.isEmpty() || Mfa.isName(organization)
                ? Optional.empty()
                : Optional.of(Notice.bad("organization", "That cannot be the name of an organization. " + Names.RULE));
    }

    static String passwordRule() {
        return "A password has " + Passwords.MIN_LENGTH + " to " + Passwords.MAX_LENGTH + " characters.";
    }
}
