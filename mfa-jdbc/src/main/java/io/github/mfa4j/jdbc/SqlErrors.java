package io.github.mfa4j.jdbc;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an error of the database means to the store. Only SQLStates are looked at: they are the same words in every
 * locale and, for what matters here, in every supported database but SQLite. Its driver gives none; its messages begin
 * with the name of the result code in brackets, which stands for the SQLState here.
 */
final class SqlErrors {

    /** What an insert that came second violates; in SQLite a unique column and the primary key differ. */
    private static final Set<String> UNIQUE_VIOLATIONS =
            Set.of("23505", "SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_UNIQUE");

    private static final Pattern RESULT_CODE = Pattern.compile("\\[(SQLITE_[A-Z_]+)]");

    /** With SQLState 42501, which is a missing privilege everywhere else. */
    private static final int HSQLDB_NOT_FOUND = -5501;

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
        return isConflict(e) || (insert && UNIQUE_VIOLATIONS.contains(code(e)));
    }

    /**
     * Tells whether the database sacrificed a statement to the ones around it: 40001 is a serialization failure
     * (PostgreSQL from REPEATABLE READ up; H2 calls it a deadlock), 40P01 is PostgreSQL's deadlock.
     */
    static boolean isConflict(SQLException e) {
        return code(e).equals("40001") || code(e).equals("40P01");
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
        return new IllegalStateException(
                what + " failed with " + name(e) + ": " + advice(code(e), e.getErrorCode(), table), e);
    }

    /** What to call the error in a message or a log. */
    static String name(SQLException e) {
        String code = code(e);
        return code.startsWith("SQLITE_") ? code : "SQLState " + (code.isEmpty() ? "(none)" : code);
    }

    private static String code(SQLException e) {
        if (e.getSQLState() != null) {
            return e.getSQLState();
        }
        Matcher message = RESULT_CODE.matcher(Objects.requireNonNullElse(e.getMessage(), ""));
        return message.lookingAt() ? message.group(1) : "";
    }

    private static String advice(String code, int vendorCode, String table) {
        return switch (code) {
            // PostgreSQL; H2 has three, for "not found", "not found, but similar names are" and "database empty".
            case "42P01", "42S02", "42S03", "42S04" ->
                "create the table " + table + " with a file of JdbcSchema, or let the connections see its schema";
            case "42703", "42S22" -> "a column of " + table + " is missing; create it as the files of JdbcSchema do";
            case "22001" ->
                "a column of " + table
                        + " is too short; the user id needs 200 characters and the state 4000, as in JdbcSchema";
            case "25006", "90097", "SQLITE_READONLY" ->
                "the connection is read-only; the store needs the primary, and a writable connection";
            case "42501" -> vendorCode == HSQLDB_NOT_FOUND ? missing(table) : grant(table);
            case "90096" -> grant(table);
            case "SQLITE_ERROR" -> missing(table);
            case "55P03", "HYT00", "SQLITE_BUSY" ->
                "somebody holds a lock on a row of " + table + "; never call the library while holding one yourself";
            default ->
                "see the cause, and check the database and the table " + table
                        + ". Whether a write in flight was kept may be unknown, so there is no verdict";
        };
    }

    private static String grant(String table) {
        return "grant the database user SELECT, INSERT and UPDATE on " + table;
    }

    /** For databases with one error for a missing table, a missing column and, in HSQLDB, a missing privilege. */
    private static String missing(String table) {
        return "create the table " + table + " with a file of JdbcSchema, or let the connections see its schema, or a"
                + " column of " + table + " is missing, or else " + grant(table);
    }
}
