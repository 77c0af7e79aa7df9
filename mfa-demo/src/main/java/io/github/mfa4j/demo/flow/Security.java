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
     * @param setUpHere whether the set-up that is open was begun in this session, which can go on with it
     * @param codesHere whether the backup codes that wait to be saved were shown in this session
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
