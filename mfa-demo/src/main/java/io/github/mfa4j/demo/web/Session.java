package io.github.mfa4j.demo.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * What the server remembers about one browser. How far it has come never changes: signing in makes a new session with a
 * new token, so a token that somebody planted or saw before is worth nothing afterwards.
 *
 * @param token what the browser's cookie holds; the database has only the hash of it
 * @param account the id of the account, unless nobody has typed a password
 */
public record Session(String token, Stage stage, Optional<String> account, Instant startedAt, Instant lastUsedAt) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TOKEN_BYTES = 32;

    static String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        return encode(bytes);
    }

    String tokenHash() {
        return hash(token);
    }

    static String hash(String token) {
        return sha256("session:" + token);
    }

    /** What forms of this session carry. It ends with the session, and needs no place in the database. */
    String csrfToken() {
        return sha256("csrf:" + token);
    }

    boolean isCsrfToken(String candidate) {
        return MessageDigest.isEqual(
                csrfToken().getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
    }

    static String sha256(String text) {
        try {
            return encode(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "Session[" + stage + "]";
    }
}
