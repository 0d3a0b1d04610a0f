package dev.postflight.api.spi;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The types of Postflight's own modules, so that one whose module is missing can be told from one that is not there at all. */
final class OwnTypes {

    private static final Map<String, String> MODULES = new TreeMap<>();

    static {
        of("postflight-adapters", "health-check");
        of(
                "postflight-probes-http",
                "alertmanager",
                "grafana",
                "health-endpoint",
                "http",
                "http-cors",
                "http-counters");
        of("postflight-probes-http", "http-rate-limit", "http-samples", "loki", "prometheus", "tls", "web-socket");
        of("postflight-probes-jdbc", "flyway", "jdbc-connection", "jdbc-newest-row", "jdbc-query", "jdbc-role");
        of("postflight-probes-jdbc", "jdbc-version", "jdbc-writable", "liquibase", "mysql", "pool", "postgresql");
        of("postflight-probes-redis", "redis", "redis-client");
        of("postflight-verify-core", "circuit-breakers", "container", "cpu", "disk", "file-descriptors", "gc", "heap");
        of("postflight-verify-core", "log-errors", "meter-counter", "meter-gauge", "meter-gauges", "meter-ratio");
        of("postflight-verify-core", "meter-share", "meter-summary", "meter-tasks", "meter-timer", "threads", "uptime");
    }

    private OwnTypes() {}

    private static void of(String module, String... types) {
        for (String type : types) {
            MODULES.put(type, module);
        }
    }

    static List<String> all() {
        return List.copyOf(MODULES.keySet());
    }

    /** The artifact that has a type. */
    static @Nullable String module(String type) {
        return MODULES.get(type);
    }
}
