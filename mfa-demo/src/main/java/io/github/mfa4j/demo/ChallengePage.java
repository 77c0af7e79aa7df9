package io.github.mfa4j.demo;

import io.github.mfa4j.Mfa;
import io.github.mfa4j.Rejected;
import io.github.mfa4j.Verification;
import io.github.mfa4j.spi.CodeKind;
import io.github.mfa4j.spi.RejectionReason;
import java.time.InstantSource;

/** Asks for the second factor: a code of the app, or a backup code. The library tells them apart. */
final class ChallengePage {

    private final Mfa mfa;
    private final InstantSource clock;

    ChallengePage(Mfa mfa, InstantSource clock) {
        this.mfa = mfa;
        this.clock = clock;
    }

    Response show(Request request) {
        return Response.page(
                request,
                "Enter your code",
                Tag.of("p")
                        .text("Signing in as ")
                        .add(Tag.of("strong").text(request.user().email()))
                        .text(". Open your authenticator app and enter the code that it shows."),
                Forms.form(request, "/challenge").add(Forms.appCodeFirst(), Forms.submit("Verify", "button")),
                Tag.of("details")
                        .add(
                                Tag.of("summary").text("Use a backup code instead"),
                                Forms.form(request, "/challenge")
                                        .add(Forms.backupCode(), Forms.submit("Use backup code", "button plain"))));
    }

    Response submit(Request request) {
        return mfa.verify(request.user().id(), request.form().get("code"))
                .fold(accepted -> signIn(request, accepted), no -> explain(request, no));
    }

    private static Response signIn(Request request, Verification.Accepted accepted) {
        request.signIn(request.user());
        if (accepted.kind() == CodeKind.BACKUP_CODE) {
            request.session()
                    .leave(Notice.good("You used a backup code, which does not work again. Left: "
                            + accepted.backupCodesLeft() + "."));
        }
        return Response.redirect("/security");
    }

    private Response explain(Request request, Rejected no) {
        if (no.reason() == RejectionReason.NOT_ENABLED) {
            // Never a success. It was switched off in the meantime: start again, and afterPassword will decide.
            request.signOut();
            return Response.redirect("/sign-in");
        }
        request.session().leave(Refusals.explain(no, clock.instant()));
        return Response.redirect("/challenge");
    }
}
