package io.github.mfa4j.spi;

/**
 * What a host demands of a user: a hook into the policies that it keeps, for a person, a group or an organization. Several
 * sources combine: the earliest start and the earliest deadline win, each by itself, and one source that forbids enrollment is enough.
 *
 * <p>It is asked on every sign-in of a user who has no second factor, before every change that a policy can forbid, and for
 * every {@code Mfa.status}, so a
 * policy that is changed applies at once; answer from memory or by one indexed query. It MUST be safe for use by several
 * threads. What it throws comes through to the caller, and then there is no verdict: it MUST throw rather than guess when
 * it cannot know.
 */
@FunctionalInterface
public interface EnforcementSource {

    /**
     * Tells what is demanded of a user.
     *
     * @param userId the id of the user
     * @return never null; {@link Enforcement#optional()} if this source demands nothing
     */
    Enforcement enforcementFor(String userId);
}
