package io.github.mfa4j.otp;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;

/**
 * The secret that an authenticator and its verifier share: the key of the HMAC (RFC 4226, section 4).
 *
 * <p>It is 10 to 64 bytes long. A generated secret has at least the 128 bits that RFC 4226 (R6) requires; shorter ones
 * are taken for imports only, because the phones that hold them cannot be changed, and {@link #strength()} tells them
 * apart. Whoever reads a secret can compute every code, so it belongs encrypted at rest and nowhere in a log:
 * {@link #toString()} does not contain it, and the methods that give it away say so in their names.
 *
 * <p>Immutable; arrays are copied on the way in and out. {@code equals} takes the same time wherever two secrets of the
 * same length differ.
 */
public final class OtpSecret {
    private static final int DEFAULT_LENGTH = 20;
    private static final int MIN_GENERATED_LENGTH = 16;
    private static final int MIN_LENGTH = 10;
    static final int MAX_LENGTH = 64;
    private static final int MANUAL_KEY_GROUP = 4;

    private final byte[] bytes;

    private OtpSecret(byte[] ownedBytes) {
        this.bytes = ownedBytes;
    }

    /**
     * Generates a secret of 20 bytes (160 bits), the length that RFC 4226 (R6) recommends and every app takes.
     *
     * @return a new secret from {@link SecureRandom}
     */
    public static OtpSecret generate() {
        return generate(DEFAULT_LENGTH);
    }

    /**
     * Generates a secret of a given length. Longer than 20 bytes is not known to be needed, and some apps refuse it.
     *
     * @param length the length in bytes, 16 to 64; see also {@link OtpAlgorithm#recommendedSecretLength()}
     * @return a new secret from {@link SecureRandom}
     * @throws IllegalArgumentException if the length is out of range
     */
    public static OtpSecret generate(int length) {
        if (length < MIN_GENERATED_LENGTH || length > MAX_LENGTH) {
            throw new IllegalArgumentException("A secret of " + length + " bytes was asked for; generate "
                    + MIN_GENERATED_LENGTH + " to " + MAX_LENGTH + " bytes (RFC 4226, R6, requires 128 bits)");
        }
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return new OtpSecret(bytes);
    }

    /**
     * Takes over an existing secret, for imports and for reading back what was stored.
     *
     * @param bytes 10 to 64 bytes; copied
     * @return the secret; ask it for its {@link #strength()}
     * @throws IllegalArgumentException if the length is out of range
     */
    public static OtpSecret ofBytes(byte[] bytes) {
        Objects.requireNonNull(bytes, "bytes");
        return new OtpSecret(checked(bytes.clone()));
    }

    /**
     * Takes over an existing secret from Base32 text, as {@link Base32#decode(String)} reads it.
     *
     * @param text Base32 of 10 to 64 bytes; lower case, spaces, hyphens and padding are accepted
     * @return the secret; ask it for its {@link #strength()}
     * @throws IllegalArgumentException if the text is not Base32 or the length is out of range
     */
    public static OtpSecret ofBase32(String text) {
        return new OtpSecret(checked(Base32.decode(text)));
    }

    private static byte[] checked(byte[] bytes) {
        if (bytes.length < MIN_LENGTH || bytes.length > MAX_LENGTH) {
            int length = bytes.length;
            Arrays.fill(bytes, (byte) 0);
            throw new IllegalArgumentException("The secret has " + length + " bytes; secrets of " + MIN_LENGTH + " to "
                    + MAX_LENGTH + " bytes can be taken over: enroll this user again");
        }
        return bytes;
    }

    /**
     * Returns the secret itself, for encrypting it or computing with it.
     *
     * @return a copy; the caller may overwrite it after use
     */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /** The secret with zeros after it, up to a length that is not less than its own. */
    byte[] toBytes(int padded) {
        return Arrays.copyOf(bytes, padded);
    }

    /**
     * Returns the secret itself as Base32, upper case and unpadded, as it stands in a URI.
     *
     * @return the text, 16 to 103 characters
     */
    public String toBase32() {
        return Base32.encode(bytes);
    }

    /**
     * Returns the secret itself as Base32 in groups of four, for a user who types it because scanning does not work.
     *
     * @return the text of {@link #toBase32()} with a space after every fourth character, none at the end
     */
    public String toManualKey() {
        String base32 = toBase32();
        StringBuilder key = new StringBuilder(base32.length() + base32.length() / MANUAL_KEY_GROUP);
        for (int start = 0; start < base32.length(); start += MANUAL_KEY_GROUP) {
            if (start > 0) {
                key.append(' ');
            }
            key.append(base32, start, Math.min(start + MANUAL_KEY_GROUP, base32.length()));
        }
        return key.toString();
    }

    /**
     * Returns the length of the secret.
     *
     * @return the length in bytes, 10 to 64
     */
    public int length() {
        return bytes.length;
    }

    /**
     * Returns how the length of this secret compares with RFC 4226 (R6): what to warn about after an import.
     *
     * @return the strength; nothing is known about how the bytes were chosen
     */
    public Strength strength() {
        if (bytes.length >= DEFAULT_LENGTH) {
            return Strength.RECOMMENDED;
        }
        return bytes.length >= MIN_GENERATED_LENGTH ? Strength.ACCEPTABLE : Strength.BELOW_RFC_4226;
    }

    /**
     * Compares two secrets without revealing through its duration where they differ.
     *
     * @param other what to compare with
     * @return whether the other object is a secret of the same bytes
     */
    @Override
    public boolean equals(Object other) {
        return other instanceof OtpSecret that && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /**
     * Returns the length of the secret and nothing else of it.
     *
     * @return for example {@code OtpSecret[20 bytes]}
     */
    @Override
    public String toString() {
        return "OtpSecret[" + bytes.length + " bytes]";
    }

    /** How the length of a secret compares with requirement R6 of RFC 4226, section 4. */
    public enum Strength {
        /** At least the recommended 160 bits: 20 bytes or more. */
        RECOMMENDED,

        /** At least the required 128 bits: 16 to 19 bytes. */
        ACCEPTABLE,

        /** Less than RFC 4226 requires: 10 to 15 bytes, what many older systems issued. Enroll such users again. */
        BELOW_RFC_4226
    }
}
