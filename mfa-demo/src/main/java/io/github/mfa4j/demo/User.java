package io.github.mfa4j.demo;

/**
 * An account.
 *
 * @param id a random key that never changes; the library knows the user by it, so an e-mail address may change
 * @param email the address as it was typed at registration
 */
record User(String id, String email) {}
