package io.github.mfa4j.model;

import static io.github.mfa4j.model.Model.refused;
import static io.github.mfa4j.model.Model.told;
import static io.github.mfa4j.spi.RejectionReason.ALREADY_ENABLED;
import static io.github.mfa4j.spi.RejectionReason.ENROLLMENT_FORBIDDEN;
import static io.github.mfa4j.spi.RejectionReason.NOT_ENABLED;

import io.github.mfa4j.model.Model.Expected;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What administrators and programs of the host do, in the {@link Model}. */
final class ModelAdmin {

    private final Model user;

    ModelAdmin(Model user) {
        this.user = user;
    }

    Expected mayRequire() {
        return user.on() ? new Expected("Done", false, List.of()) : refused(NOT_ENABLED);
    }

    Expected unlock(String actor) {
        if (!user.on()) {
            return refused(NOT_ENABLED);
        }
        boolean change = user.guesses.isAnythingCounted();
        user.guesses.forgotten();
        return new Expected("Done", change, change ? List.of(told("Unlocked", actor)) : List.of());
    }

    /** A code that is good now can have been used where the phone comes from. */
    Expected importDevice(ModelPhone phone, @Nullable ModelSheet codes, String actor) {
        if (user.on()) {
            return refused(ALREADY_ENABLED);
        }
        if (!user.policy.mayEnroll()) {
            return refused(ENROLLMENT_FORBIDDEN);
        }
        List<String> events = new ArrayList<>(user.expire());
        phone.used.add(phone.present(user.seconds()) + user.config.stepsAhead());
        user.enable(phone, codes);
        events.add(told("DeviceImported", phone.name, user.left(), actor));
        events.addAll(user.lockChange(false));
        return new Expected("Done", true, events);
    }

    Expected reseal(boolean oldKey) {
        return new Expected(Boolean.toString(oldKey), oldKey, List.of());
    }
}
