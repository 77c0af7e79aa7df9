package io.github.mfa4j.jdbc;

/**
 * The three statements of the store. This is the one place that knows the names of the table and its columns.
 *
 * @param table the name of the table, for messages
 * @param find parameters: user id
 * @param insert parameters: new version, new state, user id
 * @param update parameters: new version, new state, user id, expected version
 */
record Statements(String table, String find, String insert, String update) {

    static Statements standard() {
        return new Statements(
                "mfa_state",
                "SELECT user_id, version, state FROM mfa_state WHERE user_id = ?",
                "INSERT INTO mfa_state (version, state, user_id) VALUES (?, ?, ?)",
                "UPDATE mfa_state SET version = ?, state = ? WHERE user_id = ? AND version = ?");
    }
}
