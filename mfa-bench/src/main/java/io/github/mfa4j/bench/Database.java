package io.github.mfa4j.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.jdbc.JdbcSchema;
import io.github.mfa4j.spi.StoredState;
import io.github.mfa4j.testservers.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A database with the table of the store, behind a pool, that can be put back to what it was. */
public final class Database implements AutoCloseable {

    /** Which one; a parameter of benchmarks. */
    public enum Kind {
        H2,
        POSTGRESQL
    }

    private static final int BATCH = 1000;

    private final @Nullable PostgresServer server;
    private final HikariDataSource pool;

    private Database(@Nullable PostgresServer server, String url, JdbcSchema schema, int connections) {
        this.server = server;
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(connections);
        pool = new HikariDataSource(config);
        schema.statements().forEach(this::run);
        run("create table original as select * from mfa_state");
    }

    static Database open(Kind kind, int connections) {
        if (kind == Kind.H2) {
            return new Database(null, "jdbc:h2:mem:bench", JdbcSchema.H2, connections);
        }
        PostgresServer server = PostgresServer.run();
        return new Database(server, server.url(), JdbcSchema.POSTGRESQL, connections);
    }

    HikariDataSource pool() {
        return pool;
    }

    /** Makes the records that {@link #refill} puts back. */
    void fill(String[] users) {
        insert("original", users);
        refill();
    }

    /** Makes records. */
    void insert(String table, String[] users) {
        try (Connection connection = pool.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into " + table + " (user_id, version, state) values (?, ?, ?)")) {
            connection.setAutoCommit(false);
            List<String> batch = new ArrayList<>();
            Crowd.make(users, (user, record) -> {
                add(insert, user, record);
                batch.add(user);
                if (batch.size() % BATCH == 0) {
                    send(insert);
                }
            });
            send(insert);
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(PreparedStatement insert, String user, StoredState record) {
        try {
            insert.setString(1, user);
            insert.setLong(2, record.version());
            insert.setString(3, record.state());
            insert.addBatch();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void send(PreparedStatement insert) {
        try {
            insert.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void refill() {
        run("truncate table mfa_state");
        run("insert into mfa_state (user_id, version, state) select user_id, version, state from original");
    }

    /** What no verdict can do without: a SELECT and a conditional UPDATE, each with a connection of the pool. */
    int selectAndUpdate(String user) throws SQLException {
        StoredState record = select(user);
        try (Connection connection = pool.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE mfa_state SET version = ?, state = ? WHERE user_id = ? AND version = ?")) {
            update.setLong(1, record.version() + 1);
            update.setString(2, record.state());
            update.setString(3, user);
            update.setLong(4, record.version());
            return update.executeUpdate();
        }
    }

    private StoredState select(String user) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT version, state FROM mfa_state WHERE user_id = ?")) {
            select.setString(1, user);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new StoredState(row.getLong(1), row.getString(2));
            }
        }
    }

    /** The first column of the first row. */
    long number(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    void run(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        pool.close();
        if (server != null) {
            server.close();
        }
    }
}
