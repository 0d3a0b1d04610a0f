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
    private static final String AT_LEAST = "atLeast";
    private static final String PREFIX = "versionPrefix";
    private static final String IGNORE_SAVES = "ignoreSaves";

    private Expected() {}

    static List<ProbeParameter> parameters() {
        return List.of(
                ProbeParameter.optional(ROLE, Kind.TEXT, "the role that it must have")
                        .oneOf("primary", "replica"),
                ProbeParameter.optional(AT_LEAST, Kind.TEXT, "the lowest version that will do, as in 7.2"),
                ProbeParameter.optional(PREFIX, Kind.TEXT, "how its version must begin, as in 7.4 for 7.4.1"),
                ProbeParameter.optional(
                                IGNORE_SAVES, Kind.BOOLEAN, "whether it may be up though its last save to disk failed")
                        .orElse("false"));
    }

    static RedisProbe of(RedisProbe probe, ProbeArguments arguments) {
        RedisProbe expecting = probe;
        if (arguments.has(ROLE)) {
            expecting = arguments.text(ROLE).equals("primary") ? expecting.expectPrimary() : expecting.expectReplica();
        }
        if (arguments.has(AT_LEAST)) {
            expecting = expecting.atLeast(arguments.text(AT_LEAST));
        }
        if (arguments.has(PREFIX)) {
            expecting = expecting.expectVersionPrefix(arguments.text(PREFIX));
        }
        return arguments.flag(IGNORE_SAVES) ? expecting.ignoreSaves() : expecting;
    }
}
