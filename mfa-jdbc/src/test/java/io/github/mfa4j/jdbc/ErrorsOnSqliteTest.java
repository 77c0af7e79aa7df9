package io.github.mfa4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.spi.StoredState;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorsOnSqliteTest extends ErrorContract {

    @TempDir
    Path folder;

    @Override
    HikariDataSource open() {
        return Databases.sqlite(folder, 2);
    }

    @Override
    HikariDataSource openWithoutTable() {
        return Databases.emptySqlite(folder);
    }

    @Override
    String duplicate() {
        return "SQLITE_CONSTRAINT_PRIMARYKEY";
    }

    @Test
    void aColumnThatIsOnlyUniqueWillDo() {
        useTable("create table mfa_state (user_id text not null unique, version bigint, state text)");
        assertThat(store.compareAndSet(USER, 0, RECORD)).isTrue();
        assertThat(store.compareAndSet(USER, 0, NEXT)).isFalse();
        assertThat(record()).isEqualTo(RECORD);
    }

    /** SQLite ignores the length of a column; another constraint is still not a lost write. */
    @Override
    @Test
    void aShortColumnSaysSoAndKeepsTheRecord() {
        useTable("create table mfa_state (user_id varchar(3) primary key, version bigint not null, state"
                + " varchar(3) check (length(state) <= 100))");
        assertThat(store.compareAndSet(USER, 0, RECORD)).isTrue();
        StoredState longer = new StoredState(41, UserIds.longestText(0));
        assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet(USER, 40, longer))
                .hasMessageContaining("SQLITE_CONSTRAINT_CHECK");
        assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet("another", 0, longer))
                .hasMessageContaining("SQLITE_CONSTRAINT_CHECK");
        assertThat(record()).isEqualTo(RECORD);
    }

    /** SQLite does not pad, but has collations that compare loosely. */
    @Override
    @Test
    void aPaddedOrLooseIdColumnIsNoVerdict() {
        for (String collation : new String[] {"nocase", "rtrim"}) {
            useTable("create table mfa_state (user_id text collate " + collation + " primary key, version bigint,"
                    + " state text)");
            assertThat(store.compareAndSet("alice", 0, RECORD)).isTrue();
            assertNoVerdict(() -> store.find(collation.equals("nocase") ? "Alice" : "alice "))
                    .hasMessageContaining("compare exactly");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"begin immediate", "begin exclusive"})
    void aBusyDatabaseIsNotALostWrite(String begin) throws SQLException {
        dataSource.prepareConnections(connection -> execute(connection, "pragma busy_timeout = 100"));
        try (Connection other = pool.getConnection()) {
            execute(other, begin);
            assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet(USER, 40, NEXT))
                    .hasMessageContaining("SQLITE_BUSY")
                    .hasMessageContaining("holds a lock");
            assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet("another", 0, NEXT))
                    .hasMessageContaining("holds a lock");
            assertThat(store.find(USER)).contains(RECORD);
            execute(other, "rollback");
        }
        assertThat(store.compareAndSet(USER, 40, NEXT)).isTrue();
    }

    @Test
    void aReadOnlyConnectionSaysSo() {
        dataSource.prepareConnections(connection -> execute(connection, "pragma query_only = true"));
        assertThat(store.find(USER)).contains(RECORD);
        assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet(USER, 40, NEXT))
                .hasMessageContaining("SQLITE_READONLY")
                .hasMessageContaining("is read-only");
    }

    @Test
    void aFileKeepsTheRecordsWhenItIsOpenedAgain() {
        pool.close();
        Path file = folder.resolve("kept.db");
        use(Databases.sqliteFile(file));
        Databases.run(pool, JdbcSchema.SQLITE.sql());
        assertThat(store.compareAndSet(USER, 0, RECORD)).isTrue();
        pool.close();
        use(Databases.sqliteFile(file));
        assertThat(store.find(USER)).contains(RECORD);
        assertThat(store.compareAndSet(USER, 40, NEXT)).isTrue();
    }

    /** What JdbcMfaStore says of the default. */
    @Test
    void aCommitIsDurableUnlessToldOtherwise() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("pragma synchronous")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).as("2 is FULL").isEqualTo(2);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
