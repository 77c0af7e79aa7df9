package io.github.mfa4j.jdbc;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an error of the database means to the store. An SQLState is the same word in every locale and mostly in every database; where it says
 * too little or different things, the number of the vendor stands after it. Messages are not read, but for SQLite:
 * its driver gives no SQLState, and its messages begin with the name of the result code in brackets, which stands for it here.
 */
final class SqlErrors {

    /** What stands in neither table is {@link Meaning#OTHER}, and nobody has lost because of it. */
    private static final Map<String, Meaning> BY_STATE = Map.ofEntries(
            // PostgreSQL from REPEATABLE READ up; H2 calls it a deadlock, and so do MariaDB and MySQL.
            Map.entry("40001", Meaning.CONFLICT),
            // PostgreSQL's deadlock.
            Map.entry("40P01", Meaning.CONFLICT),
            Map.entry("23505", Meaning.DUPLICATE_KEY),
            Map.entry("SQLITE_CONSTRAINT_PRIMARYKEY", Meaning.DUPLICATE_KEY),
            Map.entry("SQLITE_CONSTRAINT_UNIQUE", Meaning.DUPLICATE_KEY),
            // H2 has three, for "not found", "not found, but similar names are" and "database empty".
            Map.entry("42P01", Meaning.NO_TABLE),
            Map.entry("42S02", Meaning.NO_TABLE),
            Map.entry("42S03", Meaning.NO_TABLE),
            Map.entry("42S04", Meaning.NO_TABLE),
            Map.entry("42703", Meaning.NO_COLUMN),
            Map.entry("42S22", Meaning.NO_COLUMN),
            Map.entry("SQLITE_ERROR", Meaning.SOMETHING_MISSING),
            Map.entry("22001", Meaning.TOO_SHORT),
            Map.entry("25006", Meaning.READ_ONLY),
            Map.entry("90097", Meaning.READ_ONLY),
            Map.entry("SQLITE_READONLY", Meaning.READ_ONLY),
            Map.entry("42501", Meaning.NO_PRIVILEGE),
            Map.entry("90096", Meaning.NO_PRIVILEGE),
            Map.entry("55P03", Meaning.LOCKED),
            Map.entry("HYT00", Meaning.LOCKED),
            Map.entry("SQLITE_BUSY", Meaning.LOCKED),
            Map.entry("57014", Meaning.INTERRUPTED),
            // Besides 08 and its subclasses: PostgreSQL was shut down, crashed, is starting, or has enough connections.
            Map.entry("57P01", Meaning.NO_CONNECTION),
            Map.entry("57P02", Meaning.NO_CONNECTION),
            Map.entry("57P03", Meaning.NO_CONNECTION),
            Map.entry("53300", Meaning.NO_CONNECTION));

    /** These come first. Those without another comment are MariaDB's and MySQL's. */
    private static final Map<String, Meaning> BY_STATE_AND_NUMBER = Map.ofEntries(
            Map.entry("23000/1062", Meaning.DUPLICATE_KEY),
            // MariaDB with innodb_snapshot_isolation: somebody else wrote the row after this statement began.
            Map.entry("HY000/1020", Meaning.CONFLICT),
            // A lock time-out. MySQL's driver gives it the SQLState of a deadlock, but nobody need have won.
            Map.entry("HY000/1205", Meaning.LOCKED),
            Map.entry("40001/1205", Meaning.LOCKED),
            Map.entry("70100/1317", Meaning.INTERRUPTED),
            Map.entry("70100/1969", Meaning.INTERRUPTED),
            Map.entry("HY000/1036", Meaning.READ_ONLY),
            Map.entry("HY000/1290", Meaning.READ_ONLY),
            Map.entry("HY000/1836", Meaning.READ_ONLY),
            Map.entry("42000/1044", Meaning.NO_PRIVILEGE),
            Map.entry("42000/1142", Meaning.NO_PRIVILEGE),
            Map.entry("42000/1143", Meaning.NO_PRIVILEGE),
            // HSQLDB; everywhere else it is a missing privilege.
            Map.entry("42501/-5501", Meaning.SOMETHING_MISSING));

    private static final Pattern RESULT_CODE = Pattern.compile("\\[(SQLITE_[A-Z_]+)]");

    private SqlErrors() {}

    /**
     * Tells whether a failed write has certainly written nothing because another writer came first.
     *
     * <p>Each of these undid the statement, which with auto-commit is the whole transaction. A lock time-out is not
     * among them: it wrote nothing either, but nobody need have won, so there is nothing new to read.
     *
     * @param e what executing the statement threw; not what a commit or a close threw
     * @param insert whether the statement was an INSERT. An UPDATE leaves the key alone, so it cannot violate it: then the
     *     violation is that of a trigger, also in the first write to a user's row, and trying again would not help
     */
    static boolean meansLost(SQLException e, boolean insert) {
        return isConflict(e) || (insert && meaning(e) == Meaning.DUPLICATE_KEY);
    }

    /** Tells whether the database sacrificed a statement to the ones around it. */
    static boolean isConflict(SQLException e) {
        return meaning(e) == Meaning.CONFLICT;
    }

    /**
     * Makes the exception for an operator. Its own message holds no value of the row; that of its cause is the
     * driver's.
     *
     * @param what what failed, the beginning of a sentence
     * @param sql the statements of the store, which know what the table is called and whose it is
     * @param e what the driver threw
     */
    static IllegalStateException failure(String what, Statements sql, SQLException e) {
        return new IllegalStateException(what + " failed with " + name(e) + ": " + advice(meaning(e), sql), e);
    }

    /** What to call the error in a message or a log. */
    static String name(SQLException e) {
        String state = state(e);
        if (state.startsWith("SQLITE_")) {
            return state;
        }
        String number = e.getErrorCode() > 0 && !state.equals("" + e.getErrorCode()) ? "/" + e.getErrorCode() : "";
        return "SQLState " + (state.isEmpty() ? "(none)" : state) + number;
    }

    private static Meaning meaning(SQLException e) {
        String state = state(e);
        Meaning unlessMoreIsKnown = state.startsWith("08") || e instanceof SQLTransientConnectionException
                ? Meaning.NO_CONNECTION
                : BY_STATE.getOrDefault(state, Meaning.OTHER);
        return BY_STATE_AND_NUMBER.getOrDefault(state + "/" + e.getErrorCode(), unlessMoreIsKnown);
    }

    private static String state(SQLException e) {
        if (e.getSQLState() != null) {
            return e.getSQLState();
        }
        Matcher message = RESULT_CODE.matcher(Objects.requireNonNullElse(e.getMessage(), ""));
        return message.lookingAt() ? message.group(1) : "";
    }

    private static String advice(Meaning meaning, Statements sql) {
        String table = sql.table();
        boolean inUserRow = sql.inUserRow();
        String missing = missing(sql);
        String grant = "grant the database user " + (inUserRow ? "SELECT and UPDATE" : "SELECT, INSERT and UPDATE")
                + " on " + table;
        String unknown = "Whether a write in flight was kept may be unknown, so there is no verdict";
        return switch (meaning) {
            case NO_TABLE -> missing;
            case NO_COLUMN ->
                inUserRow ? missing : "a column of " + table + " is missing; create it as the files of JdbcSchema do";
            case SOMETHING_MISSING ->
                missing + (inUserRow ? "" : ", or a column of " + table + " is missing") + ", or else " + grant;
            case TOO_SHORT ->
                "a column of " + table + " is too short; " + sql.state() + " needs 4000 characters"
                        + (inUserRow ? "" : " and " + sql.userId() + " 200, as in JdbcSchema");
            case READ_ONLY ->
                "the connection or its server is read-only; the store needs the primary, and a writable connection";
            case NO_PRIVILEGE -> grant;
            case LOCKED ->
                "somebody holds a lock on a row of " + table + "; never call the library while holding one yourself";
            case INTERRUPTED ->
                "a time-out or an administrator ended the statement, which is short unless it waits for a lock on a row of "
                        + table + "; never call the library while holding one yourself";
            case NO_CONNECTION ->
                "there was no connection, or it broke; check that the database can be reached and that the pool is large"
                        + " enough. " + unknown;
            case CONFLICT, DUPLICATE_KEY, OTHER ->
                "see the cause, and check the database and the table " + table + ". " + unknown;
        };
    }

    /** A file of JdbcSchema makes a table of its own names, which is of no use to a store that looks for others. */
    private static String missing(Statements sql) {
        String columns = sql.userId() + ", " + sql.version() + " and " + sql.state();
        if (sql.inUserRow()) {
            return "the table " + sql.table() + " or one of the columns " + columns
                    + " that were named at the builder is not there; correct the name, add the column, or let the"
                    + " connections see the schema of the table";
        }
        return "create the table " + sql.table() + " with "
                + (sql.areOfSchema()
                        ? "a file of JdbcSchema"
                        : "the columns " + columns + ", by a file of JdbcSchema in which you have changed the names")
                + ", or let the connections see its schema";
    }

    private enum Meaning {
        CONFLICT,
        DUPLICATE_KEY,
        NO_TABLE,
        NO_COLUMN,
        /** One error for a missing table, a missing column and, in HSQLDB, a missing privilege. */
        SOMETHING_MISSING,
        TOO_SHORT,
        READ_ONLY,
        NO_PRIVILEGE,
        LOCKED,
        INTERRUPTED,
        NO_CONNECTION,
        OTHER
    }
}
