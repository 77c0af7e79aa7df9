package io.github.mfa4j.qr;

import io.nayuki.qrcodegen.QrCode;

/**
 * The modules of a QR code together with the quiet zone around them.
 *
 * <p>Every form draws this and nothing else, so none can forget the quiet zone.
 */
final class Matrix {
    /** Light modules on every side (ISO/IEC 18004: at least 4). */
    private static final int QUIET_ZONE = 4;

    private final QrCode code;

    Matrix(QrCode code) {
        this.code = code;
    }

    /** The version of the symbol, 1 to 40. */
    int version() {
        return code.version;
    }

    /** Modules per side without the quiet zone: 21 to 177, always odd. */
    int symbolSide() {
        return code.size;
    }

    /** Modules per side with the quiet zone: 29 to 185, always odd. */
    int side() {
        return code.size + 2 * QUIET_ZONE;
    }

    /** Whether the module in this column and row, counted from 0 with the quiet zone, is dark. */
    boolean isDark(int x, int y) {
        // The encoder calls everything outside of its symbol light, which is what a quiet zone is.
        return code.getModule(x - QUIET_ZONE, y - QUIET_ZONE);
    }
}
