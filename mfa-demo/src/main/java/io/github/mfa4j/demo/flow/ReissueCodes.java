package io.github.mfa4j.demo.flow;

import io.github.mfa4j.Mfa;
import io.github.mfa4j.demo.host.Accounts;
import io.github.mfa4j.demo.web.Access;
import io.github.mfa4j.demo.web.Routes;
import io.github.mfa4j.demo.web.Visit;

/** New backup codes, in two phases: the old ones are good until {@link SaveCodes} hears that the new ones are saved. */
public final class ReissueCodes {

    private final Mfa mfa;
    private final Accounts accounts;

    public ReissueCodes(Mfa mfa, Accounts accounts) {
        this.mfa = mfa;
        this.accounts = accounts;
    }

    public void addTo(Routes routes) {
        routes.get("/backup-codes", Access.FULL, this::show);
        routes.post("/backup-codes", Access.FULL, this::submit);
    }

    private void show(Visit visit) {
        if (mfa.status(visit.user()).enabled()) {
            visit.page("reissue.jte", "New backup codes", visit.account());
        } else {
            visit.redirect("/security");
        }
    }

    private void submit(Visit visit) {
        if (Reauthentication.failed(visit, accounts, "/backup-codes")) {
            return;
        }
        mfa.settings()
                .reissueBackupCodes(visit.user(), visit.form().get("code"))
                .fold(
                        issued -> SaveCodes.show(
                                visit, issued.setId(), issued.backupCodes(), issued.expiresAt(), SetUp.Kind.CODES_ONLY),
                        no -> visit.redirect("/backup-codes", Refusals.explain(no)));
    }
}
