/** Probes over Redis. */
module dev.postflight.redis {
    requires transitive dev.postflight.api;
    requires static transitive org.jspecify;

    exports dev.postflight.redis;

    provides dev.postflight.api.spi.ProbeFactory with
            dev.postflight.redis.RedisProbeFactory,
            dev.postflight.redis.RedisClientProbeFactory;
}
