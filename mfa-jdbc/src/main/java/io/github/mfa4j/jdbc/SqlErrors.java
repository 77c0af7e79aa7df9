package io.github.mfa4j.jdbc;

import java.sql.SQLException;
import java.util.Objects;

/**
 * What an error of the database means to the store. Only SQLStates are looked at: they are the same words in every
 * locale and, for what matters here, in every supported database.
 */
final class SqlErrors {

    private SqlErrors() {}

    /**
     * Tells whether a failed write has certainly written nothing because another writer came first.
     *
     * <p>Each of these undid the statement, which with auto-commit is the whole transaction. A lock time-out is not
     * among them: it wrote nothing either, but nobody need have won, so there is nothing new to read.
     *
     * @param e what executing the statement threw; not what a commit or a close threw
     * @param insert whether the statement was the insert; an update leaves the key alone, so it cannot violate it
     */
    static boolean meansLost(SQLException e, boolean insert) {
        return isConflict(e) || (insert && state(e).equals("23505"));
    }

    /**
     * Tells whether the database sacrificed a statement to the ones around it: 40001 is a serialization failure
     * (PostgreSQL from REPEATABLE READ up; H2 calls it a deadlock), 40P01 is PostgreSQL's deadlock.
     */
    static boolean isConflict(SQLException e) {
        return state(e).equals("40001") || state(e).equals("40P01");
    }

    /**
     * Makes the exception for an operator. Its own message holds no value of the row; that of its cause is the
     * driver's.
     *
     * @param what what failed, the beginning of a sentence
     * @param table the name of the table
     * @param e what the driver threw
     */
    static IllegalStateException failure(String what, String table, SQLException e) {
        String state = state(e);
        return new IllegalStateException(
                what + " failed with SQLState " + (state.isEmpty() ? "(none)" : state) + ": " + advice(state, table),
                e);
    }

    static String state(SQLException e) {
        return Objects.requireNonNullElse(e.getSQLState(), "");
    }

    private static String advice(String state, String table) {
        return switch (state) {
            // PostgreSQL; H2 has three, for "not found", "not found, but similar names are" and "database empty".
            case "42P01", "42S02", "42S03", "42S04" ->
                "create the table " + table + " with a file of JdbcSchema, or let the connections see its schema";
            case "42703", "42S22" -> "a column of " + table + " is missing; create it as the files of JdbcSchema do";
            case "22001" ->
                "a column of " + table + " is too short; user_id needs 200 characters and state 4000, as in JdbcSchema";
            case "25006", "90097" ->
                "the connection is read-only; the store needs the primary, and a writable connection";
            case "42501", "90096" -> "grant the database user SELECT, INSERT and UPDATE on " + table;
            case "55P03", "HYT00" ->
                "somebody holds a lock on a row of " + table + "; never call the library while holding one yourself";
            default ->
                "see the cause, and check the database and the table " + table
                        + ". Whether a write in flight was kept may be unknown, so there is no verdict";
        };
    }
}
