/**
 * What a host implements or is told: the {@link io.github.mfa4j.spi.MfaStore store}, the
 * {@link io.github.mfa4j.spi.SecretCipher cipher}, the {@link io.github.mfa4j.spi.BackupCodeHasher hasher of backup
 * codes} and the {@link io.github.mfa4j.spi.MfaListener listener}.
 *
 * <p>Only the store has to be written by a host; package {@code io.github.mfa4j.defaults} has an implementation of
 * everything else, and module {@code mfa-jdbc} has a store for SQL databases.
 */
@NullMarked
package io.github.mfa4j.spi;

import org.jspecify.annotations.NullMarked;
