package io.github.mfa4j.demo.flow;

import io.github.mfa4j.demo.host.Accounts;
import io.github.mfa4j.demo.web.Notice;
import io.github.mfa4j.demo.web.Visit;
import java.util.Optional;

/** Asks for the password anew before what matters: the person may have left the browser open. */
final class Reauthentication {

    private Reauthentication() {}

    /** Whether the password of the form is wrong; then the answer is given already. */
    static boolean failed(Visit visit, Accounts accounts, String back) {
        return failed(visit, accounts, back, "password");
    }

    /**
     * The same for a page with several such fields.
     *
     * @param field the id of the one that was sent
     */
    static boolean failed(Visit visit, Accounts accounts, String back, String field) {
        return prove(visit, accounts, back, field).isEmpty();
    }

    /** The same for who needs to know which password it was; empty if it is wrong and the answer is given already. */
    static Optional<Accounts.Proved> prove(Visit visit, Accounts accounts, String back, String field) {
        // A product also limits how often this can be tried.
        Optional<Accounts.Proved> proved =
                accounts.prove(visit.account(), visit.form().get("password"));
        if (proved.isEmpty()) {
            visit.redirect(back, Notice.bad(field, "That is not your password. Nothing was changed."));
        }
        return proved;
    }
}
