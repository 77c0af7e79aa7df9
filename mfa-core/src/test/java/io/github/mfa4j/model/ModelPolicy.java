package io.github.mfa4j.model;

import io.github.mfa4j.spi.Enforcement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What two policies of the host demand at the moment, in the {@link Model}; a null time is never. */
final class ModelPolicy {

    final List<Enforcement> demands = new ArrayList<>(List.of(Enforcement.optional(), Enforcement.optional()));

    boolean mayEnroll() {
        return demands.stream().noneMatch(Enforcement.MayNotEnroll.class::isInstance);
    }

    @Nullable
    Instant from() {
        Instant earliest = null;
        for (Enforcement demand : demands) {
            if (demand instanceof Enforcement.Required required) {
                earliest = earliest == null || required.from().isBefore(earliest) ? required.from() : earliest;
            }
        }
        return earliest;
    }

    @Nullable
    Instant deadline() {
        Instant earliest = null;
        for (Enforcement demand : demands) {
            if (demand instanceof Enforcement.Required required) {
                Instant end = required.from().plus(required.grace());
                earliest = earliest == null || end.isBefore(earliest) ? end : earliest;
            }
        }
        return earliest;
    }

    boolean required(Instant now) {
        Instant from = from();
        return from != null && !now.isBefore(from);
    }

    boolean overdue(Instant now) {
        Instant deadline = deadline();
        return deadline != null && !now.isBefore(deadline);
    }
}
