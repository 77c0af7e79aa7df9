/**
 * A QR picture of a text as SVG, PNG, {@code data:} URI or terminal text.
 *
 * <p>Start at {@link io.github.mfa4j.qr.Qr}:
 *
 * <pre>{@code
 * Qr qr = Qr.of(uri);
 * String svg = qr.toSvg("Scan this with your authenticator app");
 * }</pre>
 *
 * <p>Everything here is immutable and thread-safe. No parameter and no result is ever {@code null}.
 */
@NullMarked
package io.github.mfa4j.qr;

import org.jspecify.annotations.NullMarked;
