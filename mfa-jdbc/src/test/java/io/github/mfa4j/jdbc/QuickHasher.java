package io.github.mfa4j.jdbc;

import io.github.mfa4j.spi.BackupCodeHasher;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** One SHA-256, for tests that are not about hashing. */
final class QuickHasher implements BackupCodeHasher {

    @Override
    public String parametersFor(int entropyBits) {
        return "quick";
    }

    @Override
    public byte[] hash(String code, byte[] salt, String parameters) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(salt);
            return Arrays.copyOf(sha256.digest(code.getBytes(StandardCharsets.US_ASCII)), 16);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
