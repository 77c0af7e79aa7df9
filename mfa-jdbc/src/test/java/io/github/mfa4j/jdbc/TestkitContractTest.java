package io.github.mfa4j.jdbc;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.jdbc.Databases.IsolationLevel;
import io.github.mfa4j.testkit.MfaStoreContract;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

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

    private Stream<DynamicTest> rules(HikariDataSource pool) {
        open.add(pool);
        return MfaStoreContract.of(JdbcMfaStore.of(pool))
                .withAnotherProcess(() -> JdbcMfaStore.of(pool))
                .rules()
                .stream()
                .map(rule -> dynamicTest(rule.toString(), rule::check));
    }
}
