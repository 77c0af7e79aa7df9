package io.github.mfa4j.demo;

import io.github.mfa4j.Enrollment;
import io.github.mfa4j.Mfa;
import io.github.mfa4j.Rejected;
import io.github.mfa4j.qr.Qr;
import java.time.InstantSource;

/** Step 1 of the set-up: gives the authenticator app its key, and asks for the first code. */
final class SetupPage {

    private final Mfa mfa;
    private final InstantSource clock;

    SetupPage(Mfa mfa, InstantSource clock) {
        this.mfa = mfa;
        this.clock = clock;
    }

    /** A product asks for the password again here if the sign-in is not recent. */
    Response start(Request request) {
        return mfa.enroll(request.user().id(), request.user().email())
                .fold(offer -> show(request, offer), no -> back(request, no));
    }

    private static Response show(Request request, Enrollment.Offered offer) {
        request.session().offerId(offer.id());
        return Response.page(
                request,
                "Set up your app",
                Tag.of("p").attr("class", "progress").text("Step 1 of 2"),
                Tag.of("ol")
                        .attr("class", "steps")
                        .add(
                                Tag.of("li")
                                        .add(Tag.of("p")
                                                .text("Open an authenticator app on your phone, or install"
                                                        + " one. Any app or browser extension for one-time"
                                                        + " passwords will do.")),
                                Tag.of("li").add(Tag.of("p").text("Scan this picture with it."), picture(offer)),
                                Tag.of("li")
                                        .add(
                                                Tag.of("p").text("Enter the 6 digits that the app shows."),
                                                codeForm(request, offer.id()))),
                unlessFinished(offer));
    }

    private static Html picture(Enrollment.Offered offer) {
        return Html.group(
                // The picture is the secret. It is part of this page, which no cache keeps, and has no address.
                Tag.of("img")
                        .attr("class", "qr")
                        .attr("src", Qr.of(offer.uri()).toDataUri())
                        .attr("alt", "QR code for your authenticator app; the key is in the text below as well"),
                Tag.of("p")
                        .attr("class", "hint")
                        .add(Tag.of("a").attr("href", offer.uri()).text("Open in an app on" + " this device")),
                Tag.of("details").add(Tag.of("summary").text("You cannot scan it?"), manualKey(offer)));
    }

    private static Html manualKey(Enrollment.Offered offer) {
        return Html.group(
                Tag.of("p").text("Choose “enter a set-up key” in the app, and type:"),
                Tag.of("dl")
                        .add(
                                Tag.of("dt").text("Account name"),
                                Tag.of("dd").text("any, such as mfa4j demo"),
                                Tag.of("dt").text("Key"),
                                Tag.of("dd")
                                        .add(Tag.of("code")
                                                .attr("id", "manual-key")
                                                .text(offer.manualKey())),
                                Tag.of("dt").text("Type of key"),
                                Tag.of("dd").text("time based")));
    }

    private static Html unlessFinished(Enrollment.Offered offer) {
        return Tag.of("p")
                .attr("class", "hint")
                .text("If you exit before the last step, nothing is saved. This set-up is open until ")
                .add(Times.at(offer.expiresAt()))
                .text(".");
    }

    /** The form alone, after a wrong code: the app has the key already, so it is not shown again. */
    Response showCodeForm(Request request) {
        String offerId = request.session().offerId();
        if (offerId.isEmpty() || mfa.status(request.user().id()).setup().isEmpty()) {
            return Response.redirect("/security");
        }
        return Response.page(
                request,
                "Enter the code of your app",
                Tag.of("p").attr("class", "progress").text("Step 1 of 2"),
                codeForm(request, offerId),
                Tag.of("p").text("Your app does not show a code for this site?"),
                Forms.button(request, "/setup", "Start again with a new QR code", "button plain"));
    }

    private static Html codeForm(Request request, String offerId) {
        // The id is no secret. It is in the form, not only in the session, so that each of two tabs means its own
        // offer.
        return Forms.form(request, "/setup/code")
                .add(Forms.hidden("offer", offerId), Forms.appCode(), Forms.submit("Continue", "button"));
    }

    private Response back(Request request, Rejected no) {
        request.session().leave(Refusals.explain(no, clock.instant()));
        return Response.redirect("/security");
    }
}
