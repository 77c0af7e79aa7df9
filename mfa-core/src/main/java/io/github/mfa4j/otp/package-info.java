/**
 * One-time passwords as pure values and functions: RFC 4226 (HOTP), RFC 6238 (TOTP) and the {@code otpauth} URI.
 *
 * <p>Start with {@link io.github.mfa4j.otp.OtpSecret#generate()}, show it to the user as
 * {@link io.github.mfa4j.otp.OtpAuthUri}, and check what the user types with {@link io.github.mfa4j.otp.Totp}:
 *
 * <pre>{@code
 * OtpSecret secret = OtpSecret.generate();
 * OtpAuthUri uri = OtpAuthUri.totp("Example Bank", "alice@example.com", secret, TotpParameters.DEFAULT);
 * OptionalLong step = Totp.of(secret).verify(typed, Instant.now());
 * }</pre>
 *
 * <p>Accounts come from other systems as {@link io.github.mfa4j.otp.OtpAuthUri#parse(String)} or, if Google
 * Authenticator exports them, {@link io.github.mfa4j.otp.OtpAuthMigration#parse(String)}.
 *
 * <p><strong>Nothing here remembers anything.</strong> A verifier that uses this package alone has to keep the highest
 * accepted time step (or the next counter) itself, refuse every step up to it, count failures and limit them. Those
 * duties are what the rest of this library takes over; use this package alone only if something else takes them over.
 *
 * <p>All types are immutable and safe for use by several threads. Null arguments cause a
 * {@link java.lang.NullPointerException}, bad ones an {@link java.lang.IllegalArgumentException} whose message says
 * what to do and never contains secret material. Nothing depends on the default locale or the default charset.
 */
@NullMarked
package io.github.mfa4j.otp;

import org.jspecify.annotations.NullMarked;
