package io.github.mfa4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.mfa4j.defaults.InMemoryMfaStore;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import io.github.mfa4j.testkit.MfaStoreContract.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract lets right stores pass, and names the rule that a wrong one breaks. */
class MfaStoreContractTest {

    @TestFactory
    Stream<DynamicTest> theStoreInMemoryKeepsEachRule() {
        return MfaStoreContract.of(new InMemoryMfaStore()).rules().stream()
                .map(rule -> dynamicTest(rule.toString(), rule::check));
    }

    @Test
    void aStoreThatIsRightPassesAsOftenAsItIsChecked() {
        MfaStoreContract contract = MfaStoreContract.of(new BrokenStores.Sound());
        assertThatCode(contract::verify).doesNotThrowAnyException();
        assertThatCode(contract::verify).doesNotThrowAnyException();
    }

    /** Each broken store, and the rule whose breach is its fault; others can be broken besides. */
    static Stream<Arguments> brokenStores() {
        return Stream.of(
                Arguments.of(new BrokenStores.CheckThenPut(), "1a"),
                Arguments.of(new BrokenStores.Upsert(), "7b"),
                Arguments.of(new BrokenStores.AlwaysTrue(), "2b"),
                Arguments.of(new BrokenStores.OlderThan(), "2b"),
                Arguments.of(new BrokenStores.IntVersion(), "6a"),
                Arguments.of(new BrokenStores.ShortColumn(), "6b"),
                Arguments.of(new BrokenStores.CaseFoldingIds(), "5a"),
                Arguments.of(new BrokenStores.OwnVersionNumbers(), "6a"),
                Arguments.of(new BrokenStores.LostWrite(), "2a"),
                Arguments.of(new BrokenStores.ReadReplica(), "4a"),
                Arguments.of(new BrokenStores.ShortIds(), "5b"),
                Arguments.of(new BrokenStores.ThrowsInsteadOfFalse(), "7a"),
                Arguments.of(new BrokenStores.UpdatesEverybody(), "5c"),
                Arguments.of(new BrokenStores.DeleteThenInsert(), "4b"),
                Arguments.of(new BrokenStores.ThrowsWhenBusy(), "4b"),
                Arguments.of(new BrokenStores.ThreeByteCharacters(), "5a"));
    }

    @ParameterizedTest(name = "{0} breaks {1}")
    @MethodSource("brokenStores")
    void aBrokenStoreIsToldWhichRuleItBreaks(MfaStore store, String rule) {
        assertThatThrownBy(() -> MfaStoreContract.of(store).verify())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("rule " + rule + " is broken");
    }

    @Test
    void everyRuleIsBrokenBySomeStoreAndSaysHowStoresGetThere() {
        Set<String> broken = new HashSet<>();
        List<String> messages = new ArrayList<>();
        brokenStores().forEach(arguments -> {
            for (Rule rule : MfaStoreContract.of((MfaStore) arguments.get()[0]).rules()) {
                try {
                    rule.check();
                } catch (AssertionError e) {
                    broken.add(rule.id());
                    messages.add(e.getMessage());
                }
            }
        });
        assertThat(broken)
                .containsExactlyInAnyOrderElementsOf(MfaStoreContract.of(new InMemoryMfaStore()).rules().stream()
                        .map(Rule::id)
                        .toList());
        assertThat(messages).allMatch(message -> message.matches("(?s)rule \\d[a-z] is broken \\(.+\\): .+\\. .+\\."));
    }

    @Test
    void usersCanBeMadeByTheHostAndDataOpenedAnew() {
        InMemoryMfaStore store = new InMemoryMfaStore();
        Set<String> made = ConcurrentHashMap.newKeySet();
        LongAdder writesOfAnother = new LongAdder();
        MfaStoreContract.of(store)
                .withUsers(id -> {
                    String key = "row-of-" + id.substring(0, Math.min(150, id.length())) + id.hashCode();
                    made.add(key);
                    return key;
                })
                .withAnotherProcess(new MfaStore() {
                    @Override
                    public Optional<StoredState> find(String userId) {
                        assertThat(made).contains(userId);
                        return store.find(userId);
                    }

                    @Override
                    public boolean compareAndSet(String userId, long expectedVersion, StoredState next) {
                        writesOfAnother.increment();
                        return store.compareAndSet(userId, expectedVersion, next);
                    }
                })
                .verify();
        assertThat(made).hasSizeGreaterThan(50);
        assertThat(writesOfAnother.sum()).isGreaterThan(100);
    }

    /** What is right on one server, and no protection at all on two. */
    @Test
    void aLockOfOneProcessIsSeenWhereTwoRace() {
        BrokenStores.LockOfOneProcess one = new BrokenStores.LockOfOneProcess(new ConcurrentHashMap<>());
        BrokenStores.LockOfOneProcess other = new BrokenStores.LockOfOneProcess(one.records);
        assertThatCode(() -> MfaStoreContract.of(one).verify()).doesNotThrowAnyException();
        assertThatThrownBy(
                        () -> MfaStoreContract.of(one).withAnotherProcess(other).verify())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("rule 1a is broken");
    }

    @Test
    void whatARaceFindsIsSaidAsItIsFound() {
        assertThatThrownBy(() ->
                        MfaStoreContract.of(new BrokenStores.DeleteThenInsert()).verify())
                .hasMessageContaining("rule 4b is broken")
                .hasMessageContaining("find returned nothing while others wrote")
                .hasMessageNotContaining("ExecutionException");
        assertThatThrownBy(() ->
                        MfaStoreContract.of(new BrokenStores.ThrowsWhenBusy()).verify())
                .hasMessageContaining("rule 4b is broken")
                .hasMessageContaining("the store threw java.lang.IllegalStateException: ")
                .hasMessageNotContaining("ExecutionException");
    }

    @Test
    void nothingMayBeNull() {
        MfaStoreContract contract = MfaStoreContract.of(new InMemoryMfaStore());
        assertThatNullPointerException()
                .isThrownBy(() -> MfaStoreContract.of(null))
                .withMessage("store");
        assertThatNullPointerException()
                .isThrownBy(() -> contract.withUsers(null))
                .withMessage("create");
        assertThatNullPointerException()
                .isThrownBy(() -> contract.withAnotherProcess(null))
                .withMessage("other");
    }
}
