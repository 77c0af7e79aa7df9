package io.github.mfa4j.demo.flow;

import io.github.mfa4j.demo.host.Accounts;
import io.github.mfa4j.demo.web.Notice;
import io.github.mfa4j.demo.web.Visit;

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
        // A product also limits how often this can be tried.
        if (accounts.isPassword(visit.user(), visit.form().get("password"))) {
            return false;
        }
        visit.redirect(back, Notice.bad(field, "That is not your password. Nothing was changed."));
        return true;
    }
}
