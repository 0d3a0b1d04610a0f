package dev.postflight.examples.docs;

import dev.postflight.adapters.MicroProfileHealth;
import dev.postflight.api.Probe;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeResources;
import dev.postflight.api.spi.ProbeTypes;
import dev.postflight.redis.RedisClient;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import javax.net.ssl.SSLContext;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What can be written for each parameter of each type: for the examples of the page, and for the test that nothing that is
 * written is ignored. A value here is never the default.
 */
final class ProbeExamples {

    private static final String URL = "url";

    /** By {@code type.parameter}, or by the parameter alone. */
    private static final Map<String, Object> VALUES = new LinkedHashMap<>();

    /** What a parameter needs beside it, likewise. */
    private static final Map<String, Map<String, Object>> COMPANIONS = new LinkedHashMap<>();

    static {
        urls();
        http();
        monitoring();
        databases();
        meters();
    }

    private ProbeExamples() {}

    private static void urls() {
        VALUES.put(URL, "http://localhost:8080/health");
        VALUES.put("alertmanager.url", "http://alertmanager:9093");
        VALUES.put("grafana.url", "http://grafana:3000");
        VALUES.put("health-endpoint.url", "http://localhost:8080/actuator/health");
        VALUES.put("loki.url", "http://loki:3100");
        VALUES.put("prometheus.url", "http://prometheus:9090");
        VALUES.put("http-cors.url", "https://shop.example.org/api/orders");
        VALUES.put("http-counters.url", "http://localhost:8080/orders");
        VALUES.put("http-rate-limit.url", "https://shop.example.org/api/orders");
        VALUES.put("tls.url", "https://shop.example.org");
        VALUES.put("web-socket.url", "wss://shop.example.org/events");
    }

    private static void http() {
        VALUES.put("method", "PUT");
        VALUES.put("status", "204");
        VALUES.put("json", Map.of("/status", "UP"));
        VALUES.put("jsonNumbers", Map.of("/queue", "<= 5"));
        VALUES.put("jsonPresent", List.of("/status"));
        VALUES.put("jsonAbsent", List.of("/error"));
        VALUES.put("jsonContains", Map.of("/status", "UP"));
        VALUES.put("jsonMatches", Map.of("/version", "1[.].*"));
        VALUES.put("jsonSizes", Map.of("/orders", ">= 1"));
        VALUES.put("jsonAges", Map.of("/at", "< 5min"));
        VALUES.put("measureAges", Map.of("age", "/at"));
        VALUES.put("http.units", Map.of("waiting", "ms"));
        VALUES.put("secretField", "password");
        VALUES.put("size", "<= 100KiB");
        VALUES.put("secretHeader", "X-Key");
        VALUES.put("redirectHosts", List.of("cdn.example.org"));
        VALUES.put("growth", "= 1");
        VALUES.put("source", "http://localhost:8080/metrics");
        VALUES.put("pointer", "/orders");
        VALUES.put("series", "orders_total");
        VALUES.put("allowedHosts", List.of("shop.example.org"));
        VALUES.put("most", 120);
        VALUES.put("allows", List.of("https://www.example.org"));
        VALUES.put("refuses", List.of("https://elsewhere.example.net"));
        for (String measure : List.of("measure", "measureSeconds", "measureBytes", "measureRatio", "measureRate")) {
            VALUES.put(measure, Map.of("waiting", "/waiting"));
        }
        VALUES.put("host", "shop.example.org");
        VALUES.put("ciphers", List.of("TLS_AES_256_GCM_SHA384"));
        COMPANIONS.put("body", Map.of("method", "POST"));
        COMPANIONS.put("secretBody", Map.of("method", "POST"));
        COMPANIONS.put("form", Map.of("method", "POST"));
        COMPANIONS.put("secretField", Map.of("method", "POST", "fieldSecret", "secret"));
        COMPANIONS.put("fieldSecret", Map.of("method", "POST", "secretField", "password"));
        COMPANIONS.put("http.units", Map.of("measure", Map.of("waiting", "/waiting")));
        COMPANIONS.put("contentType", Map.of("method", "POST", "body", "{}"));
        COMPANIONS.put("redirectHosts", Map.of("redirects", 3));
        COMPANIONS.put("user", Map.of("password", "secret"));
        COMPANIONS.put("password", Map.of("user", "probe"));
        COMPANIONS.put("secret", Map.of("secretHeader", "X-Key"));
        COMPANIONS.put("secretHeader", Map.of("secret", "secret"));
        COMPANIONS.put("sends", Map.of("reply", "pong"));
        COMPANIONS.put("reply", Map.of("sends", "ping"));
    }

    private static void monitoring() {
        VALUES.put("prometheus.query", "sum(up)");
        VALUES.put("prometheus.samples", "up");
        VALUES.put("loki.query", "sum(rate({app=\"orders\"}[5m]))");
        VALUES.put("loki.selector", "{app=\"orders\"}");
        VALUES.put("loki.filter", "|= \"ERROR\"");
        VALUES.put("matchers", List.of("team=\"orders\""));
        VALUES.put("severities", Map.of("critical", "page"));
        VALUES.put("expectNone", List.of("critical"));
        COMPANIONS.put("header", Map.of("headerValue", "secret"));
        COMPANIONS.put("headerValue", Map.of("header", "X-Key"));
        COMPANIONS.put("prometheus.maxAge", Map.of("samples", "up"));
        COMPANIONS.put("prometheus.samples", Map.of("maxAge", "7s"));
    }

    private static void databases() {
        VALUES.put("sql", "select count(*) as waiting from orders where state = 'new'");
        VALUES.put("units", Map.of("waiting", "bytes"));
        VALUES.put("zone", "Europe/Berlin");
        VALUES.put("table", "orders");
        VALUES.put("column", "created");
        VALUES.put("flyway.version", "12");
        VALUES.put("atLeast", "15.2");
        VALUES.put("statement", "insert into probe values (1)");
        VALUES.put("redis.host", "cache");
        VALUES.put("redis.version", "7.4");
        VALUES.put("redis-client.version", "7.4");
        VALUES.put("versionPrefix", "7.4");
        COMPANIONS.put("zone", Map.of("ages", List.of("created")));
    }

    private static void meters() {
        VALUES.put("name", "orders");
        VALUES.put("meter-timer.name", "http.server.requests");
        VALUES.put("meter-gauge.name", "queue.length");
        VALUES.put("meter-gauges.name", "queue.length");
        VALUES.put("meter-summary.name", "http.server.requests.size");
        VALUES.put("meter-summary.unit", "bytes");
        VALUES.put("meter-gauge.unit", "count");
        VALUES.put("meter-gauges.unit", "count");
        VALUES.put("meter-gauges.label", "queue");
        VALUES.put("meter-ratio.part", "orders.failed");
        VALUES.put("meter-ratio.whole", "orders");
        VALUES.put("meter-share.tag", "result");
        VALUES.put("meter-share.values", List.of("ok"));
        VALUES.put("meter-timer.within", List.of("100ms"));
        VALUES.put("meter-summary.within", List.of("10kB"));
        COMPANIONS.put("successTag", Map.of("successValues", List.of("ok")));
        COMPANIONS.put("successValues", Map.of("successTag", "result"));
    }

    private static <T> @Nullable T of(Map<String, T> table, String type, String parameter) {
        T special = table.get(type + '.' + parameter);
        return special == null ? table.get(parameter) : special;
    }

    /** Something that can be written for it. */
    static Object value(String type, ProbeParameter parameter) {
        Object value = of(VALUES, type, parameter.name());
        if (value != null) {
            return value;
        }
        String standard = parameter.standard();
        return switch (parameter.kind()) {
            case TEXT -> parameter.choices().isEmpty() ? "a" : choice(parameter);
            case INTEGER, NUMBER -> 3;
            case BOOLEAN -> !"true".equals(standard);
            case DURATION -> "7s";
            case SIZE -> "3MiB";
            case UNIT -> "seconds";
            case TEXTS -> List.of("a");
            case MAP -> Map.of("a", "b");
            case SECRET -> "secret";
            case RESOURCE -> parameter.resource().getSimpleName();
        };
    }

    private static String choice(ProbeParameter parameter) {
        return parameter.choices().stream()
                .filter(choice -> !choice.equals(parameter.standard()))
                .findFirst()
                .orElseThrow();
    }

    static Map<String, Object> companions(String type, String parameter) {
        return Objects.requireNonNullElse(of(COMPANIONS, type, parameter), Map.of());
    }

    /** What must be written, and no more; an object need not be where there is only one. */
    static Map<String, Object> required(ProbeFactory factory) {
        Map<String, Object> written = new LinkedHashMap<>();
        for (ProbeParameter parameter : factory.parameters()) {
            if (parameter.isRequired() && parameter.kind() != ProbeParameter.Kind.RESOURCE) {
                written.put(parameter.name(), value(factory.type(), parameter));
            }
        }
        return written;
    }

    /** Settings to begin with, the first of them the example of the page: what a type needs that no parameter needs by itself. */
    static List<Map<String, Object>> settings(ProbeFactory factory) {
        String type = factory.type();
        return switch (type) {
            case "health-endpoint" ->
                List.of(with(factory, URL), with(factory, URL, "component"), with(factory, "endpoint", "component"));
            case "http-counters" ->
                List.of(
                        with(factory, "source", "series"),
                        with(factory, "source", "pointer"),
                        with(factory, "counter"));
            case "http-cors" -> List.of(with(factory, "allows"));
            case "loki" -> List.of(with(factory, "selector", "filter"), plus(with(factory, "query"), "asks", "query"));
            case "prometheus" -> List.of(with(factory, "query"));
            case "tls" -> List.of(with(factory, "host"), with(factory, URL));
            default -> List.of(required(factory));
        };
    }

    private static Map<String, Object> with(ProbeFactory factory, String... names) {
        Map<String, Object> written = required(factory);
        for (ProbeParameter parameter : factory.parameters()) {
            if (List.of(names).contains(parameter.name())) {
                written.put(parameter.name(), value(factory.type(), parameter));
            }
        }
        return written;
    }

    static Map<String, Object> plus(Map<String, Object> written, String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(written);
        more.put(name, value);
        return more;
    }

    /** By the choice: what else must be written differs, so that what is accepted is looked for. */
    static Map<String, Map<String, Object>> byChoice(ProbeTypes types, ProbeFactory factory, ProbeParameter parameter) {
        Map<String, Map<String, Object>> found = new LinkedHashMap<>();
        List<Map<String, Object>> bases = new ArrayList<>(settings(factory));
        bases.add(required(factory));
        for (String choice : parameter.choices()) {
            bases.stream()
                    .map(base -> plus(base, parameter.name(), choice))
                    .filter(written -> create(types, factory.type(), written) != null)
                    .findFirst()
                    .ifPresent(written -> found.put(choice, written));
        }
        return found;
    }

    /** The probe; {@code null} when it is refused. */
    static @Nullable Probe create(ProbeTypes types, String type, Map<String, Object> written) {
        try {
            return types.create(type, written, resources());
        } catch (IllegalArgumentException refused) {
            return null;
        }
    }

    /** One of each kind, by the name of its type. Nothing is opened, and nothing is asked. */
    static ProbeResources resources() {
        return RESOURCES;
    }

    private static final ProbeResources RESOURCES = ProbeResources.none()
            .and("DataSource", new PGSimpleDataSource())
            .and("MeterRegistry", new SimpleMeterRegistry(SimpleConfig.DEFAULT, new StillClock()))
            .and("CircuitBreakerRegistry", CircuitBreakerRegistry.ofDefaults())
            .and("HttpClient", HttpClient.newHttpClient())
            .and("ProxySelector", ProxySelector.of(null))
            .and("SSLContext", context())
            .and("HealthEndpoint", endpoint())
            .and("DoubleSupplier", (DoubleSupplier) () -> 1)
            .and("RedisClient", RedisClient.text(() -> ""))
            .and("HealthProbe", MicroProfileHealth.probe(() -> HealthCheckResponse.up("disk")))
            .andSecret("secret", () -> "swordfish");

    private static Probe endpoint() {
        Map<String, String> written = Map.of(URL, "http://localhost:8080/actuator/health");
        return ProbeTypes.load().create("health-endpoint", written, ProbeResources.none());
    }

    private static SSLContext context() {
        try {
            return SSLContext.getInstance("TLS");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** No time passes: what was made at two times is the same. */
    private static final class StillClock implements Clock {

        @Override
        public long wallTime() {
            return 0;
        }

        @Override
        public long monotonicTime() {
            return 0;
        }
    }
}
