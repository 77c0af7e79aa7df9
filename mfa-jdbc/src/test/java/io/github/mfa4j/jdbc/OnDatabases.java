package io.github.mfa4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.jdbc.Databases.IsolationLevel;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of tables need that run on several databases, or on one after the other. */
abstract class OnDatabases {

    @TempDir
    Path folder;

    HikariDataSource pool;
    private JdbcSchema database;

    @AfterEach
    void close() {
        if (pool != null) {
            pool.close();
        }
    }

    /** An empty database. */
    void open(JdbcSchema kind) {
        database = kind;
        pool = switch (kind) {
            case H2 -> Databases.emptyH2Memory("", IsolationLevel.DATABASE_DEFAULT);
            case HSQLDB -> Databases.emptyHsqldbMemory("", IsolationLevel.DATABASE_DEFAULT);
            case MARIADB -> Databases.emptyMariaDb("", IsolationLevel.DATABASE_DEFAULT);
            case MYSQL -> Databases.emptyMySql("", IsolationLevel.DATABASE_DEFAULT);
            case POSTGRESQL -> Databases.emptyPostgres(IsolationLevel.DATABASE_DEFAULT);
            case SQLITE -> Databases.emptySqlite(folder);
        };
    }

    /** A database with the table of its schema. */
    MfaStore openWithTable(JdbcSchema kind) {
        open(kind);
        kind.statements().forEach(sql -> Databases.run(pool, sql));
        return JdbcMfaStore.of(pool);
    }

    /** The three columns as an application could write them, with an id that compares exactly enough. */
    String columns(String userId, String version, String state) {
        String exact = switch (database) {
            case MARIADB -> ContractOnMariaDbTest.EXACT;
            case MYSQL -> ContractOnMySqlTest.EXACT;
            default -> "";
        };
        return "%s varchar(200) %s not null primary key, %s bigint default 0, %s varchar(4000)"
                .formatted(userId, exact, version, state);
    }

    /** A name in the quotes of the database. */
    String quoted(String name) {
        String quote = isMariaDbOrMySql() ? "`" : "\"";
        return quote + name + quote;
    }

    boolean isMariaDbOrMySql() {
        return database == JdbcSchema.MARIADB || database == JdbcSchema.MYSQL;
    }

    JdbcMfaStoreBuilder named(String table, String userId) {
        return JdbcMfaStore.builder(pool)
                .table(table)
                .userIdColumn(userId)
                .versionColumn("v")
                .stateColumn("s");
    }

    static void assertWorks(MfaStore store) {
        assertThat(store.find("alice")).isEmpty();
        assertThat(store.compareAndSet("alice", 0, new StoredState(7, "first"))).isTrue();
        assertThat(store.compareAndSet("alice", 0, new StoredState(7, "again"))).isFalse();
        assertThat(store.compareAndSet("alice", 6, new StoredState(7, "again"))).isFalse();
        assertThat(store.compareAndSet("alice", 7, new StoredState(8, "second")))
                .isTrue();
        assertThat(store.find("alice")).contains(new StoredState(8, "second"));
        assertThat(store.find("Alice")).isEmpty();
    }
}
