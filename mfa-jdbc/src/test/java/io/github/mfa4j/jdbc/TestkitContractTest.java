package io.github.mfa4j.jdbc;

import io.github.mfa4j.jdbc.Databases.IsolationLevel;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The store keeps the published contract on every database that a build can start by itself. */
class TestkitContractTest extends ContractOnDatabases {

    @TestFactory
    Stream<DynamicTest> h2() {
        return standardTable(Databases.h2Memory());
    }

    @TestFactory
    Stream<DynamicTest> h2AtSerializable() {
        return standardTable(Databases.h2Memory(IsolationLevel.SERIALIZABLE));
    }

    @TestFactory
    Stream<DynamicTest> h2InAFile(@TempDir Path folder) {
        return standardTable(Databases.h2File(folder));
    }

    @TestFactory
    Stream<DynamicTest> postgresAtReadCommitted() {
        return standardTable(Databases.postgres(IsolationLevel.READ_COMMITTED));
    }

    @TestFactory
    Stream<DynamicTest> postgresAtRepeatableRead() {
        return standardTable(Databases.postgres(IsolationLevel.REPEATABLE_READ));
    }

    @TestFactory
    Stream<DynamicTest> postgresAtSerializable() {
        return standardTable(Databases.postgres(IsolationLevel.SERIALIZABLE));
    }

    @TestFactory
    Stream<DynamicTest> hsqldb() {
        return standardTable(Databases.hsqldbMemory());
    }

    @TestFactory
    Stream<DynamicTest> hsqldbWithoutReadLocksAtReadCommitted() {
        return standardTable(Databases.hsqldbMvcc(IsolationLevel.READ_COMMITTED));
    }

    @TestFactory
    Stream<DynamicTest> hsqldbWithoutReadLocksAtSerializable() {
        return standardTable(Databases.hsqldbMvcc(IsolationLevel.SERIALIZABLE));
    }

    @TestFactory
    Stream<DynamicTest> sqliteWithOneConnection(@TempDir Path folder) {
        return standardTable(Databases.sqlite(folder, 1));
    }

    /** As with several processes: they wait for each other in SQLite instead of in the pool. */
    @TestFactory
    Stream<DynamicTest> sqliteWithSeveralConnections(@TempDir Path folder) {
        return standardTable(Databases.sqlite(folder, 4));
    }

    @TestFactory
    Stream<DynamicTest> usersOnH2() {
        return usersTable(Databases.emptyH2Memory("", IsolationLevel.DATABASE_DEFAULT), "");
    }

    @TestFactory
    Stream<DynamicTest> usersOnHsqldb() {
        return usersTable(Databases.hsqldbMemory(), "collate mfa_exact");
    }

    @TestFactory
    Stream<DynamicTest> usersOnPostgresAtSerializable() {
        return usersTable(Databases.emptyPostgres(IsolationLevel.SERIALIZABLE), "collate \"C\"");
    }

    @TestFactory
    Stream<DynamicTest> usersOnSqlite(@TempDir Path folder) {
        var pool = Databases.emptySqlite(folder);
        pool.setMaximumPoolSize(1);
        return usersTable(pool, "");
    }
}
