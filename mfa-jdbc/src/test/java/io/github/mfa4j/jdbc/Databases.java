package io.github.mfa4j.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.testservers.LocalServer;
import io.github.mfa4j.testservers.PostgresServer;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * Databases for tests. Every call gives a pool of its own over an empty table of its own, made from the published
 * schema file; close it after use. The one PostgreSQL server of the JVM starts with the first call that needs it (some
 * seconds) and ends with the JVM.
 */
final class Databases {

    /** Fewer than the threads of a race, so that waiting for a connection is part of it. */
    private static final int CONNECTIONS = 32;

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private Databases() {}

    /** An H2 database in memory. */
    static HikariDataSource h2Memory() {
        return h2Memory(IsolationLevel.DATABASE_DEFAULT);
    }

    /** An H2 database in memory, with connections at an isolation level. */
    static HikariDataSource h2Memory(IsolationLevel isolation) {
        return withTable(emptyH2Memory("", isolation), JdbcSchema.H2);
    }

    /**
     * An H2 database in memory without a table.
     *
     * @param settings further settings of its URL, each with a semicolon in front
     */
    static HikariDataSource emptyH2Memory(String settings, IsolationLevel isolation) {
        return pool("jdbc:h2:mem:mfa" + NUMBERS.incrementAndGet() + settings, isolation);
    }

    /**
     * An H2 database in a file. A second call for the same folder opens what the first one closed.
     *
     * @param folder where to put the file
     */
    static HikariDataSource h2File(Path folder) {
        return h2File(folder, "");
    }

    /**
     * An H2 database in a file. A second call for the same folder opens what the first one closed.
     *
     * @param folder where to put the file
     * @param settings further settings of its URL, each with a semicolon in front
     */
    static HikariDataSource h2File(Path folder, String settings) {
        String url = "jdbc:h2:file:" + folder.resolve("mfa").toAbsolutePath() + settings;
        boolean exists = folder.resolve("mfa.mv.db").toFile().exists();
        HikariDataSource pool = pool(url, IsolationLevel.DATABASE_DEFAULT);
        return exists ? pool : withTable(pool, JdbcSchema.H2);
    }

    /** An HSQLDB database in memory, in its usual mode, in which a writer locks the table. */
    static HikariDataSource hsqldbMemory() {
        return withTable(emptyHsqldbMemory("", IsolationLevel.DATABASE_DEFAULT), JdbcSchema.HSQLDB);
    }

    /** An HSQLDB database in memory in its mode without read locks, with connections at an isolation level. */
    static HikariDataSource hsqldbMvcc(IsolationLevel isolation) {
        return withTable(emptyHsqldbMemory(";hsqldb.tx=mvcc", isolation), JdbcSchema.HSQLDB);
    }

    /** An HSQLDB database in memory without a table, with settings as for H2. It is gone when the pool is closed. */
    static HikariDataSource emptyHsqldbMemory(String settings, IsolationLevel isolation) {
        return pool("jdbc:hsqldb:mem:mfa" + NUMBERS.incrementAndGet() + ";shutdown=true" + settings, isolation);
    }

    /** An HSQLDB database in a file, opened again if it exists, with settings as for H2. */
    static HikariDataSource hsqldbFile(Path folder, String settings) {
        boolean exists = folder.resolve("mfa.script").toFile().exists();
        HikariDataSource pool = pool(
                "jdbc:hsqldb:file:" + folder.resolve("mfa").toAbsolutePath() + ";shutdown=true" + settings,
                IsolationLevel.DATABASE_DEFAULT);
        return exists ? pool : withTable(pool, JdbcSchema.HSQLDB);
    }

    /** An SQLite database in a file of its own, with as many connections. */
    static HikariDataSource sqlite(Path folder, int connections) {
        HikariDataSource pool = emptySqlite(folder);
        pool.setMaximumPoolSize(connections);
        return withTable(pool, JdbcSchema.SQLITE);
    }

    /** An SQLite database in a file of its own without a table. */
    static HikariDataSource emptySqlite(Path folder) {
        return sqliteFile(folder.resolve("mfa" + NUMBERS.incrementAndGet() + ".db"));
    }

    /** An SQLite database in a file, with a table if somebody made one. */
    static HikariDataSource sqliteFile(Path file) {
        String url = "jdbc:sqlite:" + file.toAbsolutePath() + "?journal_mode=WAL&busy_timeout=30000";
        return pool(url, IsolationLevel.DATABASE_DEFAULT);
    }

    /** A schema of the PostgreSQL server, with connections at READ COMMITTED. */
    static HikariDataSource postgres() {
        return postgres(IsolationLevel.DATABASE_DEFAULT);
    }

    /** A schema of the PostgreSQL server, with connections at an isolation level. */
    static HikariDataSource postgres(IsolationLevel isolation) {
        return withTable(emptyPostgres(isolation), JdbcSchema.POSTGRESQL);
    }

    /** A schema of the PostgreSQL server without a table. */
    static HikariDataSource emptyPostgres(IsolationLevel isolation) {
        String schema = "mfa" + NUMBERS.incrementAndGet();
        String url = postgresServer().url() + "&currentSchema=" + schema;
        HikariDataSource pool = pool(url, isolation);
        run(pool, "create schema " + schema);
        return pool;
    }

    /** A database of the MariaDB server, which runs only in tests tagged "external", with connections at an isolation level. */
    static HikariDataSource mariaDb(IsolationLevel isolation) {
        return withTable(emptyMariaDb("", isolation), JdbcSchema.MARIADB);
    }

    /**
     * A database of the MariaDB server without a table.
     *
     * @param settings further settings of its URL, each with an ampersand in front
     */
    static HikariDataSource emptyMariaDb(String settings, IsolationLevel isolation) {
        return pool(mariaDbServer().url("mfa" + NUMBERS.incrementAndGet()) + settings, isolation);
    }

    /** A database of the MySQL server, as for MariaDB. */
    static HikariDataSource mySql(IsolationLevel isolation) {
        return withTable(emptyMySql("", isolation), JdbcSchema.MYSQL);
    }

    /** A database of the MySQL server without a table, as for MariaDB. */
    static HikariDataSource emptyMySql(String settings, IsolationLevel isolation) {
        return pool(mySqlServer().url("mfa" + NUMBERS.incrementAndGet()) + settings, isolation);
    }

    /** The one server of the JVM. Whoever stops it starts it again. */
    static PostgresServer postgresServer() {
        return Postgres.SERVER;
    }

    /** The one server of the JVM. Whoever stops it starts it again. */
    static LocalServer mariaDbServer() {
        return MariaDb.SERVER;
    }

    /** The one server of the JVM. Whoever stops it starts it again. */
    static LocalServer mySqlServer() {
        return MySql.SERVER;
    }

    /** Connections without a pool, each of them new. */
    static DataSource direct(String url) {
        return (DataSource) Proxy.newProxyInstance(
                Databases.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (self, method, arguments) -> DriverManager.getConnection(url));
    }

    /** Runs one statement on a connection of its own. */
    static void run(DataSource dataSource, String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static HikariDataSource withTable(HikariDataSource pool, JdbcSchema schema) {
        schema.statements().forEach(sql -> run(pool, sql));
        return pool;
    }

    private static HikariDataSource pool(String url, IsolationLevel isolation) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(Duration.ofSeconds(30).toMillis());
        if (isolation != IsolationLevel.DATABASE_DEFAULT) {
            config.setTransactionIsolation("TRANSACTION_" + isolation.name());
        }
        return new HikariDataSource(config);
    }

    /** The isolation level of a pool's connections. */
    enum IsolationLevel {
        DATABASE_DEFAULT,
        READ_COMMITTED,
        REPEATABLE_READ,
        SERIALIZABLE
    }

    /** Starts a server when it is first asked for, once per JVM. */
    private static final class Postgres {

        static final PostgresServer SERVER = PostgresServer.run();
    }

    /** As for PostgreSQL. */
    private static final class MariaDb {

        static final LocalServer SERVER = LocalServer.mariaDb();
    }

    /** As for PostgreSQL. */
    private static final class MySql {

        static final LocalServer SERVER = LocalServer.mySql();
    }
}
