package io.github.mfa4j.demo;

import io.github.mfa4j.jdbc.JdbcSchema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** An H2 database in a file, with the table of users and the table of the library. */
final class Database implements AutoCloseable {

    private static final String USERS = """
        create table if not exists demo_user (
            id varchar(32) primary key,
            email varchar(254) not null,
            email_key varchar(508) not null unique, -- in lower case, which can be longer
            password_hash varchar(200) not null
        )
        """;

    private final JdbcConnectionPool pool;

    private Database(JdbcConnectionPool pool) {
        this.pool = pool;
    }

    static Database open(DataDirectory data) {
        // WRITE_DELAY=0: by default H2 may lose the last half second in a crash, and a used code must stay used.
        // DB_CLOSE_ON_EXIT=FALSE: DemoServer.close() closes it, after the last request.
        String url = "jdbc:h2:file:" + data.databaseFile().toString().replace('\\', '/')
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
        JdbcConnectionPool pool = JdbcConnectionPool.create(url, "demo", "");
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(USERS);
            // A product copies this statement into its migrations.
            if (!hasTable(connection, "MFA_STATE")) {
                statement.execute(JdbcSchema.H2.sql());
            }
            return new Database(pool);
        } catch (SQLException e) {
            pool.dispose();
            throw new IllegalStateException(
                    "the database " + data.databaseFile() + " does not open; is another demo using it?", e);
        }
    }

    private static boolean hasTable(Connection connection, String name) throws SQLException {
        try (ResultSet tables = connection.getMetaData().getTables(null, null, name, null)) {
            return tables.next();
        }
    }

    DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
