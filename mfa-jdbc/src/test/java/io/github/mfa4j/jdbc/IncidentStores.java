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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** The stores of an incident suite, each opened once; each test takes users of its own. The tag of the suite says which. */
final class IncidentStores implements ArgumentsProvider {

    /** How to make the same store again over another DataSource, of those that are over one. */
    private static final IdentityHashMap<MfaStore, Jdbc> JDBC = new IdentityHashMap<>();

    private static final List<AutoCloseable> OPEN = new ArrayList<>();
    private static final List<Named<MfaStore>> STORES = new ArrayList<>();

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext test)
            throws Exception {
        if (STORES.isEmpty()) {
            STORES.addAll(test.getTags().contains("external") ? external() : all());
        }
        boolean jdbcOnly =
                test.getRequiredTestMethod().getAnnotation(Incident.class).onJdbcOnly();
        return STORES.stream()
                .filter(store -> !jdbcOnly || isJdbc(store.getPayload()))
                .map(Arguments::of);
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
                open("MariaDB, serializable", Databases.mariaDb(IsolationLevel.SERIALIZABLE)),
                open("MySQL", Databases.mySql(IsolationLevel.DATABASE_DEFAULT)),
                Named.of("Redis", redis.store()));
    }

    private static Named<MfaStore> open(String name, HikariDataSource dataSource) {
        return open(name, dataSource, JdbcMfaStore::of);
    }

    private static Named<MfaStore> open(
            String name, HikariDataSource dataSource, Function<DataSource, MfaStore> maker) {
        MfaStore store = maker.apply(dataSource);
        OPEN.add(dataSource);
        JDBC.put(store, new Jdbc(dataSource, maker));
        return Named.of(name, store);
    }

    /** Records in the rows of an application's users, who sign up by being asked for. */
    private static Named<MfaStore> usersTable() {
        HikariDataSource pool = Databases.emptyH2Memory("", IsolationLevel.DATABASE_DEFAULT);
        Databases.run(pool, "create table users (id varchar(200) primary key, version bigint, state varchar(4000))");
        ConcurrentHashMap<String, Boolean> known = new ConcurrentHashMap<>();
        return open("H2, in the row of the user", pool, database -> new SigningUp(pool, inRows(database), known));
    }

    private static MfaStore inRows(DataSource dataSource) {
        return JdbcMfaStore.builder(dataSource)
                .table("users")
                .userIdColumn("id")
                .versionColumn("version")
                .stateColumn("state")
                .recordInUserRow()
                .build();
    }

    static boolean isJdbc(MfaStore store) {
        return JDBC.containsKey(store);
    }

    /** The database under a store that is over one. */
    static DataSource dataSourceOf(MfaStore store) {
        return jdbc(store).dataSource;
    }

    /** A store as that one is, over that DataSource to the same database. */
    static MfaStore sameOver(MfaStore store, DataSource dataSource) {
        return jdbc(store).maker.apply(dataSource);
    }

    private static Jdbc jdbc(MfaStore store) {
        return Optional.ofNullable(JDBC.get(store)).orElseThrow();
    }

    static void close() throws Exception {
        for (AutoCloseable open : OPEN) {
            open.close();
        }
        OPEN.clear();
        JDBC.clear();
        STORES.clear();
    }

    private record Jdbc(DataSource dataSource, Function<DataSource, MfaStore> maker) {}
}
