package io.github.mfa4j.spi;

/** What kind of code was accepted, at sign-in or on the way to a change. */
public enum CodeKind {
    /** A time-based code of an authenticator app (RFC 6238). */
    APP_CODE,
    /** A single-use backup code (a look-up secret in the words of NIST SP 800-63B). */
    BACKUP_CODE
}
