package dev.postflight.redis;

import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeParameter.Kind;
import java.util.List;

/** What can be written about any probe of Redis. */
final class Expected {

    static final String METRICS =
            " Measures ping time, hit ratio, operations, memory, evictions, clients, replication, saves, uptime and restarts.";

    private static final String ROLE = "role";
    private static final String VERSION = "version";
    private static final String IGNORE_SAVES = "ignoreSaves";

    private Expected() {}

    static List<ProbeParameter> parameters() {
        return List.of(
                ProbeParameter.optional(ROLE, Kind.TEXT, "the role that it must have")
                        .oneOf("primary", "replica"),
                ProbeParameter.optional(
                        VERSION, Kind.TEXT, "the version that it must have, or the beginning of it, such as 7.4"),
                ProbeParameter.optional(
                                IGNORE_SAVES, Kind.BOOLEAN, "whether it may be up though its last save to disk failed")
                        .orElse("false"));
    }

    static RedisProbe of(RedisProbe probe, ProbeArguments arguments) {
        RedisProbe expecting = probe;
        if (arguments.has(ROLE)) {
            expecting = arguments.text(ROLE).equals("primary") ? expecting.expectPrimary() : expecting.expectReplica();
        }
        if (arguments.has(VERSION)) {
            expecting = expecting.expectVersion(arguments.text(VERSION));
        }
        return arguments.flag(IGNORE_SAVES) ? expecting.ignoreSaves() : expecting;
    }
}
