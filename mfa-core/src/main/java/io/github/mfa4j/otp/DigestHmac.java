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
 * therefore keeps nothing: it uses up the digest that the key was made with, and lets the clones of the inner block
 * absorb the outer one, which takes about the time of another clone and none of its memory. From the second one on both
 * absorbed blocks are kept.
 */
final class DigestHmac extends HmacKey {
    private static final byte INNER_PAD = 0x36;
    private static final byte OUTER_PAD = 0x5c;

    /** The block of SHA-1 and SHA-256; absorbing one of SHA-512 takes the time of several clones. */
    private static final int SHORT_BLOCK = 64;

    /** Above this many counters, absorbing a block for each takes longer than keeping it. */
    private static final int FEW = 5;

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
            if (count <= FEW && algorithm.blockLength() == SHORT_BLOCK) {
                MessageDigest digest = unused.getAndSet(null);
                if (digest != null) {
                    return truncatedOnce(digest, first, count);
                }
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
        try {
            digest.update(block);
            turn(block);
            byte[] hash = new byte[algorithm.hashLength()];
            int[] truncated = new int[count];
            for (int i = 0; i + 1 < count; i++) {
                truncated[i] = truncatedOnce((MessageDigest) digest.clone(), first + i, block, hash);
            }
            if (count > 0) {
                truncated[count - 1] = truncatedOnce(digest, first + count - 1, block, hash);
            }
            return truncated;
        } finally {
            Arrays.fill(block, (byte) 0);
        }
    }

    private static int truncatedOnce(MessageDigest digest, long counter, byte[] outerBlock, byte[] hash) {
        write(counter, hash, 0);
        hash(digest, hash, 0, COUNTER_LENGTH, hash.length);
        digest.update(outerBlock);
        hash(digest, hash, 0, hash.length, hash.length);
        return truncate(hash, 0, hash.length);
    }

    private Absorbed absorbed() throws CloneNotSupportedException {
        byte[] block = block(INNER_PAD);
        try {
            MessageDigest inner = newDigest();
            inner.update(block);
            turn(block);
            MessageDigest outer = newDigest();
            outer.update(block);
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

        Absorbed(MessageDigest inner, MessageDigest outer, int hashLength) throws CloneNotSupportedException {
            this.inner = (MessageDigest) inner.clone();
            this.outer = (MessageDigest) outer.clone();
            this.hashLength = hashLength;
        }

        @Override
        int[] truncated(long first, int count) {
            byte[] hashes = new byte[count * hashLength];
            // All inner hashes, then all outer ones: measurably faster than finishing one counter after another.
            for (int i = 0; i < count; i++) {
                write(first + i, hashes, i * hashLength);
                hash(copy(inner), hashes, i * hashLength, COUNTER_LENGTH, hashLength);
            }
            int[] truncated = new int[count];
            for (int i = 0; i < count; i++) {
                hash(copy(outer), hashes, i * hashLength, hashLength, hashLength);
                truncated[i] = truncate(hashes, i * hashLength, (i + 1) * hashLength);
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
}
