package io.github.mfa4j.jdbc;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.jdbc.Databases.IsolationLevel;
import io.github.mfa4j.testkit.MfaStoreContract;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

/** Runs the published contract on databases, each rule as a test of its own, over the table of the schema and over a table of users. */
abstract class ContractOnDatabases {

    private final List<HikariDataSource> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(HikariDataSource::close);
    }

    /** The contract on the table of the schema, which must be there. */
    Stream<DynamicTest> standardTable(HikariDataSource pool) {
        open.add(pool);
        return tests(MfaStoreContract.of(JdbcMfaStore.of(pool)).withAnotherProcess(JdbcMfaStore.of(pool)));
    }

    /**
     * The contract on the table of an application: every user has a row, half of them with 0 and half with null for "no record".
     *
     * @param collation how the column with the id compares exactly
     */
    Stream<DynamicTest> usersTable(HikariDataSource pool, String collation) {
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
                .withUsers(id -> signUp(pool, id, users.getAndIncrement() % 2 == 0 ? "0" : "null"))
                .withAnotherProcess(builder.build()));
    }

    static Stream<DynamicContainer> atEach(Function<IsolationLevel, Stream<DynamicTest>> rules) {
        return Stream.of(IsolationLevel.values())
                .map(level ->
                        dynamicContainer(level.toString(), Stream.of(level).flatMap(rules)));
    }

    private static String signUp(DataSource pool, String id, String version) {
        try (Connection connection = pool.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into users (id, mfa_version) values (?, " + version + ")")) {
            insert.setString(1, id);
            insert.executeUpdate();
            return id;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<DynamicTest> tests(MfaStoreContract contract) {
        return contract.rules().stream().map(rule -> dynamicTest(rule.toString(), rule::check));
    }
}
