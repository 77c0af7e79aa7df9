package io.github.mfa4j.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What creates the table of {@link JdbcMfaStore}, one file per supported database.
 *
 * <p>The store never creates its table. In production copy the text into a migration; in a test or a demo run it:
 *
 * <pre>{@code
 * try (Connection connection = dataSource.getConnection();
 *         Statement statement = connection.createStatement()) {
 *     for (String sql : JdbcSchema.H2.statements()) {
 *         statement.execute(sql);
 *     }
 * }
 * }</pre>
 *
 * <p>Further databases can come with a minor version.
 */
public enum JdbcSchema {
    /** H2, embedded or as a server. */
    H2("h2.sql"),
    /**
     * HSQLDB from 2.7, embedded or as a server. Two statements: its usual collation ignores spaces at the end of an id, so
     * the first makes one that does not. Its driver wants them in two calls.
     */
    HSQLDB("hsqldb.sql"),
    /**
     * MariaDB from 10.2, tested with 10.11. Its usual collations ignore case and accents, and all but those with {@code nopad}
     * in their names spaces at the end of an id.
     */
    MARIADB("mariadb.sql"),
    /** MySQL from 8.0.17, tested with 8.0.31. Earlier ones have no collation that compares ids exactly. */
    MYSQL("mysql.sql"),
    /** PostgreSQL. */
    POSTGRESQL("postgresql.sql"),
    /** SQLite, by way of {@code org.xerial:sqlite-jdbc}. */
    SQLITE("sqlite.sql");

    private final String file;

    JdbcSchema(String file) {
        this.file = file;
    }

    /**
     * Reads the file and takes it apart, for drivers that execute one statement at a time.
     *
     * @return the statements in their order, without the semicolon at the end of each
     * @throws IllegalStateException as {@link #sql()} does
     */
    public List<String> statements() {
        return List.of(sql().split(";\n"));
    }

    /**
     * Reads the file.
     *
     * @return a {@code CREATE TABLE} statement with a comment for every column; it fails if the table exists. For HSQLDB a
     *     {@code CREATE COLLATION} statement comes first
     * @throws IllegalStateException if the file is missing from the jar, because a build that merges jars dropped it, or
     *     cannot be read
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
            throw new IllegalStateException("cannot read the schema file " + file, e);
        }
    }
}
