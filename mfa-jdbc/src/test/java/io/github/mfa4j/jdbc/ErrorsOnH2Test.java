package io.github.mfa4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.jdbc.Databases.IsolationLevel;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorsOnH2Test extends ErrorContract {

    @Override
    HikariDataSource open() {
        return Databases.h2Memory();
    }

    @Override
    HikariDataSource openWithoutTable() {
        return Databases.emptyH2Memory("", IsolationLevel.DATABASE_DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = {";IGNORECASE=TRUE", ";INIT=SET COLLATION ENGLISH STRENGTH PRIMARY"})
    void aDatabaseThatIgnoresCaseGivesNobodyTheRecordOfSomebodyElse(String setting) {
        pool.close();
        use(Databases.emptyH2Memory(setting, IsolationLevel.DATABASE_DEFAULT));
        Databases.run(pool, JdbcSchema.H2.sql());
        assertThat(store.compareAndSet("alice", 0, RECORD)).isTrue();
        assertThat(store.find("alice")).contains(RECORD);
        assertNoVerdict(() -> store.find("Alice")).hasMessageContaining("compare exactly");
    }

    @Test
    void aLockTimeOutIsNotALostWrite() throws SQLException {
        dataSource.prepareConnections(connection -> execute(connection, "set lock_timeout 100"));
        try (Connection other = pool.getConnection()) {
            other.setAutoCommit(false);
            execute(other, "select * from mfa_state for update");
            assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet(USER, 40, NEXT))
                    .hasMessageContaining("holds a lock");
            other.rollback();
        }
        assertThat(store.compareAndSet(USER, 40, NEXT)).isTrue();
    }

    @Test
    void aReadOnlyDatabaseSaysSo(@TempDir Path folder) {
        pool.close();
        use(Databases.h2File(folder));
        assertThat(store.compareAndSet(USER, 0, RECORD)).isTrue();
        pool.close();
        use(Databases.h2File(folder, ";ACCESS_MODE_DATA=r"));
        assertThat(store.find(USER)).contains(RECORD);
        assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet(USER, 40, NEXT))
                .hasMessageContaining("read-only");
    }

    @Test
    void aFileKeepsTheRecordsWhenItIsOpenedAgain(@TempDir Path folder) {
        pool.close();
        use(Databases.h2File(folder));
        assertThat(store.compareAndSet(USER, 0, RECORD)).isTrue();
        pool.close();
        use(Databases.h2File(folder));
        assertThat(store.find(USER)).contains(RECORD);
        assertThat(store.compareAndSet(USER, 40, NEXT)).isTrue();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
