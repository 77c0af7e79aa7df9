package io.github.mfa4j.jdbc;

import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A store in which somebody else acts between the read and the write of a call, as often as asked; it keeps all that was written. For one thread. */
final class InterposedStore implements MfaStore {

    private static final Runnable NOBODY = () -> {};

    final List<String> written = new ArrayList<>();
    private final MfaStore real;
    private Runnable other = NOBODY;

    InterposedStore(MfaStore real) {
        this.real = real;
    }

    /** Has somebody else act right before the next write. */
    void beforeTheNextWrite(Runnable action) {
        other = action;
    }

    @Override
    public Optional<StoredState> find(String userId) {
        return real.find(userId);
    }

    @Override
    public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
        Runnable action = other;
        other = NOBODY;
        action.run();
        written.add(next.state());
        return real.compareAndSet(userId, expectedVersion, next);
    }
}
