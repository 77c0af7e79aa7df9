package io.github.mfa4j;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.mfa4j.spi.SecretCipher;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A cipher that breaks down while the builder tries it, so that its refusals are no judgement. */
class UnreliableCipherTest {

    @Test
    void aCipherThatOpensOnceAndThenNoMoreIsRefused() {
        SecretCipher real = Rig.cipher();
        AtomicInteger opened = new AtomicInteger();
        SecretCipher outage = new SecretCipher() {
            @Override
            public byte[] seal(byte[] plaintext, byte[] associatedData) {
                return real.seal(plaintext, associatedData);
            }

            @Override
            public byte[] open(byte[] sealed, byte[] associatedData) {
                if (opened.incrementAndGet() > 1) {
                    throw new IllegalStateException("the key service does not answer");
                }
                return real.open(sealed, associatedData);
            }
        };
        assertThatIllegalStateException()
                .isThrownBy(() -> new Rig(outage))
                .withMessage("the SecretCipher opened what it sealed once and then no more");
    }
}
