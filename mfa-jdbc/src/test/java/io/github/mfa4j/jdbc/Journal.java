package io.github.mfa4j.jdbc;

import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Another store, and a note in each {@link Call} of what it wrote. On request all calls wait for each other after their
 * first read, so that every one of them decides on the same record and only one can win with it.
 */
final class Journal implements MfaStore {

    private volatile MfaStore store;
    private volatile Optional<CyclicBarrier> meeting = Optional.empty();

    Journal(MfaStore store) {
        this.store = store;
    }

    void begin(MfaStore fresh, Optional<CyclicBarrier> meetAfterReading) {
        this.store = fresh;
        this.meeting = meetAfterReading;
    }

    @Override
    public Optional<StoredState> find(String userId) {
        Optional<StoredState> found = store.find(userId);
        Optional<Call> call = Call.current();
        if (call.isPresent() && call.get().reads++ == 0 && meeting.isPresent()) {
            await(meeting.get());
        }
        return found;
    }

    @Override
    public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
        boolean won = store.compareAndSet(userId, expectedVersion, next);
        if (won) {
            Call.current().ifPresent(call -> call.written.add(next.version()));
        }
        return won;
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (BrokenBarrierException | TimeoutException | InterruptedException e) {
            throw new IllegalStateException("a call never read the record", e);
        }
    }
}
