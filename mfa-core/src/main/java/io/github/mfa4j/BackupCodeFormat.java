package io.github.mfa4j;

import java.util.Objects;

/**
 * How many backup codes a set has and what they look like. Immutable.
 *
 * <p>NIST SP 800-63B-4, section 4.2.1.1, wants saved recovery codes of 64 bits or more; {@link #DEFAULT} and {@link #crockford} keep to that.
 */
public final class BackupCodeFormat {

    /** Ten codes of 80 bits: sixteen symbols of Crockford's base 32 in four groups of four. */
    public static final BackupCodeFormat DEFAULT = crockford(10, 4, 4);

    static final int MAX_COUNT = 16;
    static final int MAX_LENGTH = 32;

    /** Bits of a code from which on it cannot be guessed at any rate that matters. */
    private static final int STRONG_BITS = 64;

    /** What the symbols of a code are; records keep the first letter. */
    enum Kind {
        CROCKFORD,
        NUMERIC,
        /** ASCII letters and digits of another system's codes. */
        LEGACY
    }

    private final Kind kind;
    private final int count;
    private final int groups;
    private final int groupLength;

    private BackupCodeFormat(Kind kind, int count, int groups, int groupLength) {
        this.kind = kind;
        this.count = count;
        this.groups = groups;
        this.groupLength = groupLength;
    }

    /**
     * Codes of Crockford's base 32, which has no I, L, O and U; a person may type those that look alike for each other.
     * Each symbol is 5 bits.
     *
     * @param count the number of codes in a set, 1 to 16
     * @param groups the number of groups, 1 to 8
     * @param groupLength the number of symbols in a group, 1 to 8
     * @return the format
     * @throws IllegalArgumentException if a number is out of range, or a code would have less than 13 symbols (65 bits)
     *     or more than 32
     */
    public static BackupCodeFormat crockford(int count, int groups, int groupLength) {
        checkCount(count);
        if (groups < 1 || groups > 8 || groupLength < 1 || groupLength > 8) {
            throw new IllegalArgumentException("a code has 1 to 8 groups of 1 to 8 symbols");
        }
        int length = groups * groupLength;
        if (length < 13 || length > MAX_LENGTH) {
            throw new IllegalArgumentException("a code needs 13 to 32 symbols (65 to 160 bits), not " + length);
        }
        return new BackupCodeFormat(Kind.CROCKFORD, count, groups, groupLength);
    }

    /**
     * Short numeric codes, for products that promise them. One guess can hit any code of the set, so each code brings the
     * lock nearer; and they are far below the 64 bits of NIST SP 800-63B-4. They are also hashed slowly, tenths of a second
     * for a set, so limit how often a person can start a set-up. Prefer {@link #DEFAULT}.
     *
     * @param count the number of codes in a set, 1 to 16
     * @param digits the number of digits of a code, 6 to 12
     * @return the format
     * @throws IllegalArgumentException if a number is out of range
     */
    public static BackupCodeFormat insecureShortNumeric(int count, int digits) {
        checkCount(count);
        if (digits < 6 || digits > 12) {
            throw new IllegalArgumentException("a numeric code has 6 to 12 digits, not " + digits);
        }
        return new BackupCodeFormat(Kind.NUMERIC, count, 1, digits);
    }

    /** Codes of another system, of letters and digits, without hyphens. */
    static BackupCodeFormat legacy(int count, int length) {
        checkCount(count);
        if (length < 8 || length > MAX_LENGTH) {
            throw new IllegalArgumentException("a code of letters and digits has 8 to 32 of them, not " + length);
        }
        return new BackupCodeFormat(Kind.LEGACY, count, 1, length);
    }

    private static void checkCount(int count) {
        if (count < 1 || count > MAX_COUNT) {
            throw new IllegalArgumentException("a set has 1 to " + MAX_COUNT + " codes, not " + count);
        }
    }

    /**
     * Whether the codes are numbers, as for {@link #insecureShortNumeric}.
     *
     * @return {@code true} for {@link #insecureShortNumeric}
     */
    public boolean numeric() {
        return kind == Kind.NUMERIC;
    }

    Kind kind() {
        return kind;
    }

    /** Whether the codes have a count of failures of their own and stay usable while app codes are locked. */
    boolean strong() {
        return entropyBits() >= STRONG_BITS;
    }

    /**
     * The number of codes in a set.
     *
     * @return 1 to 16
     */
    public int count() {
        return count;
    }

    int groups() {
        return groups;
    }

    int groupLength() {
        return groupLength;
    }

    int length() {
        return groups * groupLength;
    }

    /**
     * The strength of one code, rounded down. Imported codes of letters and digits are taken for hexadecimal ones.
     *
     * @return a number of bits
     */
    public int entropyBits() {
        return switch (kind) {
            case NUMERIC -> (int) (length() * (Math.log(10) / Math.log(2)));
            case CROCKFORD -> length() * 5;
            case LEGACY -> length() * 4;
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BackupCodeFormat that
                && kind == that.kind
                && count == that.count
                && groups == that.groups
                && groupLength == that.groupLength;
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, count, groups, groupLength);
    }

    /**
     * A description.
     *
     * @return the numbers
     */
    @Override
    public String toString() {
        return count + " " + kind + " codes of " + length() + " symbols";
    }
}
