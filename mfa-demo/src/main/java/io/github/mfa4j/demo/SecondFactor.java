package io.github.mfa4j.demo;

import io.github.mfa4j.Mfa;
import io.github.mfa4j.defaults.AesGcmSecretCipher;
import io.github.mfa4j.demo.flow.Challenge;
import io.github.mfa4j.jdbc.JdbcMfaStore;
import io.github.mfa4j.spi.EnforcementSource;
import io.github.mfa4j.spi.MfaListener;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;

/** Builds the library's object: once, for all users and threads. */
final class SecondFactor {

    private SecondFactor() {}

    static Mfa build(
            DataSource database,
            byte[] key,
            List<EnforcementSource> policies,
            List<MfaListener> listeners,
            InstantSource clock) {
        var mfa = Mfa.builder("mfa4j demo") // the name that authenticator apps show
                .store(JdbcMfaStore.of(database))
                .secretCipher(AesGcmSecretCipher.of("k1", key))
                .requireEmailProof() // the first step of every set-up
                .trustBrowsersFor(Challenge.TRUST)
                .instantSource(clock); // left out in a product; here so that tests need not wait for the next code
        policies.forEach(mfa::enforcement);
        listeners.forEach(mfa::listener);
        return mfa.build();
    }
}
