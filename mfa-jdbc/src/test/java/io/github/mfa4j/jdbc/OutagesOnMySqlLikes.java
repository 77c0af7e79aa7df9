package io.github.mfa4j.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.testservers.LocalServer;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;

/** As a user of its own, since a server that is read-only is not so for root. */
@Tag("external")
abstract class OutagesOnMySqlLikes extends Outages {

    private final LocalServer server;
    private String asRoot = "";

    OutagesOnMySqlLikes(LocalServer server) {
        this.server = server;
    }

    /** A database with the table, open. */
    abstract HikariDataSource open();

    @Override
    String newDatabase() {
        try (HikariDataSource pool = open()) {
            asRoot = pool.getJdbcUrl();
            String database = ErrorsOnMySqlLikes.databaseOf(pool);
            Databases.run(pool, "create user if not exists app");
            Databases.run(pool, "grant select, insert, update on " + database + ".mfa_state to app");
            Databases.run(pool, "grant process on *.* to app");
            return ErrorsOnMySqlLikes.asUser(asRoot, "app");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    int port() {
        return server.port();
    }

    @Override
    void stop() {
        server.stop();
    }

    @Override
    void kill() {
        server.kill();
    }

    @Override
    void start() {
        server.start();
    }

    @Override
    void readOnly(boolean on) {
        Databases.run(Databases.direct(asRoot), "set global read_only = " + (on ? "on" : "off"));
    }

    @Override
    String waitingForLocks(int seconds) {
        return url + "&sessionVariables=innodb_lock_wait_timeout=" + seconds;
    }

    @Override
    String impatient() {
        return waitingForLocks(60) + "&socketTimeout=1000";
    }

    @Override
    String waiting() {
        return "select trx_mysql_thread_id from information_schema.innodb_trx where trx_state = 'LOCK WAIT'";
    }

    @Override
    String end(long session) {
        return "kill " + session;
    }
}
