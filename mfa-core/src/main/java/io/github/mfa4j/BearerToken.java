package io.github.mfa4j;

import java.time.Instant;

/**
 * A secret text that does something for whoever brings it: a recovery or unlock link, a permit to enroll, the mark of a
 * trusted browser. Only its hash is kept, so this is the only time that it can be had. Immutable.
 */
public final class BearerToken {

    private final String value;
    private final Instant expiresAt;

    BearerToken(String value, Instant expiresAt) {
        this.value = value;
        this.expiresAt = expiresAt;
    }

    /**
     * The token, 192 random bits. It fits into a link or a cookie as it is.
     *
     * @return 32 characters of the URL-safe Base64 alphabet
     */
    public String value() {
        return value;
    }

    /**
     * When it is void unless it is used before.
     *
     * @return an instant
     */
    public Instant expiresAt() {
        return expiresAt;
    }

    /**
     * A description without the token.
     *
     * @return when it is void
     */
    @Override
    public String toString() {
        return "BearerToken[expiresAt=" + expiresAt + "]";
    }
}
