package io.github.mfa4j.otp;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret prepared for computing the HMACs of many counters: the key-dependent half of RFC 4226, section 5.3.
 *
 * <p>HMAC is H(outer block, H(inner block, message)), and both blocks depend on the key alone. So both are absorbed
 * once, and every counter starts from a clone of the absorbed state: two compressions instead of four, and still the
 * JDK's own hash function, which uses the processor's instructions. A provider whose digests cannot be cloned is served
 * by a {@link Mac} per computation instead. Immutable and thread-safe.
 */
abstract class HmacKey {
    private static final int COUNTER_LENGTH = 8;
    private static final byte INNER_PAD = 0x36;
    private static final byte OUTER_PAD = 0x5c;

    /** Where digests come from; a seam for tests. */
    interface DigestSource {
        MessageDigest digest(String name) throws NoSuchAlgorithmException;
    }

    private HmacKey() {}

    static HmacKey of(OtpSecret secret, OtpAlgorithm algorithm) {
        return of(secret, algorithm, MessageDigest::getInstance);
    }

    static HmacKey of(OtpSecret secret, OtpAlgorithm algorithm, DigestSource source) {
        // A secret is never longer than 64 bytes, the smallest block, so HMAC's rule for longer keys never applies.
        byte[] key = secret.toBytes();
        try {
            try {
                return new Prepared(
                        absorb(source, algorithm, key, INNER_PAD), absorb(source, algorithm, key, OUTER_PAD));
            } catch (NoSuchAlgorithmException | CloneNotSupportedException e) {
                return new PerComputation(key, algorithm);
            }
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static MessageDigest absorb(DigestSource source, OtpAlgorithm algorithm, byte[] key, byte pad)
            throws NoSuchAlgorithmException, CloneNotSupportedException {
        byte[] block = Arrays.copyOf(key, algorithm.blockLength());
        for (int i = 0; i < block.length; i++) {
            block[i] ^= pad;
        }
        MessageDigest digest = source.digest(algorithm.digestName());
        digest.update(block);
        Arrays.fill(block, (byte) 0);
        return (MessageDigest) digest.clone();
    }

    /**
     * Computes the truncated HMAC of consecutive counters.
     *
     * @param first the first counter, not negative
     * @param count how many, such that the last does not overflow
     * @return for each counter the 31 bits of RFC 4226, section 5.3, step 2
     */
    abstract int[] truncated(long first, int count);

    private static void write(long counter, byte[] message) {
        for (int i = 0; i < COUNTER_LENGTH; i++) {
            message[i] = (byte) (counter >>> (8 * (COUNTER_LENGTH - 1 - i)));
        }
    }

    private static int truncate(byte[] hmac) {
        int offset = hmac[hmac.length - 1] & 0xf;
        return ((hmac[offset] & 0x7f) << 24)
                | ((hmac[offset + 1] & 0xff) << 16)
                | ((hmac[offset + 2] & 0xff) << 8)
                | (hmac[offset + 3] & 0xff);
    }

    /** The fast way. */
    private static final class Prepared extends HmacKey {
        // Never updated once they are here, so all that threads ever do to them at the same time is read: a clone
        // copies the absorbed state, and final fields publish that state safely. This holds for every provider that
        // keeps the state of a digest in the heap.
        private final MessageDigest inner;
        private final MessageDigest outer;

        Prepared(MessageDigest inner, MessageDigest outer) {
            this.inner = inner;
            this.outer = outer;
        }

        @Override
        int[] truncated(long first, int count) {
            // All inner digests, then all outer ones: measurably faster than finishing one counter after another.
            byte[] message = new byte[COUNTER_LENGTH];
            byte[][] sums = new byte[count][];
            for (int i = 0; i < count; i++) {
                write(first + i, message);
                sums[i] = copy(inner).digest(message);
            }
            int[] truncated = new int[count];
            for (int i = 0; i < count; i++) {
                truncated[i] = truncate(copy(outer).digest(sums[i]));
            }
            return truncated;
        }

        private static MessageDigest copy(MessageDigest digest) {
            try {
                return (MessageDigest) digest.clone();
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException("A message digest that could be cloned no longer can", e);
            }
        }
    }

    /** The way that works with every provider. */
    private static final class PerComputation extends HmacKey {
        private final SecretKeySpec key;

        PerComputation(byte[] key, OtpAlgorithm algorithm) {
            this.key = new SecretKeySpec(key, algorithm.macName());
            // A missing algorithm, or a key that the provider refuses, must show now and not at the first sign-in.
            keyedMac();
        }

        @Override
        int[] truncated(long first, int count) {
            // A Mac is not safe for several threads and a lock would queue them, so each computation has its own.
            byte[] message = new byte[COUNTER_LENGTH];
            int[] truncated = new int[count];
            Mac mac = keyedMac();
            for (int i = 0; i < count; i++) {
                write(first + i, message);
                truncated[i] = truncate(mac.doFinal(message));
            }
            return truncated;
        }

        private Mac keyedMac() {
            try {
                Mac mac = Mac.getInstance(key.getAlgorithm());
                mac.init(key);
                return mac;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(
                        "No security provider of this JVM computes " + key.getAlgorithm()
                                + " with this secret; register one that does",
                        e);
            }
        }
    }
}
