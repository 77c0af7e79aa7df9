package io.github.mfa4j.jdbc;

import static io.github.mfa4j.jdbc.Known.ADDRESS;
import static io.github.mfa4j.jdbc.Known.USER;

import io.github.mfa4j.Confirmation;
import io.github.mfa4j.Enrollment;
import io.github.mfa4j.Grant;
import io.github.mfa4j.Mfa;
import io.github.mfa4j.Rejected;
import io.github.mfa4j.otp.OtpAuthUri;
import io.github.mfa4j.otp.Totp;
import io.github.mfa4j.spi.StoredState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The rest of the user's life: signs in with every device that is left, switches off, and enrolls anew. */
final class WayOut {

    private final Laboratory laboratory;
    private final Mfa mfa;
    private final Known known;

    WayOut(Laboratory laboratory, Known known) {
        this.laboratory = laboratory;
        this.mfa = laboratory.mfa;
        this.known = known;
    }

    /** What did not work. */
    List<String> violations(StoredState state) {
        laboratory.set(state);
        laboratory.clock.set(known.now.plus(Duration.ofMinutes(10)));
        try {
            return leave();
        } catch (RuntimeException e) {
            return List.of("way out: " + e);
        } finally {
            laboratory.clock.set(known.now);
        }
    }

    private List<String> leave() {
        List<String> violations = new ArrayList<>();
        int devices = mfa.status(USER).devices().size();
        List<Totp> working = known.devices().stream().filter(this::works).toList();
        if (working.size() != devices) {
            violations.add("way out: " + working.size() + " devices work, but the status shows " + devices);
        }
        if (!working.isEmpty()) {
            check(violations, "disable", mfa.settings().disable(USER, fresh(working.get(0))));
        }
        if (mfa.status(USER).enabled()) {
            violations.add("way out: still enabled");
        } else {
            enroll(violations);
        }
        return violations;
    }

    private void enroll(List<String> violations) {
        Enrollment answer = mfa.admin().reset(USER, "test") instanceof Grant.Granted permit
                ? mfa.enrollWithPermit(USER, ADDRESS, "Anew", permit.token().value())
                : mfa.enroll(USER, ADDRESS);
        check(violations, "enroll", answer);
        if (!(answer instanceof Enrollment.Offered offer)) {
            return;
        }
        OtpAuthUri uri = OtpAuthUri.parse(offer.uri());
        Totp phone = Totp.of(uri.secret(), uri.totpParameters());
        Confirmation.AwaitingActivation codes =
                (Confirmation.AwaitingActivation) mfa.confirm(USER, offer.id(), fresh(phone));
        check(violations, "activate", mfa.activate(USER, codes.setId()));
        check(violations, "verify", mfa.verify(USER, fresh(phone)));
    }

    private static void check(List<String> violations, String what, Object answer) {
        if (answer instanceof Rejected no) {
            violations.add("way out: " + what + " was refused: " + no);
        }
    }

    private String fresh(Totp device) {
        laboratory.clock.advance(Duration.ofSeconds(90));
        return device.code(laboratory.clock.instant());
    }

    /** Twice, because a code of a device that is gone can once in a million be that of another. */
    private boolean works(Totp device) {
        boolean once = verifies(device);
        return once && verifies(device);
    }

    private boolean verifies(Totp device) {
        Object unlocked = mfa.admin().unlock(USER, "test");
        return !(unlocked instanceof Rejected) && !(mfa.verify(USER, fresh(device)) instanceof Rejected);
    }
}
