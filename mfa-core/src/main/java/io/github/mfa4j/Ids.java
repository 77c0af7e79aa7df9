package io.github.mfa4j;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** Random ids in URL-safe Base64 without padding. */
final class Ids {

    /** 128 bits: ids of offers and of sets go through a browser and must not be guessable. */
    static final int STEP_ID_BYTES = 16;

    /** 48 bits: ids of devices only have to differ among the few that one user ever has. */
    static final int DEVICE_ID_BYTES = 6;

    private Ids() {}

    static String next(SecureRandom random, int bytes) {
        byte[] id = new byte[bytes];
        random.nextBytes(id);
        return encode(id);
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Strict: only what {@link #encode} returns, so that one id has one spelling. */
    static byte[] decode(String text) {
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        if (!encode(bytes).equals(text)) {
            throw new IllegalArgumentException("not canonical Base64");
        }
        return bytes;
    }

    /** Compares without telling by its duration where two texts differ. */
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
