package io.github.mfa4j.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The statement that creates the table of {@link JdbcMfaStore}, one per supported database.
 *
 * <p>The store never creates its table. In production copy the text into a migration; in a test or a demo run it:
 *
 * <pre>{@code
 * try (Connection connection = dataSource.getConnection();
 *         Statement statement = connection.createStatement()) {
 *     statement.execute(JdbcSchema.H2.sql());
 * }
 * }</pre>
 *
 * <p>Further databases can come with a minor version.
 */
public enum JdbcSchema {
    /** H2, embedded or as a server. */
    H2("h2.sql"),
    /** PostgreSQL. */
    POSTGRESQL("postgresql.sql");

    private final String file;

    JdbcSchema(String file) {
        this.file = file;
    }

    /**
     * Reads the statement.
     *
     * @return one {@code CREATE TABLE} statement with a comment for every column; it fails if the table exists
     * @throws IllegalStateException if the file is missing from the jar, because a build that merges jars dropped it
     */
    public String sql() {
        // Relative to this class, and by this class: in a named module the folder is a package that nobody else sees.
        try (InputStream in = JdbcSchema.class.getResourceAsStream("schema/" + file)) {
            if (in == null) {
                throw new IllegalStateException("io/github/mfa4j/jdbc/schema/" + file
                        + " is missing from the jar: if your build merges jars, let it keep this folder");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the schema file " + file, e);
        }
    }
}
