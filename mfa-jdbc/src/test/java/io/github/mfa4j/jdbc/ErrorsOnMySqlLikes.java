package io.github.mfa4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.jdbc.FaultyDataSource.Moment;
import io.github.mfa4j.spi.StoredState;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What MariaDB and MySQL have in common: SQLStates that say little, with numbers behind them. */
@Tag("external")
abstract class ErrorsOnMySqlLikes extends ErrorContract {

    abstract HikariDataSource openWithoutTable(String settings);

    /** The SQLState that the driver gives to a lock time-out. */
    abstract String lockTimeOut();

    @Override
    HikariDataSource openWithoutTable() {
        return openWithoutTable("");
    }

    @Override
    String duplicate() {
        return "SQLState 23000/1062";
    }

    /** CHAR does not pad here; but the usual collations fold case. */
    @Override
    @Test
    void aPaddedOrLooseIdColumnIsNoVerdict() {
        useTable("create table mfa_state (user_id varchar(200) primary key, version bigint, state varchar(4000))");
        assertThat(store.compareAndSet("alice", 0, RECORD)).isTrue();
        assertNoVerdict(() -> store.find("Alice")).hasMessageContaining("compare exactly");
    }

    @ParameterizedTest
    @CsvSource({"40001, 1213", "HY000, 1020"})
    void whoeverTheDatabaseSacrificesHasLost(String sqlState, int number) {
        dataSource.fail(1, Moment.BEFORE_UPDATE, sqlState, number);
        assertThat(store.compareAndSet(USER, 40, NEXT)).isFalse();
        dataSource.fail(1, Moment.BEFORE_UPDATE, sqlState, number);
        assertThat(store.compareAndSet("another", 0, NEXT)).isFalse();
        dataSource.fail(4, Moment.BEFORE_QUERY, sqlState, number);
        assertThat(store.find(USER)).contains(RECORD);
    }

    /** Other constraints, lock time-outs with either driver, and the number of a duplicate with another SQLState. */
    @ParameterizedTest
    @CsvSource({"23000, 1048", "23000, 1452", "40001, 1205", "HY000, 1205", "HY000, 1062", "70100, 1317", "40000, 3101"
    })
    void anyOtherNumberIsNoVerdict(String sqlState, int number) {
        dataSource.fail(1, Moment.BEFORE_UPDATE, sqlState, number);
        assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet(USER, 40, NEXT))
                .hasMessageContaining("SQLState " + sqlState + "/" + number);
        dataSource.fail(1, Moment.BEFORE_UPDATE, sqlState, number);
        assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet("another", 0, NEXT));
        assertThat(record()).isEqualTo(RECORD);
    }

    @Test
    void anUpdateCannotLoseByADuplicateKey() {
        dataSource.fail(1, Moment.BEFORE_UPDATE, "23000", 1062);
        assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet(USER, 40, NEXT));
        dataSource.fail(1, Moment.BEFORE_UPDATE, "23000", 1062);
        assertThat(store.compareAndSet("another", 0, NEXT)).isFalse();
    }

    @Test
    void aLockTimeOutIsNotALostWrite() throws SQLException {
        dataSource.prepareConnections(connection -> execute(connection, "set innodb_lock_wait_timeout = 1"));
        try (Connection other = pool.getConnection()) {
            other.setAutoCommit(false);
            execute(other, "select * from mfa_state where user_id = '" + USER + "' for update");
            assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet(USER, 40, NEXT))
                    .hasMessageContaining("SQLState " + lockTimeOut() + "/1205")
                    .hasMessageContaining("holds a lock");
            assertThat(store.find(USER)).contains(RECORD);
            other.rollback();
        }
        assertThat(store.compareAndSet(USER, 40, NEXT)).isTrue();
    }

    @Test
    void aReadOnlyTransactionSaysSo() {
        dataSource.prepareConnections(connection -> execute(connection, "set session transaction read only"));
        assertThat(store.find(USER)).contains(RECORD);
        assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet(USER, 40, NEXT))
                .hasMessageContaining("SQLState 25006/1792")
                .hasMessageContaining("is read-only");
    }

    @ParameterizedTest
    @CsvSource({"HY000, 1290", "HY000, 1836", "HY000, 1036"})
    void aReadOnlyServerSaysSo(String sqlState, int number) {
        dataSource.fail(1, Moment.BEFORE_UPDATE, sqlState, number);
        assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet(USER, 40, NEXT))
                .hasMessageContaining("is read-only");
    }

    @Test
    void aMissingPrivilegeSaysWhatToGrant() throws SQLException {
        String database = databaseOf(pool);
        String user = "nobody_" + database;
        Databases.run(pool, "create user " + user);
        Databases.run(pool, "grant select (version) on " + database + ".mfa_state to " + user);
        String asRoot = pool.getJdbcUrl();
        var nobody = JdbcMfaStore.of(Databases.direct(asUser(asRoot, user)));
        assertNoVerdictBecauseOfTheDriver(() -> nobody.find(USER)).hasMessageContaining("grant the database user");
        assertNoVerdictBecauseOfTheDriver(() -> nobody.compareAndSet(USER, 40, NEXT))
                .hasMessageContaining("grant the database user");
        Databases.run(pool, "revoke all privileges, grant option from " + user);
        assertNoVerdictBecauseOfTheDriver(() -> nobody.find(USER))
                .hasMessageContaining("SQLState 42000/1044")
                .hasMessageContaining("grant the database user");
    }

    /** What JdbcMfaStore says of a mode that is not strict: the database reports success for what it has cut. */
    @Test
    void whatIsCutWithoutAStrictModeIsFoundByTheContract() throws SQLException {
        useTable("create table mfa_state (user_id varchar(200) primary key, version bigint, state varchar(100))");
        dataSource.prepareConnections(connection -> execute(connection, "set session sql_mode = ''"));
        assertThat(store.compareAndSet(USER, 0, new StoredState(40, UserIds.longestText(0))))
                .isTrue();
        assertThat(store.find(USER)).get().isNotEqualTo(new StoredState(40, UserIds.longestText(0)));
    }

    @Test
    void theServerIsStrictAndDurableUnlessToldOtherwise() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select @@global.innodb_flush_log_at_trx_commit, @@global.sql_mode, @@innodb_lock_wait_timeout")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(1);
            assertThat(rows.getString(2)).contains("STRICT_TRANS_TABLES");
            assertThat(rows.getInt(3)).isEqualTo(50);
        }
    }

    static String asUser(String url, String user) {
        return url.replace("user=root", "user=" + user).replace("createDatabaseIfNotExist=true", "connectTimeout=9000");
    }

    static String databaseOf(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return connection.getCatalog();
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
