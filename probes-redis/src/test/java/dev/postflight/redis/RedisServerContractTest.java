package dev.postflight.redis;

import dev.postflight.api.Probe;
import dev.postflight.contracts.ProbeContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;

/** The contract of every probe, over a connection of its own to a real Redis. */
final class RedisServerContractTest extends ProbeContract {

    private static final String PASSWORD = "hunter2-of-redis";

    private final List<Redis> started = new ArrayList<>();
    private final Redis redis = start();

    /** Each fault befalls a server of its own. */
    private Redis start() {
        Redis next = Redis.withPassword(PASSWORD);
        started.add(next);
        return next;
    }

    @AfterEach
    void stop() {
        started.forEach(Redis::close);
    }

    @Override
    protected Probe sound() {
        return probe(redis);
    }

    private static RedisProbe probe(Redis redis) {
        return RedisProbes.of(redis.address().password(() -> PASSWORD));
    }

    @Override
    protected Map<Situation, Callable<Probe>> faults() {
        return Map.of(
                Situation.DEAD,
                () -> probe(start().kill()),
                Situation.SLOW,
                () -> probe(start().freeze()),
                Situation.WRONG,
                () -> probe(redis).expectReplica(),
                Situation.GARBAGE,
                () -> RedisProbes.of(redis.address().password(() -> PASSWORD + " and more")));
    }

    @Override
    protected long held() throws Exception {
        return OpenSockets.count();
    }

    @Override
    protected List<String> secrets() {
        return List.of(PASSWORD);
    }
}
