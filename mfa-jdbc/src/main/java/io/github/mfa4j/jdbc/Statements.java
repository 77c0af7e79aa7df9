package io.github.mfa4j.jdbc;

import java.util.List;

/**
 * The three statements of the store. This is the one class that knows what the files of {@link JdbcSchema} call the table and
 * its columns.
 *
 * @param table the name of the table, for messages
 * @param userId the name of the column with the user id, for messages
 * @param version the name of the column with the version, for messages
 * @param state the name of the column with the text, for messages
 * @param inUserRow whether the rows are the host's: one without a version is a user without a record
 * @param find parameters: user id
 * @param insert parameters: new version, new state, user id
 * @param update parameters: new version, new state, user id, expected version
 */
record Statements(
        String table,
        String userId,
        String version,
        String state,
        boolean inUserRow,
        String find,
        String insert,
        String update) {

    static final String TABLE = "mfa_state";
    static final String USER_ID = "user_id";
    static final String VERSION = "version";
    static final String STATE = "state";

    static Statements standard() {
        return new Statements(
                TABLE,
                USER_ID,
                VERSION,
                STATE,
                false,
                "SELECT user_id, version, state FROM mfa_state WHERE user_id = ?",
                "INSERT INTO mfa_state (version, state, user_id) VALUES (?, ?, ?)",
                "UPDATE mfa_state SET version = ?, state = ? WHERE user_id = ? AND version = ?");
    }

    /** Whether all names are those of {@link JdbcSchema}. */
    boolean areOfSchema() {
        return List.of(table, userId, version, state).equals(List.of(TABLE, USER_ID, VERSION, STATE));
    }

    /**
     * The same for other names, which must have been checked. Columns are qualified wherever a value could stand: a bare
     * {@code user} is the name of the session's user in some databases, and comparing with that would find nobody.
     */
    static Statements of(String table, String userId, String version, String state, boolean inUserRow) {
        String update =
                "UPDATE " + table + " AS m SET " + version + " = ?, " + state + " = ? WHERE m." + userId + " = ? AND ";
        return new Statements(
                table,
                userId,
                version,
                state,
                inUserRow,
                "SELECT m." + userId + ", m." + version + ", m." + state + " FROM " + table + " AS m WHERE m." + userId
                        + " = ?",
                inUserRow
                        ? update + "(m." + version + " = 0 OR m." + version + " IS NULL)"
                        : "INSERT INTO " + table + " (" + version + ", " + state + ", " + userId + ") VALUES (?, ?, ?)",
                update + "m." + version + " = ?");
    }
}
