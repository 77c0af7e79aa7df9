package io.github.mfa4j.reliability;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.jdbc.JdbcSchema;
import io.github.mfa4j.testservers.LocalServer;
import io.github.mfa4j.testservers.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A server of the harness's own, and how connections to it are seen and cut. Used by one thread at a time. */
abstract class Database implements AutoCloseable {

    private static final long PATIENCE_NANOS = 30_000_000_000L;

    static Database start(String name) throws SQLException {
        return switch (name) {
            case "postgresql" -> new Postgres();
            case "mariadb" -> new MariaDb();
            default -> throw new IllegalArgumentException("postgresql or mariadb, not " + name);
        };
    }

    /** Where a worker connects to, so that its sessions can be told from those of others. */
    abstract String url(String worker);

    /** Connections for the threads of one JVM. */
    static HikariDataSource pool(String url, int connections) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setMaximumPoolSize(connections);
        pool.setConnectionTimeout(20_000);
        return pool;
    }

    /** Makes the table, and forgets what an earlier run left; for those who will connect under these names. */
    abstract void prepare(List<String> names) throws SQLException;

    abstract List<Long> sessions(String worker) throws SQLException;

    abstract void cut(long session) throws SQLException;

    /** What to call the server in the report. */
    abstract String version() throws SQLException;

    @Override
    public abstract void close() throws SQLException;

    /** Waits until sessions are gone: what they had been sent before is done then, or never will be. */
    void awaitEnd(String worker, List<Long> sessions) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (sessions(worker).stream().anyMatch(sessions::contains)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("sessions of " + worker + " do not end");
            }
            Thread.sleep(2);
        }
    }

    static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static List<String> query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private static final class Postgres extends Database {

        private final PostgresServer server = PostgresServer.run();
        private final Connection admin = DriverManager.getConnection(server.url());

        Postgres() throws SQLException {}

        @Override
        String url(String worker) {
            return server.url() + "&socketTimeout=30&ApplicationName=" + worker;
        }

        @Override
        void prepare(List<String> names) throws SQLException {
            run(admin, "drop table if exists mfa_state");
            run(admin, JdbcSchema.POSTGRESQL.statements().toArray(String[]::new));
        }

        @Override
        List<Long> sessions(String worker) throws SQLException {
            String sql = "select pid from pg_stat_activity where application_name = '" + worker + "'";
            return query(admin, sql).stream().map(Long::valueOf).toList();
        }

        @Override
        void cut(long session) throws SQLException {
            run(admin, "select pg_terminate_backend(" + session + ")");
        }

        @Override
        String version() throws SQLException {
            return "PostgreSQL " + query(admin, "show server_version").get(0) + ", "
                    + query(admin, "show default_transaction_isolation").get(0) + ", fsync "
                    + query(admin, "show fsync").get(0) + ", synchronous_commit "
                    + query(admin, "show synchronous_commit").get(0);
        }

        @Override
        public void close() throws SQLException {
            admin.close();
            server.close();
        }
    }

    private static final class MariaDb extends Database {

        private static final int UNKNOWN_SESSION = 1094;

        private final LocalServer server = LocalServer.mariaDb();
        private final Connection admin = DriverManager.getConnection(server.url("reliability"));

        MariaDb() throws SQLException {}

        @Override
        String url(String worker) {
            return server.url("reliability").replace("user=root", "user=" + worker) + "&socketTimeout=30000";
        }

        @Override
        void prepare(List<String> names) throws SQLException {
            run(admin, "drop table if exists mfa_state");
            run(admin, JdbcSchema.MARIADB.statements().toArray(String[]::new));
            for (String name : names) {
                String user = "'" + name + "'@'%'";
                run(admin, "create user if not exists " + user, "grant all on reliability.* to " + user);
            }
        }

        @Override
        List<Long> sessions(String worker) throws SQLException {
            String sql = "select id from information_schema.processlist where user = '" + worker + "'";
            return query(admin, sql).stream().map(Long::valueOf).toList();
        }

        @Override
        void cut(long session) throws SQLException {
            try {
                run(admin, "kill connection " + session);
            } catch (SQLException e) {
                if (e.getErrorCode() != UNKNOWN_SESSION) {
                    throw e;
                }
            }
        }

        @Override
        String version() throws SQLException {
            return "MariaDB " + query(admin, "select version()").get(0) + ", "
                    + query(admin, "select @@tx_isolation").get(0) + ", innodb_flush_log_at_trx_commit "
                    + query(admin, "select @@innodb_flush_log_at_trx_commit").get(0);
        }

        @Override
        public void close() throws SQLException {
            admin.close();
            server.close();
        }
    }
}
