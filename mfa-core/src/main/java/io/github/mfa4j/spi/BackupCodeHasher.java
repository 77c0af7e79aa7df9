package io.github.mfa4j.spi;

/**
 * A one-way hash of backup codes.
 *
 * <p>The parameters are chosen when a set of codes is issued and are kept with the set, so a host may change its mind
 * without breaking the sets that exist. The ready implementation is
 * {@code io.github.mfa4j.defaults.Pbkdf2BackupCodeHasher}.
 *
 * <h2>Security guarantees that an implementation MUST give</h2>
 *
 * <ul>
 *   <li>The hash MUST be one-way and depend on every character of the code, on the salt and on the parameters.
 *   <li>It MUST return the same hash for the same arguments, on every machine and in every later version.
 *   <li>Its hashes MUST be equally long for all parameters, now and later: the longest record is reckoned from one of them.
 *   <li>It MUST refuse parameters that it does not know, by an exception that names them.
 *   <li>It MUST be safe for use by several threads, and MUST NOT keep, log or show a code.
 * </ul>
 */
public interface BackupCodeHasher {

    /**
     * Chooses the parameters for a new set.
     *
     * @param entropyBits the strength of one code in bits, rounded down
     * @return 1 to 24 characters of {@code A-Z a-z 0-9 . _ -} that {@link #hash} understands
     */
    String parametersFor(int entropyBits);

    /**
     * Hashes one code.
     *
     * @param code the code in its canonical form: ASCII, no separators
     * @param salt the salt of the set, 16 bytes
     * @param parameters what {@link #parametersFor} returned when the set was issued
     * @return the hash, 16 to 32 bytes, always equally many, whatever the parameters
     * @throws IllegalArgumentException if the parameters are not known
     */
    byte[] hash(String code, byte[] salt, String parameters);
}
