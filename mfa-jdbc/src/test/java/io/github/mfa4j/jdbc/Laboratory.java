package io.github.mfa4j.jdbc;

import io.github.mfa4j.BackupCodeFormat;
import io.github.mfa4j.Mfa;
import io.github.mfa4j.MfaBuilder;
import io.github.mfa4j.defaults.AesGcmSecretCipher;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.SecretCipher;
import io.github.mfa4j.spi.StoredState;
import io.github.mfa4j.testkit.MutableClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** A server of its own for one thread, over one record that can be set back: for preparing a user, and for asking "what if". */
final class Laboratory implements MfaStore {

    final MutableClock clock;
    final Mfa mfa;
    private Optional<StoredState> stored = Optional.empty();

    Laboratory(MutableClock clock, SecretCipher cipher) {
        this.clock = clock;
        this.mfa = server(this, clock, cipher);
    }

    static Mfa server(MfaStore store, InstantSource clock, SecretCipher cipher) {
        MfaBuilder builder = Mfa.builder("Example Bank")
                .store(store)
                .secretCipher(cipher)
                .backupCodeHasher(new QuickHasher())
                .backupCodes(BackupCodeFormat.crockford(4, 6, 4))
                .setupLifetime(Duration.ofHours(2))
                .linkLifetime(Duration.ofHours(24))
                .trustBrowsersFor(Duration.ofDays(30))
                .listener(Call::tell)
                .instantSource(clock);
        return builder.build();
    }

    /** The key with which users are prepared. In the race there is a newer one, so that everything is due to be sealed anew. */
    static AesGcmSecretCipher oldCipher() {
        return AesGcmSecretCipher.of("k1", key(1));
    }

    static AesGcmSecretCipher cipher() {
        return AesGcmSecretCipher.of("k2", key(2)).alsoOpening("k1", key(1));
    }

    private static byte[] key(int first) {
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (first + i);
        }
        return key;
    }

    StoredState stored() {
        return stored.orElseThrow();
    }

    void set(StoredState state) {
        stored = Optional.of(state);
    }

    /** Makes a call on the record as it is, which may change it. */
    Call call(Operation operation, int index, Known known) {
        return Call.make(operation, index, mfa, known);
    }

    @Override
    public Optional<StoredState> find(String userId) {
        return stored;
    }

    @Override
    public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
        if (stored.map(StoredState::version).orElse(0L) != expectedVersion) {
            throw new IllegalStateException("one thread alone never loses");
        }
        stored = Optional.of(next);
        Call.current().ifPresent(call -> call.written.add(next.version()));
        return true;
    }
}
