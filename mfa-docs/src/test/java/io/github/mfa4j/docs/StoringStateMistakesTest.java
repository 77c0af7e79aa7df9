package io.github.mfa4j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.testkit.MfaStoreContract;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who copies a recipe of docs/storing-state.md and gets one place wrong is told by the contract which rules that breaks. */
class StoringStateMistakesTest {

    private static final String WITHOUT_THE_VERSION = "1a 1b 2b 7a 7b";
    private static final String NOTHING_IS_KEPT = "1a 1b 2a 2b 4a 5a 5b 5c 6a 6b 7a";
    private static final String EVERYTHING = NOTHING_IS_KEPT + " 7b";

    @TempDir
    private Path folder;

    static Stream<Arguments> mistakesInJava() {
        return Stream.of(
                Arguments.of(Recipe.USER_ROW, ".recordInUserRow()", "", EVERYTHING),
                Arguments.of(Recipe.PLAIN_JDBC, " AND mfa_version = ?\"", " AND ? >= 0\"", WITHOUT_THE_VERSION),
                Arguments.of(Recipe.PLAIN_JDBC, " AND mfa_version = ?\"", " AND mfa_version <= ?\"", "2b 7b"),
                Arguments.of(Recipe.PLAIN_JDBC, "executeUpdate() == 1", "executeUpdate() >= 0", WITHOUT_THE_VERSION),
                Arguments.of(Recipe.PLAIN_JDBC, "SET mfa_version = ?", "SET mfa_version = 1 + ?", NOTHING_IS_KEPT),
                Arguments.of(Recipe.SPRING, " AND mfa_version = ?\"", " AND ? >= 0\"", WITHOUT_THE_VERSION),
                Arguments.of(
                        Recipe.JPA,
                        "m.version = :expected",
                        "(m.version = :expected or m.version <> :expected)",
                        WITHOUT_THE_VERSION),
                Arguments.of(Recipe.JPA, "transaction.commit()", "transaction.rollback()", NOTHING_IS_KEPT));
    }

    @ParameterizedTest
    @MethodSource("mistakesInJava")
    void aMistakeInTheJavaIsNamed(Recipe recipe, String from, String to, String rules) throws Exception {
        JavaBlocks wrong = recipe.page().changed(recipe.typeName, from, to);
        try (HikariDataSource pool = Database.H2.newPool()) {
            assertThat(brokenRules(recipe.open(wrong.compiled(recipe.typeName, folder), pool), pool))
                    .isEqualTo(rules);
        }
    }

    static Stream<Arguments> mistakesInSql() {
        return Stream.of(
                Arguments.of(Recipe.OWN_TABLE, "version bigint", "version int", EVERYTHING),
                Arguments.of(Recipe.OWN_TABLE, "varchar(4000)", "varchar(2000)", "6b"),
                Arguments.of(Recipe.OWN_TABLE, "varchar(200)", "varchar(100)", "5b"),
                Arguments.of(Recipe.OWN_TABLE, " primary key", "", "1b 7a"),
                Arguments.of(Recipe.PLAIN_JDBC, "BIGINT", "INT", EVERYTHING),
                Arguments.of(Recipe.PLAIN_JDBC, " DEFAULT 0 NOT NULL", "", NOTHING_IS_KEPT),
                Arguments.of(Recipe.PLAIN_JDBC, "VARCHAR(4000)", "VARCHAR(2000)", "6b"));
    }

    @ParameterizedTest
    @MethodSource("mistakesInSql")
    void aMistakeInTheMigrationIsNamed(Recipe recipe, String from, String to, String rules) throws Exception {
        try (HikariDataSource pool = Database.POSTGRES.newPool(sql -> sql.replace(from, to))) {
            assertThat(brokenRules(recipe.open(pool), pool)).isEqualTo(rules);
        }
    }

    @Test
    void aPersistenceContextThatIsKeptIsNamed() throws Exception {
        JavaBlocks kept = Recipe.JPA
                .page()
                .changed(
                        "JpaMfaStore",
                        "EntityManagerFactory factory; //",
                        "EntityManagerFactory factory; EntityManager kept; //")
                .changed("JpaMfaStore", "this.factory = factory;", "this.factory = factory; kept = own();")
                .changed(
                        "JpaMfaStore",
                        "try (EntityManager own = own()) {\n            return own",
                        "synchronized (kept) {\n            return kept")
                .changed("JpaMfaStore", "select m.version, m.state from", "select m from")
                .changed("JpaMfaStore", "Object[].class", "MfaColumns.class")
                .changed("JpaMfaStore", "(long) row[0], (String) row[1]", "row.version, row.state");
        try (HikariDataSource pool = Database.H2.newPool()) {
            assertThat(brokenRules(Recipe.JPA.open(kept.compiled("JpaMfaStore", folder), pool), pool))
                    .isEqualTo("1a 2a 4a 6a 6b");
        }
    }

    private static String brokenRules(MfaStore store, HikariDataSource pool) {
        return BrokenRules.of(MfaStoreContract.of(store).withUsers(id -> Database.addUser(pool, id)));
    }
}
