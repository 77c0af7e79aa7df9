package io.github.mfa4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.jdbc.FaultyDataSource.Moment;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import java.sql.SQLException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What the tests of errors share: a fresh database with one record, a DataSource that can be told to fail, and a check
 * of exceptions. Afterwards nothing may be open, every failure that was asked for must have happened, and no log line
 * may show a user or a text.
 */
abstract class StoreErrors {

    static final String USER = "user-that-no-message-shows";
    static final StoredState RECORD = new StoredState(40, "text-that-no-message-shows");
    static final StoredState NEXT = new StoredState(41, "next-that-no-message-shows");

    HikariDataSource pool;
    FaultyDataSource dataSource;
    MfaStore store;

    abstract HikariDataSource open();

    abstract HikariDataSource openWithoutTable();

    /** How the log names the error of an insert that came second. */
    String duplicate() {
        return "SQLState 23505";
    }

    @BeforeEach
    void openDatabase() {
        use(open());
        assertThat(store.compareAndSet(USER, 0, RECORD)).isTrue();
    }

    @AfterEach
    void closeDatabase() {
        assertThat(dataSource.open())
                .as("connections, statements and result sets left open")
                .isZero();
        assertThat(dataSource.failuresLeft()).as("failures that did not happen").isZero();
        assertThat(CapturedLog.lines()).noneMatch(line -> line.contains("that-no-message-shows"));
        pool.close();
    }

    /** Replaces the database of the test by one with another table. */
    void useTable(String schema) {
        pool.close();
        use(openWithoutTable());
        Databases.run(pool, schema);
    }

    void use(HikariDataSource newPool) {
        pool = newPool;
        dataSource = new FaultyDataSource(pool);
        store = JdbcMfaStore.of(dataSource);
    }

    /** What is in the table, whatever happens to {@link #dataSource}. */
    StoredState record() {
        return JdbcMfaStore.of(pool).find(USER).orElseThrow();
    }

    void fail(Moment at, String sqlState) {
        dataSource.fail(1, at, sqlState);
    }

    /** Checks that a call gives no verdict but an exception for an operator, which shows nothing of the row. */
    static AbstractThrowableAssert<?, ?> assertNoVerdict(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        return assertThat(thrown)
                .isInstanceOf(IllegalStateException.class)
                .satisfies(e -> assertThat(e.getMessage())
                        .doesNotContain(USER)
                        .doesNotContain("that-no-message-shows")
                        .hasSizeGreaterThan(60));
    }

    /** The same, for what the driver reported. */
    static AbstractThrowableAssert<?, ?> assertNoVerdictBecauseOfTheDriver(ThrowingCallable call) {
        return assertNoVerdict(call).hasCauseInstanceOf(SQLException.class);
    }
}
