package dev.postflight.redis;

import dev.postflight.api.Check;
import dev.postflight.api.Probe;
import dev.postflight.api.spi.ProbeResources;
import dev.postflight.api.spi.ProbeTypes;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import redis.clients.jedis.UnifiedJedis;

/** The code of docs/probes-redis.md, so that it compiles. */
@SuppressWarnings("UnusedMethod")
final class Snippets {

    private Snippets() {}

    static Check cache(UnifiedJedis jedis) {
        return Check.of("cache", RedisProbes.info(jedis::info).expectPrimary())
                .threshold("memory_usage: target < 70%, HIGH > 90%")
                .threshold("hit_ratio: target > 85%");
    }

    static Probe client(UnifiedJedis jedis) {
        return RedisProbes.of(RedisClient.text(jedis::info).ping(jedis::ping));
    }

    static RedisClient lettuce(StatefulRedisConnection<String, String> connection) {
        return RedisClient.text(() -> connection.sync().info())
                .ping(() -> connection.sync().ping())
                .slowLog(() -> connection.sync().slowlogLen());
    }

    static Probe server(Supplier<String> cachePassword, SSLContext context) {
        return RedisProbes.of(RedisServer.of("cache.shop", 6380)
                .user(() -> "probe")
                .password(cachePassword)
                .tls(context));
    }

    static List<Check> replication() {
        Check replica = Check.of(
                        "cache replica",
                        RedisProbes.server("replica.shop", 6379).expectReplica())
                .threshold("replication_lag: target < 2s, HIGH > 30s for 5m");
        Check primary = Check.of(
                        "cache primary", RedisProbes.server("cache.shop", 6379).expectPrimary())
                .threshold("replication_replicas: CRITICAL < 1")
                .threshold("replication_behind: HIGH > 10MiB for 5m");
        return List.of(replica, primary);
    }

    static Probe named(UnifiedJedis jedis) {
        return ProbeTypes.load()
                .create(
                        "redis-client",
                        Map.of("client", "cache", "role", "primary"),
                        ProbeResources.none().and("cache", RedisClient.text(jedis::info)));
    }
}
