package io.github.mfa4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.jdbc.FaultyDataSource.Moment;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import java.sql.SQLException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the store gives no verdict, and when it does although the database complained; for every database. */
abstract class ErrorContract extends StoreErrors {

    @Test
    void withoutAutoCommitNothingIsReadOrWritten() {
        int before = dataSource.prepared();
        dataSource.prepareConnections(connection -> connection.setAutoCommit(false));
        for (var call : List.<ThrowingCallable>of(
                () -> store.find(USER),
                () -> store.compareAndSet(USER, 40, NEXT),
                () -> store.compareAndSet("another", 0, NEXT))) {
            assertNoVerdict(call).hasMessageContaining("auto-commit").hasNoCause();
        }
        assertThat(dataSource.prepared()).isEqualTo(before);
        assertThat(record()).isEqualTo(RECORD);
        assertThat(JdbcMfaStore.of(pool).find("another")).isEmpty();
    }

    @Test
    void aDeadDatabaseDecidesNothingAndTheNextAttemptWorks() {
        fail(Moment.CONNECT, "08001");
        assertNoVerdictBecauseOfTheDriver(() -> store.find(USER));
        fail(Moment.CONNECT, "08001");
        assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet(USER, 40, NEXT));
        fail(Moment.PREPARE, "08006");
        assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet(USER, 40, NEXT));
        fail(Moment.BEFORE_QUERY, "08006");
        assertNoVerdictBecauseOfTheDriver(() -> store.find(USER));
        assertThat(store.find(USER)).contains(RECORD);
        assertThat(store.compareAndSet(USER, 40, NEXT)).isTrue();
    }

    @Test
    void aClosedPoolDecidesNothing() {
        pool.close();
        assertNoVerdictBecauseOfTheDriver(() -> store.find(USER));
        assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet(USER, 40, NEXT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01"})
    void whoeverTheDatabaseSacrificesHasLost(String sqlState) {
        fail(Moment.BEFORE_UPDATE, sqlState);
        assertThat(store.compareAndSet(USER, 40, NEXT)).isFalse();
        fail(Moment.BEFORE_UPDATE, sqlState);
        assertThat(store.compareAndSet("another", 0, NEXT)).isFalse();
        assertThat(record()).isEqualTo(RECORD);
        assertThat(store.find("another")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01"})
    void aSacrificedReadIsTriedAgainAFewTimes(String sqlState) {
        dataSource.fail(9, Moment.BEFORE_QUERY, sqlState);
        assertThat(store.find(USER)).contains(RECORD);
        dataSource.fail(10, Moment.BEFORE_QUERY, sqlState);
        assertNoVerdictBecauseOfTheDriver(() -> store.find(USER));
    }

    /** Lock time-outs, cancelled statements, other constraints, unknown outcomes, and what is new to us. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "55P03", "HYT00", "57014", "57P01", "40000", "40002", "40003", "23000", "23502", "23514", "22001",
                "08006", "08007", "25006", "XX000", "90131", ""
            })
    void anyOtherErrorOfAWriteIsNoVerdict(String sqlState) {
        fail(Moment.BEFORE_UPDATE, sqlState);
        assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet(USER, 40, NEXT));
        fail(Moment.BEFORE_UPDATE, sqlState);
        assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet("another", 0, NEXT));
        assertThat(record()).isEqualTo(RECORD);
        assertThat(store.compareAndSet(USER, 40, NEXT)).isTrue();
    }

    @Test
    void anErrorWithoutSqlStateIsNoVerdict() {
        fail(Moment.BEFORE_UPDATE, null);
        assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet(USER, 40, NEXT));
    }

    @Test
    void anUpdateCannotLoseByAUniqueViolation() {
        fail(Moment.BEFORE_UPDATE, "23505");
        assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet(USER, 40, NEXT));
    }

    /** The first write to a user's row is an update as well: what is violated then is the key of another table, by a trigger. */
    @Test
    void theFirstWriteToAUsersRowCannotLoseByAUniqueViolation() {
        MfaStore inUserRow = JdbcMfaStore.builder(dataSource).recordInUserRow().build();
        fail(Moment.BEFORE_UPDATE, "23505");
        assertNoVerdictBecauseOfTheDriver(() -> inUserRow.compareAndSet(USER, 0, NEXT));
        dataSource.fail(1, Moment.BEFORE_UPDATE, "23000", 1062);
        assertNoVerdictBecauseOfTheDriver(() -> inUserRow.compareAndSet(USER, 0, NEXT));
        fail(Moment.BEFORE_UPDATE, "40001");
        assertThat(inUserRow.compareAndSet(USER, 0, NEXT)).isFalse();
    }

    @Test
    void anAnswerThatGotLostIsNoVerdict() {
        fail(Moment.AFTER_UPDATE, "08006");
        assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet(USER, 40, NEXT));
        assertThat(record()).isEqualTo(NEXT);
        fail(Moment.AFTER_UPDATE, "08006");
        assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet("another", 0, NEXT));
        assertThat(store.find("another")).contains(NEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "23505"})
    void onlyTheStatementItselfCanHaveLost(String sqlState) {
        long version = 0;
        for (Moment moment : List.of(Moment.AFTER_CLOSING_STATEMENT, Moment.AFTER_CLOSING_CONNECTION)) {
            long expected = version;
            StoredState next = new StoredState(++version, "x");
            fail(moment, sqlState);
            assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet("another", expected, next));
            assertThat(store.find("another")).contains(next);
        }
        fail(Moment.CONNECT, sqlState);
        assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet("another", 0, NEXT));
    }

    @Test
    void aMissingTableSaysWhatToCreate() {
        pool.close();
        use(openWithoutTable());
        assertNoVerdictBecauseOfTheDriver(() -> store.find(USER))
                .hasMessageContaining("create the table mfa_state with a file of JdbcSchema");
        assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet(USER, 0, RECORD))
                .hasMessageContaining("create the table mfa_state with a file of JdbcSchema");
    }

    @Test
    void aMissingColumnSaysSo() {
        useTable("create table mfa_state (user_id varchar(200) primary key, version bigint not null)");
        assertNoVerdictBecauseOfTheDriver(() -> store.find(USER)).hasMessageContaining("a column of mfa_state");
        assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet(USER, 0, RECORD))
                .hasMessageContaining("a column of mfa_state is missing");
    }

    @Test
    void aShortColumnSaysSoAndKeepsTheRecord() {
        useTable("create table mfa_state (user_id varchar(30) primary key, version bigint not null, state"
                + " varchar(100))");
        assertThat(store.compareAndSet(USER, 0, RECORD)).isTrue();
        StoredState longer = new StoredState(41, UserIds.longestText(0));
        assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet(USER, 40, longer))
                .hasMessageContaining("too short")
                .hasMessageNotContaining(longer.state().substring(0, 10));
        assertNoVerdictBecauseOfTheDriver(() -> store.compareAndSet("u".repeat(31), 0, NEXT))
                .hasMessageContaining("too short");
        assertThat(record()).isEqualTo(RECORD);
    }

    @Test
    void aTableWithoutAKeyIsNoVerdict() {
        useTable("create table mfa_state (user_id varchar(200), version bigint, state varchar(4000))");
        assertThat(store.compareAndSet(USER, 0, RECORD)).isTrue();
        assertThat(store.compareAndSet(USER, 0, RECORD)).isTrue();
        assertNoVerdict(() -> store.find(USER)).hasMessageContaining("primary key");
        assertNoVerdict(() -> store.compareAndSet(USER, 40, NEXT)).hasMessageContaining("primary key");
    }

    @Test
    void aPaddedOrLooseIdColumnIsNoVerdict() {
        useTable("create table mfa_state (user_id char(200) primary key, version bigint, state varchar(4000))");
        store.compareAndSet(USER, 0, RECORD);
        assertNoVerdict(() -> store.find(USER)).hasMessageContaining("compare exactly");
    }

    @ParameterizedTest
    @ValueSource(strings = {"version = 0", "version = 9007199254740992", "state = 'two words'", "state = ''"})
    void aRowThatWasChangedByHandIsNoVerdict(String change) {
        Databases.run(pool, "update mfa_state set " + change);
        assertNoVerdict(() -> store.find(USER)).hasMessageContaining("does not hold what the store wrote");
    }

    @Test
    void aRowWithoutAStateIsNoVerdict() {
        useTable("create table mfa_state (user_id varchar(200) primary key, version bigint, state varchar(4000))");
        Databases.run(pool, "insert into mfa_state values ('" + USER + "', 40, null)");
        assertNoVerdict(() -> store.find(USER)).hasMessageContaining("no column may be null");
    }

    @Test
    void theCauseIsWhatTheDriverThrew() {
        fail(Moment.BEFORE_UPDATE, "XX000");
        assertNoVerdict(() -> store.compareAndSet(USER, 40, NEXT))
                .cause()
                .isExactlyInstanceOf(SQLException.class)
                .hasMessage("made up by a test");
    }

    @Test
    void lostWritesAreLoggedForWhoeverDebugs() {
        int before = CapturedLog.lines().size();
        assertThat(store.compareAndSet(USER, 39, NEXT)).isFalse();
        assertThat(store.compareAndSet(USER, 0, NEXT)).isFalse();
        fail(Moment.BEFORE_UPDATE, "40P01");
        assertThat(store.compareAndSet(USER, 40, NEXT)).isFalse();
        fail(Moment.BEFORE_QUERY, "40001");
        assertThat(store.find(USER)).contains(RECORD);
        assertThat(CapturedLog.lines().stream().skip(before))
                .containsExactly(
                        "DEBUG Another writer came first: no row has the expected version; nothing was written",
                        "DEBUG Another writer came first: " + duplicate() + "; nothing was written",
                        "DEBUG Another writer came first: SQLState 40P01; nothing was written",
                        "DEBUG Reading again: SQLState 40001");
    }
}
