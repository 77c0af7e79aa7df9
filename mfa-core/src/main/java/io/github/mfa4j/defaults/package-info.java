/**
 * Ready implementations of what package {@code io.github.mfa4j.spi} asks for: a
 * {@link io.github.mfa4j.defaults.AesGcmSecretCipher cipher} with a ring of keys, a
 * {@link io.github.mfa4j.defaults.Pbkdf2BackupCodeHasher hasher}, and a
 * {@link io.github.mfa4j.defaults.InMemoryMfaStore store} for tests and first tries.
 */
@NullMarked
package io.github.mfa4j.defaults;

import org.jspecify.annotations.NullMarked;
