package io.github.mfa4j.demo.host;

import java.util.Optional;

/**
 * Somebody who can sign in.
 *
 * @param id never changes; it is the user of the library's calls
 * @param email as it was typed at registration; mail goes there
 * @param shared whether several people use this account, so that it may not have a second factor
 * @param organization the id of the organization that it belongs to
 * @param owner whether it sets the rules of its organization
 */
public record Account(String id, String email, boolean shared, Optional<String> organization, boolean owner) {}
