package io.github.mfa4j;

import io.github.mfa4j.spi.Enforcement;
import io.github.mfa4j.spi.EnforcementSource;
import java.time.Instant;
import java.util.List;

/**
 * What all sources together demand of a user at the moment: the earliest start and the earliest deadline win. {@link
 * Instant#MAX} is never.
 */
record Policy(boolean mayEnroll, Instant requiredFrom, Instant deadline) {

    static Policy of(List<EnforcementSource> sources, String user) {
        boolean mayEnroll = true;
        Instant from = Instant.MAX;
        Instant deadline = Instant.MAX;
        for (EnforcementSource source : sources) {
            Enforcement demand = source.enforcementFor(user);
            if (demand == null) {
                throw new IllegalStateException(
                        "an EnforcementSource returned null: it must return Enforcement.optional() if it demands nothing,"
                                + " and throw if it cannot know");
            }
            mayEnroll &= !(demand instanceof Enforcement.MayNotEnroll);
            if (demand instanceof Enforcement.Required required) {
                from = earlier(from, required.from());
                deadline = earlier(deadline, required.deadline());
            }
        }
        return new Policy(mayEnroll, from, deadline);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    boolean required(Instant now) {
        return !now.isBefore(requiredFrom);
    }

    boolean overdue(Instant now) {
        return !now.isBefore(deadline);
    }

    boolean hasDeadline() {
        return deadline.isBefore(Instant.MAX);
    }
}
