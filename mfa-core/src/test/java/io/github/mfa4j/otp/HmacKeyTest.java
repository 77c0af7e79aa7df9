package io.github.mfa4j.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HmacKeyTest {
    @Property
    void agreesWithMac(
            @ForAll @Size(min = 10, max = 64) byte[] secret,
            @ForAll OtpAlgorithm algorithm,
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE - 10) long first,
            @ForAll @IntRange(min = 1, max = 10) int count) {
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

    /** The first computation of several counters notices it, that of one counter does not. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void agreesWithMacIfDigestsOnlyLookCloneable(int count) {
        for (OtpAlgorithm algorithm : OtpAlgorithm.values()) {
            OtpSecret secret = Reference.secret(20);
            assertAgrees(HmacKey.of(secret, algorithm, InDevice::new), secret.toBytes(), algorithm, 7, count);
        }
    }

    /** A thread that is in the middle of the first computation shares nothing with the one that comes then. */
    @Test
    void agreesWithMacIfASecondThreadComesInTheMiddle() throws Exception {
        byte[] secret = Reference.secret(20).toBytes();
        CountDownLatch inTheMiddle = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger digests = new AtomicInteger();
        HmacKey key = HmacKey.of(Reference.secret(20), OtpAlgorithm.SHA1, name -> new Watched(name, () -> {}) {
            private final boolean first = digests.getAndIncrement() == 0;

            @Override
            protected void engineUpdate(byte[] input, int offset, int length) {
                super.engineUpdate(input, offset, length);
                if (first && inTheMiddle.getCount() > 0) {
                    inTheMiddle.countDown();
                    await(goOn);
                }
            }
        });
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<int[]> early = other.submit(() -> key.truncated(1, 2));
            await(inTheMiddle);
            int[] late = key.truncated(1, 2);
            goOn.countDown();
            int[] expected = {
                Reference.truncated(secret, OtpAlgorithm.SHA1, 1), Reference.truncated(secret, OtpAlgorithm.SHA1, 2)
            };
            assertThat(late).isEqualTo(expected);
            assertThat(early.get()).isEqualTo(expected);
        } finally {
            goOn.countDown();
            other.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * One digest at first, with two clones for each counter but the last; then two digests once, which are cloned to
     * see that they can be, and two clones for each counter.
     */
    @ParameterizedTest
    @EnumSource(OtpAlgorithm.class)
    void makesNoMoreDigestsThanItNeeds(OtpAlgorithm algorithm) {
        AtomicInteger made = new AtomicInteger();
        AtomicInteger cloned = new AtomicInteger();
        HmacKey key = HmacKey.of(Reference.secret(20), algorithm, name -> {
            made.incrementAndGet();
            return new Watched(name, cloned::incrementAndGet);
        });
        key.truncated(1, 3);
        assertThat(made).hasValue(1);
        assertThat(cloned).hasValue(4);
        key.truncated(1, 3);
        assertThat(made).hasValue(3);
        assertThat(cloned).hasValue(4 + 2 + 6);
        key.truncated(1, 3);
        assertThat(made).hasValue(3);
        assertThat(cloned).hasValue(4 + 2 + 6 + 6);
    }

    /** Where AVX2 computes it, a block that comes whole would be compressed in every clone, which nothing but time shows. */
    @Test
    void handsNoBlockOfSha512OverWhole() {
        AtomicInteger longest = new AtomicInteger();
        HmacKey key = HmacKey.of(Reference.secret(20), OtpAlgorithm.SHA512, name -> new Watched(name, () -> {}) {
            @Override
            protected void engineUpdate(byte[] input, int offset, int length) {
                longest.accumulateAndGet(length, Math::max);
                super.engineUpdate(input, offset, length);
            }
        });
        key.truncated(1, 3);
        key.truncated(1, 3);
        assertThat(longest).hasValue(127);
    }

    /** They are the secret but for a constant, and would lie in memory until it is used for something else. */
    @ParameterizedTest
    @EnumSource(OtpAlgorithm.class)
    void wipesTheBlocksThatItMakesOfTheSecret(OtpAlgorithm algorithm) {
        List<byte[]> blocks = new ArrayList<>();
        HmacKey key = HmacKey.of(Reference.secret(20), algorithm, name -> new Watched(name, () -> {}) {
            @Override
            protected void engineUpdate(byte[] input, int offset, int length) {
                super.engineUpdate(input, offset, length);
                if (input.length == algorithm.blockLength()) {
                    blocks.add(input);
                }
            }
        });
        for (int computation = 1; computation <= 2; computation++) {
            blocks.clear();
            key.truncated(1, 1);
            assertThat(blocks)
                    .isNotEmpty()
                    .allSatisfy(block -> assertThat(block).containsOnly(0));
        }
    }

    @ParameterizedTest
    @CsvSource({"MD5, too short", "SHA-256, too long"})
    void refusesHashesOfAnotherLengthThanItsOwn(String other, String message) {
        HmacKey key = HmacKey.of(Reference.secret(20), OtpAlgorithm.SHA1, name -> new Watched(other, () -> {}));
        assertThatIllegalStateException()
                .isThrownBy(() -> key.truncated(1, 1))
                .withMessageContaining(other)
                .withMessageContaining(message);
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
        private MessageDigest digest;

        Uncloneable(String name) throws NoSuchAlgorithmException {
            super(name);
            this.digest = MessageDigest.getInstance(name);
        }

        void copyDigest() throws CloneNotSupportedException {
            digest = (MessageDigest) digest.clone();
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

    /** A digest that can be cloned, and tells of it. */
    private static class Watched extends Uncloneable implements Cloneable {
        private final Runnable cloned;

        Watched(String name, Runnable cloned) throws NoSuchAlgorithmException {
            super(name);
            this.cloned = cloned;
        }

        @Override
        public Object clone() throws CloneNotSupportedException {
            cloned.run();
            Watched copy = (Watched) super.clone();
            copy.copyDigest();
            return copy;
        }
    }
}
