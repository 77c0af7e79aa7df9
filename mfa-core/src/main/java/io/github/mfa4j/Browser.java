package io.github.mfa4j;

/**
 * A browser on which no code is asked for.
 *
 * @param id what the settings page names it by
 */
record Browser(String id, String name, Token token) {

    /** Whether it is trusted: until the end that was promised, and no longer than is configured today. */
    boolean trusted(long now, long longest) {
        return !over(now, longest) && token.valid(now);
    }

    /** Whether its time is over. One that is not, and not trusted either, was trusted by a clock that is ahead of this one. */
    boolean over(long now, long longest) {
        return longest <= 0 || now >= until(longest);
    }

    long until(long longest) {
        return Math.min(token.expiresAt(), token.issuedAt() + longest);
    }
}
