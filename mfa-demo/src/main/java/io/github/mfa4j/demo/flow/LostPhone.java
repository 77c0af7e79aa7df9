package io.github.mfa4j.demo.flow;

import io.github.mfa4j.Mfa;
import io.github.mfa4j.demo.host.Mailbox;
import io.github.mfa4j.demo.web.Access;
import io.github.mfa4j.demo.web.Notice;
import io.github.mfa4j.demo.web.Routes;
import io.github.mfa4j.demo.web.Times;
import io.github.mfa4j.demo.web.Visit;

/** The ways out of the challenge: a backup code for a new device, or a link by mail. All come after the password. */
public final class LostPhone {

    private final Mfa mfa;
    private final Mailbox mailbox;

    public LostPhone(Mfa mfa, Mailbox mailbox) {
        this.mfa = mfa;
        this.mailbox = mailbox;
    }

    public void addTo(Routes routes) {
        // Not for who is signed in: a browser left open and a backup code would do, without the password.
        routes.get("/lost-phone", Access.PASSWORD, this::show);
        routes.post("/lost-phone/replace", Access.PASSWORD, this::replace);
        routes.post("/lost-phone/recovery-link", Access.PASSWORD, this::sendRecoveryLink);
        routes.post("/lost-phone/unlock-link", Access.PASSWORD, this::sendUnlockLink);
    }

    private void show(Visit visit) {
        if (mfa.status(visit.user()).enabled()) {
            visit.page("lost-phone.jte", "Lost your phone?", visit.account());
        } else {
            visit.redirect(visit.home());
        }
    }

    /** With a backup code. The lost devices stay until the new one is confirmed and its backup codes are saved. */
    private void replace(Visit visit) {
        String name = visit.form().stripped("device");
        if (!Mfa.isName(name)) {
            visit.redirect("/lost-phone", Notice.bad("device", "Give your device a name. " + Names.RULE));
            return;
        }
        mfa.recovery()
                .replaceLostDevices(
                        visit.user(),
                        visit.account().email(),
                        name,
                        visit.form().get("code"))
                .fold(
                        offer -> SetUp.show(visit, offer, SetUp.Kind.REPLACEMENT),
                        no -> visit.redirect("/lost-phone", Refusals.explain(no)));
    }

    /** Asked for after the password, so strangers cannot have mail sent, and there is nobody to be told who is a user. */
    private void sendRecoveryLink(Visit visit) {
        Notice notice = mfa.recovery()
                .createRecoveryLink(visit.user())
                .fold(
                        link -> {
                            mailbox.sendLink(
                                    visit.user(),
                                    "Remove your lost devices",
                                    "The link is good once, until "
                                            + Times.at(link.token().expiresAt())
                                            + ". If you did not ask for it, somebody knows your password: change it.",
                                    MailedLinks.toRecover(link.token().value()));
                            return Notice.good("We have sent a recovery link to your address.");
                        },
                        Refusals::explain);
        visit.redirect("/lost-phone", notice);
    }

    private void sendUnlockLink(Visit visit) {
        Notice notice = mfa.recovery()
                .createUnlockLink(visit.user())
                .fold(
                        link -> {
                            mailbox.sendLink(
                                    visit.user(),
                                    "Unlock your codes",
                                    "The link is good once, until "
                                            + Times.at(link.token().expiresAt())
                                            + ". If you did not type wrong codes, somebody knows your password: change it.",
                                    MailedLinks.toUnlock(link.token().value()));
                            return Notice.good("We have sent an unlock link to your address.");
                        },
                        Refusals::explain);
        visit.redirect("/lost-phone", notice);
    }
}
