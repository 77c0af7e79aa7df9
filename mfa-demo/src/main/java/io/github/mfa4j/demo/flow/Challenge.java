package io.github.mfa4j.demo.flow;

import io.github.mfa4j.Mfa;
import io.github.mfa4j.MfaStatus;
import io.github.mfa4j.Rejected;
import io.github.mfa4j.Verification;
import io.github.mfa4j.demo.web.Access;
import io.github.mfa4j.demo.web.Notice;
import io.github.mfa4j.demo.web.Routes;
import io.github.mfa4j.demo.web.Stage;
import io.github.mfa4j.demo.web.Visit;
import io.github.mfa4j.spi.CodeKind;
import io.github.mfa4j.spi.RejectionReason;
import java.time.Duration;
import java.util.Optional;

/** The second step of a sign-in: one field for a code of the app or a backup code. */
public final class Challenge {

    /** For how long no code is asked for in a trusted browser. */
    public static final Duration TRUST = Duration.ofDays(30);

    private static final int FEW = 3;

    private final Mfa mfa;
    private final SignInFlow signIn;

    public Challenge(Mfa mfa, SignInFlow signIn) {
        this.mfa = mfa;
        this.signIn = signIn;
    }

    /**
     * What the page shows.
     *
     * @param refusing whether codes of the app are not looked at for now, so that an unlock link is of use
     * @param trustDays for how many days no code is asked for in a trusted browser
     */
    public record Model(boolean refusing, long trustDays) {}

    public void addTo(Routes routes) {
        routes.get("/challenge", Access.PASSWORD, this::show);
        routes.post("/challenge", Access.PASSWORD, this::submit);
    }

    private void show(Visit visit) {
        MfaStatus status = mfa.status(visit.user());
        if (!status.enabled()) {
            // Opening a page may sign in here: the password was right in this session, and nothing more is asked for
            // now.
            signIn.next(visit, visit.account());
            return;
        }
        Optional<Notice> standing = status.refusing().map(Refusals::standing);
        // A wait is short, and most people sit it out. Whoever is locked out types a backup code, which reloading would
        // wipe.
        status.refusing()
                .filter(no -> no.reason() == RejectionReason.THROTTLED)
                .flatMap(Rejected::retryAt)
                .ifPresent(visit::comeBack);
        visit.page("challenge.jte", "Enter your code", new Model(standing.isPresent(), TRUST.toDays()), standing);
    }

    private void submit(Visit visit) {
        String typed = visit.form().get("code");
        String browser = visit.form().stripped("browser");
        boolean trust = visit.form().isTicked("trust");
        if (trust && !Mfa.isName(browser)) {
            visit.redirect("/challenge", Notice.bad("browser", "Give this browser a name. " + Names.RULE));
            return;
        }
        Verification verdict =
                trust ? mfa.verifyAndTrustBrowser(visit.user(), typed, browser) : mfa.verify(visit.user(), typed);
        verdict.fold(ok -> welcome(visit, ok), no -> visit.redirect("/challenge", Refusals.explain(no)));
    }

    private static Visit welcome(Visit visit, Verification.Accepted ok) {
        visit.enter(Stage.FULL, visit.account());
        ok.browserToken().ifPresent(token -> visit.trustBrowser(visit.account(), token.value(), token.expiresAt()));
        if (ok.kind() != CodeKind.BACKUP_CODE) {
            return visit.redirect("/security");
        }
        String more = ok.backupCodesLeft() <= FEW ? " Have new ones issued soon." : "";
        return visit.redirect(
                "/security", Notice.good("You used a backup code. Left: " + ok.backupCodesLeft() + "." + more));
    }
}
