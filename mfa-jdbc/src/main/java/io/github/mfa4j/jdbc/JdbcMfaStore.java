package io.github.mfa4j.jdbc;

import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store in one table of an SQL database, over plain JDBC.
 *
 * <p>The table is {@code mfa_state} with the columns {@code user_id}, {@code version} and {@code state}; create it from
 * {@link JdbcSchema}. {@link #builder} takes other names, or a table of users that you have. Every call takes one
 * connection, runs one statement as a rule, and gives the connection back. The store is safe for use by several threads if the
 * DataSource is, and by several processes.
 *
 * <h2>What the DataSource must be</h2>
 *
 * <ul>
 *   <li><b>Its connections auto-commit.</b> Others are refused before anything is read or written: inside somebody
 *       else's transaction a failed attempt could be rolled back, and would be a free guess. So hand over the pool
 *       itself, not a proxy that is bound to a transaction. A host that calls the library inside a transaction of its
 *       own needs two connections for that moment; size the pool for it.
 *   <li><b>It leads to the primary,</b> not to a replica, which lags.
 *   <li><b>A commit is durable.</b> PostgreSQL is by default; {@code synchronous_commit = off} is not. Files of
 *       H2 and HSQLDB are written up to half a second after the commit, and a crash loses that; add
 *       {@code ;WRITE_DELAY=0} to the URL of H2, and run {@code SET FILES WRITE DELAY FALSE} once in HSQLDB, where the
 *       URL's {@code hsqldb.write_delay} counts only for a new database. SQLite is durable with {@code synchronous=FULL},
 *       its default; {@code NORMAL}, often advised with WAL, can lose the last writes when the power fails. MariaDB and
 *       MySQL are durable with {@code innodb_flush_log_at_trx_commit=1}, the default; 0 and 2 lose up to a second of writes.
 *   <li><b>It gives up.</b> A connection time-out and a lock or statement time-out decide how long a sign-in can hang. SQLite:
 *       {@code busy_timeout}, some seconds, since it has one writer at a time and its default is short; HSQLDB has none.
 *       MariaDB and MySQL wait 50 seconds for a lock unless {@code innodb_lock_wait_timeout} says less:
 *       {@code sessionVariables=innodb_lock_wait_timeout=5} in the URL of either driver.
 *   <li><b>It cuts nothing.</b> Without a strict {@code sql_mode} MariaDB and MySQL shorten a text that a column is too
 *       short for, and report success. Strict is the default. The columns of {@link JdbcSchema} are long enough; check
 *       your own.
 * </ul>
 *
 * <h2>Databases</h2>
 *
 * <p>Tested, with races at every isolation level: H2 2.5, HSQLDB 2.7, SQLite 3.53 and PostgreSQL 18 with every build, MariaDB
 * 10.11 and MySQL 8.0.31, both with InnoDB, besides. Not tested are clusters. In Galera and in group replication another
 * server than the one that wrote can still answer with the record before: let all connections lead to one server, or have
 * reads wait ({@code wsrep_sync_wait=1}, {@code group_replication_consistency=BEFORE}).
 *
 * <p>Every isolation level from READ COMMITTED up will do; READ UNCOMMITTED can show a record that is then taken back. A write that the database refuses with a serialization failure or a deadlock
 * (SQLState 40001, 40P01; error 1020 of MariaDB, with {@code innodb_snapshot_isolation}) wrote nothing and counts as lost. So does
 * an insert that violates the key (23505; error 1062 of MariaDB and MySQL; {@code SQLITE_CONSTRAINT_PRIMARYKEY} or
 * {@code _UNIQUE}, since SQLite knows no SQLStates). A lock time-out is thrown: {@code SQLITE_BUSY}, and error 1205,
 * although MySQL's driver gives it the SQLState 40001. A read that the database refuses so is tried up to ten times with short pauses, a write
 * never twice.
 *
 * <h2>Errors</h2>
 *
 * <p>Both methods throw {@link IllegalStateException} if the database gives no clear answer, with the
 * {@link SQLException} as its cause. The message says what an operator can do and holds neither user id nor text; the
 * cause is the driver's, and drivers may quote a value that did not fit (PostgreSQL's does not with
 * {@code logServerErrorDetail=false}). Lost writes are logged at debug level.
 */
public final class JdbcMfaStore implements MfaStore {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcMfaStore.class);

    private static final int READ_ATTEMPTS = 10;

    private final DataSource dataSource;
    private final Statements sql;

    JdbcMfaStore(DataSource dataSource, Statements sql) {
        this.dataSource = dataSource;
        this.sql = sql;
    }

    /**
     * Makes a store over the table {@code mfa_state}. Nothing is read until the first call.
     *
     * @param dataSource where connections come from; they must auto-commit
     * @return the store
     */
    public static JdbcMfaStore of(DataSource dataSource) {
        return new JdbcMfaStore(Objects.requireNonNull(dataSource, "dataSource"), Statements.standard());
    }

    /**
     * Begins a store over a table with other names, or over the application's own table of users.
     *
     * @param dataSource where connections come from; they must auto-commit
     * @return a builder of the store
     */
    public static JdbcMfaStoreBuilder builder(DataSource dataSource) {
        return new JdbcMfaStoreBuilder(dataSource);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the database cannot answer, the connection does not auto-commit, or the table is
     *     not what {@link JdbcSchema} makes: ids compared loosely, two rows of one user, a row that was changed by hand
     */
    @Override
    public Optional<StoredState> find(String userId) {
        Objects.requireNonNull(userId, "userId");
        try (Connection connection = dataSource.getConnection()) {
            requireAutoCommit(connection);
            try (PreparedStatement select = connection.prepareStatement(sql.find())) {
                select.setString(1, userId);
                return read(select, rows -> only(rows, userId));
            }
        } catch (SQLException e) {
            throw SqlErrors.failure("Reading the record of a user", sql, e);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the database cannot answer or does not say whether it wrote, the connection does
     *     not auto-commit, one user has several rows, or the record belongs into a user's row that does not exist
     */
    @Override
    public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(next, "next");
        boolean first = expectedVersion == 0;
        try (Connection connection = dataSource.getConnection()) {
            requireAutoCommit(connection);
            try (PreparedStatement write = connection.prepareStatement(first ? sql.insert() : sql.update())) {
                write.setLong(1, next.version());
                write.setString(2, next.state());
                write.setString(3, userId);
                if (!first) {
                    write.setLong(4, expectedVersion);
                }
                if (execute(write, first && !sql.inUserRow())) {
                    return true;
                }
            }
            if (first && sql.inUserRow()) {
                requireRow(connection, userId);
            }
            return false;
        } catch (SQLException e) {
            throw SqlErrors.failure("Writing the record of a user", sql, e);
        }
    }

    /** Only here can an error mean "lost": what getting or closing a connection throws says nothing about the row. */
    private boolean execute(PreparedStatement write, boolean insert) throws SQLException {
        int rows;
        try {
            rows = write.executeUpdate();
        } catch (SQLException e) {
            if (SqlErrors.meansLost(e, insert)) {
                LOG.debug("Another writer came first: {}; nothing was written", SqlErrors.name(e));
                return false;
            }
            throw e;
        }
        if (rows == 0 && !insert) {
            LOG.debug("Another writer came first: no row has the expected version; nothing was written");
            return false;
        }
        if (rows != 1) {
            throw new IllegalStateException("Writing one record changed " + rows + " rows of " + sql.table() + ": "
                    + sql.userId() + " must be its primary key, or unique, and no trigger may swallow a write");
        }
        return true;
    }

    /**
     * Reads, again if need be: at SERIALIZABLE PostgreSQL refuses a read that would not fit into any order of the
     * writes around it. A read has no outcome that could be in doubt, so trying again is safe, unlike for a write. The pause
     * between two attempts, half a second in all at most, lets those writes come to their end: as long as one is being
     * written to the disk it refuses each new read.
     */
    private static <T> T read(PreparedStatement select, RowsReader<T> reader) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try (ResultSet rows = select.executeQuery()) {
                return reader.read(rows);
            } catch (SQLException e) {
                if (attempt == READ_ATTEMPTS || !SqlErrors.isConflict(e)) {
                    throw e;
                }
                LOG.debug("Reading again: {}", SqlErrors.name(e));
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(1_000_000L << (attempt - 1)));
            }
        }
    }

    private Optional<StoredState> only(ResultSet rows, String userId) throws SQLException {
        if (!rows.next()) {
            return Optional.empty();
        }
        if (!userId.equals(rows.getString(1))) {
            throw new IllegalStateException(
                    "The database takes two different user ids for one: give the column " + sql.userId() + " of "
                            + sql.table() + " a type and a collation that compare exactly, as JdbcSchema does");
        }
        long version = rows.getLong(2);
        String state = rows.getString(3);
        // A version that is null reads as 0. Only after the id was compared: this may be the row of somebody else.
        boolean noRecord = sql.inUserRow() && version == 0;
        if (rows.next()) {
            throw new IllegalStateException("A user has several rows in " + sql.table() + ": " + sql.userId()
                    + " must be the primary key, or unique and not null");
        }
        if (noRecord) {
            return Optional.empty();
        }
        if (state == null) {
            throw new IllegalStateException("A row of " + sql.table() + " is without a state"
                    + (sql.inUserRow()
                            ? ", although its version is not 0: the store writes " + sql.version() + " and "
                                    + sql.state() + " together, so something else has changed one of them"
                            : ": no column may be null, which a file of JdbcSchema makes sure of"));
        }
        try {
            return Optional.of(new StoredState(version, state));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "A row of " + sql.table() + " does not hold what the store wrote: " + e.getMessage(), e);
        }
    }

    /** Tells a user without a row from a lost write, or it would be tried again and again. */
    private void requireRow(Connection connection, String userId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql.find())) {
            select.setString(1, userId);
            if (!read(select, ResultSet::next)) {
                throw new IllegalStateException("The user has no row in " + sql.table() + " that could hold the"
                        + " record, so nothing was written: hand over what is in the column " + sql.userId()
                        + ", and only after the user's row is committed");
            }
        }
    }

    private static void requireAutoCommit(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            throw new IllegalStateException("The connection does not auto-commit, so a verdict would depend on a commit"
                    + " of somebody else, and a failed attempt could be rolled back. Nothing was read or written. Give"
                    + " JdbcMfaStore a DataSource whose connections auto-commit: the pool itself, not a proxy that is"
                    + " bound to a transaction");
        }
    }

    private interface RowsReader<T> {

        T read(ResultSet rows) throws SQLException;
    }
}
