package io.github.mfa4j.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.Verification;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import io.github.mfa4j.testkit.MfaStoreContract;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The stores of docs/storing-state.md when the application calls the library in the middle of a transaction of Spring's. */
class StoringStateTransactionsTest {

    private static final String USER = "user-1";

    @TempDir
    private Path folder;

    private HikariDataSource pool;

    @AfterEach
    void close() {
        pool.close();
    }

    static Stream<Arguments> everyRecipeAndDatabase() {
        return Stream.of(Database.H2, Database.POSTGRES)
                .flatMap(database -> Arrays.stream(Recipe.values()).map(recipe -> Arguments.of(recipe, database)));
    }

    static Stream<Recipe> everyRecipeInTheUsersRow() {
        return Arrays.stream(Recipe.values()).filter(recipe -> recipe != Recipe.OWN_TABLE);
    }

    @ParameterizedTest
    @MethodSource("everyRecipeAndDatabase")
    void aRollbackOfTheApplicationDoesNotUndoAWrongCode(Recipe recipe, Database database) throws Exception {
        Owner owner = new Owner(store(recipe, database), USER);
        guessInTransactionsThatAreRolledBack(owner);
        owner.mustWait();
    }

    @Test
    void aStoreThatJoinsTheTransactionGivesGuessesAwayAndTheContractCannotTell() throws Exception {
        MfaStore joining = springStore(
                Recipe.SPRING.page().changed("SpringMfaStore", "PROPAGATION_REQUIRES_NEW", "PROPAGATION_REQUIRED"));
        MfaStoreContract.of(joining).withUsers(id -> Database.addUser(pool, id)).verify();

        Owner owner = new Owner(joining, USER);
        guessInTransactionsThatAreRolledBack(owner);
        assertThat(owner.typesTheRightCode()).isInstanceOf(Verification.Accepted.class);
    }

    @Test
    void aStoreThatRefusesToBeCalledInATransactionSaysSoAndCountsNothing() throws Exception {
        assertThat(Recipe.SPRING.page().text())
                .contains("`if (TransactionSynchronizationManager.isActualTransactionActive()) throw …`");
        String refusal = "if (org.springframework.transaction.support.TransactionSynchronizationManager"
                + ".isActualTransactionActive()) throw new IllegalStateException(\"call it outside\");";
        String find = "public Optional<StoredState> find(String id) {";
        String write = "public boolean compareAndSet(String id, long expectedVersion, StoredState next) {";
        Owner owner = new Owner(
                springStore(Recipe.SPRING
                        .page()
                        .changed("SpringMfaStore", find, find + refusal)
                        .changed("SpringMfaStore", write, write + refusal)),
                USER);
        for (int i = 0; i < Owner.UNTIL_THROTTLED; i++) {
            transaction()
                    .executeWithoutResult(tx -> assertThatIllegalStateException()
                            .isThrownBy(owner::typesAWrongCode)
                            .withMessage("call it outside"));
        }
        owner.signsInAndAReplayIsRefused();
    }

    @ParameterizedTest
    @MethodSource("everyRecipeAndDatabase")
    void anOldTransactionDoesNotHideTheLatestRecord(Recipe recipe, Database database) throws Exception {
        MfaStore store = store(recipe, database);
        StoredState first = new StoredState(1L << 40, "first");
        StoredState second = new StoredState((1L << 40) + 1, "second");
        assertThat(store.compareAndSet(USER, 0, first)).isTrue();

        TransactionTemplate old = transaction();
        old.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        old.executeWithoutResult(tx -> {
            assertThat(JdbcClient.create(pool)
                            .sql("SELECT count(*) FROM users")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(2);
            assertThat(store.find(USER)).isEqualTo(Optional.of(first));
            assertThat(CompletableFuture.supplyAsync(() -> store.compareAndSet(USER, first.version(), second))
                            .join())
                    .isTrue();
            assertThat(store.find(USER)).isEqualTo(Optional.of(second));
        });
    }

    @ParameterizedTest
    @MethodSource("everyRecipeInTheUsersRow")
    void aRowThatTheApplicationHasChangedBeforeEndsWithoutAVerdict(Recipe recipe) throws Exception {
        Owner owner = new Owner(store(recipe, Database.POSTGRES_WITH_LOCK_TIMEOUT), USER);
        transaction().executeWithoutResult(tx -> {
            changeTheMailOf(USER);
            assertThatException().isThrownBy(owner::typesTheRightCode);
            tx.setRollbackOnly();
        });
        owner.signsInAndAReplayIsRefused();
    }

    private void guessInTransactionsThatAreRolledBack(Owner owner) {
        for (int i = 0; i < Owner.UNTIL_THROTTLED; i++) {
            transaction().executeWithoutResult(tx -> {
                changeTheMailOf("user-2");
                owner.typesAWrongCode();
                tx.setRollbackOnly();
            });
        }
        assertThat(JdbcClient.create(pool)
                        .sql("SELECT email FROM users WHERE id = 'user-2'")
                        .query(String.class)
                        .single())
                .isEqualTo("alice@example.com");
    }

    private void changeTheMailOf(String user) {
        assertThat(JdbcClient.create(pool)
                        .sql("UPDATE users SET email = 'new@example.com' WHERE id = ?")
                        .param(user)
                        .update())
                .isEqualTo(1);
    }

    private MfaStore store(Recipe recipe, Database database) throws Exception {
        newPool(database);
        return recipe.open(pool);
    }

    private MfaStore springStore(JavaBlocks changed) throws Exception {
        newPool(Database.H2);
        return Recipe.SPRING.open(changed.compiled(Recipe.SPRING.typeName, folder), pool);
    }

    private void newPool(Database database) {
        pool = database.newPool();
        Database.addUser(pool, USER);
        Database.addUser(pool, "user-2");
    }

    private TransactionTemplate transaction() {
        return new TransactionTemplate(new JdbcTransactionManager(pool));
    }
}
