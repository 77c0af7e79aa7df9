package io.github.mfa4j.demo.flow;

import io.github.mfa4j.Mfa;
import io.github.mfa4j.MfaStatus;
import io.github.mfa4j.demo.web.Access;
import io.github.mfa4j.demo.web.Notice;
import io.github.mfa4j.demo.web.Routes;
import io.github.mfa4j.demo.web.Visit;
import java.time.Instant;
import java.util.Optional;

/** Account security: the state of the second factor, and the ways to all that can be done about it. */
public final class Security {

    private final Mfa mfa;

    public Security(Mfa mfa) {
        this.mfa = mfa;
    }

    /**
     * What the page shows.
     *
     * @param setUpHere whether this session began a set-up of which it has not heard that it is over, so that it can go on
     * @param codesHere whether this session was shown backup codes of which it has not heard that they are void or saved
     */
    public record Model(
            String email,
            MfaStatus status,
            Optional<Notice> refusing,
            boolean setUpHere,
            boolean codesHere,
            Instant now) {

        /** Whether the policy keeps it on. */
        public boolean required() {
            return status.policy()
                    .requiredFrom()
                    .filter(from -> !from.isAfter(now))
                    .isPresent();
        }
    }

    public void addTo(Routes routes) {
        routes.get("/security", Access.FULL, this::show);
    }

    private void show(Visit visit) {
        MfaStatus status = mfa.status(visit.user());
        visit.page(
                "security.jte",
                "Account security",
                new Model(
                        visit.account().email(),
                        status,
                        status.refusing().map(Refusals::standing),
                        SetUp.isOpen(visit),
                        SaveCodes.areShown(visit),
                        visit.now()));
    }
}
