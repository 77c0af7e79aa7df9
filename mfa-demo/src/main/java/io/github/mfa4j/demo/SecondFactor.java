package io.github.mfa4j.demo;

import io.github.mfa4j.Mfa;
import io.github.mfa4j.defaults.AesGcmSecretCipher;
import io.github.mfa4j.demo.flow.Challenge;
import io.github.mfa4j.jdbc.JdbcMfaStore;
import io.github.mfa4j.spi.EnforcementSource;
import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.MfaListener;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;

/** Builds the library's object: once, for all users and threads. */
final class SecondFactor {

    private static final System.Logger LOG = System.getLogger("io.github.mfa4j.demo");

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
                .listener(event -> listeners.forEach(listener -> tell(listener, event)))
                .instantSource(clock); // left out in a product; here so that tests need not wait for the next code
        policies.forEach(mfa::enforcement);
        return mfa.build();
    }

    /** A mail that cannot be sent must not keep anything out of the audit trail, nor the other way round. */
    static void tell(MfaListener listener, MfaEvent event) {
        try {
            listener.on(event);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a listener failed", e);
        }
    }
}
