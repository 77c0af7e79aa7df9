package io.github.mfa4j;

import io.github.mfa4j.defaults.AesGcmSecretCipher;
import io.github.mfa4j.spi.BackupCodeHasher;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.SecretCipher;
import io.github.mfa4j.spi.StoredState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** A host with one user, a store of one record, a clock that stands still, and a hash that is fast. Used by one thread. */
final class FuzzHost {

    /** The user and the time of the records that the first version wrote. */
    static final String USER = "golden";

    static final Instant NOW = Instant.parse("2026-01-02T03:06:05Z");

    static final long VERSION = 7;

    final SecretCipher cipher = cipher();
    final OneRecord store = new OneRecord();
    final Mfa mfa;

    FuzzHost() {
        mfa = Mfa.builder("Example")
                .store(store)
                .secretCipher(cipher)
                .backupCodeHasher(new QuickHasher())
                .trustBrowsersFor(Duration.ofDays(30))
                .instantSource(() -> NOW)
                .build();
    }

    /** The key that the oldest records are kept with, which no change may make unreadable. */
    private static SecretCipher cipher() {
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) i;
        }
        return AesGcmSecretCipher.of("k1", key);
    }

    void keep(String record) {
        store.kept = new StoredState(VERSION, record);
        store.writes = 0;
    }

    static final class OneRecord implements MfaStore {

        StoredState kept = new StoredState(1, StateCodec.FORMAT);
        int writes;

        @Override
        public Optional<StoredState> find(String userId) {
            return Optional.of(kept);
        }

        @Override
        public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
            if (kept.version() != expectedVersion) {
                return false;
            }
            kept = next;
            writes++;
            return true;
        }
    }

    /** One SHA-256: good enough for codes that protect nothing. */
    static final class QuickHasher implements BackupCodeHasher {

        static final String PARAMETERS = "quick";

        @Override
        public String parametersFor(int entropyBits) {
            return PARAMETERS;
        }

        @Override
        public byte[] hash(String code, byte[] salt, String parameters) {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                digest.update(salt);
                return Arrays.copyOf(digest.digest(code.getBytes(StandardCharsets.US_ASCII)), 16);
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
        }
    }
}
