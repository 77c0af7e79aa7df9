package io.github.mfa4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.jdbc.Databases.IsolationLevel;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorsOnHsqldbTest extends ErrorContract {

    @Override
    HikariDataSource open() {
        return Databases.hsqldbMemory();
    }

    @Override
    HikariDataSource openWithoutTable() {
        return Databases.emptyHsqldbMemory("", IsolationLevel.DATABASE_DEFAULT);
    }

    @Test
    void theUsualCollationIsNoticed() {
        useTable("create table mfa_state (user_id varchar(200) primary key, version bigint, state varchar(4000))");
        assertThat(store.compareAndSet("alice", 0, RECORD)).isTrue();
        assertNoVerdict(() -> store.find("alice ")).hasMessageContaining("compare exactly");
    }

    /** What JdbcMfaStore says of files: a setting of the URL comes too late for a database that exists. */
    @Test
    void aFileIsWrittenLateUntilAStatementSaysOtherwise(@TempDir Path folder) throws SQLException {
        Databases.hsqldbFile(folder, "").close();
        try (HikariDataSource late = Databases.hsqldbFile(folder, ";hsqldb.write_delay=false")) {
            assertThat(writeDelay(late)).isEqualTo("500");
            Databases.run(late, "set files write delay false");
        }
        try (HikariDataSource durable = Databases.hsqldbFile(folder, "")) {
            assertThat(writeDelay(durable)).isEqualTo("0");
        }
    }

    private static String writeDelay(HikariDataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select property_value from"
                        + " information_schema.system_properties where property_name = 'hsqldb.write_delay_millis'")) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    @Test
    void aReadOnlyConnectionSaysSo() {
        dataSource.prepareConnections(connection -> connection.setReadOnly(true));
        assertThat(store.find(USER)).contains(RECORD);
        assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet(USER, 40, NEXT))
                .hasMessageContaining("is read-only");
    }

    @Test
    void aFileKeepsTheRecordsWhenItIsOpenedAgain(@TempDir Path folder) {
        pool.close();
        use(Databases.hsqldbFile(folder, ""));
        assertThat(store.compareAndSet(USER, 0, RECORD)).isTrue();
        pool.close();
        use(Databases.hsqldbFile(folder, ""));
        assertThat(store.find(USER)).contains(RECORD);
        assertThat(store.compareAndSet(USER, 40, NEXT)).isTrue();
    }
}
