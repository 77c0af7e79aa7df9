package io.github.mfa4j.defaults;

import io.github.mfa4j.spi.BackupCodeHasher;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * PBKDF2 with HMAC-SHA-256 (RFC 8018) and a 128-bit result. Immutable and thread-safe.
 *
 * <p>The stronger the code, the fewer the iterations: 210,000 below 64 bits, 10,000 from 64 bits, one from 112 bits (NIST SP
 * 800-63B-4, section 3.1.2, asks for a password hash only below 112 bits). A slow hash on a strong code protects nothing and
 * is a gift to whoever wants to burn the processor.
 */
public final class Pbkdf2BackupCodeHasher implements BackupCodeHasher {

    private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
    private static final String PREFIX = "pbkdf2-sha256.";
    private static final int HASH_BITS = 128;
    private static final int MAX_ITERATIONS = 10_000_000;
    private static final int STRONG_BITS = 64;
    private static final int KEY_LIKE_BITS = 112;

    /** Creates a hasher. */
    public Pbkdf2BackupCodeHasher() {}

    @Override
    public String parametersFor(int entropyBits) {
        if (entropyBits < 1) {
            throw new IllegalArgumentException("entropyBits must be positive");
        }
        if (entropyBits >= KEY_LIKE_BITS) {
            return PREFIX + 1;
        }
        return PREFIX + (entropyBits >= STRONG_BITS ? 10_000 : 210_000);
    }

    @Override
    public byte[] hash(String code, byte[] salt, String parameters) {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(salt, "salt");
        int iterations = iterations(Objects.requireNonNull(parameters, "parameters"));
        PBEKeySpec spec = spec(code, salt, iterations);
        try {
            return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no security provider offers " + ALGORITHM, e);
        } finally {
            spec.clearPassword();
        }
    }

    /** The specification keeps a copy of the characters, which its user clears; ours is cleared here. */
    private static PBEKeySpec spec(String code, byte[] salt, int iterations) {
        char[] characters = code.toCharArray();
        try {
            return new PBEKeySpec(characters, salt, iterations, HASH_BITS);
        } finally {
            Arrays.fill(characters, '\0');
        }
    }

    private static int iterations(String parameters) {
        if (parameters.startsWith(PREFIX)) {
            String number = parameters.substring(PREFIX.length());
            if (number.matches("[1-9][0-9]{0,7}") && Integer.parseInt(number) <= MAX_ITERATIONS) {
                return Integer.parseInt(number);
            }
        }
        throw new IllegalArgumentException("parameters '" + parameters + "' are not known: expected " + PREFIX
                + " and 1 to " + MAX_ITERATIONS + " iterations; was the hasher exchanged after codes were issued?");
    }
}
