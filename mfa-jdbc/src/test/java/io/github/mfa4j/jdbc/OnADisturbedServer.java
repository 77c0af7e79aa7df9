package io.github.mfa4j.jdbc;

import static io.github.mfa4j.jdbc.Person.ACCEPTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.StoredState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;

/** A server that tests stop, kill and disturb, and somebody who tries to sign in meanwhile. */
abstract class OnADisturbedServer {

    String url = "";
    private DataSource undisturbed = Databases.direct(url);

    /** Makes a database with the table, and answers its URL. */
    abstract String newDatabase();

    abstract int port();

    abstract void stop();

    abstract void kill();

    abstract void start();

    abstract void readOnly(boolean on);

    /** The URL, for connections that wait so many seconds for a lock. */
    abstract String waitingForLocks(int seconds);

    /** The URL, for connections that wait a minute for a lock, but give up when they have heard nothing for a second. */
    abstract String impatient();

    /** A query for the numbers of the sessions that wait for a lock. */
    abstract String waiting();

    /** A statement that ends the session with the number in it. */
    abstract String end(long session);

    @BeforeEach
    void makeDatabase() {
        url = newDatabase();
        undisturbed = Databases.direct(url);
    }

    /** Waits until somebody waits for a lock, or the attempt is over although it should not. */
    final List<Long> awaitWaiting(CompletableFuture<?> attempt, Connection other) throws Exception {
        List<Long> found = sessionsThatWait(other);
        while (found.isEmpty() && !attempt.isDone()) {
            // InnoDB keeps what it says of its transactions until nobody has asked for a tenth of a second.
            TimeUnit.MILLISECONDS.sleep(300);
            found = sessionsThatWait(other);
        }
        return found;
    }

    final List<Long> sessionsThatWait(Connection connection) throws SQLException {
        List<Long> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(waiting())) {
            while (rows.next()) {
                found.add(rows.getLong(1));
            }
        }
        return found;
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static AbstractThrowableAssert<?, ?> assertNoAnswer(ThrowingCallable call, String advice) {
        return assertThat(catchThrowable(call))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageMatching("(Reading|Writing) the record of a user failed with SQLState .*")
                .hasMessageContaining(advice)
                .hasCauseInstanceOf(SQLException.class);
    }

    /** Somebody with a second factor and a code that was never used, who tries during an outage. */
    final class Attempts {

        final Person person;
        final String code;
        final StoredState before;
        final List<MfaEvent> told;

        /**
         * Signs up.
         *
         * @param connections what the application uses, before the outage and in it
         */
        Attempts(DataSource connections) {
            person = Person.on(JdbcMfaStore.of(connections)).enrolls();
            code = person.code();
            before = record();
            told = List.copyOf(person.events);
        }

        /** What is stored, by way of a connection that is not disturbed. */
        StoredState record() {
            return JdbcMfaStore.of(undisturbed).find(person.id).orElseThrow();
        }

        /** A connection of somebody else that holds the lock on the row of the person. */
        Connection holdRow() throws SQLException {
            Connection other = undisturbed.getConnection();
            other.setAutoCommit(false);
            execute(other, "select * from mfa_state where user_id = '" + person.id + "' for update");
            return other;
        }

        void getsNoAnswer(String advice) {
            assertNoAnswer(() -> person.types(code), advice)
                    .hasMessageNotContaining(code)
                    .hasMessageNotContaining(person.id);
        }

        void guessesGetNoAnswer(int guesses, String advice) {
            for (String guess : person.wrongCodes(guesses)) {
                assertNoAnswer(() -> person.types(guess), advice);
            }
        }

        /** Nothing was written and nobody was told anything; and the next attempt works, once. */
        void assertNothingHappened() {
            assertThat(record()).isEqualTo(before);
            assertThat(person.events).isEqualTo(told);
            assertThat(person.types(code)).isEqualTo(ACCEPTED);
            assertThat(record().version()).isEqualTo(before.version() + 1);
            assertThat(person.types(code)).isEqualTo("REPLAYED");
            assertThat(person.status().refusing()).isEmpty();
        }
    }
}
