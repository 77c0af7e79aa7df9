/**
 * The {@link io.github.mfa4j.spi.MfaStore store} over JDBC. Create the table once, with the file of your database that
 * {@link io.github.mfa4j.jdbc.JdbcSchema} reads (usually by copying it into a migration), and hand the library a store:
 *
 * <pre>{@code
 * MfaStore store = JdbcMfaStore.of(dataSource);
 * }</pre>
 *
 * <p>H2, HSQLDB, MariaDB, MySQL, PostgreSQL and SQLite are supported: their behaviour under races, at the isolation levels from READ COMMITTED
 * up, is tested. {@link io.github.mfa4j.jdbc.JdbcMfaStore} says with which versions, and what each needs to be durable.
 */
@NullMarked
package io.github.mfa4j.jdbc;

import org.jspecify.annotations.NullMarked;
