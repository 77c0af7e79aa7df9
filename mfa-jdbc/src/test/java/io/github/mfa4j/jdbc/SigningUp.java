package io.github.mfa4j.jdbc;

import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** A store in the table of the users, of an application that makes the row of a user before it asks for the record in it. */
record SigningUp(DataSource users, MfaStore rows, ConcurrentHashMap<String, Boolean> known) implements MfaStore {

    @Override
    public Optional<StoredState> find(String userId) {
        known.computeIfAbsent(userId, id -> {
            Databases.run(users, "insert into users (id) values ('" + id + "')");
            return true;
        });
        return rows.find(userId);
    }

    @Override
    public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
        return rows.compareAndSet(userId, expectedVersion, next);
    }
}
