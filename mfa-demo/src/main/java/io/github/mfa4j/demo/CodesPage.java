package io.github.mfa4j.demo;

import io.github.mfa4j.BackupCodes;
import io.github.mfa4j.Confirmation;
import io.github.mfa4j.Mfa;
import io.github.mfa4j.Rejected;
import java.time.InstantSource;

/** Step 2 of the set-up: shows the backup codes once, and switches the second factor on when they are saved. */
final class CodesPage {

    private final Mfa mfa;
    private final Sessions sessions;
    private final InstantSource clock;

    CodesPage(Mfa mfa, Sessions sessions, InstantSource clock) {
        this.mfa = mfa;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** The phone works if this code is right. Nothing is switched on yet. */
    Response confirm(Request request) {
        String offerId = request.form().get("offer");
        return mfa.confirm(request.user().id(), offerId, request.form().get("code"))
                .fold(
                        awaiting -> show(request, offerId, awaiting),
                        // Only with activateOnConfirm(), which this demo does not use: see SecondFactor.
                        enabledAtOnce -> {
                            throw new IllegalStateException("the second factor is on before the codes were saved");
                        },
                        added -> {
                            request.session().leave(Notice.good("Your new device works."));
                            return Response.redirect("/security");
                        },
                        no -> explain(request, no));
    }

    private static Response show(Request request, String offerId, Confirmation.AwaitingActivation awaiting) {
        request.session().offerId(offerId);
        request.session().setId(awaiting.setId());
        return Response.page(
                request,
                "Save your backup codes",
                Tag.of("p").attr("class", "progress").text("Step 2 of 2"),
                Tag.of("p")
                        .text("If you lose your phone, each of these codes signs you in once. Keep them where you"
                                + " keep what is precious, and not on the phone. They are shown only now."),
                list(awaiting.backupCodes()),
                // Shown by script, which also does the work.
                Tag.of("p")
                        .attr("class", "actions")
                        .attr("id", "save")
                        .flag("hidden")
                        .add(
                                scriptButton("copy-codes", "Copy"),
                                scriptButton("download-codes", "Download"),
                                Tag.of("span").attr("id", "save-state").attr("role", "status")),
                completeForm(request, awaiting.setId()),
                Tag.of("p")
                        .attr("class", "hint")
                        .text("If you exit now, nothing is saved. This set-up is open until ")
                        .add(Times.at(awaiting.expiresAt()))
                        .text("."));
    }

    private static Html list(BackupCodes codes) {
        Tag list = Tag.of("ol").attr("class", "codes").attr("id", "codes");
        codes.codes().forEach(code -> list.add(Tag.of("li").add(Tag.of("code").text(code))));
        return list;
    }

    private static Html scriptButton(String id, String text) {
        return Tag.of("button")
                .attr("type", "button")
                .attr("class", "button plain")
                .attr("id", id)
                .text(text);
    }

    private static Html completeForm(Request request, String setId) {
        Tag saved = Tag.of("input")
                .attr("type", "checkbox")
                .attr("name", "saved")
                .attr("value", "yes")
                .flag("required");
        return Forms.form(request, "/setup/complete")
                .add(
                        Forms.hidden("set", setId),
                        Tag.of("label")
                                .attr("class", "check")
                                .add(saved, Tag.of("span").text("I saved my codes")),
                        Forms.submit("Complete", "button"));
    }

    /** The person says that the codes are saved: from now on the second factor is asked for. */
    Response complete(Request request) {
        if (!request.form().get("saved").equals("yes")) {
            request.session().leave(Notice.bad("Save your codes first, and tick the box."));
            return Response.redirect("/setup/saved");
        }
        return mfa.activate(request.user().id(), request.form().get("set"))
                .fold(
                        enabled -> {
                            // Whoever signed in elsewhere with the password alone has to bring a code now.
                            sessions.endOthers(request.user(), request.session());
                            return Response.redirect("/setup/done");
                        },
                        no -> explain(request, no));
    }

    /** For browsers that send the form without the tick. The codes are not kept, so they are not shown again. */
    Response showReminder(Request request) {
        String setId = request.session().setId();
        if (setId.isEmpty() || mfa.status(request.user().id()).setup().isEmpty()) {
            return Response.redirect("/security");
        }
        return Response.page(
                request,
                "Did you save your codes?",
                completeForm(request, setId),
                Tag.of("p")
                        .text("You did not, and the page is gone? ")
                        .add(Tag.of("a").attr("href", "/setup/code").text("Enter another code of your app"))
                        .text(" to get new ones."));
    }

    Response showDone(Request request) {
        if (!mfa.status(request.user().id()).enabled()) {
            return Response.redirect("/security");
        }
        return Response.page(
                request,
                "Two-step verification is on",
                Tag.of("p")
                        .text("From now on you sign in with your password and a code of your app. The code you just"
                                + " used is spent, so wait for the next one if you want to try it at once."),
                Tag.of("p")
                        .attr("class", "actions")
                        .add(Tag.of("a")
                                .attr("class", "button")
                                .attr("href", "/security")
                                .text("Account security")));
    }

    private Response explain(Request request, Rejected no) {
        request.session().leave(Refusals.explain(no, clock.instant()));
        return Response.redirect(
                switch (no.reason()) {
                    case WRONG_CODE, MALFORMED, REPLAYED -> "/setup/code";
                    default -> "/security";
                });
    }
}
