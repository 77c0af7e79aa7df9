package io.github.mfa4j.flows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.Activation;
import io.github.mfa4j.BackupCodes;
import io.github.mfa4j.Change;
import io.github.mfa4j.Confirmation;
import io.github.mfa4j.EmailCode;
import io.github.mfa4j.Enrollment;
import io.github.mfa4j.Grant;
import io.github.mfa4j.Mfa;
import io.github.mfa4j.MfaBuilder;
import io.github.mfa4j.QuickHasher;
import io.github.mfa4j.Reissue;
import io.github.mfa4j.Rejected;
import io.github.mfa4j.Verification;
import io.github.mfa4j.defaults.AesGcmSecretCipher;
import io.github.mfa4j.defaults.InMemoryMfaStore;
import io.github.mfa4j.otp.OtpAuthUri;
import io.github.mfa4j.otp.Totp;
import io.github.mfa4j.spi.Enforcement;
import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.RejectionReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** An application that uses the library as its own pages would, with a clock that can be set and a policy that can be changed. */
final class Company {

    Instant now = Instant.parse("2026-02-20T09:00:00Z");
    Enforcement policy = Enforcement.optional();
    final List<MfaEvent> audit = new ArrayList<>();
    final Mfa mfa;

    Company(UnaryOperator<MfaBuilder> choices) {
        byte[] key = new byte[32];
        key[31] = 7;
        mfa = choices.apply(Mfa.builder("Example Bank")
                        .store(new InMemoryMfaStore())
                        .secretCipher(AesGcmSecretCipher.of("k1", key))
                        .backupCodeHasher(new QuickHasher())
                        .enforcement(user -> policy)
                        .listener(audit::add)
                        .instantSource(() -> now))
                .build();
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** A user who has gone all the way: phone and backup codes. */
    Person enrolled(String user) {
        Enrollment.Offered offer = offered(mfa.enroll(user, user + "@example.com"));
        Phone phone = scan(offer);
        BackupCodes codes = confirmAndActivate(user, offer, phone);
        pass(Duration.ofMinutes(1));
        return new Person(user, phone, codes.codes());
    }

    BackupCodes confirmAndActivate(String user, Enrollment.Offered offer, Phone phone) {
        Confirmation.AwaitingActivation codes =
                (Confirmation.AwaitingActivation) mfa.confirm(user, offer.id(), phone.shows(now));
        assertThat(mfa.activate(user, codes.setId())).isEqualTo(new Activation.Enabled(10));
        return codes.backupCodes();
    }

    static Phone scan(Enrollment.Offered offer) {
        return new Phone(Totp.of(OtpAuthUri.parse(offer.uri()).secret()));
    }

    static Enrollment.Offered offered(Enrollment answer) {
        return (Enrollment.Offered) answer;
    }

    static String token(Grant answer) {
        return ((Grant.Granted) answer).token().value();
    }

    static String mailed(EmailCode answer) {
        return ((EmailCode.Issued) answer).code();
    }

    static void done(Change answer) {
        assertThat(answer).isEqualTo(new Change.Done());
    }

    static void accepted(Verification answer) {
        assertThat(answer).isInstanceOf(Verification.Accepted.class);
    }

    static Reissue.Issued issued(Reissue answer) {
        return (Reissue.Issued) answer;
    }

    static void refused(Object answer, RejectionReason reason) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.reason()).isEqualTo(reason));
    }

    /** What happened, by the names of the events. */
    List<String> told() {
        return audit.stream().map(event -> event.getClass().getSimpleName()).toList();
    }

    /** An authenticator app. */
    record Phone(Totp app) {

        String shows(Instant now) {
            return app.code(now);
        }

        String showsNext(Instant now) {
            return app.code(now.plusSeconds(30));
        }
    }

    /** A user with a second factor. */
    record Person(String id, Phone phone, List<String> backupCodes) {}
}
