package io.github.mfa4j.defaults;

import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A store that forgets everything when the process ends: for tests and first tries, never for production. Thread-safe.
 */
public final class InMemoryMfaStore implements MfaStore {

    private final ConcurrentMap<String, StoredState> records = new ConcurrentHashMap<>();

    /** Creates an empty store. */
    public InMemoryMfaStore() {}

    @Override
    public Optional<StoredState> find(String userId) {
        return Optional.ofNullable(records.get(Objects.requireNonNull(userId, "userId")));
    }

    @Override
    public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(next, "next");
        if (expectedVersion == 0) {
            return records.putIfAbsent(userId, next) == null;
        }
        StoredState current = records.get(userId);
        return current != null && current.version() == expectedVersion && records.replace(userId, current, next);
    }

    /**
     * A description without any record.
     *
     * @return the number of records
     */
    @Override
    public String toString() {
        return "InMemoryMfaStore[" + records.size() + " records]";
    }
}
