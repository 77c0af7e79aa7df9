/**
 * A QR picture of a text, usually of an {@code otpauth} URI, without {@code java.desktop}; start at
 * {@link io.github.mfa4j.qr.Qr}.
 */
module io.github.mfa4j.qr {
    requires io.nayuki.qrcodegen;
    requires static org.jspecify;

    exports io.github.mfa4j.qr;
}
