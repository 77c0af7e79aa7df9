package io.github.mfa4j.defaults;

import io.github.mfa4j.spi.SecretCipher;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.stream.Collectors;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM (NIST SP 800-38D) with a ring of keys: one that seals, and others that still open. Immutable and thread-safe.
 *
 * <p>A key is 32 random bytes from a secret manager. To exchange it without an interruption: first add the new key with
 * {@link #alsoOpening} on every server, then make it the one that seals, with the old one still opening; a record is sealed
 * anew with the next accepted code of its user. Sweep the rest with {@code MfaAdmin.reseal} before the old key is dropped.
 *
 * <p>Nonces are random, so one key should seal at most 2^32 times; the library seals when secrets change, not at every
 * sign-in.
 */
public final class AesGcmSecretCipher implements SecretCipher {

    private static final String ALGORITHM = "AES";
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int KEY_LENGTH = 32;
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;
    private static final int MAX_KEY_ID = 8;
    private static final int KEPT = 16;

    private final SecureRandom random = new SecureRandom();
    private final String primary;
    private final byte[] primaryId;
    private final Map<String, SecretKey> keys;
    private final Map<String, Queue<Cipher>> openers;

    private AesGcmSecretCipher(String primary, Map<String, SecretKey> keys) {
        this.primary = primary;
        primaryId = primary.getBytes(StandardCharsets.US_ASCII);
        this.keys = Map.copyOf(keys);
        openers = keys.keySet().stream()
                .collect(Collectors.toUnmodifiableMap(keyId -> keyId, keyId -> new ArrayBlockingQueue<>(KEPT)));
    }

    /**
     * Creates a cipher with one key, which seals and opens.
     *
     * @param keyId the name of the key, which is kept with what it seals: 1 to 8 of {@code A-Z a-z 0-9 _ -}; never use it
     *     for another key
     * @param key 32 random bytes; the array is copied
     * @return a cipher
     * @throws IllegalArgumentException if the name or the key is not acceptable
     */
    public static AesGcmSecretCipher of(String keyId, byte[] key) {
        return new AesGcmSecretCipher(checkId(keyId), Map.of(keyId, checkKey(key)));
    }

    /**
     * This cipher with one more key that opens but does not seal.
     *
     * @param keyId the name of the key, as in {@link #of}
     * @param key 32 random bytes; the array is copied
     * @return a new cipher; this one is unchanged
     * @throws IllegalArgumentException if the name or the key is not acceptable, or the name is taken
     */
    public AesGcmSecretCipher alsoOpening(String keyId, byte[] key) {
        if (keys.containsKey(checkId(keyId))) {
            throw new IllegalArgumentException("key id '" + keyId + "' is taken: each key needs its own");
        }
        Map<String, SecretKey> more = new HashMap<>(keys);
        more.put(keyId, checkKey(key));
        return new AesGcmSecretCipher(primary, more);
    }

    private static String checkId(String keyId) {
        if (!Objects.requireNonNull(keyId, "keyId").matches("[A-Za-z0-9_-]{1," + MAX_KEY_ID + "}")) {
            throw new IllegalArgumentException("keyId must be 1 to " + MAX_KEY_ID + " of A-Z a-z 0-9 _ -");
        }
        return keyId;
    }

    private static SecretKey checkKey(byte[] key) {
        if (Objects.requireNonNull(key, "key").length != KEY_LENGTH) {
            throw new IllegalArgumentException("key must have " + KEY_LENGTH + " bytes, not " + key.length
                    + ": take them from a random generator, not from a pass phrase");
        }
        boolean varied = false;
        for (byte b : key) {
            varied |= b != key[0];
        }
        if (!varied) {
            throw new IllegalArgumentException("key has " + KEY_LENGTH + " equal bytes: was it ever filled?");
        }
        return new SecretKeySpec(key, ALGORITHM);
    }

    @Override
    public byte[] seal(byte[] plaintext, byte[] associatedData) {
        Objects.requireNonNull(plaintext, "plaintext");
        Objects.requireNonNull(associatedData, "associatedData");
        byte[] nonce = new byte[NONCE_LENGTH];
        random.nextBytes(nonce);
        try {
            // Not kept: sealing is rare.
            Cipher cipher = Cipher.getInstance(TRANSFORMATION);
            cipher.init(Cipher.ENCRYPT_MODE, keys.get(primary), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(associatedData);
            byte[] encrypted = cipher.doFinal(plaintext);
            return ByteBuffer.allocate(1 + primaryId.length + NONCE_LENGTH + encrypted.length)
                    .put((byte) primaryId.length)
                    .put(primaryId)
                    .put(nonce)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not seal with key '" + primary + "'", e);
        }
    }

    @Override
    public byte[] open(byte[] sealed, byte[] associatedData) {
        Objects.requireNonNull(associatedData, "associatedData");
        int idLength = idLength(sealed);
        String keyId = new String(sealed, 1, idLength, StandardCharsets.US_ASCII);
        Queue<Cipher> kept = openers.get(keyId);
        if (kept == null) {
            throw new IllegalStateException("a record is sealed with key '" + keyId
                    + "', which this key ring does not have: add it with alsoOpening");
        }
        try {
            return open(keyId, kept, sealed, 1 + idLength, associatedData);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException(
                    "a record does not open with key '" + keyId
                            + "': the key has other bytes than when it was sealed, or the record was changed or belongs to"
                            + " another user",
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not open with key '" + keyId + "'", e);
        }
    }

    @Override
    public boolean isOutdated(byte[] sealed) {
        return !Arrays.equals(sealed, 1, 1 + idLength(sealed), primaryId, 0, primaryId.length);
    }

    /** Reads the length of the key's id, and checks that the id and what must follow it are there. */
    private static int idLength(byte[] sealed) {
        int length = Objects.requireNonNull(sealed, "sealed").length > 0 ? sealed[0] : 0;
        if (length < 1 || length > MAX_KEY_ID || sealed.length < 1 + length + NONCE_LENGTH + TAG_BITS / Byte.SIZE) {
            throw new IllegalStateException(
                    "a record was not sealed by this cipher, or is cut off: is the column long enough?");
        }
        for (int i = 1; i <= length; i++) {
            if (!isOfKeyId((char) sealed[i])) {
                throw new IllegalStateException("a record was not sealed by this cipher, or is damaged");
            }
        }
        return length;
    }

    private static boolean isOfKeyId(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }

    /**
     * Opens. Making a Cipher and expanding the key for it takes several times as long as opening a record, so some are kept;
     * each is used by one thread at a time, and one that threw is not used again.
     */
    private byte[] open(String keyId, Queue<Cipher> kept, byte[] sealed, int nonceAt, byte[] associatedData)
            throws GeneralSecurityException {
        Cipher idle = kept.poll();
        Cipher cipher = idle == null ? Cipher.getInstance(TRANSFORMATION) : idle;
        cipher.init(
                Cipher.DECRYPT_MODE, keys.get(keyId), new GCMParameterSpec(TAG_BITS, sealed, nonceAt, NONCE_LENGTH));
        cipher.updateAAD(associatedData);
        int encryptedAt = nonceAt + NONCE_LENGTH;
        byte[] plain = cipher.doFinal(sealed, encryptedAt, sealed.length - encryptedAt);
        // Full is as good: then there are more threads than are worth keeping a cipher for.
        kept.offer(cipher);
        return plain;
    }

    /**
     * A description without the keys.
     *
     * @return the name of the key that seals, and the number of keys
     */
    @Override
    public String toString() {
        return "AesGcmSecretCipher[seals with " + primary + ", opens with " + keys.size() + " keys]";
    }
}
