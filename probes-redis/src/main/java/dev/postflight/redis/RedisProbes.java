package dev.postflight.redis;

import dev.postflight.api.Ticker;
import java.util.concurrent.Callable;

/**
 * Makes probes of Redis, and of what answers like it (Valkey, KeyDB).
 *
 * <pre>{@code
 * Check.of("cache", RedisProbes.info(jedis::info).expectPrimary())
 *     .threshold("memory_usage: target < 70%, HIGH > 90%")
 *     .threshold("hit_ratio: target > 85%");
 * }</pre>
 *
 * @since 0.1
 */
public final class RedisProbes {

    private RedisProbes() {}

    /**
     * A probe that asks through a client that the application has.
     *
     * @param info gives the text of INFO; see {@link RedisClient} for what else a client can be asked
     * @return the probe
     * @throws IllegalArgumentException if there is none
     */
    public static RedisProbe info(Callable<String> info) {
        return of(RedisClient.text(info));
    }

    /**
     * A probe that asks through a client that the application has.
     *
     * @param client the client
     * @return the probe
     * @throws IllegalArgumentException if there is none
     */
    public static RedisProbe of(RedisClient client) {
        if (client == null) {
            throw Words.fault("client", null, "a client");
        }
        Ticker ticker = Ticker.system();
        return new RedisProbe(client.source(ticker), ticker);
    }

    /**
     * A probe that asks over a connection of its own.
     *
     * @param server where to ask
     * @return the probe
     * @throws IllegalArgumentException if there is none, or one that has a user and no password
     */
    public static RedisProbe of(RedisServer server) {
        if (server == null) {
            throw Words.fault("server", null, "a server");
        }
        Ticker ticker = Ticker.system();
        return new RedisProbe(server.source(ticker), ticker);
    }

    /**
     * A probe that asks over a connection of its own, in the clear and without a password.
     *
     * @param host name or address
     * @param port 1 to 65,535; usually 6379
     * @return the probe
     * @throws IllegalArgumentException if host or port is none
     */
    public static RedisProbe server(String host, int port) {
        return of(RedisServer.of(host, port));
    }
}
