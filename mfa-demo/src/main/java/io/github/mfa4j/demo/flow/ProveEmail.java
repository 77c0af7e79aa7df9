package io.github.mfa4j.demo.flow;

import io.github.mfa4j.EmailCode;
import io.github.mfa4j.Mfa;
import io.github.mfa4j.MfaStatus;
import io.github.mfa4j.Rejected;
import io.github.mfa4j.demo.host.Accounts;
import io.github.mfa4j.demo.host.Mailbox;
import io.github.mfa4j.demo.web.Access;
import io.github.mfa4j.demo.web.Notice;
import io.github.mfa4j.demo.web.Routes;
import io.github.mfa4j.demo.web.Times;
import io.github.mfa4j.demo.web.Visit;
import io.github.mfa4j.spi.RejectionReason;

/** Step 1 of the set-up: the person proves the e-mail address with a number that is mailed there. */
public final class ProveEmail {

    /**
     * Under which the session keeps the library's permit to set up a first device, as it is: who reads the sessions and knows
     * the password could use it. A product keeps sessions in memory, or seals them.
     */
    static final String PERMIT = "permit";

    private final Mfa mfa;
    private final Accounts accounts;
    private final Mailbox mailbox;

    public ProveEmail(Mfa mfa, Accounts accounts, Mailbox mailbox) {
        this.mfa = mfa;
        this.accounts = accounts;
        this.mailbox = mailbox;
    }

    public void addTo(Routes routes) {
        routes.get("/setup", Access.PASSWORD_OR_FULL, this::show);
        routes.post("/setup/mail", Access.PASSWORD_OR_FULL, this::send);
        routes.get("/setup/number", Access.PASSWORD_OR_FULL, this::showNumberForm);
        routes.post("/setup/number", Access.PASSWORD_OR_FULL, this::prove);
    }

    private void show(Visit visit) {
        MfaStatus status = mfa.status(visit.user());
        if (status.enabled()) {
            visit.redirect(visit.home());
        } else if (!status.policy().mayEnroll()) {
            visit.page("setup-forbidden.jte", "This account cannot have it", visit.account());
        } else if (visit.recall(PERMIT).isPresent()) {
            visit.redirect("/setup/app");
        } else {
            visit.page("setup-mail.jte", "Set up two-step verification", visit.account());
        }
    }

    private void send(Visit visit) {
        // Whoever finds a browser left open would lock its owner out with a phone of their own. On the way in the
        // password
        // was typed just now.
        if (visit.full() && Reauthentication.failed(visit, accounts, "/setup")) {
            return;
        }
        // To the address on record, never to one that was typed just now.
        mfa.createEmailCode(visit.user(), visit.account().email())
                .fold(code -> send(visit, code), no -> visit.redirect("/setup/number", Refusals.explain(no)));
    }

    private Visit send(Visit visit, EmailCode.Issued code) {
        mailbox.send(
                visit.user(),
                "Your number is " + code.code(),
                "Enter it on the page that asked for it, before " + Times.at(code.expiresAt())
                        + ". If you did not ask for it, somebody knows your password.");
        return visit.redirect("/setup/number");
    }

    private void showNumberForm(Visit visit) {
        visit.page("setup-number.jte", "Enter the number we sent", visit.account());
    }

    private void prove(Visit visit) {
        mfa.proveEmail(visit.user(), visit.account().email(), visit.form().get("code"))
                .fold(
                        granted -> {
                            visit.remember(PERMIT, granted.token().value());
                            return visit.redirect("/setup/app");
                        },
                        no -> explain(visit, no));
    }

    private static Visit explain(Visit visit, Rejected no) {
        boolean again = no.reason() == RejectionReason.WRONG_CODE || no.reason() == RejectionReason.MALFORMED;
        return again
                ? visit.redirect(
                        "/setup/number",
                        Notice.bad("code", "That is not the number we sent. It has 6 digits; take the newest mail’s."))
                : visit.redirect("/setup", Refusals.explain(no));
    }
}
