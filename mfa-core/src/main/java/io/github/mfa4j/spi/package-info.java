/**
 * What a host implements or is told. Start at {@link io.github.mfa4j.spi.MfaStore}, where records are kept: it is the only
 * one that every host has to bring, and module {@code mfa-jdbc} has one for SQL databases.
 *
 * <p>Most hosts also write an {@link io.github.mfa4j.spi.MfaListener}, which is told of each
 * {@link io.github.mfa4j.spi.MfaEvent}, and some an {@link io.github.mfa4j.spi.EnforcementSource}, which says who must have
 * a second factor. The {@link io.github.mfa4j.spi.SecretCipher cipher} and the
 * {@link io.github.mfa4j.spi.BackupCodeHasher hasher of backup codes} are in package {@code io.github.mfa4j.defaults}.
 */
@NullMarked
package io.github.mfa4j.spi;

import org.jspecify.annotations.NullMarked;
