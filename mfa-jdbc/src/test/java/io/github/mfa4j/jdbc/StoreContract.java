package io.github.mfa4j.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.zaxxer.hikari.HikariDataSource;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * What {@link MfaStore} demands and a black box can check. The names of the tests begin with the number of the rule in
 * its Javadoc. Rule 3 (durable) and the replica of rule 4 cannot be seen from here; auto-commit, which is most of rule
 * 3, is in {@link ErrorContract}.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class StoreContract {

    private static final AtomicInteger USERS = new AtomicInteger();

    /** The usual first version is random and far from 1. */
    private static final long FIRST = (1L << 32) + 12_345;

    private HikariDataSource pool;
    private MfaStore store;

    abstract HikariDataSource open() throws Exception;

    @BeforeAll
    void openPool() throws Exception {
        pool = open();
        store = JdbcMfaStore.of(pool);
    }

    @AfterAll
    void closePool() {
        pool.close();
    }

    @Test
    void rule1_oneOfManyWritersWinsAndTheOthersKnowThatTheyLost() throws Exception {
        String user = newUser();
        assertThat(store.compareAndSet(user, 0, state(FIRST, "start"))).isTrue();
        try (Race race = new Race()) {
            for (int round = 0; round < 200; round++) {
                long expected = FIRST + round;
                List<Boolean> won = race.run(
                        i -> () -> store.compareAndSet(user, expected, state(expected + 1, "r" + expected + "w" + i)));
                assertThat(Collections.frequency(won, true))
                        .as("winners in round " + round)
                        .isOne();
                assertThat(store.find(user)).contains(state(expected + 1, "r" + expected + "w" + won.indexOf(true)));
            }
        }
        assertThat(store.find(user).orElseThrow().version()).isEqualTo(FIRST + 200);
    }

    @Test
    void rule1_oneOfManyCreatorsWins() throws Exception {
        try (Race race = new Race()) {
            for (int round = 0; round < 50; round++) {
                String user = newUser();
                List<Boolean> won = race.run(i -> () -> store.compareAndSet(user, 0, state(FIRST + i, "by" + i)));
                assertThat(Collections.frequency(won, true))
                        .as("winners in round " + round)
                        .isOne();
                int winner = won.indexOf(true);
                assertThat(store.find(user)).contains(state(FIRST + winner, "by" + winner));
            }
        }
    }

    @Test
    void rule1_noUpdateIsLost() throws Exception {
        String user = newUser();
        assertThat(store.compareAndSet(user, 0, state(FIRST, "0"))).isTrue();
        int perThread = 5;
        try (Race race = new Race()) {
            race.run(i -> () -> {
                for (int n = 0; n < perThread; n++) {
                    addOne(user);
                }
                return true;
            });
        }
        int total = Race.THREADS * perThread;
        assertThat(store.find(user)).contains(state(FIRST + total, "" + total));
    }

    @Test
    void rule2_anotherVersionIsLostAndWritesNothing() {
        String user = newUser();
        store.compareAndSet(user, 0, state(FIRST, "first"));
        for (long other : new long[] {1, FIRST - 1, FIRST + 1, -FIRST, StoredState.MAX_VERSION, Long.MIN_VALUE}) {
            assertThat(store.compareAndSet(user, other, state(FIRST + 7, "next")))
                    .isFalse();
        }
        assertThat(store.find(user)).contains(state(FIRST, "first"));
    }

    @Test
    void rule4_whoeverReadsAfterAWriteSeesIt() throws Exception {
        String user = newUser();
        MfaStore otherProcess = JdbcMfaStore.of(pool);
        assertThat(otherProcess.find(user)).isEmpty();
        store.compareAndSet(user, 0, state(FIRST, "start"));
        try (Race race = new Race()) {
            for (int round = 1; round <= 20; round++) {
                StoredState next = state(FIRST + round, "round" + round);
                assertThat(store.compareAndSet(user, next.version() - 1, next)).isTrue();
                assertThat(race.run(i -> () -> otherProcess.find(user).orElseThrow()))
                        .containsOnly(next);
            }
        }
    }

    @Test
    void rule4_readersAmongWritersNeverFail() throws Exception {
        List<String> users =
                IntStream.range(0, Race.THREADS).mapToObj(i -> newUser()).toList();
        users.forEach(user -> store.compareAndSet(user, 0, state(FIRST, "0")));
        try (Race race = new Race()) {
            race.run(i -> () -> {
                for (int n = 0; n < 20; n++) {
                    addOne(users.get((i * 7 + n) % 8));
                    assertThat(store.find(users.get((i + n) % 8))).isPresent();
                    store.compareAndSet(newUser(), 0, state(FIRST, "0"));
                }
                return true;
            });
        }
    }

    @Test
    void rule5_usersThatLookAlikeAreDifferentUsers() {
        List<String> users = UserIds.LOOK_ALIKES;
        for (int i = 0; i < users.size(); i++) {
            assertThat(store.find(users.get(i)))
                    .as("before creating " + users.get(i))
                    .isEmpty();
            assertThat(store.compareAndSet(users.get(i), 0, state(FIRST, "u" + i)))
                    .isTrue();
        }
        for (int i = 0; i < users.size(); i++) {
            assertThat(store.compareAndSet(users.get(i), FIRST, state(FIRST + 1 + i, "v" + i)))
                    .isTrue();
        }
        for (int i = 0; i < users.size(); i++) {
            assertThat(store.find(users.get(i))).as(users.get(i)).contains(state(FIRST + 1 + i, "v" + i));
        }
    }

    @Test
    void rule6_versionsAreKeptExactly() {
        long max = StoredState.MAX_VERSION;
        for (long version : new long[] {1, (1L << 31) - 1, 1L << 31, 1L << 32, 1L << 52, max - 1}) {
            String user = newUser();
            assertThat(store.compareAndSet(user, 0, state(version, "x"))).isTrue();
            assertThat(store.find(user)).contains(state(version, "x"));
            assertThat(store.compareAndSet(user, version + 1, state(max, "y"))).isFalse();
            assertThat(store.compareAndSet(user, version, state(version + 1, "y")))
                    .isTrue();
            assertThat(store.find(user)).contains(state(version + 1, "y"));
        }
    }

    @Test
    void rule6_everyTextIsKeptExactly() {
        String user = newUser();
        long version = 0;
        for (String text : List.of("!", "~", UserIds.longestText(0), UserIds.longestText(47), "''--;/*{?}$1:x%_")) {
            StoredState next = state(FIRST + version, text);
            assertThat(store.compareAndSet(user, version == 0 ? 0 : next.version() - 1, next))
                    .isTrue();
            assertThat(store.find(user)).contains(next);
            version++;
        }
    }

    @Test
    void rule7_onlyAnExpectedVersionOfZeroCreates() {
        String user = newUser();
        assertThat(store.compareAndSet(user, 1, state(2, "x"))).isFalse();
        assertThat(store.compareAndSet(user, FIRST, state(FIRST + 1, "x"))).isFalse();
        assertThat(store.find(user)).isEmpty();
        assertThat(store.compareAndSet(user, 0, state(FIRST, "first"))).isTrue();
        assertThat(store.compareAndSet(user, 0, state(FIRST, "again"))).isFalse();
        assertThat(store.compareAndSet(user, 0, state(FIRST + 1, "again"))).isFalse();
        assertThat(store.find(user)).contains(state(FIRST, "first"));
    }

    @Test
    void aRemovedUserCanBeCreatedAgain() {
        String user = newUser();
        store.compareAndSet(user, 0, state(FIRST, "first"));
        Databases.run(pool, "delete from mfa_state where user_id = '" + user + "'");
        assertThat(store.find(user)).isEmpty();
        assertThat(store.compareAndSet(user, FIRST, state(FIRST + 1, "late"))).isFalse();
        assertThat(store.compareAndSet(user, 0, state(7, "new"))).isTrue();
        assertThat(store.find(user)).contains(state(7, "new"));
    }

    @Test
    void nothingMayBeNull() {
        assertThatNullPointerException().isThrownBy(() -> store.find(null));
        assertThatNullPointerException().isThrownBy(() -> store.compareAndSet(null, 0, state(1, "x")));
        assertThatNullPointerException().isThrownBy(() -> store.compareAndSet("x", 0, null));
    }

    private void addOne(String user) {
        while (true) {
            StoredState read = store.find(user).orElseThrow();
            String sum = "" + (Integer.parseInt(read.state()) + 1);
            if (store.compareAndSet(user, read.version(), state(read.version() + 1, sum))) {
                return;
            }
        }
    }

    private static String newUser() {
        return "user-" + USERS.incrementAndGet();
    }

    private static StoredState state(long version, String text) {
        return new StoredState(version, text);
    }
}
