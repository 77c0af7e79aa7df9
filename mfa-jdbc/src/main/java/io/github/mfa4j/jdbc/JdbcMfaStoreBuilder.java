package io.github.mfa4j.jdbc;

import java.util.Objects;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Makes a {@link JdbcMfaStore} over a table with other names. Not thread-safe.
 *
 * <p>Names become part of the SQL, so each must be one word of ASCII letters, digits and underscores that does not begin
 * with a digit; everything else is refused. Write them as in your own SQL: {@code users} is found wherever
 * {@code create table users} made it, upper case or lower (MariaDB and MySQL tell the case of tables apart on Linux); a name that needs quotes there, for its case or because it is
 * a reserved word, gets them here: {@code "\"User\""}, and {@code "`User`"} for MySQL and MariaDB. Names are constants
 * of your program, never input.
 */
public final class JdbcMfaStoreBuilder {

    private static final String WORD = "(?:[A-Za-z_][A-Za-z0-9_]*|\"[A-Za-z_][A-Za-z0-9_]*\"|`[A-Za-z_][A-Za-z0-9_]*`)";
    private static final Pattern COLUMN = Pattern.compile(WORD);
    private static final Pattern TABLE = Pattern.compile(WORD + "(?:\\." + WORD + "){0,2}");

    private final DataSource dataSource;
    private String table = Statements.TABLE;
    private String userId = Statements.USER_ID;
    private String version = Statements.VERSION;
    private String state = Statements.STATE;
    private boolean inUserRow;

    JdbcMfaStoreBuilder(DataSource dataSource) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
    }

    /**
     * Sets the table. Without it: {@code mfa_state}.
     *
     * @param name its name, with its schema or its catalog and schema in front if need be: {@code auth.mfa_state}
     * @return this builder
     * @throws IllegalArgumentException if the name is not one to three words with dots between them
     */
    public JdbcMfaStoreBuilder table(String name) {
        table = checked(name, TABLE, "a table");
        return this;
    }

    /**
     * Sets the column with the user's id. Without it: {@code user_id}.
     *
     * @param name the column, of a character type that compares exactly; the primary key, or unique and not null. In MariaDB
     *     and MySQL that is a column with the collation of {@link JdbcSchema}, which the usual one of a table is not
     * @return this builder
     * @throws IllegalArgumentException if the name is not one word
     */
    public JdbcMfaStoreBuilder userIdColumn(String name) {
        userId = checked(name, COLUMN, "a column");
        return this;
    }

    /**
     * Sets the column with the version. Without it: {@code version}.
     *
     * @param name the column, of a type that holds integers of 64 bits
     * @return this builder
     * @throws IllegalArgumentException if the name is not one word
     */
    public JdbcMfaStoreBuilder versionColumn(String name) {
        version = checked(name, COLUMN, "a column");
        return this;
    }

    /**
     * Sets the column with the text of the record. Without it: {@code state}.
     *
     * @param name the column, for 4000 characters of ASCII
     * @return this builder
     * @throws IllegalArgumentException if the name is not one word
     */
    public JdbcMfaStoreBuilder stateColumn(String name) {
        state = checked(name, COLUMN, "a column");
        return this;
    }

    /**
     * Says that the table is the application's own, with a row for every user before the store hears of that user. It
     * then updates and never inserts. A row whose version is null or 0 is a user without a record; let the columns be
     * {@code BIGINT} and {@code VARCHAR(4000)}, null or 0 until the first write. A write for a user who has no row throws.
     *
     * @return this builder
     */
    public JdbcMfaStoreBuilder recordInUserRow() {
        inUserRow = true;
        return this;
    }

    /**
     * Makes the store. Nothing is read until its first call.
     *
     * @return the store
     * @throws IllegalArgumentException if two of the columns have the same name
     */
    public JdbcMfaStore build() {
        if (same(userId, version) || same(userId, state) || same(version, state)) {
            throw new IllegalArgumentException(
                    "user id, version and state need three columns, not " + userId + ", " + version + " and " + state);
        }
        return new JdbcMfaStore(dataSource, Statements.of(table, userId, version, state, inUserRow));
    }

    private static boolean same(String one, String other) {
        return one.equalsIgnoreCase(other);
    }

    private static String checked(String name, Pattern pattern, String what) {
        if (!pattern.matcher(Objects.requireNonNull(name, "name")).matches()) {
            throw new IllegalArgumentException("not a name of " + what + ": use ASCII letters, digits and underscores,"
                    + " each word in double quotes or backticks if the database needs it");
        }
        return name;
    }
}
