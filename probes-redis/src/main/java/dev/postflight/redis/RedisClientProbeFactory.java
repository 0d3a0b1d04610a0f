package dev.postflight.redis;

import dev.postflight.api.Probe;
import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes probes of type {@code redis-client}, which ask through a {@link RedisClient} that the application supplies:
 * {@link RedisProbes#of(RedisClient)}.
 *
 * @since 0.1
 */
public final class RedisClientProbeFactory implements ProbeFactory {

    private static final String CLIENT = "client";

    /** For {@link java.util.ServiceLoader}. */
    public RedisClientProbeFactory() {}

    /**
     * The name of the type.
     *
     * @return {@code redis-client}
     */
    @Override
    public String type() {
        return "redis-client";
    }

    /**
     * What is asked.
     *
     * @return a sentence or two
     */
    @Override
    public String text() {
        return "Asks a Redis for INFO through a client of the application's, and for PING and SLOWLOG LEN where it gives"
                + " them." + Expected.METRICS;
    }

    /**
     * What can be written.
     *
     * @return the client, and what is expected of the Redis behind it
     */
    @Override
    public List<ProbeParameter> parameters() {
        List<ProbeParameter> parameters = new ArrayList<>();
        parameters.add(ProbeParameter.resource(CLIENT, RedisClient.class, "what asks Redis"));
        parameters.addAll(Expected.parameters());
        return List.copyOf(parameters);
    }

    /**
     * Makes a probe.
     *
     * @param arguments what was written
     * @return the probe
     * @throws IllegalArgumentException if the version is none
     */
    @Override
    public Probe create(ProbeArguments arguments) {
        return Expected.of(RedisProbes.of(arguments.resource(CLIENT, RedisClient.class)), arguments);
    }
}
