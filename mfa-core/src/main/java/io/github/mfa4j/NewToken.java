package io.github.mfa4j;

import java.security.SecureRandom;
import java.time.Instant;

/** A fresh token, made once per call however often the write has to be tried again. */
final class NewToken {

    private static final int BYTES = 24;

    private final String value;

    NewToken(SecureRandom random) {
        this.value = Ids.next(random, BYTES);
    }

    Token kept(Token.Use use, Attempt attempt, long seconds) {
        return new Token(Token.hash(use, attempt.user(), value), attempt.now(), attempt.now() + seconds);
    }

    BearerToken shown(Token kept) {
        return new BearerToken(value, Instant.ofEpochSecond(kept.expiresAt()));
    }

    @Override
    public String toString() {
        return "NewToken[redacted]";
    }
}
