package io.github.mfa4j.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HmacKeyTest {
    @Property
    void agreesWithMac(
            @ForAll @Size(min = 10, max = 64) byte[] secret,
            @ForAll OtpAlgorithm algorithm,
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE - 10) long first,
            @ForAll @IntRange(max = 10) int count) {
        assertAgrees(HmacKey.of(OtpSecret.ofBytes(secret), algorithm), secret, algorithm, first, count);
    }

    @Property(tries = 200)
    void agreesWithMacIfDigestsCannotBeCloned(
            @ForAll @Size(min = 10, max = 64) byte[] secret,
            @ForAll OtpAlgorithm algorithm,
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE - 10) long first) {
        HmacKey key = HmacKey.of(OtpSecret.ofBytes(secret), algorithm, name -> {
            assertThat(name).isEqualTo(algorithm.digestName());
            return new Uncloneable(name);
        });
        assertAgrees(key, secret, algorithm, first, 10);
    }

    @Test
    void agreesWithMacIfDigestsAreMissing() {
        for (OtpAlgorithm algorithm : OtpAlgorithm.values()) {
            OtpSecret secret = Reference.secret(20);
            HmacKey key = HmacKey.of(secret, algorithm, name -> {
                throw new NoSuchAlgorithmException(name);
            });
            assertAgrees(key, secret.toBytes(), algorithm, 7, 3);
        }
    }

    @Test
    void agreesWithMacIfDigestsOnlyLookCloneable() {
        for (OtpAlgorithm algorithm : OtpAlgorithm.values()) {
            OtpSecret secret = Reference.secret(20);
            assertAgrees(HmacKey.of(secret, algorithm, InDevice::new), secret.toBytes(), algorithm, 7, 3);
        }
    }

    @Test
    void agreesWithMacIfManyThreadsBeginAtOnce() throws Exception {
        int[] expected = {
            Reference.truncated(Reference.secret(20).toBytes(), OtpAlgorithm.SHA1, 1),
            Reference.truncated(Reference.secret(20).toBytes(), OtpAlgorithm.SHA1, 2)
        };
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 2_000; round++) {
                HmacKey key = HmacKey.of(Reference.secret(20), OtpAlgorithm.SHA1);
                List<Future<int[]>> answers = threads.invokeAll(Collections.nCopies(8, () -> key.truncated(1, 2)));
                for (Future<int[]> answer : answers) {
                    assertThat(answer.get()).isEqualTo(expected);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void clonesInsteadOfFallingBackOnThisJvm() {
        for (OtpAlgorithm algorithm : OtpAlgorithm.values()) {
            assertThat(HmacKey.of(Reference.secret(20), algorithm).getClass())
                    .isNotEqualTo(HmacKey.of(Reference.secret(20), algorithm, Uncloneable::new)
                            .getClass());
        }
    }

    private static void assertAgrees(HmacKey key, byte[] secret, OtpAlgorithm algorithm, long first, int count) {
        int[] expected = new int[count];
        for (int i = 0; i < count; i++) {
            expected[i] = Reference.truncated(secret, algorithm, first + i);
        }
        // What the first computation uses up, and the second one keeps, must not show.
        for (int computation = 1; computation <= 3; computation++) {
            assertThat(key.truncated(first, count)).isEqualTo(expected);
        }
    }

    /** A digest as a provider outside of the JDK may offer it: MessageDigest.clone() throws, for it is no Cloneable. */
    private static class Uncloneable extends MessageDigest {
        private final MessageDigest digest;

        Uncloneable(String name) throws NoSuchAlgorithmException {
            super(name);
            this.digest = MessageDigest.getInstance(name);
        }

        @Override
        protected void engineUpdate(byte input) {
            digest.update(input);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            digest.update(input, offset, length);
        }

        @Override
        protected byte[] engineDigest() {
            return digest.digest();
        }

        @Override
        protected void engineReset() {
            digest.reset();
        }
    }

    /** A digest that a device computes: its class can be cloned, and the state in the device cannot. */
    private static final class InDevice extends Uncloneable implements Cloneable {
        InDevice(String name) throws NoSuchAlgorithmException {
            super(name);
        }

        @Override
        public Object clone() throws CloneNotSupportedException {
            throw new CloneNotSupportedException("the state is in the device");
        }
    }
}
