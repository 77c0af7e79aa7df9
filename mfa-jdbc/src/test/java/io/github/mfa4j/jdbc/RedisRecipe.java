package io.github.mfa4j.jdbc;

import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.testservers.LocalServer;
import java.nio.file.Path;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.UnifiedJedis;

/** The store of docs/storing-state/redis.md as the page has it, over a server of its own. */
final class RedisRecipe implements AutoCloseable {

    private final LocalServer server = LocalServer.redis();
    private final JedisPooled connections = new JedisPooled("127.0.0.1", server.port());

    MfaStore store() throws Exception {
        Path page = Path.of("..", "docs", "storing-state", "redis.md");
        return (MfaStore) DocumentedClass.compile(page, "RedisMfaStore")
                .getConstructor(UnifiedJedis.class)
                .newInstance(connections);
    }

    @Override
    public void close() {
        connections.close();
        server.close();
    }
}
