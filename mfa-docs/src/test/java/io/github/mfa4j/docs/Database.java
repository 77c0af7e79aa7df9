package io.github.mfa4j.docs;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.jdbc.JdbcSchema;
import io.github.mfa4j.testservers.LocalServer;
import io.github.mfa4j.testservers.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Databases for the recipes. Every call gives a pool of its own over new tables, those of an application and what the
 * guide adds to them; close it after use. The servers start when they are first needed and end with the JVM.
 */
enum Database {
    H2("", "") {
        @Override
        String newUrl(String name) {
            return "jdbc:h2:mem:" + name;
        }

        @Override
        List<String> ownTable() {
            return JdbcSchema.H2.statements();
        }
    },
    POSTGRES("", "") {
        @Override
        String newUrl(String name) {
            return Postgres.newUrl(name);
        }

        @Override
        List<String> ownTable() {
            return StoringStateGuide.ownTable();
        }
    },
    /** So short that a race on a busy machine could run into it. */
    POSTGRES_WITH_LOCK_TIMEOUT("", "SET lock_timeout = 300") {
        @Override
        String newUrl(String name) {
            return Postgres.newUrl(name);
        }
    },
    MARIADB(" CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin", "") {
        @Override
        String newUrl(String name) {
            return MariaDb.SERVER.url(name);
        }
    },
    MYSQL(" CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin", "") {
        @Override
        String newUrl(String name) {
            return MySql.SERVER.url(name);
        }
    },
    /** From 11.6 on this is what MariaDB does by itself: an update of a row that somebody changed meanwhile is an error. */
    MARIADB_WITH_SNAPSHOT_ISOLATION(
            " CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin", "SET SESSION innodb_snapshot_isolation = ON") {
        @Override
        String newUrl(String name) {
            return MariaDb.SERVER.url(name);
        }
    };

    /** More than the contract has threads. */
    private static final int CONNECTIONS = 18;

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final String exactly;
    private final String onConnect;

    Database(String exactly, String onConnect) {
        this.exactly = exactly;
        this.onConnect = onConnect;
    }

    abstract String newUrl(String name);

    /** The statements for recipe 1. */
    List<String> ownTable() {
        return List.of();
    }

    /** A pool over an empty table of users, whose ids the application chooses, and the table of recipe 1. */
    HikariDataSource newPool() {
        return newPool(sql -> sql);
    }

    /** The same, with something else in the migrations of the guide. */
    HikariDataSource newPool(UnaryOperator<String> migration) {
        return newPool("VARCHAR(200)" + exactly, migration);
    }

    /** The same, with another type of the column {@code id}. */
    HikariDataSource newPool(String idType) {
        return newPool(idType, sql -> sql);
    }

    private HikariDataSource newPool(String idType, UnaryOperator<String> migration) {
        HikariConfig config = new HikariConfig();
        config.setConnectionInitSql(onConnect.isEmpty() ? null : onConnect);
        HikariDataSource pool = pool(newUrl("docs" + NUMBERS.incrementAndGet()), config);
        run(pool, "CREATE TABLE users (id " + idType + " PRIMARY KEY, email VARCHAR(254))");
        Stream.concat(StoringStateGuide.twoColumns().stream(), ownTable().stream())
                .forEach(sql -> run(pool, migration.apply(sql)));
        return pool;
    }

    /** What the application does when somebody signs up. */
    static String addUser(DataSource pool, String id) {
        try (Connection connection = pool.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO users (id, email) VALUES (?, 'alice@example.com')")) {
            insert.setString(1, id);
            insert.executeUpdate();
            return id;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same for an application whose database chooses the ids. */
    static String addNumberedUser(DataSource pool) {
        try (Connection connection = pool.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO users (email) VALUES ('alice@example.com')", new String[] {"id"})) {
            insert.executeUpdate();
            try (ResultSet keys = insert.getGeneratedKeys()) {
                keys.next();
                return Long.toString(keys.getLong(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs one statement on a connection of its own. */
    static void run(DataSource pool, String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static HikariDataSource pool(String url) {
        return pool(url, new HikariConfig());
    }

    private static HikariDataSource pool(String url, HikariConfig config) {
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
        return new HikariDataSource(config);
    }

    private static final class Postgres {
        static final PostgresServer SERVER = PostgresServer.run();

        static String newUrl(String schema) {
            try (HikariDataSource pool = pool(SERVER.url())) {
                run(pool, "CREATE SCHEMA " + schema);
            }
            // Nothing here asks what a crash leaves, so nobody need wait for the disk.
            return SERVER.url() + "&options=-c%20synchronous_commit=off&currentSchema=" + schema;
        }
    }

    private static final class MySql {
        static final LocalServer SERVER = LocalServer.mySql();
    }

    private static final class MariaDb {
        static final LocalServer SERVER = LocalServer.mariaDb();
    }
}
