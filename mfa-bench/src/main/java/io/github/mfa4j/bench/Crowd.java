package io.github.mfa4j.bench;

import io.github.mfa4j.Change;
import io.github.mfa4j.Mfa;
import io.github.mfa4j.MfaBuilder;
import io.github.mfa4j.defaults.AesGcmSecretCipher;
import io.github.mfa4j.defaults.InMemoryMfaStore;
import io.github.mfa4j.otp.OtpSecret;
import io.github.mfa4j.otp.Totp;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.BiConsumer;

/**
 * Many users whose apps show the same code, so that one code is enough to sign all of them in, and computing it is no part of
 * what is measured. A clock that is set by hand moves on when all have signed in.
 */
final class Crowd {

    static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    static final Instant START = Instant.parse("2026-11-22T12:00:10Z");

    private static final Totp PHONE = Totp.of(OtpSecret.ofBytes(SECRET), TotpParameters.DEFAULT);

    private final Mfa mfa;
    private final String[] users;
    private Instant now = START;

    /** Users that are there already. */
    Crowd(MfaStore store, String[] users) {
        this.users = users;
        mfa = builder(store).instantSource(() -> now).build();
        // Above the steps in which the users were made.
        moveOn(10);
    }

    static String[] users(int count) {
        return users(0, count);
    }

    static String[] users(int from, int to) {
        String[] users = new String[to - from];
        for (int i = from; i < to; i++) {
            users[i - from] = "user-" + i;
        }
        return users;
    }

    /** Makes the records of users, as an import does. */
    static void make(String[] users, BiConsumer<String, StoredState> to) {
        InMemoryMfaStore store = new InMemoryMfaStore();
        Mfa mfa = builder(store).instantSource(() -> START).build();
        for (String user : users) {
            Change made = mfa.admin()
                    .importDevice(user, OtpSecret.ofBytes(SECRET), TotpParameters.DEFAULT, "phone", "benchmark");
            if (!(made instanceof Change.Done)) {
                throw new IllegalStateException(made.toString());
            }
            to.accept(user, store.find(user).orElseThrow());
        }
    }

    static MfaBuilder builder(MfaStore store) {
        byte[] key = new byte[32];
        key[5] = 7;
        return Mfa.builder("Example Bank").store(store).secretCipher(AesGcmSecretCipher.of("k1", key));
    }

    Mfa mfa() {
        return mfa;
    }

    String[] users() {
        return users;
    }

    void moveOn(int steps) {
        now = now.plusSeconds(30L * steps);
    }

    String rightCode() {
        return rightCode(now);
    }

    static String rightCode(Instant at) {
        return PHONE.code(at);
    }

    String wrongCode() {
        for (int number = 123_456; ; number++) {
            String candidate = Integer.toString(number);
            if (PHONE.verify(candidate, now).isEmpty()) {
                return candidate;
            }
        }
    }

    Instant now() {
        return now;
    }
}
