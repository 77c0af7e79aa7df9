package io.github.mfa4j.jdbc;

import static io.github.mfa4j.jdbc.StoreErrors.assertNoVerdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.jdbc.Databases.IsolationLevel;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of the host's own; {@link TestkitContractTest} runs the contract on a table of users. */
class JdbcMfaStoreBuilderTest {

    private static final String COLUMNS = "%s varchar(200) not null primary key, %s bigint default 0, %s varchar(4000)";

    @TempDir
    Path folder;

    private HikariDataSource pool;

    @AfterEach
    void close() {
        if (pool != null) {
            pool.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutNamesItIsTheTableOfTheSchema(JdbcSchema database) {
        open(database);
        database.statements().forEach(sql -> Databases.run(pool, sql));
        assertWorks(JdbcMfaStore.builder(pool).build());
        assertThat(JdbcMfaStore.of(pool).find("alice")).contains(new StoredState(8, "second"));
    }

    @ParameterizedTest
    @EnumSource
    void aNameIsFoundWhateverItsCase(JdbcSchema database) {
        open(database);
        Databases.run(pool, "create table Second_Factors (" + COLUMNS.formatted("Id", "mfaVersion", "mfaText") + ")");
        assertWorks(JdbcMfaStore.builder(pool)
                .table("second_FACTORS")
                .userIdColumn("id")
                .versionColumn("MFAVERSION")
                .stateColumn("MFATEXT")
                .build());
    }

    @ParameterizedTest
    @EnumSource
    void aNameThatNeedsQuotesGetsThem(JdbcSchema database) {
        open(database);
        Databases.run(
                pool, "create table \"Order\" (" + COLUMNS.formatted("\"user\"", "\"Version\"", "\"select\"") + ")");
        assertWorks(JdbcMfaStore.builder(pool)
                .table("\"Order\"")
                .userIdColumn("\"user\"")
                .versionColumn("\"Version\"")
                .stateColumn("\"select\"")
                .build());
    }

    /** A bare "user" is the session's user in PostgreSQL and HSQLDB, which is nobody's id: everybody would be without a record. */
    @ParameterizedTest
    @EnumSource
    void aColumnIsNeverTakenForAFunction(JdbcSchema database) {
        open(database);
        String column = List.of(JdbcSchema.H2, JdbcSchema.HSQLDB).contains(database) ? "\"USER\"" : "\"user\"";
        Databases.run(pool, "create table t (" + COLUMNS.formatted(column, "v", "s") + ")");
        Databases.run(pool, "insert into t values ('alice', 7, 'first')");
        MfaStore store = named("t", "user").build();
        if (database == JdbcSchema.H2) {
            assertNoVerdict(() -> store.find("alice")).hasMessageContaining("42001");
        } else {
            assertThat(store.find("alice")).contains(new StoredState(7, "first"));
        }
    }

    @Test
    void aTableCanBeInASchemaAndACatalog() {
        open(JdbcSchema.POSTGRESQL);
        String schema = pool.getJdbcUrl().substring(pool.getJdbcUrl().lastIndexOf('=') + 1);
        Databases.run(pool, "create table t (" + COLUMNS.formatted("u", "v", "s") + ")");
        assertWorks(named("postgres." + schema + ".t", "u").build());
        assertThat(named(schema + ".t", "u").build().find("alice")).isPresent();
        assertThat(named("t", "u").recordInUserRow().build().find("alice")).isPresent();
        assertNoVerdict(() -> named("elsewhere.t", "u").build().find("alice"))
                .hasMessageContaining("create the table elsewhere.t with a file of JdbcSchema");
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

    @ParameterizedTest
    @EnumSource
    void aUserWithoutARowIsAnErrorAndNotALostWrite(JdbcSchema database) {
        open(database);
        Databases.run(pool, "create table t (" + COLUMNS.formatted("u", "v", "s") + ")");
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
        Databases.run(pool, "create table t (" + COLUMNS.formatted("u", "v", "s") + ")");
        Databases.run(pool, "insert into t (u) values ('alice')");
        assertNoVerdict(() -> named("t", "u").build().find("alice")).hasMessageContaining("no column may be null");
        assertThat(named("t", "u").recordInUserRow().build().find("alice")).isEmpty();
        Databases.run(pool, "update t set v = 5");
        assertNoVerdict(() -> named("t", "u").recordInUserRow().build().find("alice"))
                .hasMessageContaining("without a state");
    }

    private JdbcMfaStoreBuilder named(String table, String userId) {
        return JdbcMfaStore.builder(pool)
                .table(table)
                .userIdColumn(userId)
                .versionColumn("v")
                .stateColumn("s");
    }

    private static void assertWorks(MfaStore store) {
        assertThat(store.find("alice")).isEmpty();
        assertThat(store.compareAndSet("alice", 0, new StoredState(7, "first"))).isTrue();
        assertThat(store.compareAndSet("alice", 0, new StoredState(7, "again"))).isFalse();
        assertThat(store.compareAndSet("alice", 6, new StoredState(7, "again"))).isFalse();
        assertThat(store.compareAndSet("alice", 7, new StoredState(8, "second")))
                .isTrue();
        assertThat(store.find("alice")).contains(new StoredState(8, "second"));
        assertThat(store.find("Alice")).isEmpty();
    }

    private HikariDataSource h2() {
        open(JdbcSchema.H2);
        return pool;
    }

    private void open(JdbcSchema database) {
        pool = switch (database) {
            case H2 -> Databases.emptyH2Memory("", IsolationLevel.DATABASE_DEFAULT);
            case HSQLDB -> Databases.emptyHsqldbMemory("", IsolationLevel.DATABASE_DEFAULT);
            case POSTGRESQL -> Databases.emptyPostgres(IsolationLevel.DATABASE_DEFAULT);
            case SQLITE -> Databases.emptySqlite(folder);
        };
    }
}
