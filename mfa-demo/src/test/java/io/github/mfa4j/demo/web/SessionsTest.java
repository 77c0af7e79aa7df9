package io.github.mfa4j.demo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.demo.host.Accounts;
import io.github.mfa4j.demo.host.DataDirectory;
import io.github.mfa4j.demo.host.Database;
import io.github.mfa4j.demo.host.Passwords;
import io.github.mfa4j.demo.host.Sql;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T09:00:00Z"));

    private Database database;
    private Sql sql;
    private Sessions sessions;
    private String account;

    @BeforeEach
    void open(@TempDir Path data) throws IOException {
        database = Database.inFile(DataDirectory.open(data));
        sql = database.sql();
        sessions = new Sessions(sql, now::get);
        Accounts accounts = new Accounts(sql, new Passwords(1));
        assertThat(accounts.register("a@b", "correct horse", false)).isTrue();
        account = accounts.authenticate("a@b", "correct horse")
                .orElseThrow()
                .account()
                .id();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theDatabaseHoldsNoToken() {
        Session session = sessions.create();
        assertThat(sessions.find(session.token())).contains(session);
        List<String> stored = sql.list(row -> row.getString(1), "select token_hash from demo_session");
        assertThat(stored).hasSize(1).doesNotContain(session.token(), session.csrfToken());
        assertThat(sessions.find(stored.get(0))).isEmpty();
        assertThat(session.toString()).doesNotContain(session.token());
    }

    @Test
    void strangersCannotPushOutWhoIsSignedIn() {
        Session signedIn =
                sessions.replace(sessions.create(), Stage.FULL, account).orElseThrow();
        Session first = sessions.create();
        // Most of them at once, or the test would take minutes.
        sql.update(
                "insert into demo_session (token_hash, stage, account, started_at, last_used_at)"
                        + " select 'stranger ' || x, 'ANONYMOUS', null, ? + x, ? + x from system_range(1, 10000)",
                now.get().toEpochMilli(),
                now.get().toEpochMilli());
        now.updateAndGet(before -> before.plusMillis(10_000));
        for (int i = 0; i < 100; i++) {
            now.updateAndGet(before -> before.plusMillis(1));
            sessions.create();
        }
        assertThat(sessions.find(signedIn.token())).isPresent();
        assertThat(sessions.find(first.token())).isEmpty();
        assertThat(sql.find(row -> row.getInt(1), "select count(*) from demo_session")
                        .orElseThrow())
                .as("9,900 that stay, three that came after, and who is signed in")
                .isEqualTo(9_904);
    }

    @Test
    void whatWasForgottenLongAgoIsSweptAway() {
        sessions.create();
        now.updateAndGet(before -> before.plusSeconds(3_600));
        for (int i = 0; i < 100; i++) {
            sessions.create();
        }
        assertThat(sql.find(row -> row.getInt(1), "select count(*) from demo_session")
                        .orElseThrow())
                .isEqualTo(100);
    }

    @Test
    void valuesEndWithTheirSession() {
        Session session = sessions.create();
        sessions.put(session, "notice", "one");
        sessions.put(session, "notice", "two");
        assertThat(sessions.get(session, "notice")).contains("two");
        sessions.end(session);
        assertThat(sql.find(row -> row.getInt(1), "select count(*) from demo_session_value")
                        .orElseThrow())
                .isZero();
    }
}
