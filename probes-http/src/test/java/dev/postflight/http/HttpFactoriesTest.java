package dev.postflight.http;

import static dev.postflight.http.AnsweringServer.answer;
import static dev.postflight.http.Results.up;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.postflight.api.Probe;
import dev.postflight.api.spi.ProbeFactory;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeResources;
import dev.postflight.api.spi.ProbeTypes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Probes by name. */
class HttpFactoriesTest {

    private static final String URL = "http://localhost:1/";
    private static final ProbeTypes TYPES = ProbeTypes.load();

    private static Probe probe(String type, Map<String, ?> written) {
        return TYPES.create(type, written, ProbeResources.none());
    }

    @Test
    void all_types_are_found_and_described() {
        assertThat(TYPES.factories())
                .containsKeys(
                        "http", "http-samples", "http-rate-limit", "http-counters", "http-cors", "web-socket", "tls");
        for (ProbeFactory factory : TYPES.factories().values()) {
            assertThat(factory.text()).as(factory.type()).endsWith(".");
        }
    }

    @Test
    void a_request_is_made_of_what_was_written() throws Exception {
        try (AnsweringServer server = AnsweringServer.with(exchange -> {
            exchange.getResponseHeaders().set("X-A", "b");
            exchange.getResponseHeaders()
                    .set("X-Key", exchange.getRequestHeaders().getFirst("Authorization"));
            String sent = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            answer(
                            200,
                            "{\"sent\":" + sent
                                    + ",\"queue\":3,\"memoryPercent\":71.5,\"time\":\"2001-01-01T00:00:00Z\",\"status\":\"UP\"}")
                    .handle(exchange);
        })) {
            Probe probe = TYPES.create(
                    "http",
                    Map.ofEntries(
                            Map.entry("url", server.url()),
                            Map.entry("method", "POST"),
                            Map.entry("body", "{}"),
                            Map.entry("status", 200),
                            Map.entry("headers", Map.of("Accept", "application/json")),
                            Map.entry("bearer", "token"),
                            Map.entry("json", Map.of("/status", "UP")),
                            Map.entry("jsonNumbers", Map.of("/queue", "<= 5")),
                            Map.entry("contains", List.of("status", "queue")),
                            Map.entry("without", "error"),
                            Map.entry("matches", "U[P]"),
                            Map.entry("withoutMatch", "D[O]WN"),
                            Map.entry("jsonPresent", "/status"),
                            Map.entry("jsonAbsent", List.of("/password", "/debug")),
                            Map.entry("jsonContains", Map.of("/status", "U")),
                            Map.entry("jsonMatches", Map.of("/status", "^UP$")),
                            Map.entry("jsonSizes", Map.of("/sent", "= 0")),
                            Map.entry("jsonAges", Map.of("/time", "> 1d")),
                            Map.entry("measureAges", Map.of("old", "/time")),
                            Map.entry("size", "< 1KiB"),
                            Map.entry("answerHeaders", Map.of("X-A", "b", "X-Key", "Bearer hunter2")),
                            Map.entry("presentHeaders", "X-A"),
                            Map.entry("absentHeaders", List.of("X-B")),
                            Map.entry("noServerVersion", true),
                            Map.entry("version", "http/1.1"),
                            Map.entry("redirects", 2),
                            Map.entry("maxBody", "2MiB"),
                            Map.entry("dns", true),
                            Map.entry("measure", Map.of("waiting", "/queue", "memory", "/memoryPercent")),
                            Map.entry("units", Map.of("memory", "%"))),
                    ProbeResources.none().andSecret("token", () -> "hunter2"));
            assertThat(Results.figures(up(probe).measurements()))
                    .containsEntry("waiting", 3.0)
                    .containsEntry("memory", 0.715)
                    .containsKeys("dns", "old");
            assertThat(probe.wanted()).startsWith("status 200, ");
        }
    }

    @Test
    void a_form_is_made_of_fields_and_a_secret() throws Exception {
        try (AnsweringServer server = AnsweringServer.with(exchange -> {
            String sent = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            answer(sent.equals("user=ann+b&password=hunter2+%26") ? 401 : 500, "")
                    .handle(exchange);
        })) {
            up(TYPES.create(
                    "http",
                    Map.of(
                            "url",
                            server.url(),
                            "method",
                            "POST",
                            "form",
                            Map.of("user", "ann b"),
                            "secretField",
                            "password",
                            "fieldSecret",
                            "wrong",
                            "refused",
                            true),
                    ProbeResources.none().andSecret("wrong", () -> "hunter2 &")));
        }
    }

    static List<Arguments> written() {
        return List.of(
                Arguments.of("http", Map.of("url", URL), "GET " + URL, "status 200-299"),
                Arguments.of("http", Map.of("url", URL, "refused", true), "GET " + URL, "status 401 or 403"),
                Arguments.of(
                        "http-samples",
                        Map.of("url", URL, "samples", 20),
                        "GET " + URL + ", 20 times",
                        "20 times: status 200-299"),
                Arguments.of(
                        "http-rate-limit",
                        Map.of("url", URL, "allowedHosts", "localhost", "most", 120),
                        "GET " + URL,
                        "status 429 after 1 to 120 requests"),
                Arguments.of(
                        "http-counters",
                        Map.of("url", URL, "source", URL + "metrics", "series", "calls_total", "growth", "= 1"),
                        "GET " + URL + ", 5 times",
                        "growth = 1 by 5 requests"),
                Arguments.of(
                        "http-cors",
                        Map.of("url", URL, "allows", "https://a.example", "refuses", List.of("null")),
                        "OPTIONS " + URL,
                        "GET allowed for https://a.example, refused for null"),
                Arguments.of(
                        "web-socket",
                        Map.of("url", "ws://localhost/", "sends", "ping", "reply", "pong"),
                        "GET ws://localhost/",
                        "status 101, reply with \"pong\""),
                Arguments.of(
                        "tls",
                        Map.of("host", "localhost", "port", 8443, "atLeast", "TLSv1.3"),
                        "TLS localhost:8443",
                        "a trusted and valid certificate for localhost, TLSv1.3 or newer"),
                Arguments.of(
                        "tls",
                        Map.of("url", "https://shop.example.org/pages"),
                        "TLS shop.example.org:443",
                        "a trusted and valid certificate for shop.example.org"),
                Arguments.of(
                        "tls",
                        Map.of("host", "shop.example.org"),
                        "TLS shop.example.org:443",
                        "a trusted and valid certificate for shop.example.org"));
    }

    @ParameterizedTest
    @MethodSource("written")
    void a_probe_says_what_was_written(String type, Map<String, ?> written, String question, String wanted) {
        Probe probe = probe(type, written);
        assertThat(probe).hasToString(question);
        assertThat(probe.wanted()).isEqualTo(wanted);
    }

    static List<Arguments> faults() {
        return List.of(
                Arguments.of("http", Map.of(), "url: missing (expected: a text that is not blank)"),
                Arguments.of(
                        "http",
                        Map.of("url", URL, "user", "ann"),
                        "password: missing (expected: user and password together)"),
                Arguments.of(
                        "http",
                        Map.of("url", URL, "headers", Map.of("Authorization", "Bearer hunter2")),
                        "header Authorization: *** (expected: what supplies its value, as no credential stands in a plan:"
                                + " bearer(…), basic(…) or header(\"Authorization\", () -> …))"),
                Arguments.of(
                        "http",
                        Map.of("url", URL, "redirectHosts", "a.example"),
                        "redirectHosts: [a.example] (expected: none where no redirects are followed; see redirects)"),
                Arguments.of(
                        "http",
                        Map.of("url", URL, "measure", Map.of("a", "/a"), "units", Map.of("b", "ms")),
                        "units: \"b\" (expected: the metrics of measure: [a])"),
                Arguments.of(
                        "http",
                        Map.of("url", URL, "measure", Map.of("a", "/a"), "units", Map.of("a", "miles")),
                        "unit: \"miles\" (expected: one of seconds, bytes, ratio, count, per_second, or a symbol such as ms, %"
                                + " or MiB)"),
                Arguments.of(
                        "http",
                        Map.of("url", URL, "refused", true, "status", "200-299"),
                        "status: written (expected: left out, as it is of no use where refused is true)"),
                Arguments.of(
                        "http",
                        Map.of("url", URL, "contentType", "text/plain"),
                        "contentType: written (expected: left out, as nothing that was written makes use of it)"),
                Arguments.of(
                        "http",
                        Map.of("url", URL, "bearer", "token", "user", "ann", "password", "token"),
                        "user: beside bearer (expected: one value of the header Authorization)"),
                Arguments.of(
                        "web-socket",
                        Map.of(
                                "url",
                                "ws://localhost/",
                                "user",
                                "ann",
                                "password",
                                "token",
                                "secretHeader",
                                "authorization",
                                "secret",
                                "token"),
                        "secretHeader: beside user (expected: one value of the header Authorization)"),
                Arguments.of(
                        "http-rate-limit",
                        Map.of("url", URL, "allowedHosts", "a.example", "most", 5),
                        "allowedHosts: a.example (expected: localhost among them, as requests are sent until they are"
                                + " refused)"),
                Arguments.of(
                        "http-counters",
                        Map.of("url", URL, "growth", "= 1"),
                        "counter: missing (expected: an object alone, or source with one of pointer and series)"),
                Arguments.of(
                        "http-counters",
                        Map.of("url", URL, "growth", "= 1", "pointer", "/a"),
                        "counter: not clear (expected: an object alone, or source with one of pointer and series)"),
                Arguments.of(
                        "http-cors",
                        Map.of("url", URL),
                        "allows: missing (expected: an origin at least, in allows or refuses)"),
                Arguments.of(
                        "web-socket",
                        Map.of("url", "ws://localhost/", "sends", "ping"),
                        "reply: missing (expected: sends and reply together)"),
                Arguments.of("tls", Map.of(), "url: missing (expected: a URL, or a host)"),
                Arguments.of(
                        "tls",
                        Map.of("url", "https://a.example", "host", "a.example"),
                        "url: beside host (expected: a URL, or a host)"),
                Arguments.of(
                        "tls",
                        Map.of("url", "https://a.example", "port", 443),
                        "port: beside url (expected: a port of a host; a URL has its own)"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void what_does_not_go_together_is_refused(String type, Map<String, ?> written, String sentence) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> TYPES.create(type, written, ProbeResources.none().andSecret("token", () -> "hunter2")))
                .withMessage(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"redirects", "redirectHosts"})
    void a_limit_is_sought_without_redirects(String name) {
        assertThat(names("http")).contains(name);
        assertThat(names("http-rate-limit"))
                .contains("allowedHosts", "maxBody", "status")
                .doesNotContain(name);
    }

    private static List<String> names(String type) {
        return Objects.requireNonNull(TYPES.factories().get(type)).parameters().stream()
                .map(ProbeParameter::name)
                .toList();
    }

    @Test
    void a_counter_may_be_an_object_of_the_application() {
        DoubleSupplier counter = () -> 1;
        assertThat(TYPES.create(
                                "http-counters",
                                Map.of("url", URL, "growth", "<= 1", "counter", "calls"),
                                ProbeResources.none().and("calls", counter))
                        .wanted())
                .isEqualTo("growth <= 1 by 5 requests");
    }
}
