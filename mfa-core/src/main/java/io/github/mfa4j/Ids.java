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
        decodedLength(text, 0, text.length());
        return Base64.getUrlDecoder().decode(text);
    }

    /**
     * Checks a part of a text without decoding it, which most readers of a record do not need.
     *
     * @return the number of bytes that it stands for
     * @throws IllegalArgumentException if {@link #encode} returns this for no bytes
     */
    static int decodedLength(String text, int from, int to) {
        int last = 0;
        for (int i = from; i < to; i++) {
            last = digit(text.charAt(i));
        }
        int length = to - from;
        int unused = unusedBits(length);
        if ((last & ((1 << unused) - 1)) != 0) {
            throw new IllegalArgumentException("not canonical Base64");
        }
        return (length * 6 - unused) / Byte.SIZE;
    }

    private static int digit(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return switch (c) {
            case '-' -> 62;
            case '_' -> 63;
            default -> throw new IllegalArgumentException("not URL-safe Base64");
        };
    }

    /** How many bits of the last character mean nothing. */
    private static int unusedBits(int length) {
        return switch (length % 4) {
            case 0 -> 0;
            case 2 -> 4;
            case 3 -> 2;
            default -> throw new IllegalArgumentException("no Base64 has this length");
        };
    }

    /** Compares without telling by its duration where two texts differ. */
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
