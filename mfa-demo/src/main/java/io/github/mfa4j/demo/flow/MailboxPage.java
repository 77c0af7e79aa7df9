package io.github.mfa4j.demo.flow;

import io.github.mfa4j.Mfa;
import io.github.mfa4j.demo.host.Mailbox;
import io.github.mfa4j.demo.web.Access;
import io.github.mfa4j.demo.web.Routes;
import io.github.mfa4j.demo.web.Visit;
import java.util.List;

/** What would have been mailed. In place of a mail server: a product has no such page. */
public record MailboxPage(Mailbox mailbox, Mfa mfa) {

    /**
     * What the page shows.
     *
     * @param numberWanted whether a mailed number is of use, which it is before the set-up only
     */
    public record Model(List<Mailbox.Mail> mails, boolean numberWanted) {}

    public void addTo(Routes routes) {
        // The password alone opens it, so here a mail proves nothing more: only fit for a demo that nobody else
        // reaches.
        routes.get("/mailbox", Access.PASSWORD_OR_FULL, this::show);
    }

    private void show(Visit visit) {
        visit.page(
                "mailbox.jte",
                "Mailbox",
                new Model(mailbox.of(visit.user()), !mfa.status(visit.user()).enabled()));
    }
}
