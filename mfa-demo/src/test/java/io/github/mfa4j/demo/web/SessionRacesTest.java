package io.github.mfa4j.demo.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.mfa4j.demo.host.Accounts;
import io.github.mfa4j.demo.host.DataDirectory;
import io.github.mfa4j.demo.host.Database;
import io.github.mfa4j.demo.host.Passwords;
import io.github.mfa4j.demo.host.Sql;
import io.github.mfa4j.testservers.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two requests of one browser at the same moment. */
class SessionRacesTest {

    private static final int ROUNDS = 200;

    private static final ExecutorService THREADS = Executors.newFixedThreadPool(2);
    private static PostgresServer server;
    private static List<Database> databases;

    @BeforeAll
    static void open(@TempDir Path data) throws IOException {
        server = PostgresServer.run();
        databases = List.of(Database.inFile(DataDirectory.open(data)), Database.postgres(server.url()));
        for (Database database : databases) {
            new Accounts(database.sql(), new Passwords(1)).register("a@b", "correct horse", false);
        }
    }

    @AfterAll
    static void close() {
        THREADS.shutdownNow();
        databases.forEach(Database::close);
        server.close();
    }

    static Stream<Database> databases() {
        return databases.stream();
    }

    private static Sessions sessions(Database database) {
        return new Sessions(database.sql(), InstantSource.system());
    }

    private static String account(Database database) {
        return database.sql()
                .find(row -> row.getString(1), "select id from demo_account")
                .orElseThrow();
    }

    private static <T> List<T> together(Callable<T> one, Callable<T> other) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        List<Future<T>> running = Stream.of(one, other)
                .map(task -> THREADS.submit(() -> {
                    start.await();
                    return task.call();
                }))
                .toList();
        return List.of(running.get(0).get(), running.get(1).get());
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void oneSessionBecomesOneSession(Database database) throws Exception {
        Sessions sessions = sessions(database);
        String account = account(database);
        for (int i = 0; i < ROUNDS; i++) {
            Session old = sessions.create();
            List<Optional<Session>> next = together(
                    () -> sessions.replace(old, Stage.FULL, account), () -> sessions.replace(old, Stage.FULL, account));
            assertThat(next.stream().flatMap(Optional::stream)).hasSize(1);
            assertThat(sessions.find(old.token())).isEmpty();
            assertThat(rows(database, account)).isEqualTo(1);
            sessions.endAll(account);
        }
    }

    private static int rows(Database database, String account) {
        return database.sql()
                .find(row -> row.getInt(1), "select count(*) from demo_session where account = ?", account)
                .orElseThrow();
    }

    /** As when the password is changed elsewhere while a code is being checked. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void nothingComesOfASessionThatWasEnded(Database database) {
        Sessions sessions = sessions(database);
        String account = account(database);
        Session half =
                sessions.replace(sessions.create(), Stage.PASSWORD, account).orElseThrow();
        sessions.endAll(account);
        assertThat(sessions.replace(half, Stage.FULL, account)).isEmpty();
        assertThat(rows(database, account)).isZero();
        sessions.put(half, "notice", "one");
        assertThat(sessions.get(half, "notice")).isEmpty();
    }

    /** As when the password is changed elsewhere in the last step of a sign-in, which then is no sign-in. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void whatASessionBecomesAtThatMomentEndsWithAllOthers(Database database) throws Exception {
        Sessions sessions = sessions(database);
        String account = account(database);
        Session half =
                sessions.replace(sessions.create(), Stage.PASSWORD, account).orElseThrow();
        Optional<Session> next = replaceWhile(database, half, account, () -> sessions.endAll(account));
        assertThat(next).isPresent();
        assertThat(rows(database, account)).isZero();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void whatASessionBecomesAtThatMomentEndsWithAllOthersButTheOneThatIsKept(Database database) throws Exception {
        Sessions sessions = sessions(database);
        String account = account(database);
        Session kept = sessions.replace(sessions.create(), Stage.FULL, account).orElseThrow();
        Session half =
                sessions.replace(sessions.create(), Stage.PASSWORD, account).orElseThrow();
        Optional<Session> next = replaceWhile(database, half, account, () -> sessions.endOthers(account, kept));
        assertThat(next.flatMap(session -> sessions.find(session.token()))).isEmpty();
        assertThat(sessions.find(kept.token())).isPresent();
        sessions.endAll(account);
    }

    /** The other task begins when the old session is taken away and the new one is not there yet, and has to wait. */
    private static Optional<Session> replaceWhile(Database database, Session old, String account, Runnable task)
            throws Exception {
        AtomicReference<Future<?>> running = new AtomicReference<>();
        DataSource held = HeldDataSource.before("insert into demo_session ", database.dataSource(), () -> {
            Future<?> other = THREADS.submit(task);
            running.set(other);
            while (!somebodyWaits(database) && !other.isDone()) {
                Thread.onSpinWait();
            }
        });
        Optional<Session> next = new Sessions(new Sql(held), InstantSource.system()).replace(old, Stage.FULL, account);
        running.get().get();
        return next;
    }

    private static boolean somebodyWaits(Database database) {
        String waiting = database == databases.get(0)
                ? "select 1 from information_schema.sessions where blocker_id is not null"
                : "select 1 from pg_stat_activity where wait_event_type = 'Lock'";
        return database.sql().find(row -> row.getInt(1), waiting).isPresent();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void aSessionIsNotLostIfTheNextOneCannotBeMade(Database database) {
        Sessions sessions = sessions(database);
        Session old = sessions.create();
        Throwable failure = catchThrowable(() -> sessions.replace(old, Stage.FULL, "no such account"));
        assertThat(failure).isInstanceOf(IllegalStateException.class);
        assertThat(sessions.find(old.token())).isPresent();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void bothKeepATextAndOneOfThemStays(Database database) throws Exception {
        Sessions sessions = sessions(database);
        for (int i = 0; i < ROUNDS; i++) {
            Session session = sessions.create();
            together(() -> put(sessions, session, "one"), () -> put(sessions, session, "two"));
            assertThat(sessions.get(session, "notice").orElseThrow()).isIn("one", "two");
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("databases")
    void whoeverReadsWhileATextIsReplacedFindsTheOldOneOrTheNewOne(Database database) throws Exception {
        Sessions sessions = sessions(database);
        Session session = sessions.create();
        sessions.put(session, "notice", "zero");
        for (int i = 0; i < ROUNDS; i++) {
            List<Optional<String>> read =
                    together(() -> put(sessions, session, "one"), () -> sessions.get(session, "notice"));
            assertThat(read.get(1)).isPresent();
        }
    }

    private static Optional<String> put(Sessions sessions, Session session, String text) {
        sessions.put(session, "notice", text);
        return Optional.of(text);
    }
}
