package io.github.mfa4j.demo;

import io.github.mfa4j.Mfa;
import io.github.mfa4j.MfaStatus;
import java.time.InstantSource;

/** The state of the account's second factor, and the way to switch it on. */
final class SecurityPage {

    private static final int FEW_CODES = 3;

    private final Mfa mfa;
    private final InstantSource clock;

    SecurityPage(Mfa mfa, InstantSource clock) {
        this.mfa = mfa;
        this.clock = clock;
    }

    Response show(Request request) {
        MfaStatus status = mfa.status(request.user().id());
        return Response.page(
                request,
                "Account security",
                Tag.of("p").attr("class", "lead").text(request.user().email()),
                status.enabled() ? on(status) : off(request, status));
    }

    private Html on(MfaStatus status) {
        Tag facts = Tag.of("dl");
        status.enabledSince().ifPresent(since -> fact(facts, "On since", Times.at(since)));
        fact(facts, "Backup codes left", Html.text(String.valueOf(status.backupCodesLeft())));
        Tag card = card("Two-step verification", "On", "badge on").add(facts);
        if (status.backupCodesLeft() <= FEW_CODES) {
            card.add(Tag.of("p").attr("class", "notice bad").text("Few backup codes are left."));
        }
        status.refusing()
                .ifPresent(no -> card.add(Tag.of("div")
                        .attr("class", "notice bad")
                        .add(Refusals.explain(no, clock.instant()).message())));
        Tag devices = Tag.of("ul").attr("class", "devices");
        for (MfaStatus.Device device : status.devices()) {
            Tag used = Tag.of("span");
            device.lastUsedAt()
                    .ifPresentOrElse(at -> used.text("Last used ").add(Times.at(at)), () -> used.text("Never used"));
            devices.add(Tag.of("li")
                    .add(
                            Tag.of("strong").text(device.name()),
                            Tag.of("span").text("Added ").add(Times.at(device.addedAt())),
                            used));
        }
        return card.add(Tag.of("h3").text("Devices"), devices);
    }

    private static Html off(Request request, MfaStatus status) {
        Tag card = card("Two-step verification", "Off", "badge off")
                .add(Tag.of("p")
                        .text("With it, your password alone is not enough to sign in: a code of an app on your phone is"
                                + " asked for as well."));
        status.setup().ifPresent(setup -> card.add(pending(request, setup)));
        return card.add(Forms.button(request, "/setup", "Set up two-step verification", "button"));
    }

    private static Html pending(Request request, MfaStatus.Setup setup) {
        Tag words = Tag.of("p")
                .attr("class", "notice")
                .text("A set-up of “" + setup.deviceName() + "” is not finished. It is forgotten at ")
                .add(Times.at(setup.expiresAt()))
                .text("; before it is finished, nothing changes.");
        if (!request.session().offerId().isEmpty()) {
            words.text(" ")
                    .add(Tag.of("a").attr("href", "/setup/code").text("Go on with it"), Html.text(" or start again."));
        }
        return words;
    }

    private static Tag card(String heading, String state, String style) {
        return Tag.of("section")
                .attr("class", "card")
                .add(Tag.of("h2")
                        .text(heading + " ")
                        .add(Tag.of("span").attr("class", style).text(state)));
    }

    private static void fact(Tag facts, String name, Html value) {
        facts.add(Tag.of("dt").text(name), Tag.of("dd").add(value));
    }
}
