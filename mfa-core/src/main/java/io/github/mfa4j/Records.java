package io.github.mfa4j;

import io.github.mfa4j.spi.BackupCodeHasher;
import io.github.mfa4j.spi.EnforcementSource;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * The one class that talks to the store: reads a record, lets a rule decide, writes what it decided if nobody else wrote in
 * between, and only then lets the answer out.
 */
final class Records {

    private static final long PATIENCE_NANOS = 5_000_000_000L;
    private static final long LONGEST_PAUSE_NANOS = 50_000_000L;
    private static final long FIRST_PAUSE_NANOS = 200_000L;

    private final MfaStore store;
    private final Vault vault;
    private final BackupCodeHasher hasher;
    private final InstantSource clock;
    private final Events events;
    private final List<EnforcementSource> policies;

    Records(
            MfaStore store,
            Vault vault,
            BackupCodeHasher hasher,
            InstantSource clock,
            Events events,
            List<EnforcementSource> policies) {
        this.store = store;
        this.vault = vault;
        this.hasher = hasher;
        this.clock = clock;
        this.events = events;
        this.policies = List.copyOf(policies);
    }

    <A> A change(String user, Rule<A> rule) {
        Attempt attempt = newAttempt(user);
        long firstLost = 0;
        for (int tries = 0; ; tries++) {
            Optional<StoredState> found = find(user);
            MfaState state = found.isPresent() ? StateCodec.decode(found.get().state()) : MfaState.EMPTY;
            Decision<A> decision = rule.decide(state, attempt);
            MfaState next = sealed(state, decision, attempt);
            if (next.equals(state) || write(user, found, next)) {
                decision.events().forEach(events::tell);
                return decision.answer();
            }
            // Patience is for other writers: how long the first try took to hash or to open does not count.
            firstLost = tries == 0 ? System.nanoTime() : firstLost;
            pause(tries, System.nanoTime() - firstLost);
        }
    }

    MfaState read(String user) {
        Texts.checkUserId(Objects.requireNonNull(user, "user"));
        return find(user).map(found -> StateCodec.decode(found.state())).orElse(MfaState.EMPTY);
    }

    /** The time, which must be one that a record can keep. */
    Instant instant() {
        Instant now = clock.instant();
        if (now.getEpochSecond() <= 0 || now.getEpochSecond() > StateReader.MAX_TIME) {
            throw new IllegalStateException("the clock says " + now + ": set it, codes depend on the time");
        }
        return now;
    }

    private Attempt newAttempt(String user) {
        Texts.checkUserId(Objects.requireNonNull(user, "user"));
        return new Attempt(user, instant(), vault, hasher, new Once<>(() -> policy(user)));
    }

    /** What the host's policies demand of a user at the moment. */
    Policy policy(String user) {
        return Policy.of(policies, user);
    }

    private Optional<StoredState> find(String user) {
        Optional<StoredState> found = store.find(user);
        if (found == null) {
            throw new IllegalStateException("the store returned null from find: it must return an Optional");
        }
        return found;
    }

    /** The next state with its body sealed anew if that has changed, or if its key is on its way out and we write anyway. */
    private <A> MfaState sealed(MfaState state, Decision<A> decision, Attempt attempt) {
        MfaState next = decision.next();
        Set<String> ids = next.sealedIds();
        boolean bodyChanges = !decision.added().isEmpty() || !ids.equals(state.sealedIds());
        // Only if the body is open already: a write that needs nothing of it must not fail because its key is lost.
        boolean renewKey = !bodyChanges && !next.equals(state) && attempt.hasOpened(state) && attempt.isOutdated(state);
        if (!bodyChanges && !renewKey) {
            return next;
        }
        // What is wholly new needs nothing of the old body, which may be sealed with a key that is lost.
        Secrets kept = decision.added().ids().containsAll(ids) ? Secrets.NONE : attempt.open(state);
        return next.withSealed(
                vault.seal(attempt.user(), kept.plus(decision.added()).only(ids)));
    }

    private boolean write(String user, Optional<StoredState> found, MfaState next) {
        long expected = found.map(StoredState::version).orElse(0L);
        long version = expected == 0 ? firstVersion() : expected + 1;
        return store.compareAndSet(user, expected, new StoredState(version, StateCodec.encode(next)));
    }

    /** Random, so that a write meant for a record that was deleted cannot win against the one that replaced it. */
    private static long firstVersion() {
        return ThreadLocalRandom.current().nextLong(1L << 32, 1L << 52);
    }

    private static void pause(int tries, long waitedNanos) {
        if (waitedNanos > PATIENCE_NANOS) {
            throw new IllegalStateException("the record of this user could not be written within "
                    + PATIENCE_NANOS / 1_000_000_000L
                    + " s: other writes kept winning, or the store returns stale records"
                    + " from find, or it has no row to keep a record of this user in; nothing was decided, try again");
        }
        long longest = Math.min(LONGEST_PAUSE_NANOS, FIRST_PAUSE_NANOS << Math.min(tries, 20));
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest));
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("interrupted while waiting to write: nothing was decided, try again");
        }
    }
}
