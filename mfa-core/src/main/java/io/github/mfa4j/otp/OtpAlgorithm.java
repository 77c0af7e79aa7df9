package io.github.mfa4j.otp;

/**
 * The hash function below the HMAC of a one-time password (RFC 6238, section 1.2).
 *
 * <p>{@link #SHA1} is the one that every authenticator app computes. Its known weakness is collisions, which HMAC does
 * not rest on; the stronger functions buy nothing for a code of six to eight digits, and several apps ignore the wish
 * and show wrong codes. See {@link OtpAuthUri#warnings()}.
 */
public enum OtpAlgorithm {
    /** HMAC-SHA-1, the function of RFC 4226 and the default everywhere. */
    SHA1("HmacSHA1", "SHA-1", 64, 20),

    /** HMAC-SHA-256. */
    SHA256("HmacSHA256", "SHA-256", 64, 32),

    /** HMAC-SHA-512. */
    SHA512("HmacSHA512", "SHA-512", 128, 64);

    private final String macName;
    private final String digestName;
    private final int blockLength;
    private final int hashLength;

    OtpAlgorithm(String macName, String digestName, int blockLength, int hashLength) {
        this.macName = macName;
        this.digestName = digestName;
        this.blockLength = blockLength;
        this.hashLength = hashLength;
    }

    /**
     * Returns the length that RFC 6238, section 5.1, recommends for a secret: that of the hash function's output.
     *
     * @return 20, 32 or 64 bytes
     */
    public int recommendedSecretLength() {
        return hashLength;
    }

    String macName() {
        return macName;
    }

    String digestName() {
        return digestName;
    }

    /** The length of a hash in bytes. */
    int hashLength() {
        return hashLength;
    }

    /** The length of the blocks that the hash function works on, in bytes: what HMAC pads its key to. */
    int blockLength() {
        return blockLength;
    }
}
