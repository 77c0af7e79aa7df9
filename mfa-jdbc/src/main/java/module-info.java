/**
 * The store of mfa4j over JDBC: one table, plain SQL, any {@link javax.sql.DataSource} that auto-commits. Start at
 * {@link io.github.mfa4j.jdbc.JdbcMfaStore}.
 */
module io.github.mfa4j.jdbc {
    requires transitive io.github.mfa4j;
    requires transitive java.sql;
    requires org.slf4j;
    requires static org.jspecify;

    exports io.github.mfa4j.jdbc;
}
