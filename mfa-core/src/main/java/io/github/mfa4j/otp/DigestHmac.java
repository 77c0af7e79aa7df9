package io.github.mfa4j.otp;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * HMACs by the digests below them, which is faster than {@code Mac}: HMAC is H(outer block, H(inner block, message)),
 * both blocks depend on the key alone, and a digest that has absorbed one can be cloned for every counter. The hash
 * function is still the JDK's own, which uses the processor's instructions.
 *
 * <p>Most keys are used for one window and thrown away, since secrets are kept encrypted. The first computation
 * therefore keeps nothing and uses up the digest that the key was made with: for the last counter in place of a clone,
 * and then, as ending a digest resets it, for the outer block. From the second computation on both absorbed blocks are
 * kept.
 */
final class DigestHmac extends HmacKey {
    private static final byte INNER_PAD = 0x36;
    private static final byte OUTER_PAD = 0x5c;

    /** The block of SHA-512. */
    private static final int LONG_BLOCK = 128;

    private final OtpSecret secret;
    private final OtpAlgorithm algorithm;
    private final DigestSource source;
    private final AtomicReference<@Nullable MessageDigest> unused;

    // Threads may make it twice, which is as good: it is immutable.
    private @Nullable HmacKey kept;

    DigestHmac(OtpSecret secret, OtpAlgorithm algorithm, DigestSource source, MessageDigest unused) {
        this.secret = secret;
        this.algorithm = algorithm;
        this.source = source;
        this.unused = new AtomicReference<>(unused);
    }

    @Override
    int[] truncated(long first, int count) {
        HmacKey known = kept;
        if (known != null) {
            return known.truncated(first, count);
        }
        try {
            MessageDigest digest = unused.getAndSet(null);
            if (digest != null) {
                return truncatedOnce(digest, first, count);
            }
            known = absorbed();
        } catch (CloneNotSupportedException e) {
            // A digest may look cloneable and turn out to live in a device.
            known = new MacHmac(secret, algorithm);
        }
        kept = known;
        return known.truncated(first, count);
    }

    private int[] truncatedOnce(MessageDigest digest, long first, int count) throws CloneNotSupportedException {
        byte[] block = block(INNER_PAD);
        int hashLength = algorithm.hashLength();
        try {
            byte[] hashes = counters(first, count, hashLength);
            absorb(digest, block);
            hashEachAndUseUp(digest, hashes, COUNTER_LENGTH, hashLength);
            turn(block);
            absorb(digest, block);
            hashEachAndUseUp(digest, hashes, hashLength, hashLength);
            return truncated(hashes, hashLength);
        } finally {
            Arrays.fill(block, (byte) 0);
        }
    }

    private static void hashEachAndUseUp(MessageDigest absorbed, byte[] messages, int length, int hashLength)
            throws CloneNotSupportedException {
        int last = messages.length - hashLength;
        for (int at = 0; at < last; at += hashLength) {
            hash((MessageDigest) absorbed.clone(), messages, at, length, hashLength);
        }
        hash(absorbed, messages, last, length, hashLength);
    }

    /** Counters, each with the room of the hash that takes its place. */
    private static byte[] counters(long first, int count, int hashLength) {
        byte[] counters = new byte[count * hashLength];
        for (int i = 0; i < count; i++) {
            write(first + i, counters, i * hashLength);
        }
        return counters;
    }

    private static int[] truncated(byte[] hmacs, int hashLength) {
        int[] truncated = new int[hmacs.length / hashLength];
        for (int i = 0; i < truncated.length; i++) {
            truncated[i] = truncate(hmacs, i * hashLength, (i + 1) * hashLength);
        }
        return truncated;
    }

    private Absorbed absorbed() throws CloneNotSupportedException {
        byte[] block = block(INNER_PAD);
        try {
            MessageDigest inner = newDigest();
            absorb(inner, block);
            turn(block);
            MessageDigest outer = newDigest();
            absorb(outer, block);
            return new Absorbed(inner, outer, algorithm.hashLength());
        } finally {
            Arrays.fill(block, (byte) 0);
        }
    }

    private MessageDigest newDigest() {
        try {
            return source.digest(algorithm.digestName());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The security provider of " + algorithm.digestName() + " is gone", e);
        }
    }

    // A secret is never longer than 64 bytes, the smallest block, so HMAC's rule for longer keys never applies.
    private byte[] block(byte pad) {
        byte[] block = secret.toBytes(algorithm.blockLength());
        for (int i = 0; i < block.length; i++) {
            block[i] ^= pad;
        }
        return block;
    }

    /**
     * Where SHA-512 is computed with AVX2, the JDK puts a block that comes whole off to the next update, and every clone
     * would compress it once more; a block that comes in two parts is compressed at once.
     */
    private static void absorb(MessageDigest digest, byte[] block) {
        int part = block.length == LONG_BLOCK ? block.length - 1 : block.length;
        digest.update(block, 0, part);
        digest.update(block, part, block.length - part);
    }

    /** Makes the outer block of the inner one. */
    private static void turn(byte[] block) {
        for (int i = 0; i < block.length; i++) {
            block[i] ^= INNER_PAD ^ OUTER_PAD;
        }
    }

    /** Puts the hash of what the digest has absorbed and of these bytes in their place. */
    private static void hash(MessageDigest digest, byte[] bytes, int at, int count, int hashLength) {
        digest.update(bytes, at, count);
        try {
            if (digest.digest(bytes, at, hashLength) == hashLength) {
                return;
            }
        } catch (DigestException e) {
            throw new IllegalStateException("The hashes of " + digest.getAlgorithm() + " are too long", e);
        }
        throw new IllegalStateException("The hashes of " + digest.getAlgorithm() + " are too short");
    }

    /**
     * Digests that have absorbed the two blocks. They are never updated again, so all that threads ever do to them at
     * the same time is read: a clone copies their state, and final fields publish it safely. This holds for every
     * provider that keeps the state of a digest in the heap.
     */
    private static final class Absorbed extends HmacKey {
        private final MessageDigest inner;
        private final MessageDigest outer;
        private final int hashLength;

        /**
         * Keeps clones, although these digests are nobody else's: a first computation of one counter has cloned nothing, and
         * only here is it noticed in time that one cannot be cloned.
         */
        Absorbed(MessageDigest inner, MessageDigest outer, int hashLength) throws CloneNotSupportedException {
            this.inner = (MessageDigest) inner.clone();
            this.outer = (MessageDigest) outer.clone();
            this.hashLength = hashLength;
        }

        @Override
        int[] truncated(long first, int count) {
            byte[] hashes = counters(first, count, hashLength);
            // All inner hashes, then all outer ones: measurably faster than finishing one counter after another.
            for (int at = 0; at < hashes.length; at += hashLength) {
                hash(copy(inner), hashes, at, COUNTER_LENGTH, hashLength);
            }
            for (int at = 0; at < hashes.length; at += hashLength) {
                hash(copy(outer), hashes, at, hashLength, hashLength);
            }
            return DigestHmac.truncated(hashes, hashLength);
        }

        private static MessageDigest copy(MessageDigest digest) {
            try {
                return (MessageDigest) digest.clone();
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException("A message digest that could be cloned no longer can", e);
            }
        }
    }
}
