package io.github.mfa4j;

import io.github.mfa4j.spi.BackupCodeHasher;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** One SHA-256, so that tests that issue thousands of codes do not wait for PBKDF2. */
public final class QuickHasher implements BackupCodeHasher {

    /** Makes one. */
    public QuickHasher() {}

    @Override
    public String parametersFor(int entropyBits) {
        return "quick";
    }

    @Override
    public byte[] hash(String code, byte[] salt, String parameters) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return Arrays.copyOf(digest.digest(code.getBytes(StandardCharsets.US_ASCII)), 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
