package io.github.mfa4j.jdbc;

import static io.github.mfa4j.jdbc.StoreErrors.assertNoVerdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a name can be, and what else a builder refuses; {@link TablesOnDatabases} uses names on every database. */
class JdbcMfaStoreBuilderTest extends OnDatabases {

    @Test
    void aTableCanBeInASchemaAndACatalog() {
        open(JdbcSchema.POSTGRESQL);
        String schema = pool.getJdbcUrl().substring(pool.getJdbcUrl().lastIndexOf('=') + 1);
        Databases.run(pool, "create table t (" + columns("u", "v", "s") + ")");
        assertWorks(named("postgres." + schema + ".t", "u").build());
        assertThat(named(schema + ".t", "u").build().find("alice")).isPresent();
        assertThat(named("t", "u").recordInUserRow().build().find("alice")).isPresent();
        assertNoVerdict(() -> named("elsewhere.t", "u").build().find("alice"))
                .hasMessageContaining(
                        "create the table elsewhere.t with the columns u, v and s, by a file of JdbcSchema"
                                + " in which you have changed the names");
    }

    /** A file of JdbcSchema would make another table beside the one of the host. */
    @ParameterizedTest
    @EnumSource(
            value = JdbcSchema.class,
            names = {"MARIADB", "MYSQL"},
            mode = EnumSource.Mode.EXCLUDE)
    void whatTheHostHasToCreateIsNotInAFileOfOurs(JdbcSchema database) {
        open(database);
        MfaStore store = named("t", "u").recordInUserRow().build();
        String advice = "the table t or one of the columns u, v and s that were named at the builder is not there";
        assertNoVerdict(() -> store.find("alice"))
                .hasMessageContaining(advice)
                .hasMessageNotContaining("JdbcSchema")
                .hasMessageNotContaining("INSERT");
        Databases.run(pool, "create table t (u varchar(200) primary key, v bigint)");
        assertNoVerdict(() -> store.compareAndSet("alice", 0, new StoredState(7, "first")))
                .hasMessageContaining(advice);
    }

    @Test
    void aShortColumnOfTheHostIsTheOneForTheState() {
        open(JdbcSchema.H2);
        Databases.run(pool, "create table t (u varchar(20) primary key, v bigint, s varchar(4))");
        Databases.run(pool, "insert into t (u) values ('alice')");
        MfaStore store = named("t", "u").recordInUserRow().build();
        assertNoVerdict(() -> store.compareAndSet("alice", 0, new StoredState(7, "first")))
                .hasMessageEndingWith("a column of t is too short; s needs 4000 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "users ",
                " users",
                "users\n",
                "use rs",
                "users;",
                "users--",
                "users/**/",
                "users u",
                "1users",
                "us-ers",
                "users'",
                "\"users",
                "users\"",
                "\"\"",
                "\"a\"\"b\"",
                "\"a b\"",
                "`users",
                "`us`ers`",
                "\"users`",
                "[users]",
                "users(",
                "$users",
                "\u00fcsers",
                "u\u017fers",
                "use\u0131",
                "\u0430",
                "\u0661",
                "a,b",
                "?",
                "%s",
                "a\0"
            })
    void whatIsNotAWordIsRefused(String name) {
        JdbcMfaStoreBuilder builder = JdbcMfaStore.builder(h2());
        assertThatIllegalArgumentException().isThrownBy(() -> builder.table(name));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.table("auth." + name));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.userIdColumn(name));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.versionColumn(name));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.stateColumn(name));
    }

    @Test
    void dotsBelongIntoTheNameOfATableAndAtMostTwo() {
        JdbcMfaStoreBuilder builder = JdbcMfaStore.builder(h2());
        for (String name : List.of(".", ".a", "a.", "a..b", "a.b.c.d", "\"a.b\"")) {
            assertThatIllegalArgumentException().isThrownBy(() -> builder.table(name));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> builder.userIdColumn("a.b"));
        assertThat(builder.table("_a.\"B\".`c`")).isSameAs(builder);
    }

    @Test
    void threeColumnsHaveThreeNames() {
        JdbcMfaStoreBuilder builder = JdbcMfaStore.builder(h2());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.userIdColumn("VERSION").build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.userIdColumn("State").build());
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> builder.userIdColumn("id").versionColumn("state").build());
    }

    @Test
    void nothingMayBeNull() {
        assertThatNullPointerException().isThrownBy(() -> JdbcMfaStore.builder(null));
        JdbcMfaStoreBuilder builder = JdbcMfaStore.builder(h2());
        assertThatNullPointerException().isThrownBy(() -> builder.table(null));
        assertThatNullPointerException().isThrownBy(() -> builder.userIdColumn(null));
        assertThatNullPointerException().isThrownBy(() -> builder.versionColumn(null));
        assertThatNullPointerException().isThrownBy(() -> builder.stateColumn(null));
    }

    @Test
    void aRowOfSomebodyElseIsNoticedBeforeItsFirstRecord() {
        open(JdbcSchema.SQLITE);
        Databases.run(pool, "create table t (u text collate nocase primary key, v bigint, s text)");
        Databases.run(pool, "insert into t values ('alice', null, null)");
        assertNoVerdict(() -> named("t", "u").recordInUserRow().build().find("Alice"))
                .hasMessageContaining("the column u of t");
    }

    @Test
    void twoRowsOfAUserAreNoticedBeforeTheirFirstRecord() {
        open(JdbcSchema.H2);
        Databases.run(pool, "create table t (u varchar(20), v bigint, s varchar(4000))");
        Databases.run(pool, "insert into t values ('alice', 0, null), ('alice', null, null)");
        MfaStore store = named("t", "u").recordInUserRow().build();
        assertNoVerdict(() -> store.find("alice")).hasMessageContaining("u must be the primary key");
    }

    @Test
    void onlyARowOfTheHostMayBeWithoutARecord() {
        open(JdbcSchema.H2);
        Databases.run(pool, "create table t (" + columns("u", "v", "s") + ")");
        Databases.run(pool, "insert into t (u) values ('alice')");
        assertNoVerdict(() -> named("t", "u").build().find("alice")).hasMessageContaining("no column may be null");
        assertThat(named("t", "u").recordInUserRow().build().find("alice")).isEmpty();
        Databases.run(pool, "update t set v = 5");
        assertNoVerdict(() -> named("t", "u").recordInUserRow().build().find("alice"))
                .hasMessageContaining("without a state, although its version is not 0")
                .hasMessageNotContaining("may be null");
    }

    /** Taken for a lost write it would be tried again for seconds, and nobody would hear of the trigger. */
    @Test
    void aTriggerThatViolatesAKeyIsNotALostWrite() {
        open(JdbcSchema.SQLITE);
        Databases.run(pool, "create table t (" + columns("u", "v", "s") + ")");
        Databases.run(pool, "insert into t (u) values ('alice')");
        Databases.run(pool, "create table once (u text unique)");
        Databases.run(pool, "insert into once values ('alice')");
        Databases.run(pool, "create trigger g after update on t begin insert into once values (new.u); end");
        MfaStore store = named("t", "u").recordInUserRow().build();
        assertNoVerdict(() -> store.compareAndSet("alice", 0, new StoredState(7, "first")))
                .hasMessageContaining("SQLITE_CONSTRAINT_UNIQUE");
        assertThat(store.find("alice")).isEmpty();
    }

    private HikariDataSource h2() {
        open(JdbcSchema.H2);
        return pool;
    }

    /** A lost write asks whether the user has a row; that question can be sacrificed too. */
    @Test
    void aLostFirstWriteStaysLostWhenTheDatabaseIsBusy() {
        open(JdbcSchema.H2);
        Databases.run(pool, "create table t (" + columns("u", "v", "s") + ")");
        Databases.run(pool, "insert into t values ('alice', 7, 'first')");
        FaultyDataSource busy = new FaultyDataSource(pool);
        MfaStore store = JdbcMfaStore.builder(busy)
                .table("t")
                .userIdColumn("u")
                .versionColumn("v")
                .stateColumn("s")
                .recordInUserRow()
                .build();
        busy.fail(9, FaultyDataSource.Moment.BEFORE_QUERY, "40001");
        assertThat(store.compareAndSet("alice", 0, new StoredState(8, "second")))
                .isFalse();
        assertThat(busy.failuresLeft()).isZero();
    }
}
