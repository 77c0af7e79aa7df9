package io.github.mfa4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.jdbc.Databases.IsolationLevel;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("external")
class ErrorsOnMariaDbTest extends ErrorsOnMySqlLikes {

    @Override
    HikariDataSource open() {
        return Databases.mariaDb(IsolationLevel.DATABASE_DEFAULT);
    }

    @Override
    HikariDataSource openWithoutTable(String settings) {
        return Databases.emptyMariaDb(settings, IsolationLevel.DATABASE_DEFAULT);
    }

    @Override
    String lockTimeOut() {
        return "HY000";
    }

    /** MySQL has none for writes. */
    @Test
    void aStatementTimeOutIsNotALostWrite() throws SQLException {
        dataSource.prepareConnections(connection -> execute(connection, "set max_statement_time = 0.1"));
        try (Connection other = pool.getConnection()) {
            other.setAutoCommit(false);
            execute(other, "select * from mfa_state for update");
            assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet(USER, 40, NEXT))
                    .hasMessageContaining("70100/1969")
                    .hasMessageContaining("a time-out or an administrator ended the statement");
            other.rollback();
        }
        assertThat(store.compareAndSet(USER, 40, NEXT)).isTrue();
    }

    /** In a transaction of its own this is what tells the one who wrote second; so it is known to have written nothing. */
    @Test
    void aRecordThatChangedSinceASnapshotIsALostWrite() throws SQLException {
        try (Connection other = pool.getConnection()) {
            execute(other, "set innodb_snapshot_isolation = on");
            other.setAutoCommit(false);
            execute(other, "select * from mfa_state");
            assertThat(store.compareAndSet(USER, 40, NEXT)).isTrue();
            SQLException refused =
                    catchThrowableOfType(SQLException.class, () -> execute(other, "update mfa_state set version = 50"));
            assertThat(SqlErrors.name(refused)).isEqualTo("SQLState HY000/1020");
            assertThat(SqlErrors.meansLost(refused, false)).isTrue();
            other.commit();
        }
        assertThat(store.find(USER)).contains(NEXT);
    }
}
