package io.github.mfa4j.jdbc;

import static io.github.mfa4j.jdbc.StoreErrors.assertNoVerdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of each schema, and tables with names of the host's own, beyond the contract of a store. Who extends this says in a static
 * method which databases there are.
 */
abstract class TablesOnDatabases extends OnDatabases {

    /** Also ids that the library refuses: whoever reads the table with other programs must not meet surprises. */
    @ParameterizedTest
    @MethodSource("databases")
    void theTableOfTheSchemaTakesNoIdForAnother(JdbcSchema database) {
        MfaStore store = openWithTable(database);
        List<String> users = UserIds.LOOK_ALIKES;
        for (int i = 0; i < users.size(); i++) {
            assertThat(store.find(users.get(i)))
                    .as("before creating " + users.get(i))
                    .isEmpty();
            assertThat(store.compareAndSet(users.get(i), 0, new StoredState(7, "u" + i)))
                    .isTrue();
        }
        for (int i = 0; i < users.size(); i++) {
            assertThat(store.compareAndSet(users.get(i), 7, new StoredState(8, "v" + i)))
                    .isTrue();
        }
        for (int i = 0; i < users.size(); i++) {
            assertThat(store.find(users.get(i))).as(users.get(i)).contains(new StoredState(8, "v" + i));
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aRemovedUserCanBeCreatedAgainAndALateWriteIsLost(JdbcSchema database) {
        MfaStore store = openWithTable(database);
        assertThat(store.compareAndSet("alice", 0, new StoredState(40, "first")))
                .isTrue();
        Databases.run(pool, "delete from mfa_state where user_id = 'alice'");
        assertThat(store.find("alice")).isEmpty();
        assertThat(store.compareAndSet("alice", 40, new StoredState(41, "late")))
                .isFalse();
        assertThat(store.compareAndSet("alice", 0, new StoredState(7, "new"))).isTrue();
        assertThat(store.find("alice")).contains(new StoredState(7, "new"));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void nothingMayBeNull(JdbcSchema database) {
        MfaStore store = openWithTable(database);
        assertThatNullPointerException().isThrownBy(() -> store.find(null));
        assertThatNullPointerException().isThrownBy(() -> store.compareAndSet(null, 0, new StoredState(1, "x")));
        assertThatNullPointerException().isThrownBy(() -> store.compareAndSet("x", 0, null));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void withoutNamesItIsTheTableOfTheSchema(JdbcSchema database) {
        MfaStore store = openWithTable(database);
        assertWorks(JdbcMfaStore.builder(pool).build());
        assertThat(store.find("alice")).contains(new StoredState(8, "second"));
    }

    /** But for MariaDB and MySQL on Linux, where the name of a table is the name of a file. */
    @ParameterizedTest
    @MethodSource("databases")
    void aNameIsFoundWhateverItsCase(JdbcSchema database) {
        open(database);
        Databases.run(pool, "create table Second_Factors (" + columns("Id", "mfaVersion", "mfaText") + ")");
        assertWorks(JdbcMfaStore.builder(pool)
                .table(isMariaDbOrMySql() ? "Second_Factors" : "second_FACTORS")
                .userIdColumn("id")
                .versionColumn("MFAVERSION")
                .stateColumn("MFATEXT")
                .build());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aNameThatNeedsQuotesGetsThem(JdbcSchema database) {
        open(database);
        Databases.run(
                pool,
                "create table " + quoted("Order") + " (" + columns(quoted("user"), quoted("Version"), quoted("select"))
                        + ")");
        assertWorks(JdbcMfaStore.builder(pool)
                .table(quoted("Order"))
                .userIdColumn(quoted("user"))
                .versionColumn(quoted("Version"))
                .stateColumn(quoted("select"))
                .build());
    }

    /** A bare "user" is the session's user in PostgreSQL and HSQLDB, which is nobody's id: everybody would be without a record. */
    @ParameterizedTest
    @MethodSource("databases")
    void aColumnIsNeverTakenForAFunction(JdbcSchema database) {
        open(database);
        String column = quoted(List.of(JdbcSchema.H2, JdbcSchema.HSQLDB).contains(database) ? "USER" : "user");
        Databases.run(pool, "create table t (" + columns(column, "v", "s") + ")");
        Databases.run(pool, "insert into t values ('alice', 7, 'first')");
        MfaStore store = named("t", "user").build();
        if (database == JdbcSchema.H2) {
            assertNoVerdict(() -> store.find("alice")).hasMessageContaining("42001");
        } else {
            assertThat(store.find("alice")).contains(new StoredState(7, "first"));
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aUserWithoutARowIsAnErrorAndNotALostWrite(JdbcSchema database) {
        open(database);
        Databases.run(pool, "create table t (" + columns("u", "v", "s") + ")");
        MfaStore store = named("t", "u").recordInUserRow().build();
        assertThat(store.find("nobody")).isEmpty();
        assertNoVerdict(() -> store.compareAndSet("nobody", 0, new StoredState(7, "first")))
                .hasMessageContaining("no row in t")
                .hasMessageNotContaining("nobody");
        assertThat(store.compareAndSet("nobody", 7, new StoredState(8, "second")))
                .isFalse();
        Databases.run(pool, "insert into t (u) values ('alice')");
        assertWorks(store);
    }
}
