package io.github.mfa4j.qr;

/** Texts that several tests use. */
final class Samples {
    static final String URI = "otpauth://totp/Example%20Bank:alice%40example.com"
            + "?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Example%20Bank&algorithm=SHA1&digits=6&period=30";

    private Samples() {}
}
