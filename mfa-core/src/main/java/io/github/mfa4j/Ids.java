package io.github.mfa4j;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/** Random ids in URL-safe Base64 without padding. */
final class Ids {

    /** 128 bits: ids of offers and of sets go through a browser and must not be guessable. */
    static final int STEP_ID_BYTES = 16;

    /** 48 bits: ids of devices only have to differ among the few that one user ever has. */
    static final int DEVICE_ID_BYTES = 6;

    private static final byte[] DIGITS = digits();

    /** How many bits of the last character mean nothing, by the length modulo 4; no text has a length of 1 modulo 4. */
    private static final int[] UNUSED_BITS = {0, -1, 4, 2};

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
        int unused = UNUSED_BITS[length % 4];
        if (unused < 0 || (last & ((1 << unused) - 1)) != 0) {
            throw new IllegalArgumentException("not canonical Base64");
        }
        return (length * 6 - unused) / Byte.SIZE;
    }

    private static int digit(char c) {
        int digit = c < DIGITS.length ? DIGITS[c] : -1;
        if (digit < 0) {
            throw new IllegalArgumentException("not URL-safe Base64");
        }
        return digit;
    }

    private static byte[] digits() {
        byte[] digits = new byte[128];
        Arrays.fill(digits, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int i = 0; i < alphabet.length(); i++) {
            digits[alphabet.charAt(i)] = (byte) i;
        }
        return digits;
    }

    /** Compares without telling by its duration where two texts differ. */
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
