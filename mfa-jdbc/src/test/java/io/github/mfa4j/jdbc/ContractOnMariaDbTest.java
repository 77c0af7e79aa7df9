package io.github.mfa4j.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.jdbc.Databases.IsolationLevel;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The store keeps the published contract on MariaDB. */
@Tag("external")
class ContractOnMariaDbTest extends ContractOnDatabases {

    static final String EXACT = "character set utf8mb4 collate utf8mb4_nopad_bin";

    @TestFactory
    Stream<DynamicContainer> atEachIsolationLevel() {
        return atEach(level -> standardTable(Databases.mariaDb(level)));
    }

    @TestFactory
    Stream<DynamicContainer> usersAtEachIsolationLevel() {
        return atEach(level -> usersTable(Databases.emptyMariaDb("", level), EXACT));
    }

    /** Then, at SERIALIZABLE, most of the writes that lose do so by an error. */
    @TestFactory
    Stream<DynamicContainer> withSnapshotIsolationAtEachIsolationLevel() {
        return atEach(level -> {
            HikariDataSource pool = Databases.emptyMariaDb("&sessionVariables=innodb_snapshot_isolation=ON", level);
            JdbcSchema.MARIADB.statements().forEach(sql -> Databases.run(pool, sql));
            return standardTable(pool);
        });
    }

    /** Nothing in the table is too short for what is written, so that nothing depends on how the database takes that. */
    @TestFactory
    Stream<DynamicTest> withoutAStrictMode() {
        HikariDataSource pool =
                Databases.emptyMariaDb("&sessionVariables=sql_mode=''", IsolationLevel.DATABASE_DEFAULT);
        JdbcSchema.MARIADB.statements().forEach(sql -> Databases.run(pool, sql));
        return standardTable(pool);
    }
}
