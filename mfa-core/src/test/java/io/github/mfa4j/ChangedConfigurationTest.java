package io.github.mfa4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.defaults.AesGcmSecretCipher;
import io.github.mfa4j.defaults.InMemoryMfaStore;
import io.github.mfa4j.defaults.Pbkdf2BackupCodeHasher;
import io.github.mfa4j.otp.OtpAuthUri;
import io.github.mfa4j.otp.Totp;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.otp.TotpWindow;
import io.github.mfa4j.spi.BackupCodeHasher;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Records that were made under another configuration, and parts that take their time. */
@Tag("once")
class ChangedConfigurationTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:10Z");

    private final InMemoryMfaStore store = new InMemoryMfaStore();
    private Instant now = NOW;

    private MfaBuilder builder(MfaStore over) {
        return Mfa.builder("Example Bank")
                .store(over)
                .secretCipher(AesGcmSecretCipher.of("k1", Fixture.key(1)))
                .instantSource(() -> now);
    }

    private Totp enroll(Mfa mfa) {
        Enrollment.Offered offer = (Enrollment.Offered) mfa.enroll("user-1", "alice@example.com");
        OtpAuthUri uri = OtpAuthUri.parse(offer.uri());
        Totp phone = Totp.of(uri.secret(), uri.totpParameters());
        Confirmation.AwaitingActivation codes =
                (Confirmation.AwaitingActivation) mfa.confirm("user-1", offer.id(), phone.code(now));
        assertThat(mfa.activate("user-1", codes.setId())).isInstanceOf(Activation.Enabled.class);
        now = now.plusSeconds(30);
        return phone;
    }

    @Test
    void aWindowThatWasWidenedForMoreDigitsDoesNotLockWhoeverNeverFailed() {
        Totp phone = enroll(builder(store).build());
        Mfa later = builder(store)
                .totp(TotpParameters.DEFAULT.withDigits(8))
                .window(new TotpWindow(50, 50))
                .build();
        assertThat(later.status("user-1").refusing()).isEmpty();
        assertThat(later.verify("user-1", phone.code(now))).isInstanceOf(Verification.Accepted.class);
    }

    @Test
    void oneLostWriteIsTriedAgainHoweverLongTheHashesTook() {
        AtomicInteger lost = new AtomicInteger();
        MfaStore losing = new MfaStore() {
            @Override
            public Optional<StoredState> find(String userId) {
                return store.find(userId);
            }

            @Override
            public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
                return lost.getAndIncrement() != 1 && store.compareAndSet(userId, expectedVersion, next);
            }
        };
        BackupCodeHasher slow = new BackupCodeHasher() {
            @Override
            public String parametersFor(int entropyBits) {
                return "slow.1";
            }

            @Override
            public byte[] hash(String code, byte[] salt, String parameters) {
                // The builder tries the hasher with zeros, and need not wait.
                LockSupport.parkNanos(code.startsWith("0000000") ? 0 : 600_000_000L);
                return new Pbkdf2BackupCodeHasher().hash(code, salt, "pbkdf2-sha256.1");
            }
        };
        enroll(builder(losing).backupCodeHasher(slow).build());
        assertThat(lost.get())
                .as("offer, lost confirmation, confirmation, activation")
                .isEqualTo(4);
    }
}
