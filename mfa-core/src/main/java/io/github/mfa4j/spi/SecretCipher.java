package io.github.mfa4j.spi;

/**
 * Authenticated encryption of what a record must not show: the secrets of devices, and the hashes of backup codes and of
 * mailed codes.
 *
 * <h2>Security guarantees that an implementation MUST give</h2>
 *
 * <ul>
 *   <li>It MUST be authenticated encryption with associated data: {@link #open} MUST throw if the sealed bytes, the key
 *       or the associated data differ from those at {@link #seal} in a single bit. The associated data is what keeps a
 *       record that was copied to another user from opening.
 *   <li>It MUST be safe for use by several threads.
 *   <li>It MUST open what any of its keys sealed, for as long as records sealed by that key exist.
 *   <li>It MUST NOT put plain text or key bytes into exceptions or logs.
 * </ul>
 *
 * <p>The ready implementation is {@code io.github.mfa4j.defaults.AesGcmSecretCipher}. A host that keeps its keys in a
 * key management service implements this interface over it, and mind that every attempt to sign in opens once.
 */
public interface SecretCipher {

    /**
     * Encrypts.
     *
     * @param plaintext what to encrypt, at most 2,000 bytes; the caller keeps the array
     * @param associatedData what to bind it to
     * @return a new array: key id, nonce, cipher text and tag, in a form of the implementation's own, at most 100 bytes
     *     longer than {@code plaintext}
     * @throws RuntimeException if it cannot encrypt
     */
    byte[] seal(byte[] plaintext, byte[] associatedData);

    /**
     * Decrypts.
     *
     * @param sealed what {@link #seal} returned
     * @param associatedData what it was bound to
     * @return the plain text, a new array
     * @throws RuntimeException if it does not open; the message names the id of the key, so that an operator finds a
     *     missing one
     */
    byte[] open(byte[] sealed, byte[] associatedData);

    /**
     * Tells whether sealed bytes should be sealed anew because their key is on its way out. The library then seals them
     * with the next write for which it opened them, such as that of an accepted code.
     *
     * @param sealed what {@link #seal} returned
     * @return {@code true} if {@link #seal} would use another key today; the default is {@code false}
     */
    default boolean isOutdated(byte[] sealed) {
        return false;
    }
}
