package io.github.mfa4j.jdbc;

import static io.github.mfa4j.jdbc.Person.ACCEPTED;
import static io.github.mfa4j.jdbc.Person.said;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.spi.StoredState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * When the database is down, slow or read-only: nobody gets an answer, the exception says what an operator can do, nothing counts as a
 * wrong code, and the next attempt with the same code works. Through the whole library, on a real server.
 */
@Timeout(120)
abstract class Outages extends OnADisturbedServer {

    static final String NO_CONNECTION = "there was no connection, or it broke";

    /** Above the five that are looked at before the library makes anybody wait. */
    private static final int GUESSES = 6;

    @Test
    void aServerThatIsDownAnswersNothing() {
        Attempts alice = new Attempts(Databases.direct(url));
        stop();
        try {
            alice.getsNoAnswer(NO_CONNECTION);
            alice.guessesGetNoAnswer(GUESSES, NO_CONNECTION);
            assertNoAnswer(() -> said(alice.person.mfa.afterPassword(alice.person.id)), NO_CONNECTION);
            assertNoAnswer(() -> alice.person.mfa.status(alice.person.id).enabled(), NO_CONNECTION);
        } finally {
            start();
        }
        alice.assertNothingHappened();
    }

    @Test
    void aServerThatIsKilledKeepsWhatItConfirmed() {
        Attempts alice = new Attempts(Databases.direct(url));
        Person person = alice.person;
        String wrong = person.wrongCode();
        assertThat(person.types(wrong)).isEqualTo("WRONG_CODE");
        assertThat(person.types(alice.code)).isEqualTo(ACCEPTED);
        assertThat(person.types(person.backupCodes.get(0))).isEqualTo(ACCEPTED);
        for (int guess = 1; guess <= 5; guess++) {
            assertThat(person.types(person.wrongCode())).isEqualTo("WRONG_CODE");
        }
        StoredState confirmed = alice.record();
        kill();
        try {
            alice.getsNoAnswer(NO_CONNECTION);
        } finally {
            start();
        }
        assertThat(alice.record()).isEqualTo(confirmed);
        assertThat(person.types(person.later(30).code())).isEqualTo(ACCEPTED);
        assertThat(person.types(alice.code)).isEqualTo("REPLAYED");
        assertThat(person.types(person.backupCodes.get(0))).isEqualTo("WRONG_CODE");
    }

    @Test
    void aServerThatIsKilledDuringAWriteDecidesNothing() throws Exception {
        Attempts alice = new Attempts(Databases.direct(waitingForLocks(60)));
        Connection other = alice.holdRow();
        try {
            CompletableFuture<Void> attempt = CompletableFuture.runAsync(() -> alice.getsNoAnswer(NO_CONNECTION));
            awaitWaiting(attempt, other);
            kill();
            attempt.get();
        } finally {
            other.abort(Runnable::run); // It is dead already, which not every driver lets one close.
            start();
        }
        alice.assertNothingHappened();
    }

    @Test
    void aConnectionThatIsEndedDuringAWriteDecidesNothing() throws Exception {
        Attempts alice = new Attempts(Databases.direct(waitingForLocks(60)));
        try (Connection other = alice.holdRow()) {
            CompletableFuture<Void> attempt = CompletableFuture.runAsync(() -> alice.getsNoAnswer(NO_CONNECTION));
            for (long session : awaitWaiting(attempt, other)) {
                execute(other, end(session));
            }
            attempt.get();
            other.rollback();
        }
        alice.assertNothingHappened();
    }

    @Test
    void aLockThatIsHeldTooLongIsNoVerdictAndNoGuess() throws SQLException {
        Attempts alice = new Attempts(Databases.direct(waitingForLocks(1)));
        try (Connection other = alice.holdRow()) {
            alice.getsNoAnswer("somebody holds a lock on a row of mfa_state");
            alice.guessesGetNoAnswer(1, "somebody holds a lock on a row of mfa_state");
            other.rollback();
        }
        alice.assertNothingHappened();
    }

    /** Then the server may carry on with what nobody waits for, before the next attempt or after it. */
    @Test
    void whatTheServerFinishesAfterNobodyListensTakesEffectAtMostOnce() throws Exception {
        Attempts alice = new Attempts(Databases.direct(impatient()));
        try (Connection other = alice.holdRow()) {
            alice.getsNoAnswer(NO_CONNECTION);
            assertThat(sessionsThatWait(other)).hasSize(1);
            other.rollback();
        }
        assertThat(alice.person.types(alice.code)).isIn(ACCEPTED, "REPLAYED");
        // Whoever waited for the row has had it when it is free for this.
        alice.holdRow().close();
        assertThat(alice.record().version()).isEqualTo(alice.before.version() + 1);
        assertThat(alice.person.types(alice.code)).isEqualTo("REPLAYED");
        assertThat(alice.person.types(alice.person.later(30).code())).isEqualTo(ACCEPTED);
    }

    @Test
    void aReadOnlyServerAnswersNothingThatMustBeWritten() {
        Attempts alice = new Attempts(Databases.direct(url));
        readOnly(true);
        try {
            alice.getsNoAnswer("the connection or its server is read-only");
            alice.guessesGetNoAnswer(GUESSES, "the connection or its server is read-only");
        } finally {
            readOnly(false);
        }
        alice.assertNothingHappened();
    }

    @Test
    void aPoolWithoutAFreeConnectionAnswersNothing() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(250);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            Attempts alice = new Attempts(pool);
            try (Connection taken = pool.getConnection()) {
                assertThat(taken.isValid(0)).isTrue();
                alice.getsNoAnswer(NO_CONNECTION);
                alice.guessesGetNoAnswer(GUESSES, NO_CONNECTION);
            }
            alice.assertNothingHappened();
        }
    }

    @Test
    void aRequestThatIsCutOffDecidesNothing() {
        try (CutWire wire = new CutWire(port())) {
            Attempts alice = new Attempts(Databases.direct(through(wire)));
            wire.cutNext(CutWire.Moment.BEFORE_THE_SERVER_HAS_IT);
            alice.getsNoAnswer(NO_CONNECTION);
            assertThat(wire.wasCut()).isTrue();
            alice.assertNothingHappened();
        }
    }

    /** What was typed when the answer was cut off. */
    enum Typed {
        APP_CODE,
        BACKUP_CODE,
        WRONG_CODE
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerThatIsCutOffIsNoVerdictAndTookEffectOnce(Typed typed) {
        try (CutWire wire = new CutWire(port())) {
            Attempts alice = new Attempts(Databases.direct(through(wire)));
            Person person = alice.person;
            String code = typed == Typed.APP_CODE
                    ? alice.code
                    : typed == Typed.BACKUP_CODE ? person.backupCodes.get(0) : person.wrongCode();
            wire.cutNext(CutWire.Moment.BEFORE_THE_CLIENT_HAS_THE_ANSWER);
            assertNoAnswer(() -> person.types(code), NO_CONNECTION);
            assertThat(wire.wasCut()).isTrue();
            assertThat(person.events).isEqualTo(alice.told);
            assertThat(alice.record().version()).isEqualTo(alice.before.version() + 1);

            assertThat(person.types(code)).isEqualTo(typed == Typed.APP_CODE ? "REPLAYED" : "WRONG_CODE");
            assertThat(person.status().backupCodesLeft()).isEqualTo(typed == Typed.BACKUP_CODE ? 9 : 10);
            String next = typed == Typed.APP_CODE ? person.later(30).code() : alice.code;
            assertThat(person.types(next)).isEqualTo(ACCEPTED);
        }
    }

    private String through(CutWire wire) {
        return url.replace(":" + port() + "/", ":" + wire.port() + "/");
    }
}
