package io.github.mfa4j.qr;

import io.nayuki.qrcodegen.QrCode;
import io.nayuki.qrcodegen.QrSegment;
import java.util.Objects;

/** From a text to the modules of its QR code; the text may hold a secret, so no message ever repeats a part of it. */
final class Encoder {
    private static final int AUTOMATIC_MASK = -1;

    private Encoder() {}

    static Matrix encode(String text, ErrorCorrection errorCorrection) {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(errorCorrection, "errorCorrection");
        requireNotEmpty(text);
        requirePrintableAscii(text);
        requireFits(text, errorCorrection);
        // Boosting never makes the symbol larger: it only fills room that padding would take.
        boolean boost = true;
        return new Matrix(QrCode.encodeSegments(
                QrSegment.makeSegments(text),
                level(errorCorrection),
                QrCode.MIN_VERSION,
                QrCode.MAX_VERSION,
                AUTOMATIC_MASK,
                boost));
    }

    private static void requireNotEmpty(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("text is empty: pass the URI that the picture is to show");
        }
    }

    /** Byte mode names no charset and readers guess differently, so only what is the same in all of them may pass. */
    private static void requirePrintableAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c > 0x7E) {
                throw new IllegalArgumentException(
                        "text has a character outside printable ASCII (0x20 to 0x7E) at index " + i
                                + ": percent-encode it as UTF-8 first");
            }
        }
    }

    private static void requireFits(String text, ErrorCorrection errorCorrection) {
        int length = text.length();
        if (length <= errorCorrection.maxLength()) {
            return;
        }
        String message = "text has " + length + " characters, but a QR code with error correction " + errorCorrection
                + " holds at most " + errorCorrection.maxLength() + ": shorten the label";
        int most = ErrorCorrection.LOW.maxLength();
        if (length <= most) {
            message += " or lower the error correction (" + ErrorCorrection.LOW + " holds " + most + ")";
        }
        throw new IllegalArgumentException(message);
    }

    private static QrCode.Ecc level(ErrorCorrection errorCorrection) {
        return switch (errorCorrection) {
            case LOW -> QrCode.Ecc.LOW;
            case MEDIUM -> QrCode.Ecc.MEDIUM;
            case QUARTILE -> QrCode.Ecc.QUARTILE;
            case HIGH -> QrCode.Ecc.HIGH;
        };
    }
}
