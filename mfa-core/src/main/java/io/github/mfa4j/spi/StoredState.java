package io.github.mfa4j.spi;

import java.util.Objects;

/**
 * One user's record as a store keeps it: a version to compare and a text to keep.
 *
 * <p>The text is opaque. It is printable ASCII without spaces, at most {@value #MAX_LENGTH} characters, and secrets in it are
 * sealed. A store keeps and returns it unchanged.
 *
 * @param version the version of the record, from {@code 1} to {@code 2^53 - 1} so that stores that keep numbers as
 *     doubles keep it exactly
 * @param state the text
 */
public record StoredState(long version, String state) {

    /** The longest text, in characters. */
    public static final int MAX_LENGTH = 4_000;

    /** The highest version. */
    public static final long MAX_VERSION = (1L << 53) - 1;

    /**
     * Checks the version and the text.
     *
     * @param version the version of the record, from {@code 1} to {@code 2^53 - 1} so that stores that keep numbers as
     *     doubles keep it exactly
     * @param state the text
     * @throws IllegalArgumentException if the version is out of range, or the text is empty, too long or holds a
     *     character outside printable ASCII; a store that meets this has returned something other than what it was
     *     given
     */
    public StoredState {
        Objects.requireNonNull(state, "state");
        if (version < 1 || version > MAX_VERSION) {
            throw new IllegalArgumentException(
                    "version must be from 1 to 2^53 - 1: keep it in a 64-bit integer column, and keep the version that"
                            + " you were given");
        }
        if (state.isEmpty() || state.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("state must have 1 to " + MAX_LENGTH + " characters, not "
                    + state.length() + ": is the column too short?");
        }
        for (int i = 0; i < state.length(); i++) {
            char c = state.charAt(i);
            if (c < '!' || c > '~') {
                throw new IllegalArgumentException("state must be printable ASCII, but the character at index " + i
                        + " is not: the store changed the text that it was given");
            }
        }
    }

    /**
     * A description without the text, which a log should not hold.
     *
     * @return the version and the length
     */
    @Override
    public String toString() {
        return "StoredState[version=" + version + ", " + state.length() + " characters]";
    }
}
