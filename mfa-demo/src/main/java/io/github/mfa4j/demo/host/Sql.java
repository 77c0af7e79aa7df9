package io.github.mfa4j.demo.host;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Statements with parameters, each in a transaction of its own. Thread-safe. */
public record Sql(DataSource database) {

    private static final String INTEGRITY_VIOLATION = "23505";

    /** Reads a row. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    public int update(String sql, @Nullable Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the database did not write", e);
        }
    }

    /** Inserts a row, unless it breaks a unique key. */
    public boolean insertIfNew(String sql, @Nullable Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql, values)) {
            statement.executeUpdate();
            return true;
        } catch (SQLException e) {
            if (INTEGRITY_VIOLATION.equals(e.getSQLState())) {
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
