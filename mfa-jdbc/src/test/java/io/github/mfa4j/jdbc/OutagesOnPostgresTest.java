package io.github.mfa4j.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.testservers.PostgresServer;

class OutagesOnPostgresTest extends Outages {

    private final PostgresServer server = Databases.postgresServer();

    @Override
    String newDatabase() {
        try (HikariDataSource pool = Databases.postgres()) {
            return pool.getJdbcUrl();
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
        Databases.run(
                Databases.direct(url + "&options=-c%20default_transaction_read_only=off"),
                "alter database postgres set default_transaction_read_only = " + on);
    }

    @Override
    String waitingForLocks(int seconds) {
        return url + "&options=-c%20lock_timeout=" + seconds + "s";
    }

    @Override
    String impatient() {
        return url + "&socketTimeout=1";
    }

    @Override
    String waiting() {
        return "select pid from pg_locks where not granted";
    }

    @Override
    String end(long session) {
        return "select pg_terminate_backend(" + session + ")";
    }
}
