package io.github.mfa4j.demo.host;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.github.mfa4j.jdbc.JdbcSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import javax.sql.DataSource;

/** H2 in a file, or PostgreSQL: the tables of the application, and the one of the library. */
public final class Database implements AutoCloseable {

    private final HikariDataSource pool;
    private final boolean isNew;

    private Database(HikariDataSource pool, boolean isNew) {
        this.pool = pool;
        this.isNew = isNew;
    }

    public static Database inFile(DataDirectory data) {
        // WRITE_DELAY=0: by default H2 may lose the last half second in a crash, and a used code must stay used.
        // DB_CLOSE_ON_EXIT=FALSE: closing the pool closes it, after the last request.
        String url = "jdbc:h2:file:" + data.databaseFile().toString().replace('\\', '/')
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
        return open(url, "the database " + data.databaseFile() + " does not open; is another demo using it?");
    }

    public static Database postgres(String url) {
        // The URL may hold a password, so it is not repeated.
        return open(url, "the PostgreSQL database of --database does not open");
    }

    private static Database open(String url, String problem) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setPoolName("demo");
        HikariDataSource pool;
        try {
            pool = new HikariDataSource(config);
        } catch (PoolInitializationException e) {
            throw new IllegalStateException(problem, e);
        }
        try {
            return new Database(pool, createTables(pool));
        } catch (SQLException e) {
            pool.close();
            throw new IllegalStateException(problem, e);
        }
    }

    /** A product copies these statements into its migrations. */
    private static boolean createTables(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : ownTables().split(";\n")) {
                statement.execute(sql);
            }
            if (hasTable(connection, "mfa_state")) {
                return false;
            }
            boolean h2 = connection.getMetaData().getURL().startsWith("jdbc:h2:");
            for (String sql : (h2 ? JdbcSchema.H2 : JdbcSchema.POSTGRESQL).statements()) {
                statement.execute(sql);
            }
            return true;
        }
    }

    private static String ownTables() {
        try (InputStream file = Database.class.getResourceAsStream("/demo/schema.sql")) {
            if (file == null) {
                throw new IllegalStateException("the jar has no schema.sql");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasTable(Connection connection, String name) throws SQLException {
        String stored = connection.getMetaData().storesUpperCaseIdentifiers() ? name.toUpperCase(Locale.ROOT) : name;
        try (ResultSet tables = connection.getMetaData().getTables(null, connection.getSchema(), stored, null)) {
            // What is asked for is a pattern, in which "_" stands for any character.
            while (tables.next()) {
                if (stored.equals(tables.getString("TABLE_NAME"))) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Whether it had no table of the library before, so that nothing in it needs an older key. */
    public boolean isNew() {
        return isNew;
    }

    public DataSource dataSource() {
        return pool;
    }

    public Sql sql() {
        return new Sql(pool);
    }

    @Override
    public void close() {
        pool.close();
    }
}
