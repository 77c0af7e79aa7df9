package io.github.mfa4j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.Activation;
import io.github.mfa4j.BackupCodeFormat;
import io.github.mfa4j.Confirmation;
import io.github.mfa4j.Enrollment;
import io.github.mfa4j.Mfa;
import io.github.mfa4j.Rejected;
import io.github.mfa4j.Verification;
import io.github.mfa4j.defaults.AesGcmSecretCipher;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.RejectionReason;
import io.github.mfa4j.testkit.MutableClock;
import io.github.mfa4j.testkit.TestPhone;
import java.time.Duration;
import java.time.Instant;

/** A user with a phone, who has switched the second factor on over some store. */
final class Owner {

    /** As many wrong codes as it takes until codes have to wait. */
    static final int UNTIL_THROTTLED = 5;

    /** From 112 bits on a hash is one iteration; these tests are about other things. */
    private static final BackupCodeFormat QUICKLY_HASHED = BackupCodeFormat.crockford(10, 6, 4);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-22T12:00:10Z"));
    private final String user;
    private final Mfa mfa;
    private final TestPhone phone;

    Owner(MfaStore store, String user) {
        this.user = user;
        byte[] key = new byte[32];
        key[0] = 1;
        mfa = Mfa.builder("Example Bank")
                .store(store)
                .secretCipher(AesGcmSecretCipher.of("k1", key))
                .instantSource(clock)
                .backupCodes(QUICKLY_HASHED)
                .build();
        Enrollment.Offered offer = (Enrollment.Offered) mfa.enroll(user, "alice@example.com");
        phone = TestPhone.scan(offer.uri());
        Confirmation.AwaitingActivation codes =
                (Confirmation.AwaitingActivation) mfa.confirm(user, offer.id(), phone.code(clock.instant()));
        assertThat(mfa.activate(user, codes.setId())).isEqualTo(new Activation.Enabled(10));
        clock.advance(Duration.ofMinutes(1));
    }

    /** Signs in with a code, and then somebody else tries to with the same one. */
    void signsInAndAReplayIsRefused() {
        String code = phone.code(clock.instant());
        assertThat(mfa.verify(user, code)).isInstanceOf(Verification.Accepted.class);
        assertRejected(mfa.verify(user, code), RejectionReason.REPLAYED);
        assertThat(mfa.status(user).devices()).hasSize(1);
        assertThat(mfa.status(user).devices().get(0).lastUsedAt()).contains(clock.instant());
    }

    void typesAWrongCode() {
        assertRejected(mfa.verify(user, phone.wrongCode(clock.instant())), RejectionReason.WRONG_CODE);
    }

    Verification typesTheRightCode() {
        return mfa.verify(user, phone.code(clock.instant()));
    }

    /** All wrong codes before were counted, so that the right one has to wait, too. */
    void mustWait() {
        assertRejected(typesTheRightCode(), RejectionReason.THROTTLED);
    }

    private static void assertRejected(Verification verification, RejectionReason reason) {
        assertThat(verification)
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.reason()).isEqualTo(reason));
    }
}
