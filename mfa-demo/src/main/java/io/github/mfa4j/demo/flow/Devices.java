package io.github.mfa4j.demo.flow;

import io.github.mfa4j.Mfa;
import io.github.mfa4j.MfaStatus;
import io.github.mfa4j.demo.host.Accounts;
import io.github.mfa4j.demo.web.Access;
import io.github.mfa4j.demo.web.Notice;
import io.github.mfa4j.demo.web.Routes;
import io.github.mfa4j.demo.web.Visit;
import java.util.Optional;

/** One more device, another name for one, and one less. */
public final class Devices {

    private final Mfa mfa;
    private final Accounts accounts;

    public Devices(Mfa mfa, Accounts accounts) {
        this.mfa = mfa;
        this.accounts = accounts;
    }

    public void addTo(Routes routes) {
        routes.get("/devices/add", Access.FULL, this::showAdd);
        routes.post("/devices/add", Access.FULL, this::add);
        routes.get("/devices/change", Access.FULL, this::showChange);
        routes.post("/devices/rename", Access.FULL, this::rename);
        routes.post("/devices/remove", Access.FULL, this::remove);
    }

    private void showAdd(Visit visit) {
        if (mfa.status(visit.user()).enabled()) {
            visit.page("device-add.jte", "Add a device", visit.account());
        } else {
            visit.redirect("/security");
        }
    }

    private void add(Visit visit) {
        String name = visit.form().stripped("device");
        if (!Mfa.isName(name)) {
            visit.redirect("/devices/add", Notice.bad("device", "Give your device a name. " + Names.RULE));
        } else if (Reauthentication.failed(visit, accounts, "/devices/add")) {
            return;
        } else {
            mfa.settings()
                    .addDevice(
                            visit.user(),
                            visit.account().email(),
                            name,
                            visit.form().get("code"))
                    .fold(
                            offer -> SetUp.show(visit, offer, SetUp.Kind.ONE_MORE),
                            no -> visit.redirect("/devices/add", Refusals.explain(no)));
        }
    }

    private void showChange(Visit visit) {
        MfaStatus status = mfa.status(visit.user());
        find(status, visit.form().get("device"))
                .ifPresentOrElse(
                        known -> visit.page(
                                "device-change.jte", "Change a device", new Model(known, isLast(status, known.id()))),
                        () -> visit.redirect("/security", Notice.bad("There is no such device any more.")));
    }

    /** One device. */
    public record Model(MfaStatus.Device device, boolean last) {}

    private void rename(Visit visit) {
        String device = visit.form().get("device");
        String name = visit.form().stripped("name");
        if (!Mfa.isName(name)) {
            visit.redirect(page(visit, device), Notice.bad("name", "The name was not changed. " + Names.RULE));
            return;
        }
        Notice notice = mfa.settings()
                .renameDevice(visit.user(), device, name)
                .fold(done -> Notice.good("The device has its new name."), Refusals::explain);
        visit.redirect("/security", notice);
    }

    private void remove(Visit visit) {
        String device = visit.form().get("device");
        String back = page(visit, device);
        // The page of the last device has no such form; one that was opened before the others went still has it.
        if (isLast(mfa.status(visit.user()), device)) {
            visit.redirect(
                    back,
                    Notice.bad("That is your only device now. Add another one first, or switch two-step verification"
                            + " off below."));
            return;
        }
        if (Reauthentication.failed(visit, accounts, back)) {
            return;
        }
        mfa.settings()
                .removeDevice(visit.user(), device, visit.form().get("code"))
                .fold(
                        done -> {
                            visit.signOutOthers();
                            return visit.redirect("/security", removed(mfa.status(visit.user())));
                        },
                        no -> visit.redirect(back, Refusals.explain(no)));
    }

    /** Two requests at the same moment can each remove one of two devices, and the library lets the last one go as well. */
    private static Notice removed(MfaStatus now) {
        return now.enabled()
                ? Notice.good("The device is removed, and no browser is trusted any more.")
                : Notice.bad("Your last device is removed, and so two-step verification is off.");
    }

    private static boolean isLast(MfaStatus status, String device) {
        return status.devices().size() == 1 && find(status, device).isPresent();
    }

    /** The page of a device, where what is wrong is said beside its fields. */
    private String page(Visit visit, String device) {
        return find(mfa.status(visit.user()), device)
                .map(known -> "/devices/change?device=" + known.id())
                .orElse("/security");
    }

    private static Optional<MfaStatus.Device> find(MfaStatus status, String id) {
        return status.devices().stream().filter(known -> known.id().equals(id)).findFirst();
    }
}
