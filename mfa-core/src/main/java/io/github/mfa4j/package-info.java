/**
 * The second factor of a sign-in: build one {@link io.github.mfa4j.Mfa} and call it from the pages of an application.
 *
 * <p>Start at {@link io.github.mfa4j.Mfa}. Each of its methods answers with a small sealed type that lists what can
 * happen; {@link io.github.mfa4j.Rejected} is the one way in which all of them say no.
 *
 * <p>Package {@code io.github.mfa4j.otp} has the codes themselves and needs nothing from here; package
 * {@code io.github.mfa4j.spi} has what a host implements.
 */
@NullMarked
package io.github.mfa4j;

import org.jspecify.annotations.NullMarked;
