package io.github.mfa4j.demo.flow;

import io.github.mfa4j.BackupCodes;
import io.github.mfa4j.Mfa;
import io.github.mfa4j.Rejected;
import io.github.mfa4j.demo.web.Access;
import io.github.mfa4j.demo.web.Notice;
import io.github.mfa4j.demo.web.Routes;
import io.github.mfa4j.demo.web.Times;
import io.github.mfa4j.demo.web.Visit;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Step 3 of the set-up, and the second phase of a reissue: the codes are saved, and only then they count. */
public final class SaveCodes {

    private static final String SET = "set";
    private static final String KIND = "set-kind";

    private final Mfa mfa;

    public SaveCodes(Mfa mfa) {
        this.mfa = mfa;
    }

    /**
     * The page with the codes.
     *
     * @param heading what they are and whose, for paper and for the file
     * @param file the codes as an address that is a file, which a browser downloads without asking the server again
     * @param reissue whether they are for devices that stay as they are
     */
    public record Model(
            String set,
            String heading,
            List<String> codes,
            String file,
            Instant until,
            boolean steps,
            boolean reissue) {}

    /**
     * The page that asks whether they are saved, without showing them again.
     *
     * @param reissue whether the devices stay as they are, so that no code of a new one gets other codes
     */
    public record Reminder(String set, boolean steps, boolean reissue) {}

    public void addTo(Routes routes) {
        routes.get("/setup/saved", Access.PASSWORD_OR_FULL, this::showReminder);
        routes.post("/setup/complete", Access.PASSWORD_OR_FULL, this::complete);
        routes.get("/setup/done", Access.FULL, this::showDone);
    }

    static Visit show(Visit visit, String set, BackupCodes codes, Instant until, SetUp.Kind kind) {
        visit.remember(SET, set);
        visit.remember(KIND, kind.name());
        String heading = "mfa4j demo: backup codes of " + visit.account().email() + ", " + Times.at(visit.now());
        String file = "data:text/plain;charset=utf-8,"
                + URLEncoder.encode(heading + "\n\n" + codes.toText(), StandardCharsets.UTF_8)
                        .replace("+", "%20");
        return visit.page(
                "codes.jte",
                "Save your backup codes",
                new Model(
                        set,
                        heading,
                        codes.codes(),
                        file,
                        until,
                        kind == SetUp.Kind.FIRST,
                        kind == SetUp.Kind.CODES_ONLY));
    }

    private void showReminder(Visit visit) {
        visit.recall(SET)
                .ifPresentOrElse(
                        set -> visit.page(
                                "codes-saved.jte",
                                "Did you save your codes?",
                                new Reminder(
                                        set, kind(visit) == SetUp.Kind.FIRST, kind(visit) == SetUp.Kind.CODES_ONLY)),
                        () -> visit.redirect(visit.home()));
    }

    /** Whether codes were shown in this session that are to be saved yet. */
    static boolean areShown(Visit visit) {
        return visit.recall(SET).isPresent();
    }

    private static SetUp.Kind kind(Visit visit) {
        return visit.recall(KIND).map(SetUp.Kind::valueOf).orElse(SetUp.Kind.FIRST);
    }

    private void complete(Visit visit) {
        String set = visit.form().get(SET);
        // In the form, as the set is: to a second click, which the library takes as well, the session has forgotten it.
        boolean reissue = visit.form().isTicked("reissue");
        if (!visit.form().isTicked("saved")) {
            visit.redirect("/setup/saved", Notice.bad("saved", "Save the codes first, then tick the box."));
            return;
        }
        mfa.activate(visit.user(), set)
                .fold(enabled -> welcome(visit, set, reissue), no -> explain(visit, set, reissue, no));
    }

    private static Visit explain(Visit visit, String set, boolean reissue, Rejected no) {
        if (SetUp.isVoid(no) && forget(visit, set) && !reissue) {
            SetUp.forgetOffer(visit);
        }
        return visit.redirect(visit.home(), Refusals.explain(no));
    }

    /** Whether it was this set that the session kept: another tab may have had other codes issued. */
    private static boolean forget(Visit visit, String set) {
        boolean kept = visit.recall(SET).filter(set::equals).isPresent();
        if (kept) {
            visit.forget(SET);
            visit.forget(KIND);
        }
        return kept;
    }

    /** Forgets the codes of a set-up, and not those of a reissue. */
    static void forgetSetUp(Visit visit) {
        if (kind(visit) != SetUp.Kind.CODES_ONLY) {
            visit.forget(SET);
            visit.forget(KIND);
        }
    }

    private static Visit welcome(Visit visit, String set, boolean reissue) {
        visit.signOutOthers();
        forget(visit, set);
        if (!reissue) {
            SetUp.forget(visit);
        }
        if (!visit.full()) {
            // The password alone led here, so this is not a sign-in yet.
            return visit.redirect(
                    "/challenge",
                    Notice.good("Two-step verification is set up. Sign in with the next code of your app."));
        } else if (reissue) {
            return visit.redirect(
                    "/security", Notice.good("Your new backup codes are good, and the old ones no longer."));
        }
        return visit.redirect("/setup/done");
    }

    private void showDone(Visit visit) {
        if (mfa.status(visit.user()).enabled()) {
            visit.page("done.jte", "Two-step verification is on", visit.account());
        } else {
            visit.redirect("/security");
        }
    }
}
