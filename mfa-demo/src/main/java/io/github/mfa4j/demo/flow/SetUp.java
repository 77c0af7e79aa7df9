package io.github.mfa4j.demo.flow;

import io.github.mfa4j.Enrollment;
import io.github.mfa4j.Mfa;
import io.github.mfa4j.MfaStatus;
import io.github.mfa4j.Rejected;
import io.github.mfa4j.demo.web.Access;
import io.github.mfa4j.demo.web.Notice;
import io.github.mfa4j.demo.web.Routes;
import io.github.mfa4j.demo.web.Visit;
import io.github.mfa4j.qr.Qr;
import io.github.mfa4j.spi.RejectionReason;
import java.time.Instant;
import java.util.Optional;

/** Step 2 of the set-up: the app learns its key, and shows a first code. */
public final class SetUp {

    private static final String OFFER = "offer";
    private static final String KIND = "kind";

    private final Mfa mfa;

    public SetUp(Mfa mfa) {
        this.mfa = mfa;
    }

    /** What is being set up, as the session keeps it, so that the next pages know what to say. */
    enum Kind {
        FIRST,
        ONE_MORE,
        REPLACEMENT,
        CODES_ONLY
    }

    /** The page on which a name is given. */
    public record NamePage(Optional<Instant> openUntil) {}

    /** The page with the key. */
    public record ScanPage(
            String offer, String uri, String svg, String key, String email, Instant until, boolean steps) {}

    /** The page that asks for a code once more, without the key: the app has it already. */
    public record CodePage(String offer, boolean steps) {}

    public void addTo(Routes routes) {
        routes.get("/setup/app", Access.PASSWORD_OR_FULL, this::showName);
        routes.post("/setup/app", Access.PASSWORD_OR_FULL, this::start);
        routes.get("/setup/code", Access.PASSWORD_OR_FULL, this::showCodeForm);
        routes.post("/setup/code", Access.PASSWORD_OR_FULL, this::confirm);
    }

    private void showName(Visit visit) {
        MfaStatus status = mfa.status(visit.user());
        if (visit.recall(ProveEmail.PERMIT).isEmpty() || status.enabled()) {
            visit.redirect("/setup");
            return;
        }
        Optional<Instant> open =
                visit.recall(OFFER).isPresent() ? status.setup().map(MfaStatus.Setup::expiresAt) : Optional.empty();
        visit.page("setup-app.jte", "Set up your app", new NamePage(open));
    }

    private void start(Visit visit) {
        String name = visit.form().stripped("device");
        Optional<String> permit = visit.recall(ProveEmail.PERMIT);
        if (permit.isEmpty()) {
            visit.redirect("/setup");
        } else if (!Mfa.isName(name)) {
            visit.redirect("/setup/app", Notice.bad("device", "Give your device a name. " + Names.RULE));
        } else {
            mfa.enrollWithPermit(visit.user(), visit.account().email(), name, permit.get())
                    .fold(offer -> show(visit, offer, Kind.FIRST), no -> prove(visit, no));
        }
    }

    private static Visit prove(Visit visit, Rejected no) {
        visit.forget(ProveEmail.PERMIT);
        boolean stale = no.reason() == RejectionReason.INVALID_TOKEN || no.reason() == RejectionReason.EXPIRED;
        return visit.redirect(
                "/setup",
                stale
                        ? Notice.bad("That took too long, or it was begun elsewhere. Please prove your address again.")
                        : Refusals.explain(no));
    }

    /** Shows the key once, as the answer to a POST: going back to it takes a new offer. */
    static Visit show(Visit visit, Enrollment.Offered offer, Kind kind) {
        SaveCodes.forgetSetUp(visit); // this offer takes the place of an earlier one, with its codes
        visit.remember(OFFER, offer.id());
        visit.remember(KIND, kind.name());
        // Part of this page, which no cache keeps: the picture is the secret, and so it has no address.
        String picture = Qr.of(offer.uri()).toSvg();
        return visit.page(
                "setup-scan.jte",
                "Scan this with your app",
                new ScanPage(
                        offer.id(),
                        offer.uri(),
                        picture,
                        offer.manualKey(),
                        visit.account().email(),
                        offer.expiresAt(),
                        kind == Kind.FIRST));
    }

    private void showCodeForm(Visit visit) {
        Optional<String> offer = visit.recall(OFFER);
        if (offer.isEmpty() || mfa.status(visit.user()).setup().isEmpty()) {
            visit.redirect(visit.home());
            return;
        }
        visit.page(
                "setup-code.jte", "Enter the code of your app", new CodePage(offer.get(), kind(visit) == Kind.FIRST));
    }

    /** The phone works if this code is right. A first device is not switched on yet: its backup codes come before. */
    private void confirm(Visit visit) {
        // The id is no secret. It is in the form, not only in the session, so that each of two tabs means its own
        // offer.
        String offer = visit.form().get(OFFER);
        mfa.confirm(visit.user(), offer, visit.form().get("code"))
                .fold(
                        awaiting -> {
                            visit.remember(OFFER, offer);
                            return SaveCodes.show(
                                    visit, awaiting.setId(), awaiting.backupCodes(), awaiting.expiresAt(), kind(visit));
                        },
                        // Only with activateOnConfirm(), which this demo does not use: see SecondFactor.
                        atOnce -> {
                            throw new IllegalStateException("the second factor is on before the codes were saved");
                        },
                        added -> {
                            forget(visit);
                            return visit.redirect("/security", Notice.good("Your new device works."));
                        },
                        no -> explain(visit, offer, no));
    }

    private static Visit explain(Visit visit, String offer, Rejected no) {
        // Another tab may have begun another one, which goes on.
        if (isVoid(no) && visit.recall(OFFER).filter(offer::equals).isPresent()) {
            forgetOffer(visit);
        }
        boolean again = switch (no.reason()) {
            case WRONG_CODE, MALFORMED, REPLAYED -> true;
            default -> false;
        };
        return visit.redirect(again ? "/setup/code" : visit.home(), Refusals.explain(no));
    }

    private static Kind kind(Visit visit) {
        return visit.recall(KIND).map(Kind::valueOf).orElse(Kind.FIRST);
    }

    /** Whether a set-up was begun in this session. */
    static boolean isOpen(Visit visit) {
        return visit.recall(OFFER).isPresent();
    }

    /** Of a set-up that is over nothing is left, or later pages would lead back to it. */
    static void forget(Visit visit) {
        visit.forget(ProveEmail.PERMIT);
        forgetOffer(visit);
    }

    /** The permit stays: with it another set-up can be begun while it is good. */
    static void forgetOffer(Visit visit) {
        visit.forget(OFFER);
        visit.forget(KIND);
    }

    /** Whether what was begun can no longer be gone on with. */
    static boolean isVoid(Rejected no) {
        return switch (no.reason()) {
            case EXPIRED, SUPERSEDED, TOO_MANY_ATTEMPTS -> true;
            default -> false;
        };
    }
}
