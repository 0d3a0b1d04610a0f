package dev.postflight.redis;

import dev.postflight.api.Probe;
import dev.postflight.contracts.ProbeContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;

/** The contract of every probe, through a pooled Jedis and a real Redis. */
final class RedisClientContractTest extends ProbeContract {

    private static final String PASSWORD = "hunter2-of-redis";

    private final List<Redis> started = new ArrayList<>();
    private final List<RedisClient> pools = new ArrayList<>();
    private final Redis redis = start();
    private final RedisClient pool = pool(redis);

    /** Each fault befalls a server of its own. */
    private Redis start() {
        Redis next = Redis.withPassword(PASSWORD);
        started.add(next);
        return next;
    }

    private RedisClient pool(Redis of) {
        RedisClient next = RedisClient.builder()
                .hostAndPort(new HostAndPort("127.0.0.1", of.port()))
                .clientConfig(DefaultJedisClientConfig.builder()
                        .password(PASSWORD)
                        .timeoutMillis(1_000)
                        .build())
                .build();
        pools.add(next);
        return next;
    }

    @AfterEach
    void stop() {
        pools.forEach(RedisClient::close);
        started.forEach(Redis::close);
    }

    @Override
    protected Probe sound() {
        return probe(pool);
    }

    private static Probe probe(RedisClient pool) {
        return RedisProbes.of(dev.postflight.redis.RedisClient.text(pool::info)
                .ping(pool::ping)
                .slowLog(() -> 0));
    }

    @Override
    protected Map<Situation, Callable<Probe>> faults() {
        return Map.of(
                Situation.DEAD,
                () -> probe(pool(start().kill())),
                Situation.SLOW,
                () -> probe(pool(start().freeze())),
                Situation.CLOSED,
                () -> {
                    RedisClient closed = pool(redis);
                    closed.close();
                    return probe(closed);
                },
                Situation.WRONG,
                () -> RedisProbes.info(pool::info).expectReplica(),
                Situation.GARBAGE,
                () -> RedisProbes.info(pool::ping));
    }

    @Override
    protected long held() {
        return pools.stream()
                .mapToInt(pool -> Math.max(0, pool.getPool().getNumActive()))
                .sum();
    }

    @Override
    protected List<String> secrets() {
        return List.of(PASSWORD);
    }
}
