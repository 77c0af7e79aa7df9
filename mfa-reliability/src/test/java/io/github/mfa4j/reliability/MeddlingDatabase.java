package io.github.mfa4j.reliability;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** A database in which somebody changes something after the last round, when no JVM is left and nobody has looked yet. */
final class MeddlingDatabase extends Database {

    private final Database database;
    private final String statement;

    MeddlingDatabase(Database database, String statement) {
        this.database = database;
        this.statement = statement;
    }

    /** The harness asks for this when it has judged the rounds. */
    @Override
    String version() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("meddler"))) {
            run(connection, statement);
        }
        return database.version();
    }

    @Override
    String url(String worker) {
        return database.url(worker);
    }

    @Override
    void prepare(List<String> names) throws SQLException {
        database.prepare(names);
    }

    @Override
    List<Long> sessions(String worker) throws SQLException {
        return database.sessions(worker);
    }

    @Override
    void cut(long session) throws SQLException {
        database.cut(session);
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
