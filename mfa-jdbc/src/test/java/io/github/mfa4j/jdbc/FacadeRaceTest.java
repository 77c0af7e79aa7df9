package io.github.mfa4j.jdbc;

import io.github.mfa4j.defaults.InMemoryMfaStore;
import io.github.mfa4j.jdbc.Databases.IsolationLevel;
import io.github.mfa4j.spi.MfaStore;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** On the databases that a build can start by itself. */
class FacadeRaceTest extends FacadeRaces {

    static Stream<Named<MfaStore>> stores() {
        return Stream.of(
                Named.of("in memory", new InMemoryMfaStore()),
                Named.of("H2", store(Databases.h2Memory())),
                Named.of("PostgreSQL, read committed", store(Databases.postgres(IsolationLevel.READ_COMMITTED))),
                Named.of("PostgreSQL, repeatable read", store(Databases.postgres(IsolationLevel.REPEATABLE_READ))),
                Named.of("PostgreSQL, serializable", store(Databases.postgres(IsolationLevel.SERIALIZABLE))));
    }
}
