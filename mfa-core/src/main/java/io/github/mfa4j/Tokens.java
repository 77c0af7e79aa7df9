package io.github.mfa4j;

import org.jspecify.annotations.Nullable;

/**
 * The tokens that are out for a user, at most one of each kind.
 *
 * @param recovery the link that removes everything
 * @param unlock the link that ends a lock
 * @param permit what lets a user enroll of whom a proof is required
 */
record Tokens(
        @Nullable Token recovery,
        @Nullable Token unlock,
        @Nullable Token permit) {

    static final Tokens NONE = new Tokens(null, null, null);

    Tokens withoutExpired(long now) {
        return new Tokens(fresh(recovery, now), fresh(unlock, now), fresh(permit, now));
    }

    private static @Nullable Token fresh(@Nullable Token token, long now) {
        return token == null || now >= token.expiresAt() ? null : token;
    }

    Tokens withRecovery(Token token) {
        return new Tokens(token, unlock, permit);
    }

    Tokens withUnlock(@Nullable Token token) {
        return new Tokens(recovery, token, permit);
    }

    Tokens withPermit(Token token) {
        return new Tokens(recovery, unlock, token);
    }
}
