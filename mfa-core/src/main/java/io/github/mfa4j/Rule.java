package io.github.mfa4j;

/**
 * Decides: a function of the state and of what is known about the attempt, without side effects, because it is called
 * again when another writer was faster.
 *
 * @param <A> the type of the answer
 */
@FunctionalInterface
interface Rule<A> {

    Decision<A> decide(MfaState state, Attempt attempt);
}
