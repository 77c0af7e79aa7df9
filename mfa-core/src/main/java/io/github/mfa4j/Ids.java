package io.github.mfa4j;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** Random ids in URL-safe Base64 without padding. */
final class Ids {

    /** 128 bits, for ids of offers and of sets: they go through a browser and must not be guessable. */
    static final int LONG_BYTES = 16;

    /** 48 bits, for ids of devices, browsers and mailed codes: they only have to differ among the few that one user ever has. */
    static final int SHORT_BYTES = 6;

    /** The digits as bits: those below {@code @}, and those from it on. */
    private static final long LOW_DIGITS = bits("-0123456789");

    private static final long HIGH_DIGITS = bits("ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    private Ids() {}

    private static long bits(String digits) {
        long bits = 0;
        for (int i = 0; i < digits.length(); i++) {
            bits |= 1L << digits.charAt(i);
        }
        return bits;
    }

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
        if (decodedLength(text, 0, text.length()) < 0) {
            throw new IllegalArgumentException("not canonical URL-safe Base64");
        }
        return Base64.getUrlDecoder().decode(text);
    }

    /**
     * Checks a part of a text without decoding it, which most readers of a record do not need.
     *
     * @return the number of bytes that it stands for, or -1 if {@link #encode} returns this for no bytes
     */
    static int decodedLength(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                return -1;
            }
        }
        int length = to - from;
        int unused = unusedBits(length);
        boolean canonical = unused == 0 || (unused > 0 && (digit(text.charAt(to - 1)) & ((1 << unused) - 1)) == 0);
        return canonical ? (length * 6 - unused) / Byte.SIZE : -1;
    }

    private static boolean isDigit(char c) {
        long bits = c < Long.SIZE ? LOW_DIGITS : HIGH_DIGITS;
        return c < 2 * Long.SIZE && (bits >>> c & 1) != 0;
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
        return c == '-' ? 62 : 63;
    }

    /** How many bits of the last character mean nothing, or -1 if no Base64 has this length. */
    private static int unusedBits(int length) {
        return switch (length % 4) {
            case 0 -> 0;
            case 2 -> 4;
            case 3 -> 2;
            default -> -1;
        };
    }

    /** Compares without telling by its duration where two texts differ. */
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
