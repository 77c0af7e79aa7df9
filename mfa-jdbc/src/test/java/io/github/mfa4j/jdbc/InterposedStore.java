package io.github.mfa4j.jdbc;

import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** A store in which somebody else acts between the read and the write of a call, as often as asked; it keeps all that was written. For one thread. */
final class InterposedStore implements MfaStore {

    final List<String> written = new ArrayList<>();
    private final MfaStore real;
    private final Queue<Runnable> others = new ArrayDeque<>();

    InterposedStore(MfaStore real) {
        this.real = real;
    }

    /** Has somebody else act right before the next write. */
    void beforeTheNextWrite(Runnable action) {
        others.add(action);
    }

    @Override
    public Optional<StoredState> find(String userId) {
        return real.find(userId);
    }

    @Override
    public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
        Runnable other = others.poll();
        if (other != null) {
            other.run();
        }
        written.add(next.state());
        return real.compareAndSet(userId, expectedVersion, next);
    }
}
