package io.github.mfa4j.reliability;

import io.github.mfa4j.Mfa;
import io.github.mfa4j.defaults.AesGcmSecretCipher;
import io.github.mfa4j.defaults.Pbkdf2BackupCodeHasher;
import io.github.mfa4j.otp.TotpWindow;
import io.github.mfa4j.spi.BackupCodeHasher;
import io.github.mfa4j.spi.MfaStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** The library as each JVM runs it: the same keys everywhere, and a clock that every thread sets for itself. Thread-safe. */
final class DrivenServer {

    /** Two steps each side are a minute: a code of the coordinator's time is in the window of a server that is a minute off. */
    static final TotpWindow WINDOW = new TotpWindow(2, 2);

    private static final byte[] KEY = "the key of all servers of a run.".getBytes(StandardCharsets.US_ASCII);

    private static final ThreadLocal<Instant> NOW = new ThreadLocal<>();

    private final Mfa mfa;

    DrivenServer(MfaStore store) {
        mfa = Mfa.builder("Example Bank")
                .store(store)
                .secretCipher(AesGcmSecretCipher.of("k1", KEY))
                .backupCodeHasher(new OneIteration())
                .window(WINDOW)
                .trustBrowsersFor(Duration.ofDays(30))
                .instantSource(NOW::get)
                .build();
    }

    /** The library, at a time that is the present of this thread until the next call. */
    Mfa at(Instant instant) {
        NOW.set(instant);
        return mfa;
    }

    /** PBKDF2 like the default, but 10,000 times as fast: hashing is not what is tested, and must not be what is measured. */
    private static final class OneIteration implements BackupCodeHasher {

        private final BackupCodeHasher hasher = new Pbkdf2BackupCodeHasher();

        @Override
        public String parametersFor(int entropyBits) {
            return hasher.parametersFor(128);
        }

        @Override
        public byte[] hash(String code, byte[] salt, String parameters) {
            return hasher.hash(code, salt, parameters);
        }
    }
}
