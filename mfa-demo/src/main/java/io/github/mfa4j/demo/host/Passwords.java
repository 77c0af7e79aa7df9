package io.github.mfa4j.demo.host;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Password hashes: PBKDF2 with HMAC-SHA-256 and a salt of its own for each. Thread-safe. */
public final class Passwords {

    public static final int MIN_LENGTH = 8;
    public static final int MAX_LENGTH = 200;

    private static final int ITERATIONS = 600_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    /** More at a time would take no less time, and would leave nothing of the processors to all other pages. */
    private static final Semaphore PROCESSORS =
            new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    private final int iterations;

    public Passwords() {
        this(ITERATIONS);
    }

    /** With fewer rounds, for tests alone: most would do nothing else. */
    public Passwords(int iterations) {
        this.iterations = iterations;
    }

    /** Matches no password, and takes as long to find out as any other. */
    public String nobodysHash() {
        return encode(new byte[SALT_BYTES], new byte[HASH_BYTES]);
    }

    public String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return encode(salt, derive(password, salt, iterations));
    }

    public boolean matches(String password, String stored) {
        String[] parts = stored.split(":", -1);
        Base64.Decoder base64 = Base64.getDecoder();
        byte[] actual = derive(password, base64.decode(parts[1]), Integer.parseInt(parts[0]));
        return MessageDigest.isEqual(base64.decode(parts[2]), actual);
    }

    private String encode(byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder();
        return iterations + ":" + base64.encodeToString(salt) + ":" + base64.encodeToString(hash);
    }

    private static byte[] derive(String password, byte[] salt, int iterations) {
        PROCESSORS.acquireUninterruptibly();
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BYTES * 8);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no PBKDF2WithHmacSHA256", e);
        } finally {
            spec.clearPassword();
            PROCESSORS.release();
        }
    }
}
