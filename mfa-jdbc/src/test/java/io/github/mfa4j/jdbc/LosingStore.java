package io.github.mfa4j.jdbc;

import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A store as one must not be: it writes without comparing and says that it won. */
final class LosingStore implements MfaStore {

    private final ConcurrentHashMap<String, StoredState> records = new ConcurrentHashMap<>();

    @Override
    public Optional<StoredState> find(String userId) {
        return Optional.ofNullable(records.get(userId));
    }

    @Override
    public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
        records.put(userId, next);
        return true;
    }
}
