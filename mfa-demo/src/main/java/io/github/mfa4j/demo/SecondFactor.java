package io.github.mfa4j.demo;

import io.github.mfa4j.Mfa;
import io.github.mfa4j.defaults.AesGcmSecretCipher;
import io.github.mfa4j.jdbc.JdbcMfaStore;
import java.time.InstantSource;
import javax.sql.DataSource;

/** Builds the library's object: once, for all users and threads. */
final class SecondFactor {

    private SecondFactor() {}

    static Mfa build(DataSource database, byte[] key, InstantSource clock) {
        return Mfa.builder("mfa4j demo") // the name that authenticator apps show
                .store(JdbcMfaStore.of(database))
                .secretCipher(AesGcmSecretCipher.of("k1", key))
                .listener(new AuditLog())
                .instantSource(clock) // left out in a product; here so that tests need not wait for the next code
                .build();
    }
}
