package io.github.mfa4j.model;

/** A token that was handed out, in the {@link Model}, in the clear. */
record ModelToken(String value, long issuedAt, long expiresAt) {

    /** Not over, and not from the future; the clocks of two servers may differ by two minutes. */
    boolean good(long now) {
        return now < expiresAt && issuedAt <= now + 120;
    }
}
