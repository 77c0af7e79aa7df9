package io.github.mfa4j.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.defaults.InMemoryMfaStore;
import io.github.mfa4j.jdbc.Databases.IsolationLevel;
import io.github.mfa4j.spi.MfaStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final List<AutoCloseable> OPEN = new ArrayList<>();
    private static final List<Named<MfaStore>> STORES = new ArrayList<>();

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext test)
            throws Exception {
        if (STORES.isEmpty()) {
            STORES.addAll(test.getTags().contains("external") ? external() : all());
        }
        return STORES.stream().map(Arguments::of);
    }

    private static List<Named<MfaStore>> all() throws IOException {
        return List.of(
                Named.of("in memory", new InMemoryMfaStore()),
                open("H2", Databases.h2Memory()),
                usersTable(),
                open("HSQLDB", Databases.hsqldbMemory()),
                // Several connections wait for each other in SQLite, as several processes do.
                open("SQLite", Databases.sqlite(Files.createTempDirectory(Path.of("target"), "incidents"), 4)),
                open("PostgreSQL, read committed", Databases.postgres(IsolationLevel.READ_COMMITTED)),
                open("PostgreSQL, repeatable read", Databases.postgres(IsolationLevel.REPEATABLE_READ)),
                open("PostgreSQL, serializable", Databases.postgres(IsolationLevel.SERIALIZABLE)));
    }

    private static List<Named<MfaStore>> external() throws Exception {
        RedisRecipe redis = new RedisRecipe();
        OPEN.add(redis);
        return List.of(
                open("MariaDB", Databases.mariaDb(IsolationLevel.DATABASE_DEFAULT)),
                open("MySQL", Databases.mySql(IsolationLevel.DATABASE_DEFAULT)),
                Named.of("Redis", redis.store()));
    }

    private static Named<MfaStore> open(String name, HikariDataSource dataSource) {
        MfaStore store = JdbcMfaStore.of(dataSource);
        OPEN.add(dataSource);
        DATA_SOURCES.put(store, dataSource);
        return Named.of(name, store);
    }

    /** Records in the rows of an application's users, who sign up by being asked for. */
    private static Named<MfaStore> usersTable() {
        HikariDataSource pool = Databases.emptyH2Memory("", IsolationLevel.DATABASE_DEFAULT);
        OPEN.add(pool);
        Databases.run(pool, "create table users (id varchar(200) primary key, version bigint, state varchar(4000))");
        MfaStore rows = JdbcMfaStore.builder(pool)
                .table("users")
                .userIdColumn("id")
                .versionColumn("version")
                .stateColumn("state")
                .recordInUserRow()
                .build();
        return Named.of("H2, in the row of the user", new SigningUp(pool, rows));
    }

    /** The database under a store, if it is one with the table of the schema. */
    static Optional<DataSource> dataSourceOf(MfaStore store) {
        return Optional.ofNullable(DATA_SOURCES.get(store));
    }

    static void close() throws Exception {
        for (AutoCloseable open : OPEN) {
            open.close();
        }
        OPEN.clear();
        DATA_SOURCES.clear();
        STORES.clear();
    }
}
