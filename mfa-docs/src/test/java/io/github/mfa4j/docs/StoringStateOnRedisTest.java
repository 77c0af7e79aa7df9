package io.github.mfa4j.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.spi.StoredState;
import io.github.mfa4j.testkit.MfaStoreContract;
import io.github.mfa4j.testservers.LocalServer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.UnifiedJedis;

/** What docs/storing-state/redis.md promises of Redis, and what it does not. */
@Tag("external")
class StoringStateOnRedisTest {

    private static final StoredState FIRST = new StoredState(1L << 40, "first");
    private static final StoredState SECOND = new StoredState((1L << 40) + 1, "second");

    /** A port on which nobody listens: the replica has lost sight of its primary. */
    private static final int NOBODY = 1;

    /** In milliseconds. */
    private static final int PATIENCE = 60_000;

    private static final String HOST = "127.0.0.1";
    private static final String USER = "user-1";

    @TempDir
    private Path folder;

    private LocalServer server;
    private JedisPooled redis;
    private JedisPooled another;

    @BeforeEach
    void open() {
        server = LocalServer.redis();
        redis = new JedisPooled(HOST, server.port());
        another = new JedisPooled(HOST, server.port());
    }

    @AfterEach
    void close() {
        redis.close();
        another.close();
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> theContract() throws Exception {
        MfaStore again = store(StoringStateGuide.REDIS, another);
        return MfaStoreContract.of(store()).withAnotherProcess(again).rules().stream()
                .map(rule -> dynamicTest(rule.toString(), rule::check));
    }

    @Test
    void aSecondFactorWorksOverIt() throws Exception {
        new Owner(store(), USER).signsInAndAReplayIsRefused();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "if version ~= ARGV[1] then return 0 end | \"\" | 1a 1b 2b 7a 7b",
                "version ~= ARGV[1] | tonumber(version) > tonumber(ARGV[1]) | 2b 7b",
                "'version', ARGV[2] | 'version', tostring(tonumber(ARGV[2])) | 6a",
                "'state', ARGV[3] | 'state', string.sub(ARGV[3], 1, 2000) | 6b",
            })
    void aMistakeInTheScriptIsNamed(String from, String to, String rules) throws Exception {
        JavaBlocks wrong = StoringStateGuide.REDIS.changed("RedisMfaStore", from, to);
        assertThat(BrokenRules.of(MfaStoreContract.of(store(wrong, redis)))).isEqualTo(rules);
    }

    @Test
    void aWriteThatWasAcknowledgedOutlivesAServerThatIsKilled() throws Exception {
        MfaStore store = store();
        StoredState last = FIRST;
        assertThat(store.compareAndSet(USER, 0, FIRST)).isTrue();
        for (int i = 1; i <= 200; i++) {
            StoredState next = new StoredState(FIRST.version() + i, "text" + i);
            assertThat(store.compareAndSet(USER, last.version(), next)).isTrue();
            last = next;
        }
        server.kill();
        assertThatException().isThrownBy(() -> store.find(USER));
        assertThatException().isThrownBy(() -> store.compareAndSet(USER, FIRST.version() + 200, SECOND));
        server.start();
        assertThat(store.find(USER)).isEqualTo(Optional.of(last));
        assertThat(store.compareAndSet(USER, last.version(), SECOND)).isTrue();
        assertThat(store.find(USER)).isEqualTo(Optional.of(SECOND));
    }

    @Test
    void withoutTheAppendOnlyFileAServerThatIsKilledForgetsWhatItAcknowledged() throws Exception {
        MfaStore store = store();
        assertThat(store.compareAndSet(USER, 0, FIRST)).isTrue();
        try (Jedis administrator = new Jedis(HOST, server.port())) {
            administrator.configSet("appendonly", "no");
        }
        assertThat(store.compareAndSet(USER, FIRST.version(), SECOND)).isTrue();
        server.kill();
        assertThatException().isThrownBy(() -> store.find(USER));
        server.start();
        assertThat(store.find(USER)).isEqualTo(Optional.of(FIRST));
    }

    @Test
    void aFailoverCanLoseWhatWasAcknowledged() throws Exception {
        MfaStore store = store();
        try (LocalServer other = LocalServer.redis();
                Jedis primary = new Jedis(HOST, server.port(), PATIENCE);
                Jedis replica = new Jedis(HOST, other.port());
                JedisPooled afterwards = new JedisPooled(HOST, other.port())) {
            primary.configSet("repl-diskless-sync-delay", "0");
            replica.replicaof(HOST, server.port());
            assertThat(store.compareAndSet(USER, 0, FIRST)).isTrue();
            primary.set("something", "later");
            assertThat(primary.waitReplicas(1, PATIENCE)).isEqualTo(1);

            replica.replicaof(HOST, NOBODY);
            assertThat(store.compareAndSet(USER, FIRST.version(), SECOND)).isTrue();
            server.kill();
            replica.replicaofNoOne();
            assertThat(store(StoringStateGuide.REDIS, afterwards).find(USER)).isEqualTo(Optional.of(FIRST));
        }
    }

    private MfaStore store() throws Exception {
        return store(StoringStateGuide.REDIS, redis);
    }

    private MfaStore store(JavaBlocks page, UnifiedJedis connections) throws Exception {
        return (MfaStore) page.compiled("RedisMfaStore", folder)
                .getConstructor(UnifiedJedis.class)
                .newInstance(connections);
    }
}
