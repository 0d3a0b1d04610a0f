package dev.postflight.http;

import static dev.postflight.http.Results.AMPLE;
import static dev.postflight.http.Results.down;
import static dev.postflight.http.Results.figures;
import static dev.postflight.http.Results.up;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeResources;
import dev.postflight.api.spi.ProbeTypes;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Probes by name. */
class MonitorFactoriesTest {

    private static final ProbeResources RESOURCES =
            ProbeResources.none().andSecret("key", () -> "s3cr3t-0123").and("http", HttpClient.newHttpClient());

    private static Probe probe(String type, MonitorTestServer server, Map<String, ?> more) {
        Map<String, Object> written = new HashMap<>(more);
        written.put("url", server.url());
        return ProbeTypes.load().create(type, written, RESOURCES);
    }

    @Test
    void all_types_are_found() {
        assertThat(ProbeTypes.load().factories())
                .containsKeys("prometheus", "alertmanager", "health-endpoint", "loki", "grafana");
    }

    @Test
    void prometheus_is_asked_with_all_that_was_written() throws Exception {
        try (MonitorTestServer server = MonitorTestServer.answering(
                200,
                "{\"status\":\"success\",\"warnings\":[\"a\"],\"data\":{\"resultType\":\"vector\",\"result\":["
                        + "{\"metric\":{},\"value\":[1,\"3\"]}]}}")) {
            Map<String, Object> written = Map.of(
                    "query", "sum(x)",
                    "metric", "errors",
                    "unit", "%",
                    "merge", "MAX",
                    "acceptWarnings", true,
                    "maxAge", "1min",
                    "samples", "x",
                    "user", "app",
                    "password", "key",
                    "client", "http");
            assertThat(figures(up(probe("prometheus", server, written)).measurements()))
                    .isEqualTo(Map.of("errors", 0.03, "series", 1.0, "warnings", 1.0, "age", 3.0));
            assertThat(server.asked().get(0).headers().getFirst("Authorization"))
                    .startsWith("Basic ");
            Map<String, Object> labelled =
                    Map.of("query", "up", "labelledBy", "job", "acceptWarnings", "true", "maxAge", "1h");
            assertThat(probe("prometheus", server, labelled).run(AMPLE))
                    .isEqualTo(ProbeResult.silent("up at " + server.url() + ": the value has no label job"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "prometheus, ready, /-/ready",
        "prometheus, healthy, /-/healthy",
        "prometheus, targets, /api/v1/targets",
        "prometheus, rules, /api/v1/rules",
        "alertmanager, ready, /-/ready",
        "alertmanager, received, /metrics",
        "alertmanager, alerts, /api/v2/alerts",
        "loki, ready, /ready",
        "grafana, health, /api/health",
        "grafana, rules, /api/prometheus/grafana/api/v1/rules"
    })
    void each_question_can_be_written(String type, String asks, String path) throws Exception {
        try (MonitorTestServer server = MonitorTestServer.answering(200, "{}")) {
            probe(type, server, Map.of("asks", asks, "bearer", "key")).run(AMPLE);
            assertThat(server.asked().get(0).path()).isEqualTo(path);
            assertThat(server.asked().get(0).headers().getFirst("Authorization"))
                    .isEqualTo("Bearer s3cr3t-0123");
        }
    }

    @Test
    void alertmanager_is_asked_with_all_that_was_written() throws Exception {
        try (MonitorTestServer server = MonitorTestServer.answering(
                200,
                "[{\"labels\":{\"alertname\":\"A\",\"level\":\"P1\"},\"status\":{\"state\":\"active\"}},"
                        + "{\"labels\":{\"alertname\":\"W\"},\"status\":{\"state\":\"active\"}}]")) {
            Map<String, Object> written = Map.of(
                    "matchers", List.of("team=\"a\""),
                    "receiver", "orders",
                    "severityLabel", "level",
                    "severities", Map.of("critical", "page, p1"),
                    "expectNone", "critical",
                    "watchdog", "W");
            assertThat(down(probe("alertmanager", server, written)).reason()).endsWith(": 1 alert: A (critical)");
        }
    }

    @Test
    void health_endpoints_are_read_whole_or_by_component() throws Exception {
        try (MonitorTestServer server = MonitorTestServer.answering(
                200, "{\"status\":\"DEGRADED\",\"components\":{\"db\":{\"status\":\"UP\"}}}")) {
            up(probe("health-endpoint", server, Map.of("component", "db", "sharedFor", "5s")));
            up(probe("health-endpoint", server, Map.of("alsoUp", "DEGRADED", "format", "Spring", "allowEmpty", true)));
            down(probe("health-endpoint", server, Map.of()));
            int before = server.asked().size();
            ProbeResources shared = ProbeResources.none()
                    .and("app", HealthEndpoint.spring(server.url()).sharedFor(Duration.ofMinutes(1)));
            for (int i = 0; i < 3; i++) {
                up(ProbeTypes.load().create("health-endpoint", Map.of("endpoint", "app", "component", "db"), shared));
            }
            assertThat(server.asked()).hasSize(before + 1);
        }
    }

    @Test
    void loki_is_asked_for_lines_or_an_expression() throws Exception {
        try (MonitorTestServer server = MonitorTestServer.answering(
                200,
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
                        + "{\"metric\":{},\"value\":[1,\"3\"]}]}}")) {
            Map<String, Object> lines = Map.of("selector", "{a=\"b\"}", "filter", "|= \"E\"", "tenant", "t");
            assertThat(figures(up(probe("loki", server, lines)).measurements()))
                    .isEqualTo(Map.of("matched", 3.0, "lines", 3.0, "ratio", 1.0));
            assertThat(server.asked().get(0).headers().getFirst("X-Scope-OrgID"))
                    .isEqualTo("t");
            assertThat(figures(up(probe("loki", server, Map.of("asks", "query", "query", "x")))
                            .measurements()))
                    .containsEntry("value", 3.0);
        }
    }

    @Test
    void the_settings_are_those_of_requests() throws Exception {
        try (MonitorTestServer server = MonitorTestServer.answering(200, "{\"database\":\"ok\"}")) {
            Map<String, Object> written =
                    Map.of("headers", Map.of("X-A", "b"), "secretHeader", "X-Key", "secret", "key", "maxBody", "1KiB");
            up(probe("grafana", server, written));
            assertThat(server.asked().get(0).headers().getFirst("X-A")).isEqualTo("b");
            assertThat(server.asked().get(0).headers().getFirst("X-Key")).isEqualTo("s3cr3t-0123");
            for (ProbeFactory factory : ProbeTypes.load().factories().values()) {
                List<String> names =
                        factory.parameters().stream().map(ProbeParameter::name).toList();
                if (names.contains("bearer")) {
                    assertThat(names)
                            .as(factory.type())
                            .contains(
                                    "headers",
                                    "user",
                                    "password",
                                    "secretHeader",
                                    "secret",
                                    "client",
                                    "proxy",
                                    "sslContext");
                }
            }
        }
    }

    @Test
    void one_who_asks_has_one_credential() throws Exception {
        try (MonitorTestServer server = MonitorTestServer.answering(200, "")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> probe("grafana", server, Map.of("bearer", "key", "user", "app", "password", "key")))
                    .withMessage("user: beside bearer (expected: one value of the header Authorization)");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', textBlock = """
            prometheus ¦ asks ¦ query ¦ query: missing (expected: a value, to ask for query)
            prometheus ¦ labelledBy ¦ job ¦ query: missing (expected: a value, to ask for query)
            loki ¦ asks ¦ lines ¦ selector: missing (expected: a value, to ask for lines)
            grafana ¦ user ¦ app ¦ password: missing (expected: user and password together)
            grafana ¦ secretHeader ¦ X-Key ¦ secret: missing (expected: secretHeader and secret together)
            grafana ¦ bearer ¦ hunter2 ¦ bearer: not the name of a secret (expected: the name of a secret that the application supplies: key)
            grafana ¦ asks ¦ dashboards ¦ asks: "dashboards" (expected: one of health, rules)
            alertmanager ¦ expectNone ¦ page ¦ expectNone: page (expected: one of critical, warning, info, other)
            """)
    void what_does_not_go_together_is_refused(String type, String name, String value, String fault) throws Exception {
        try (MonitorTestServer server = MonitorTestServer.answering(200, "")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> probe(type, server, Map.of(name, value)))
                    .withMessage(fault);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', textBlock = """
            prometheus ¦ asks=ready maxAge=1min query=up ¦ query, maxAge ¦ where asks is ready
            prometheus ¦ asks=targets metric=a labelledBy=job acceptWarnings=false ¦ metric, labelledBy, acceptWarnings ¦ where asks is targets
            loki ¦ asks=ready selector=a window=1min ¦ selector, window ¦ where asks is ready
            loki ¦ selector={app="orders"} filter=|="E" unit=bytes ¦ unit ¦ beside selector and filter
            loki ¦ asks=query query=a filter=b ¦ filter ¦ where asks is query
            alertmanager ¦ asks=received receiver=a severityLabel=b ¦ receiver, severityLabel ¦ where asks is received
            health-endpoint ¦ component=db allowEmpty=true ¦ allowEmpty ¦ beside url and component
            """)
    void what_is_of_no_use_is_refused(String type, String line, String names, String where) throws Exception {
        Map<String, String> written = new HashMap<>();
        for (String pair : line.split(" ", -1)) {
            written.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        String faults = Arrays.stream(names.split(", ", -1))
                .map(name -> name + ": written (expected: left out, as it is of no use " + where + ")")
                .collect(Collectors.joining("\n"));
        try (MonitorTestServer server = MonitorTestServer.answering(200, "")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> probe(type, server, written))
                    .withMessage(faults);
        }
    }

    @Test
    void what_says_how_to_ask_is_refused_beside_an_endpoint_that_knows() {
        Map<String, Object> written =
                Map.of("endpoint", "app", "component", "db", "alsoUp", "WEAK", "maxBody", "1MiB", "bearer", "key");
        ProbeResources shared = RESOURCES.and("app", HealthEndpoint.spring("http://localhost/health"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProbeTypes.load().create("health-endpoint", written, shared))
                .withMessage("""
                        alsoUp: written (expected: left out, as it is of no use beside endpoint and component)
                        bearer: written (expected: left out, as it is of no use beside endpoint and component)
                        maxBody: written (expected: left out, as it is of no use beside endpoint and component)""");
    }

    @Test
    void samples_without_an_age_are_refused() throws Exception {
        try (MonitorTestServer server = MonitorTestServer.answering(200, "")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> probe("prometheus", server, Map.of("query", "sum(up)", "samples", "up")))
                    .withMessage("samples: without maxAge (expected: both, or maxAge alone)");
        }
    }

    @Test
    void a_health_endpoint_has_a_url_or_is_supplied() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProbeTypes.load().create("health-endpoint", Map.of(), RESOURCES))
                .withMessage("url: missing (expected: a URL, or the name of an endpoint)");
    }
}
