package io.github.mfa4j.jdbc;

/**
 * The three statements of the store. This is the one place that knows the names of the table and its columns.
 *
 * @param table the name of the table, for messages
 * @param userId the name of the column with the user id, for messages
 * @param inUserRow whether the rows are the host's: one without a version is a user without a record
 * @param find parameters: user id
 * @param insert parameters: new version, new state, user id
 * @param update parameters: new version, new state, user id, expected version
 */
record Statements(String table, String userId, boolean inUserRow, String find, String insert, String update) {

    static Statements standard() {
        return new Statements(
                "mfa_state",
                "user_id",
                false,
                "SELECT user_id, version, state FROM mfa_state WHERE user_id = ?",
                "INSERT INTO mfa_state (version, state, user_id) VALUES (?, ?, ?)",
                "UPDATE mfa_state SET version = ?, state = ? WHERE user_id = ? AND version = ?");
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
                inUserRow,
                "SELECT m." + userId + ", m." + version + ", m." + state + " FROM " + table + " AS m WHERE m." + userId
                        + " = ?",
                inUserRow
                        ? update + "(m." + version + " = 0 OR m." + version + " IS NULL)"
                        : "INSERT INTO " + table + " (" + version + ", " + state + ", " + userId + ") VALUES (?, ?, ?)",
                update + "m." + version + " = ?");
    }
}
