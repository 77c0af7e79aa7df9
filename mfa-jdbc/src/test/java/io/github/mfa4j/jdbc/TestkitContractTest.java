package io.github.mfa4j.jdbc;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.jdbc.Databases.IsolationLevel;
import io.github.mfa4j.testkit.MfaStoreContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The store keeps the published contract on every database, each rule a test of its own. */
class TestkitContractTest {

    private final List<HikariDataSource> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(HikariDataSource::close);
    }

    @TestFactory
    Stream<DynamicTest> h2() {
        return rules(Databases.h2Memory());
    }

    @TestFactory
    Stream<DynamicTest> postgresAtReadCommitted() {
        return rules(Databases.postgres(IsolationLevel.READ_COMMITTED));
    }

    @TestFactory
    Stream<DynamicTest> postgresAtRepeatableRead() {
        return rules(Databases.postgres(IsolationLevel.REPEATABLE_READ));
    }

    @TestFactory
    Stream<DynamicTest> postgresAtSerializable() {
        return rules(Databases.postgres(IsolationLevel.SERIALIZABLE));
    }

    @TestFactory
    Stream<DynamicTest> hsqldb() {
        return rules(Databases.hsqldbMemory());
    }

    @TestFactory
    Stream<DynamicTest> hsqldbWithoutReadLocks() {
        return rules(Databases.hsqldbMvcc(IsolationLevel.DATABASE_DEFAULT));
    }

    @TestFactory
    Stream<DynamicTest> sqlite(@TempDir Path folder) {
        return rules(Databases.sqlite(folder, 1));
    }

    @TestFactory
    Stream<DynamicTest> usersOnH2() {
        return usersTable(Databases.emptyH2Memory("", IsolationLevel.DATABASE_DEFAULT), "");
    }

    @TestFactory
    Stream<DynamicTest> usersOnHsqldb() {
        HikariDataSource pool = Databases.hsqldbMemory();
        return usersTable(pool, "collate mfa_exact");
    }

    @TestFactory
    Stream<DynamicTest> usersOnPostgresAtSerializable() {
        return usersTable(Databases.emptyPostgres(IsolationLevel.SERIALIZABLE), "collate \"C\"");
    }

    @TestFactory
    Stream<DynamicTest> usersOnSqlite(@TempDir Path folder) {
        HikariDataSource pool = Databases.emptySqlite(folder);
        pool.setMaximumPoolSize(1);
        return usersTable(pool, "");
    }

    private Stream<DynamicTest> rules(HikariDataSource pool) {
        open.add(pool);
        return tests(MfaStoreContract.of(JdbcMfaStore.of(pool)).withAnotherProcess(() -> JdbcMfaStore.of(pool)));
    }

    /** The table of an application: every user has a row, half of them with 0 and half with null for "no record". */
    private Stream<DynamicTest> usersTable(HikariDataSource pool, String collation) {
        open.add(pool);
        Databases.run(
                pool,
                "create table users (id varchar(200) " + collation + " primary key, name varchar(20) default 'Ann',"
                        + " mfa_version bigint, mfa_state varchar(4000))");
        JdbcMfaStoreBuilder builder = JdbcMfaStore.builder(pool)
                .table("users")
                .userIdColumn("id")
                .versionColumn("mfa_version")
                .stateColumn("mfa_state")
                .recordInUserRow();
        AtomicInteger users = new AtomicInteger();
        return tests(MfaStoreContract.of(builder.build())
                .withUsers(id -> {
                    String version = users.getAndIncrement() % 2 == 0 ? "0" : "null";
                    String row = "('" + id.replace("'", "''") + "', " + version + ")";
                    Databases.run(pool, "insert into users (id, mfa_version) values " + row);
                    return id;
                })
                .withAnotherProcess(builder::build));
    }

    private static Stream<DynamicTest> tests(MfaStoreContract contract) {
        return contract.rules().stream().map(rule -> dynamicTest(rule.toString(), rule::check));
    }
}
