package io.github.mfa4j.demo.flow;

import io.github.mfa4j.demo.host.Account;
import io.github.mfa4j.demo.host.AuditTrail;
import io.github.mfa4j.demo.web.Access;
import io.github.mfa4j.demo.web.Routes;
import io.github.mfa4j.demo.web.Visit;
import java.util.List;

/** The audit trail: a person's own, and to an owner that of the whole organization. */
public record Activity(AuditTrail trail) {

    /** What the page shows. */
    public record Model(boolean everybody, List<AuditTrail.Entry> entries) {}

    public void addTo(Routes routes) {
        routes.get("/activity", Access.FULL, this::show);
    }

    private void show(Visit visit) {
        Account account = visit.account();
        boolean everybody = account.owner() && account.organization().isPresent();
        List<AuditTrail.Entry> entries =
                everybody ? trail.ofOrganization(account.organization().orElseThrow()) : trail.ofAccount(account.id());
        visit.page("activity.jte", "Activity", new Model(everybody, entries));
    }
}
