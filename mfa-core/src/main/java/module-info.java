/**
 * TOTP multi-factor authentication: codes, {@code otpauth} URIs, and everything about a second factor that has to be
 * remembered. Start at {@link io.github.mfa4j.Mfa}; it needs nothing but {@code java.base}.
 */
module io.github.mfa4j {
    requires static org.jspecify;

    exports io.github.mfa4j;
    exports io.github.mfa4j.defaults;
    exports io.github.mfa4j.otp;
    exports io.github.mfa4j.spi;
}
