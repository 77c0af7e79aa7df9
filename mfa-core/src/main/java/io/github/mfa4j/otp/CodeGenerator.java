package io.github.mfa4j.otp;

import java.nio.charset.StandardCharsets;

/**
 * What HOTP and TOTP share: codes of a fixed number of digits for a moving counter, and the search for a code in a
 * range of counters. Immutable and thread-safe.
 */
final class CodeGenerator {
    static final int DEFAULT_DIGITS = 6;
    static final int MIN_DIGITS = 6;
    static final int MAX_DIGITS = 8;
    private static final int NO_CODE = -1;

    /** What the searches answer if no counter matches. */
    static final long NO_MATCH = -1;

    private final HmacKey key;
    private final int digits;
    private final int modulus;

    CodeGenerator(HmacKey key, int digits) {
        this.key = key;
        this.digits = checkDigits(digits);
        int power = 1;
        for (int i = 0; i < digits; i++) {
            power *= 10;
        }
        this.modulus = power;
    }

    static int checkDigits(int digits) {
        if (digits < MIN_DIGITS || digits > MAX_DIGITS) {
            throw new IllegalArgumentException("Codes of " + digits + " digits were asked for; use " + MIN_DIGITS
                    + " to " + MAX_DIGITS + " (RFC 4226, section 5.3)");
        }
        return digits;
    }

    int digits() {
        return digits;
    }

    String code(long counter) {
        int rest = values(counter, 1)[0];
        byte[] text = new byte[digits];
        for (int i = digits - 1; i >= 0; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return new String(text, StandardCharsets.US_ASCII);
    }

    /** Answers the lowest counter of {@code first} to {@code first + count - 1} whose code this is. */
    long lowestMatch(String code, long first, int count) {
        int candidate = parse(code);
        if (candidate == NO_CODE) {
            return NO_MATCH;
        }
        int[] values = values(first, count);
        long match = NO_MATCH;
        for (int i = count - 1; i >= 0; i--) {
            match = select(mask(values[i], candidate), first + i, match);
        }
        return match;
    }

    /** Answers the highest counter of {@code first} to {@code first + count - 1} whose code this is. */
    long highestMatch(String code, long first, int count) {
        int candidate = parse(code);
        if (candidate == NO_CODE) {
            return NO_MATCH;
        }
        int[] values = values(first, count);
        long match = NO_MATCH;
        for (int i = 0; i < count; i++) {
            match = select(mask(values[i], candidate), first + i, match);
        }
        return match;
    }

    /** Answers the lowest counter of the range that shows one code while the counter after it shows the other. */
    long lowestPair(String code, String nextCode, long first, int count) {
        int candidate = parse(code);
        int nextCandidate = parse(nextCode);
        if (candidate == NO_CODE || nextCandidate == NO_CODE) {
            return NO_MATCH;
        }
        int[] values = values(first, count + 1);
        long match = NO_MATCH;
        for (int i = count - 1; i >= 0; i--) {
            long both = mask(values[i], candidate) & mask(values[i + 1], nextCandidate);
            match = select(both, first + i, match);
        }
        return match;
    }

    private int[] values(long first, int count) {
        int[] values = key.truncated(first, count);
        for (int i = 0; i < count; i++) {
            values[i] %= modulus;
        }
        return values;
    }

    // Exactly the ASCII digits: Character.digit and Integer.parseInt would also take other scripts and a sign.
    private int parse(String code) {
        if (code.length() != digits) {
            return NO_CODE;
        }
        int value = 0;
        for (int i = 0; i < digits; i++) {
            char c = code.charAt(i);
            if (c < '0' || c > '9') {
                return NO_CODE;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }

    // Arithmetic instead of a condition: neither whether nor where a guess matches may show in the time taken.
    private static long mask(int value, int candidate) {
        int difference = value ^ candidate;
        int allOnesIfDifferent = (difference | -difference) >> 31;
        return ~allOnesIfDifferent;
    }

    private static long select(long mask, long ifSet, long otherwise) {
        return (ifSet & mask) | (otherwise & ~mask);
    }
}
