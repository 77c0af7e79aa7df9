package io.github.mfa4j.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.defaults.InMemoryMfaStore;
import io.github.mfa4j.jdbc.Databases.IsolationLevel;
import io.github.mfa4j.spi.MfaStore;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** The stores of an incident suite, each opened once; each test takes users of its own. The tag of the suite says which. */
final class IncidentStores implements ArgumentsProvider {

    private static final IdentityHashMap<MfaStore, HikariDataSource> DATA_SOURCES = new IdentityHashMap<>();
    private static final List<Named<MfaStore>> STORES = new ArrayList<>();

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext test) {
        if (STORES.isEmpty()) {
            STORES.addAll(test.getTags().contains("external") ? external() : all());
        }
        return STORES.stream().map(Arguments::of);
    }

    private static List<Named<MfaStore>> all() {
        return List.of(
                Named.of("in memory", new InMemoryMfaStore()),
                open("H2", Databases.h2Memory()),
                open("PostgreSQL, read committed", Databases.postgres(IsolationLevel.READ_COMMITTED)),
                open("PostgreSQL, repeatable read", Databases.postgres(IsolationLevel.REPEATABLE_READ)),
                open("PostgreSQL, serializable", Databases.postgres(IsolationLevel.SERIALIZABLE)));
    }

    private static List<Named<MfaStore>> external() {
        return List.of(
                open("MariaDB", Databases.mariaDb(IsolationLevel.DATABASE_DEFAULT)),
                open("MySQL", Databases.mySql(IsolationLevel.DATABASE_DEFAULT)));
    }

    private static Named<MfaStore> open(String name, HikariDataSource dataSource) {
        MfaStore store = JdbcMfaStore.of(dataSource);
        DATA_SOURCES.put(store, dataSource);
        return Named.of(name, store);
    }

    /** The database under a store, if it is one. */
    static Optional<DataSource> dataSourceOf(MfaStore store) {
        return Optional.ofNullable(DATA_SOURCES.get(store));
    }

    static void close() {
        DATA_SOURCES.values().forEach(HikariDataSource::close);
        DATA_SOURCES.clear();
        STORES.clear();
    }
}
