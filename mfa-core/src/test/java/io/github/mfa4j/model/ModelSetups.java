package io.github.mfa4j.model;

import static io.github.mfa4j.model.Model.refused;
import static io.github.mfa4j.model.Model.told;
import static io.github.mfa4j.spi.RejectionReason.ALREADY_ENABLED;
import static io.github.mfa4j.spi.RejectionReason.ENROLLMENT_FORBIDDEN;
import static io.github.mfa4j.spi.RejectionReason.EXPIRED;
import static io.github.mfa4j.spi.RejectionReason.MALFORMED;
import static io.github.mfa4j.spi.RejectionReason.PROOF_REQUIRED;
import static io.github.mfa4j.spi.RejectionReason.REPLAYED;
import static io.github.mfa4j.spi.RejectionReason.SUPERSEDED;
import static io.github.mfa4j.spi.RejectionReason.TOO_MANY_ATTEMPTS;
import static io.github.mfa4j.spi.RejectionReason.WRONG_CODE;

import io.github.mfa4j.model.Model.Expected;
import io.github.mfa4j.model.ModelSetup.For;
import io.github.mfa4j.otp.Totp;
import io.github.mfa4j.spi.RejectionReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The part of the {@link Model} in which a phone is offered, confirmed and activated. */
final class ModelSetups {

    private final Model user;
    private final ModelCodes codes;

    ModelSetups(Model user, ModelCodes codes) {
        this.user = user;
        this.codes = codes;
    }

    /** The permit is null where none was brought. */
    Expected enroll(String name, @Nullable String permit) {
        if (user.on()) {
            return refused(ALREADY_ENABLED);
        }
        if (!user.policy.mayEnroll()) {
            return refused(ENROLLMENT_FORBIDDEN);
        }
        if (permit != null) {
            RejectionReason no = ModelRecovery.refusing(user.permit, permit, user.seconds());
            return no == null ? offer(name) : refused(no);
        }
        return codes.proofRequired() ? refused(PROOF_REQUIRED) : offer(name);
    }

    /** A secret is shown; whatever else was under way is void. */
    Expected offer(String name) {
        List<String> events = new ArrayList<>(user.expire());
        Instant end = user.in(user.config.lifetime());
        events.add(told("SetupStarted", name, end, user.pending != null));
        return new Expected("Offered until " + end, true, events);
    }

    void offered(String id, For purpose, String name, Totp totp) {
        user.newSheet = null;
        user.pending = new ModelSetup(id, purpose, new ModelPhone(name, totp), user.seconds() + user.config.lifetime());
    }

    Expected confirm(String offerId, String typed) {
        ModelSetup setup = user.pending;
        if (setup == null || !setup.offerId.equals(offerId)) {
            return superseded();
        }
        if (user.pendingIsOver()) {
            return new Expected(EXPIRED.name(), true, user.expire());
        }
        if (!user.policy.mayEnroll()) {
            return refused(ENROLLMENT_FORBIDDEN.name(), ENROLLMENT_FORBIDDEN, setup.wrong, false);
        }
        String digits = ModelSpelling.asDigits(typed);
        ModelPhone phone = setup.phone;
        if (digits == null || digits.length() != phone.digits()) {
            return refused(MALFORMED.name(), MALFORMED, setup.wrong, false);
        }
        List<Long> steps = phone.stepsOf(digits, user.config.stepsBack(), user.config.stepsAhead(), user.seconds());
        if (steps.isEmpty()) {
            setup.wrong++;
            user.pending = setup.wrong == 10 ? null : setup;
            RejectionReason reason = setup.wrong == 10 ? TOO_MANY_ATTEMPTS : WRONG_CODE;
            return refused(reason.name(), reason, setup.wrong, true);
        }
        if (steps.stream().noneMatch(phone::isNew)) {
            return refused("REPLAYED " + phone.nextCode(user.seconds()), REPLAYED, setup.wrong, false);
        }
        phone.used.addAll(steps);
        phone.lastUsedAt = user.seconds();
        if (setup.purpose == For.ONE_MORE) {
            return oneMore(phone);
        }
        Instant end = Instant.ofEpochSecond(setup.expiresAt);
        return user.config.atOnce()
                ? new Expected(
                        "EnabledAtOnce",
                        true,
                        enabled(setup, sheet(null, Collections.nCopies(user.config.codesInSet(), ""))))
                : new Expected(
                        "AwaitingActivation until " + end, true, List.of(told("SetupConfirmed", phone.name, end)));
    }

    private ModelSheet sheet(@Nullable String id, List<String> shown) {
        return new ModelSheet(id, user.config.shape(), shown);
    }

    private Expected oneMore(ModelPhone phone) {
        boolean locked = user.locked();
        phone.addedAt = user.seconds();
        user.phones.add(phone);
        user.pending = null;
        List<String> events = new ArrayList<>(List.of(told("DeviceAdded", phone.name, user.phones.size())));
        events.addAll(user.lockChange(locked));
        return new Expected("DeviceAdded " + user.phones.size(), true, events);
    }

    void confirmed(@Nullable String setId, List<String> shown) {
        if (user.config.atOnce()) {
            user.sheet = sheet(setId, shown);
        } else {
            Objects.requireNonNull(user.pending).sheet = sheet(setId, shown);
        }
    }

    Expected activate(String setId) {
        if (user.sheet != null && setId.equals(user.sheet.id)) {
            return new Expected("Enabled " + user.left(), false, List.of());
        }
        ModelSheet reissued = user.newSheet;
        if (reissued != null && setId.equals(reissued.id)) {
            return user.newSheetIsOver() ? new Expected(EXPIRED.name(), true, user.expire()) : replace(reissued);
        }
        ModelSetup setup = user.pending;
        if (setup == null || setup.sheet == null || !setId.equals(setup.sheet.id)) {
            return superseded();
        }
        if (user.pendingIsOver()) {
            return new Expected(EXPIRED.name(), true, user.expire());
        }
        if (!user.policy.mayEnroll()) {
            return refused(ENROLLMENT_FORBIDDEN.name(), ENROLLMENT_FORBIDDEN, setup.wrong, false);
        }
        List<String> events = enabled(setup, setup.sheet);
        return new Expected("Enabled " + user.left(), true, events);
    }

    private List<String> enabled(ModelSetup setup, ModelSheet codes) {
        boolean locked = user.locked();
        List<String> events = new ArrayList<>();
        events.add(
                user.on()
                        ? told("DevicesReplaced", setup.phone.name, user.phones.size())
                        : told("Enabled", setup.phone.name, user.config.codesInSet()));
        user.enable(setup.phone, codes);
        events.addAll(user.lockChange(locked));
        return events;
    }

    private Expected replace(ModelSheet reissued) {
        boolean locked = user.locked();
        user.sheet = reissued;
        user.newSheet = null;
        List<String> events = new ArrayList<>(List.of(told("BackupCodesReplaced", user.left())));
        events.addAll(user.lockChange(locked));
        return new Expected("Enabled " + user.left(), true, events);
    }

    private Expected superseded() {
        return refused(SUPERSEDED.name(), SUPERSEDED, user.pending == null ? 0 : user.pending.wrong, false);
    }
}
