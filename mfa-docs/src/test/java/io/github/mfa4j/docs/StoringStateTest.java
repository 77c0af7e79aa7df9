package io.github.mfa4j.docs;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.testkit.MfaStoreContract;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The stores of docs/storing-state.md keep the contract, and a second factor works over each. */
class StoringStateTest {

    private final List<HikariDataSource> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(HikariDataSource::close);
    }

    @TestFactory
    Stream<DynamicContainer> everyRecipeOnH2() {
        return Arrays.stream(Recipe.values()).map(recipe -> tests(recipe, Database.H2));
    }

    @TestFactory
    Stream<DynamicContainer> everyRecipeOnPostgres() {
        return Arrays.stream(Recipe.values()).map(recipe -> tests(recipe, Database.POSTGRES));
    }

    private DynamicContainer tests(Recipe recipe, Database database) {
        try {
            HikariDataSource pool = database.newPool();
            open.add(pool);
            return dynamicContainer(recipe.typeName, tests(recipe.open(pool), recipe.open(pool), pool));
        } catch (Exception e) {
            throw new IllegalStateException(recipe.typeName, e);
        }
    }

    private static Stream<DynamicTest> tests(MfaStore store, MfaStore again, HikariDataSource pool) {
        MfaStoreContract contract = MfaStoreContract.of(store)
                .withUsers(id -> Database.addUser(pool, id))
                .withAnotherProcess(again);
        return Stream.concat(
                contract.rules().stream().map(rule -> dynamicTest(rule.toString(), rule::check)),
                Stream.of(dynamicTest(
                        "a second factor works over it",
                        () -> new Owner(store, Database.addUser(pool, "owner")).signsInAndAReplayIsRefused())));
    }
}
