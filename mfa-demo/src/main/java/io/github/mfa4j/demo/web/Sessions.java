package io.github.mfa4j.demo.web;

import io.github.mfa4j.demo.host.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** All sessions, in the database: a restart signs nobody out. Thread-safe. */
public final class Sessions {

    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Duration WHOLE = Duration.ofHours(12);
    /** From the right password to the right code, a set-up that is required included. */
    private static final Duration PASSWORD_IDLE = Duration.ofMinutes(10);

    private static final Duration PASSWORD_WHOLE = Duration.ofMinutes(30);
    /** Finer times of use would be a write for every page. */
    private static final Duration USE_GRAIN = Duration.ofMinutes(1);

    private static final String DELETE = "delete from demo_session where token_hash = ?";
    private static final int MAX_STRANGERS = 10_000;
    private static final int ROOM_IS_MADE_EVERY = 100;

    private final Sql sql;
    private final InstantSource clock;
    private final AtomicLong created = new AtomicLong();

    public Sessions(Sql sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** The live session with this token. A token that the server did not make up never becomes a session. */
    Optional<Session> find(String token) {
        Optional<Session> found = sql.find(
                row -> read(token, row),
                "select stage, account, started_at, last_used_at from demo_session where token_hash = ?",
                Session.hash(token));
        if (found.isEmpty()) {
            return found;
        }
        Session session = found.get();
        Instant now = clock.instant();
        if (isOver(session, now)) {
            end(session);
            return Optional.empty();
        }
        if (!now.isBefore(session.lastUsedAt().plus(USE_GRAIN))) {
            sql.update(
                    "update demo_session set last_used_at = ? where token_hash = ?",
                    now.toEpochMilli(),
                    session.tokenHash());
        }
        return found;
    }

    private static Session read(String token, ResultSet row) throws SQLException {
        return new Session(
                token,
                Stage.valueOf(row.getString(1)),
                Optional.ofNullable(row.getString(2)),
                Instant.ofEpochMilli(row.getLong(3)),
                Instant.ofEpochMilli(row.getLong(4)));
    }

    private static boolean isOver(Session session, Instant now) {
        boolean passwordOnly = session.stage() == Stage.PASSWORD;
        return now.isAfter(session.startedAt().plus(passwordOnly ? PASSWORD_WHOLE : WHOLE))
                || now.isAfter(session.lastUsedAt().plus(passwordOnly ? PASSWORD_IDLE : IDLE));
    }

    /** A session for a browser about which nothing is known. */
    Session create() {
        Session session = prepare(Stage.ANONYMOUS, Optional.empty());
        sql.update(insertion(session));
        return session;
    }

    /**
     * Ends a session and starts another one with a new token: to be called at every change of what the browser may do.
     * Both or neither: empty if the session was ended meanwhile, as by another password, for then nothing comes of it.
     */
    Optional<Session> replace(Session old, Stage stage, String account) {
        Session next = prepare(stage, Optional.of(account));
        return sql.updateThen(deletion(old), insertion(next)) ? Optional.of(next) : Optional.empty();
    }

    void end(Session session) {
        sql.update(DELETE, session.tokenHash());
    }

    /** Signs somebody out everywhere else. */
    void endOthers(String account, Session keep) {
        endWhere("account = ? and token_hash <> ?", account, keep.tokenHash());
    }

    /** Signs somebody out everywhere. */
    public void endAll(String account) {
        endWhere("account = ?", account);
    }

    /**
     * Twice, for a session that is being replaced at this moment: the first statement waits for the old row, finds it
     * gone, and does not look for the new one, which was not there when it began. When it has waited, the new row is,
     * and the second statement finds it. A third step is not to come: a full session is replaced by none, and whatever
     * enters with a password after the first statement began asks, after that, for what has changed before it.
     */
    private void endWhere(String condition, Object... values) {
        Sql.Change deletion = new Sql.Change("delete from demo_session where " + condition, values);
        sql.update(deletion);
        sql.update(deletion);
    }

    private Session prepare(Stage stage, Optional<String> account) {
        if (created.getAndIncrement() % ROOM_IS_MADE_EVERY == 0) {
            makeRoom();
        }
        Instant now = clock.instant();
        return new Session(Session.newToken(), stage, account, now, now);
    }

    private static Sql.Change deletion(Session session) {
        return new Sql.Change(DELETE, session.tokenHash());
    }

    private static Sql.Change insertion(Session session) {
        return new Sql.Change(
                "insert into demo_session (token_hash, stage, account, started_at, last_used_at) values (?, ?, ?, ?, ?)",
                session.tokenHash(),
                session.stage().name(),
                session.account().orElse(null),
                session.startedAt().toEpochMilli(),
                session.lastUsedAt().toEpochMilli());
    }

    /** Strangers can make sessions, so their number is bounded, and they never push out somebody who is signed in. */
    private void makeRoom() {
        Instant now = clock.instant();
        sql.update(
                "delete from demo_session where last_used_at < ? or started_at < ?",
                now.minus(IDLE).minus(USE_GRAIN).toEpochMilli(),
                now.minus(WHOLE).toEpochMilli());
        // In two statements: in one, H2 sorts all of them anew for each of them, which takes a minute.
        Optional<Long> oldestToStay = sql.find(
                row -> row.getLong(1),
                "select last_used_at from demo_session where stage = 'ANONYMOUS' order by last_used_at desc limit 1 offset "
                        + (MAX_STRANGERS - ROOM_IS_MADE_EVERY - 1));
        oldestToStay.ifPresent(
                time -> sql.update("delete from demo_session where stage = 'ANONYMOUS' and last_used_at < ?", time));
    }

    /** Keeps a small text for a later page of this session; of a session that was ended meanwhile, nothing is kept. */
    void put(Session session, String name, String text) {
        // Each statement is a change by itself, so nobody ever reads that there is nothing where there was something.
        if (!change(session, name, text) && !insert(session, name, text)) {
            change(session, name, text);
        }
    }

    private boolean change(Session session, String name, String text) {
        return sql.update(
                        "update demo_session_value set text = ? where token_hash = ? and name = ?",
                        text,
                        session.tokenHash(),
                        name)
                > 0;
    }

    private boolean insert(Session session, String name, String text) {
        return sql.insertIfNew(
                "insert into demo_session_value (token_hash, name, text) values (?, ?, ?)",
                session.tokenHash(),
                name,
                text);
    }

    Optional<String> get(Session session, String name) {
        return sql.find(
                row -> row.getString(1),
                "select text from demo_session_value where token_hash = ? and name = ?",
                session.tokenHash(),
                name);
    }

    void remove(Session session, String name) {
        sql.update("delete from demo_session_value where token_hash = ? and name = ?", session.tokenHash(), name);
    }
}
