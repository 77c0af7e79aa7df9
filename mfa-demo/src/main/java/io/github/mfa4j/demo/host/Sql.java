package io.github.mfa4j.demo.host;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Statements with parameters, each in a transaction of its own. Thread-safe. */
public record Sql(DataSource database) {

    /** A unique key is taken; the row that is referred to is gone, as PostgreSQL and as H2 say it. */
    private static final Set<String> INTEGRITY_VIOLATIONS = Set.of("23505", "23503", "23506");

    /** Reads a row. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    public int update(String sql, @Nullable Object... values) {
        return update(new Change(sql, values));
    }

    public int update(Change change) {
        try (Connection connection = database.getConnection()) {
            return execute(connection, change);
        } catch (SQLException e) {
            throw new IllegalStateException("the database did not write", e);
        }
    }

    /** A statement and its parameters. */
    public static final class Change {

        private final String sql;
        private final @Nullable Object[] values;

        public Change(String sql, @Nullable Object... values) {
            this.sql = sql;
            this.values = values;
        }
    }

    /**
     * Two statements in one transaction, the second only if the first changed a row: of two requests that take the same
     * row away at the same time, one goes on. If the second fails, the first has not happened.
     */
    public boolean updateThen(Change first, Change second) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                boolean found = execute(connection, first) > 0;
                if (found) {
                    execute(connection, second);
                }
                connection.commit();
                return found;
            } finally {
                connection.rollback(); // of nothing, after a commit
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database did not write", e);
        }
    }

    private static int execute(Connection connection, Change change) throws SQLException {
        try (PreparedStatement statement = prepare(connection, change.sql, change.values)) {
            return statement.executeUpdate();
        }
    }

    /** Inserts a row, unless it breaks a unique key or the row that it belongs to is gone. */
    public boolean insertIfNew(String sql, @Nullable Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql, values)) {
            statement.executeUpdate();
            return true;
        } catch (SQLException e) {
            if (INTEGRITY_VIOLATIONS.contains(e.getSQLState())) {
                return false;
            }
            throw new IllegalStateException("the database did not write", e);
        }
    }

    public <T> List<T> list(Row<T> as, String sql, @Nullable Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<T> list = new ArrayList<>();
            while (rows.next()) {
                list.add(as.read(rows));
            }
            return list;
        } catch (SQLException e) {
            throw new IllegalStateException("the database did not read", e);
        }
    }

    public <T> Optional<T> find(Row<T> as, String sql, @Nullable Object... values) {
        return list(as, sql, values).stream().findFirst();
    }

    private static PreparedStatement prepare(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
