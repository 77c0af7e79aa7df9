package io.github.mfa4j;

import static io.github.mfa4j.spi.RejectionReason.EXPIRED;
import static io.github.mfa4j.spi.RejectionReason.INVALID_TOKEN;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a {@link BearerToken}: 128 bits of a hash that also covers the user and what the token is for, so that
 * it is good for nothing else. It needs no salt and no slowness: the token is 192 random bits.
 */
record Token(String hash, long issuedAt, long expiresAt) {

    static final int HASH_BYTES = 16;

    /** By how much servers may disagree about the time before a token counts as issued in the future. */
    static final long SKEW = 120;

    private static final int MAX_LENGTH = 64;

    /** What a token is good for. */
    enum Use {
        RECOVERY,
        UNLOCK,
        PERMIT,
        BROWSER
    }

    static String hash(Use use, String user, String value) {
        String text = "mfa4j token\n" + use + "\n" + user + "\n" + value;
        return Ids.encode(Arrays.copyOf(sha256(text), HASH_BYTES));
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks SHA-256, which every one must have", e);
        }
    }

    boolean matches(Use use, String user, String value) {
        return value.length() <= MAX_LENGTH && Ids.same(hash, hash(use, user, value));
    }

    boolean valid(long now) {
        return now < expiresAt && issuedAt <= now + SKEW;
    }

    /** Why what somebody shows is not good, if so. */
    static Optional<Rejected> refusing(@Nullable Token kept, Use use, String value, Attempt attempt) {
        if (kept == null || !kept.matches(use, attempt.user(), value)) {
            return Optional.of(Rejected.because(INVALID_TOKEN));
        }
        return kept.valid(attempt.now()) ? Optional.empty() : Optional.of(Rejected.because(EXPIRED));
    }
}
