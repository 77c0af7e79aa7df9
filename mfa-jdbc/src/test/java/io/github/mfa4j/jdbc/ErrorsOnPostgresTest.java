package io.github.mfa4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.jdbc.Databases.IsolationLevel;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ErrorsOnPostgresTest extends ErrorContract {

    @Override
    HikariDataSource open() {
        return Databases.postgres();
    }

    @Override
    HikariDataSource openWithoutTable() {
        return Databases.emptyPostgres(IsolationLevel.DATABASE_DEFAULT);
    }

    @Test
    void aLockTimeOutIsNotALostWrite() throws SQLException {
        dataSource.prepareConnections(connection -> execute(connection, "set lock_timeout = 100"));
        try (Connection other = holdRow()) {
            assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet(USER, 40, NEXT))
                    .hasMessageContaining("holds a lock");
            assertThat(store.find(USER)).contains(RECORD);
            other.rollback();
        }
        assertThat(store.compareAndSet(USER, 40, NEXT)).isTrue();
    }

    @Test
    void aStatementTimeOutIsNotALostWrite() throws SQLException {
        dataSource.prepareConnections(connection -> execute(connection, "set statement_timeout = 100"));
        try (Connection other = holdRow()) {
            assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet(USER, 40, NEXT))
                    .hasMessageContaining("57014")
                    .hasMessageContaining("a time-out or an administrator ended the statement");
            other.rollback();
        }
        assertThat(store.compareAndSet(USER, 40, NEXT)).isTrue();
    }

    @Test
    @Timeout(60)
    void aConnectionThatBreaksDuringAWriteIsNoVerdict() throws Exception {
        try (Connection other = holdRow()) {
            CompletableFuture<Throwable> waiting = CompletableFuture.supplyAsync(
                    () -> assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet(USER, 40, NEXT))
                            .actual());
            // Only the writer of this test waits for a lock on the table of this test.
            String kill = "select pg_terminate_backend(pid) from pg_locks where not granted and pid in"
                    + " (select pid from pg_locks where relation = 'mfa_state'::regclass)";
            while (!waiting.isDone()) {
                execute(other, kill);
                TimeUnit.MILLISECONDS.sleep(20);
            }
            assertThat(waiting.get()).hasMessageContaining("57P01");
            other.rollback();
        }
        assertThat(store.find(USER)).contains(RECORD);
        assertThat(store.compareAndSet(USER, 40, NEXT)).isTrue();
    }

    @Test
    void aReadOnlyConnectionSaysSo() {
        // Not setReadOnly, of which the driver takes no notice as long as a connection auto-commits.
        dataSource.prepareConnections(connection -> execute(connection, "set default_transaction_read_only = on"));
        assertThat(store.find(USER)).contains(RECORD);
        assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet(USER, 40, NEXT))
                .hasMessageContaining("read-only");
        assertThat(store.find(USER)).contains(RECORD);
    }

    @Test
    void aMissingPrivilegeSaysWhatToGrant() {
        Databases.run(pool, "create role nobody");
        Databases.run(pool, "do $$ begin execute format('grant usage on schema %I to nobody', current_schema); end $$");
        dataSource.prepareConnections(connection -> execute(connection, "set role nobody"));
        assertNoVerdictBecauseOfTheDriver(() -> store.find(USER)).hasMessageContaining("grant the database user");
        assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet(USER, 40, NEXT))
                .hasMessageContaining("grant the database user");
    }

    @Test
    void aCollationThatIgnoresCaseGivesNobodyTheRecordOfSomebodyElse() {
        useTable("create collation loose (provider = icu, locale = 'und-u-ks-level1', deterministic = false)");
        Databases.run(pool, JdbcSchema.POSTGRESQL.sql().replace("collate \"C\"", "collate loose"));
        assertThat(store.compareAndSet("alice", 0, RECORD)).isTrue();
        assertThat(store.find("alice")).contains(RECORD);
        assertNoVerdict(() -> store.find("Alice")).hasMessageContaining("compare exactly");
    }

    @Test
    void aTriggerThatSwallowsTheInsertIsNoVerdict() {
        Databases.run(pool, "create function swallow() returns trigger language plpgsql as 'begin return null; end'");
        Databases.run(
                pool, "create trigger swallow before insert on mfa_state for each row execute function swallow()");
        assertNoVerdict(() -> store.compareAndSet("another", 0, NEXT)).hasMessageContaining("trigger");
    }

    @Test
    void anIdThatTheDatabaseCannotKeepIsNoVerdict() {
        assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet("nul\u0000", 0, NEXT));
    }

    /** A connection of somebody else that holds the lock on the row of the user. */
    private Connection holdRow() throws SQLException {
        Connection other = pool.getConnection();
        other.setAutoCommit(false);
        execute(other, "select * from mfa_state where user_id = '" + USER + "' for update");
        return other;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
