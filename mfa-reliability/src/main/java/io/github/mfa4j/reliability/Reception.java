package io.github.mfa4j.reliability;

import static io.github.mfa4j.spi.RejectionReason.NOT_ENABLED;
import static io.github.mfa4j.spi.RejectionReason.REPLAYED;
import static io.github.mfa4j.spi.RejectionReason.WRONG_CODE;

import io.github.mfa4j.Activation;
import io.github.mfa4j.Change;
import io.github.mfa4j.Confirmation;
import io.github.mfa4j.EmailCode;
import io.github.mfa4j.Enrollment;
import io.github.mfa4j.Grant;
import io.github.mfa4j.Mfa;
import io.github.mfa4j.Rejected;
import io.github.mfa4j.Verification;
import io.github.mfa4j.spi.RejectionReason;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * What the coordinator does by itself, through the same library and with nobody else about: gives users a second factor before a
 * run, and after it sees whether each of them can still do what people do. Thread-safe.
 */
final class Reception {

    private static final String ADDRESS = "alice@example.com";

    private final DrivenServer server;

    Reception(DrivenServer server) {
        this.server = server;
    }

    /** Gives a user who has none a second factor. */
    void enroll(Person person) {
        String device = "Phone of " + person.id;
        Enrollment.Offered offer = as(Enrollment.Offered.class, offer(person, device));
        person.scan(device, offer.uri());
        Confirmation.AwaitingActivation codes = as(
                Confirmation.AwaitingActivation.class,
                at(person).confirm(person.id, offer.id(), person.code(device).code()));
        person.write(codes.setId(), String.join(",", codes.backupCodes().codes()));
        as(Activation.Enabled.class, at(person).activate(person.id, codes.setId()));
        person.waitForNextCode();
    }

    private Enrollment offer(Person person, String device) {
        Enrollment first = at(person).enroll(person.id, ADDRESS, device);
        if (!(first instanceof Rejected)) {
            return first;
        }
        // After a reset: whoever has lost the permit proves the e-mail address.
        EmailCode.Issued mail = as(EmailCode.Issued.class, at(person).createEmailCode(person.id, ADDRESS));
        Grant.Granted permit = as(Grant.Granted.class, at(person).proveEmail(person.id, ADDRESS, mail.code()));
        return at(person)
                .enrollWithPermit(person.id, ADDRESS, device, permit.token().value());
    }

    /** Tells what a user cannot do any more, or can do and must not. */
    Optional<String> problem(Person person, Random random) {
        try {
            usedAppCodesAreUsed(person);
            usedBackupCodesAreUsed(person, random);
            person.waitForHours(random);
            signInAndLeave(person, random);
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(person.id + " cannot go on: " + e + "; record " + person.record());
        }
    }

    /** Each at its own time, or it would be refused for its age. */
    private void usedAppCodesAreUsed(Person person) {
        for (Person.Shown shown : person.lastAccepted()) {
            unlock(person);
            RejectionReason reason = WRONG_CODE;
            if (!person.record().enabled()) {
                reason = NOT_ENABLED;
            } else if (person.devices().contains(shown.device())) {
                reason = REPLAYED;
            }
            refused(reason, server.at(shown.at()).verify(person.id, shown.code()));
        }
    }

    /** With so much time between them that none is refused because of the one before. */
    private void usedBackupCodesAreUsed(Person person, Random random) {
        unlock(person);
        for (String code : person.spentBackupCodes()) {
            person.waitForHours(random);
            refused(WRONG_CODE, at(person).verify(person.id, code));
        }
    }

    /** Whoever is locked is told nothing of a code, and would be refused one that is good as well. */
    private void unlock(Person person) {
        if (person.record().enabled()) {
            as(Change.Done.class, at(person).admin().unlock(person.id, "reception"));
        }
    }

    private static void refused(RejectionReason expected, Verification answer) {
        RejectionReason reason = as(Rejected.class, answer).reason();
        if (reason != expected) {
            throw new IllegalStateException("a used code was refused by " + reason + " and not " + expected);
        }
    }

    private void signInAndLeave(Person person, Random random) {
        if (!at(person).status(person.id).enabled()) {
            enroll(person);
        }
        if (at(person).status(person.id).refusing().isPresent()) {
            as(Change.Done.class, at(person).admin().unlock(person.id, "reception"));
        }
        String device = at(person).status(person.id).devices().get(0).name();
        as(
                Verification.Accepted.class,
                at(person).verify(person.id, person.code(device).code()));
        if (random.nextBoolean()) {
            as(Grant.Granted.class, at(person).admin().reset(person.id, "reception"));
            enroll(person);
            device = at(person).status(person.id).devices().get(0).name();
        }
        person.waitForNextCode();
        as(
                Change.Done.class,
                at(person).settings().disable(person.id, person.code(device).code()));
        List<?> left = at(person).status(person.id).devices();
        if (!left.isEmpty()) {
            throw new IllegalStateException("switched off, and there are devices: " + left);
        }
    }

    private Mfa at(Person person) {
        return server.at(person.now());
    }

    private static <T> T as(Class<T> expected, Object answer) {
        if (!expected.isInstance(answer)) {
            throw new IllegalStateException("the answer was " + answer + " and not " + expected.getSimpleName());
        }
        return expected.cast(answer);
    }
}
