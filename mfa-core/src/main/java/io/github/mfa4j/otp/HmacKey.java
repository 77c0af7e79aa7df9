package io.github.mfa4j.otp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A secret ready for computing the HMACs of counters (RFC 4226, section 5.3). Immutable as far as can be seen, and
 * thread-safe.
 */
abstract class HmacKey {
    static final int COUNTER_LENGTH = 8;

    /** Where digests come from; a seam for tests. */
    interface DigestSource {
        MessageDigest digest(String name) throws NoSuchAlgorithmException;
    }

    static HmacKey of(OtpSecret secret, OtpAlgorithm algorithm) {
        return of(secret, algorithm, MessageDigest::getInstance);
    }

    static HmacKey of(OtpSecret secret, OtpAlgorithm algorithm, DigestSource source) {
        try {
            MessageDigest digest = source.digest(algorithm.digestName());
            return digest instanceof Cloneable
                    ? new DigestHmac(secret, algorithm, source, digest)
                    : new MacHmac(secret, algorithm);
        } catch (NoSuchAlgorithmException e) {
            // Some providers, of certified modules above all, have the Mac alone.
            return new MacHmac(secret, algorithm);
        }
    }

    /**
     * Computes the truncated HMAC of consecutive counters.
     *
     * @param first the first counter, not negative
     * @param count how many, 1 or more, such that the last does not overflow
     * @return for each counter the 31 bits of RFC 4226, section 5.3, step 2
     */
    abstract int[] truncated(long first, int count);

    static void write(long counter, byte[] to, int at) {
        for (int i = 0; i < COUNTER_LENGTH; i++) {
            to[at + i] = (byte) (counter >>> (8 * (COUNTER_LENGTH - 1 - i)));
        }
    }

    /** Truncates the HMAC that ends there. */
    static int truncate(byte[] hmacs, int begin, int end) {
        int offset = begin + (hmacs[end - 1] & 0xf);
        return ((hmacs[offset] & 0x7f) << 24)
                | ((hmacs[offset + 1] & 0xff) << 16)
                | ((hmacs[offset + 2] & 0xff) << 8)
                | (hmacs[offset + 3] & 0xff);
    }
}
