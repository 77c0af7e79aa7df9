package io.github.mfa4j.qr;

/**
 * How much of a QR code may be damaged or hidden before it can no longer be read (ISO/IEC 18004, error correction
 * levels L, M, Q and H).
 *
 * <p>A higher level needs more modules for the same text, so on a screen, where nothing gets dirty, the modules become
 * smaller and the code harder to read from afar. {@link #MEDIUM} is right for screens; the upper two are for paper.
 */
public enum ErrorCorrection {
    /** Level L: about 7 % may be unreadable; texts of at most 2953 characters. */
    LOW(2953),
    /** Level M, the default: about 15 % may be unreadable; texts of at most 2331 characters. */
    MEDIUM(2331),
    /** Level Q: about 25 % may be unreadable; texts of at most 1663 characters. */
    QUARTILE(1663),
    /** Level H: about 30 % may be unreadable; texts of at most 1273 characters. */
    HIGH(1273);

    private final int maxLength;

    ErrorCorrection(int maxLength) {
        this.maxLength = maxLength;
    }

    /**
     * The greatest length of a text at this level, in characters: what the largest symbol, version 40, holds in byte
     * mode (ISO/IEC 18004, table of data capacities).
     *
     * <p>Digits alone would fit in greater numbers, but a limit that depends on which characters a text has helps
     * nobody plan a label.
     *
     * @return 1273 to 2953
     */
    public int maxLength() {
        return maxLength;
    }
}
