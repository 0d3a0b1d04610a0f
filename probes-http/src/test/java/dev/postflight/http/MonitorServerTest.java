package dev.postflight.http;

import static dev.postflight.http.Results.AMPLE;
import static dev.postflight.http.Results.silence;
import static dev.postflight.http.Results.up;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MonitorServerTest {

    private static final String OK = "{\"database\":\"ok\"}";
    private static final String SECRET = "s3cr3t-0123456789";

    @Nested
    class Credentials {

        @Test
        void are_asked_for_at_each_run() throws Exception {
            Iterator<String> tokens = List.of("first", "second").iterator();
            try (MonitorTestServer server = MonitorTestServer.answering(200, OK)) {
                Probe probe = GrafanaProbes.health(server.server().bearer(tokens::next));
                up(probe);
                up(probe);
                assertThat(server.asked())
                        .extracting(asked -> asked.headers().getFirst("Authorization"))
                        .containsExactly("Bearer first", "Bearer second");
            }
        }

        @Test
        void are_user_and_password_or_any_header() throws Exception {
            try (MonitorTestServer server = MonitorTestServer.answering(200, OK)) {
                up(GrafanaProbes.health(
                        server.server().basic("Aladdin", () -> "open sesame").header("X-Scope-OrgID", () -> "tenant")));
                // RFC 7617
                assertThat(server.asked().get(0).headers().getFirst("Authorization"))
                        .isEqualTo("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
                assertThat(server.asked().get(0).headers().getFirst("X-Scope-OrgID"))
                        .isEqualTo("tenant");
            }
        }

        @Test
        void are_in_no_text() throws Exception {
            try (MonitorTestServer server = MonitorTestServer.playing(asked -> MonitorTestServer.Reply.text(
                    401, "who is " + SECRET + " or " + asked.headers().getFirst("Authorization")))) {
                for (MonitorServer known : List.of(
                        server.server().bearer(() -> SECRET),
                        server.server().basic("app", () -> SECRET),
                        server.server().header("X-Key", () -> SECRET),
                        server.server().header("Authorization", () -> "Key " + SECRET))) {
                    String told = silence(GrafanaProbes.health(known), AMPLE) + known;
                    assertThat(told).contains("who is ***").doesNotContain(SECRET);
                    assertThat(told)
                            .doesNotContain(server.asked()
                                    .get(server.asked().size() - 1)
                                    .headers()
                                    .getOrDefault("Authorization", List.of("none of them"))
                                    .get(0));
                }
            }
        }

        @Test
        void that_cannot_be_had_are_silence() throws Exception {
            try (MonitorTestServer server = MonitorTestServer.answering(200, OK)) {
                Supplier<String> broken = () -> {
                    throw new IllegalStateException("the vault is sealed");
                };
                String question =
                        "GET " + server.url() + "/api/health: not asked, as the supplier of header Authorization ";
                assertThat(silence(GrafanaProbes.health(server.server().bearer(broken)), AMPLE))
                        .isEqualTo(question + "failed: IllegalStateException: the vault is sealed");
                assertThat(silence(GrafanaProbes.health(server.server().bearer(() -> " ")), AMPLE))
                        .isEqualTo(question + "gave nothing");
                assertThat(silence(GrafanaProbes.health(server.server().bearer(() -> SECRET + "\nX: y")), AMPLE))
                        .startsWith(question)
                        .doesNotContain(SECRET);
                assertThat(server.asked()).isEmpty();
            }
        }

        @Test
        @SuppressWarnings("NullAway") // the fault
        void that_are_null_are_silence() throws Exception {
            try (MonitorTestServer server = MonitorTestServer.answering(200, OK)) {
                assertThat(silence(GrafanaProbes.health(server.server().basic("app", () -> null)), AMPLE))
                        .endsWith(": not asked, as the supplier of header Authorization gave nothing");
            }
        }

        @Test
        void replace_those_of_earlier_calls() throws Exception {
            try (MonitorTestServer server = MonitorTestServer.answering(200, OK)) {
                up(GrafanaProbes.health(server.server().bearer(() -> "first").bearer(() -> "second")));
                assertThat(server.asked().get(0).headers().get("Authorization")).containsExactly("Bearer second");
            }
        }

        @Test
        void are_no_texts() throws Exception {
            try (MonitorTestServer server = MonitorTestServer.answering(200, OK)) {
                up(GrafanaProbes.health(server.server().header("X-Scope-OrgID", "orders")));
                assertThat(server.asked().get(0).headers().getFirst("X-Scope-OrgID"))
                        .isEqualTo("orders");
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> server.server().header("Authorization", "Bearer " + SECRET))
                        .withMessageNotContaining(SECRET);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "a:b"})
        void need_a_user(String user) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> MonitorServer.of("http://localhost").basic(user, () -> "c"))
                    .withMessage(
                            "user: \"" + user + "\" (expected: a name without a colon, as that ends it (RFC 7617))");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "Content-Length", "", "a b"})
    void headers_that_cannot_be_sent_are_refused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MonitorServer.of("http://localhost").header(name, () -> "c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost:9090", "ftp://localhost", "http://app:hunter2@localhost"})
    void urls_that_are_none_are_refused(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MonitorServer.of(url))
                .withMessageStartingWith("url: ")
                .withMessageNotContaining("hunter2");
    }

    @Test
    @SuppressWarnings("NullAway") // the fault
    void what_is_null_is_refused() {
        MonitorServer server = MonitorServer.of("http://localhost");
        assertThatIllegalArgumentException().isThrownBy(() -> server.client(null));
        assertThatIllegalArgumentException().isThrownBy(() -> server.bearer(null));
        assertThatIllegalArgumentException().isThrownBy(() -> GrafanaProbes.health((MonitorServer) null));
        assertThatIllegalArgumentException().isThrownBy(() -> HealthEndpoint.spring((MonitorServer) null));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, (1 << 30) + 1})
    void bodies_have_a_bound(long bytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MonitorServer.of("http://localhost").maxBody(bytes))
                .withMessage("maxBody: " + bytes + " (expected: 1 to 1073741824 bytes)");
    }

    @Test
    void another_client_may_be_used() throws Exception {
        try (MonitorTestServer server =
                MonitorTestServer.playing(asked -> asked.path().equals("/api/health")
                        ? new MonitorTestServer.Reply(302, "text/plain", "", StandardCharsets.UTF_8, "/other")
                        : MonitorTestServer.Reply.json(200, OK))) {
            assertThat(silence(GrafanaProbes.health(server.server()), AMPLE))
                    .endsWith(": status 302 to /other, empty body");
            HttpClient follower = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();
            assertThat(GrafanaProbes.health(server.server().client(follower)).run(AMPLE))
                    .isInstanceOf(ProbeResult.Up.class);
        }
    }

    @Test
    void one_behind_a_private_authority_is_trusted_where_that_is_said(@TempDir Path folder) throws Exception {
        Certificates certificates = Certificates.signed(folder, "dns:localhost,ip:127.0.0.1");
        try (AnsweringServer server = AnsweringServer.over(certificates.server(), AnsweringServer.answer(200, OK))) {
            MonitorServer known = MonitorServer.of(server.url());
            assertThat(silence(GrafanaProbes.health(known), AMPLE)).contains("certificate");
            assertThat(GrafanaProbes.health(known.sslContext(certificates.trusting()))
                            .run(AMPLE))
                    .isInstanceOf(ProbeResult.Up.class);
        }
    }

    @Test
    void one_behind_a_proxy_is_asked_through_it() throws Exception {
        try (MonitorTestServer proxy = MonitorTestServer.answering(200, OK)) {
            int port = URI.create(proxy.url()).getPort();
            MonitorServer known = MonitorServer.of("http://grafana.example.org")
                    .proxy(ProxySelector.of(new InetSocketAddress("localhost", port)));
            assertThat(GrafanaProbes.health(known).run(AMPLE)).isInstanceOf(ProbeResult.Up.class);
            assertThat(proxy.asked().get(0).path()).isEqualTo("/api/health");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> known.client(HttpClient.newHttpClient()))
                    .withMessage(
                            "client: given beside a proxy or SSL context (expected: a client that has them itself)");
        }
    }

    static Stream<Arguments> entries() {
        String url = "http://localhost:1/base";
        MonitorServer server = MonitorServer.of(url);
        Duration window = Duration.ofMinutes(5);
        return Stream.of(
                Arguments.of(PrometheusProbes.query(url, "up"), PrometheusProbes.query(server, "up")),
                Arguments.of(PrometheusProbes.ready(url), PrometheusProbes.ready(server)),
                Arguments.of(PrometheusProbes.healthy(url), PrometheusProbes.healthy(server)),
                Arguments.of(PrometheusProbes.targets(url), PrometheusProbes.targets(server)),
                Arguments.of(PrometheusProbes.rules(url), PrometheusProbes.rules(server)),
                Arguments.of(AlertmanagerProbes.alerts(url), AlertmanagerProbes.alerts(server)),
                Arguments.of(AlertmanagerProbes.ready(url), AlertmanagerProbes.ready(server)),
                Arguments.of(AlertmanagerProbes.received(url), AlertmanagerProbes.received(server)),
                Arguments.of(LokiProbes.query(url, "x"), LokiProbes.query(server, "x")),
                Arguments.of(
                        LokiProbes.lines(url, "{a=\"b\"}", "|= \"E\"", window),
                        LokiProbes.lines(server, "{a=\"b\"}", "|= \"E\"", window)),
                Arguments.of(LokiProbes.ready(url), LokiProbes.ready(server)),
                Arguments.of(GrafanaProbes.health(url), GrafanaProbes.health(server)),
                Arguments.of(GrafanaProbes.rules(url), GrafanaProbes.rules(server)));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void a_url_will_do_in_place_of_a_server(Probe byUrl, Probe byServer) {
        assertThat(byUrl).hasToString(byServer.toString()).hasSameClassAs(byServer);
        assertThat(byUrl.toString()).contains("http://localhost:1/base");
        assertThat(byUrl.metrics()).isEqualTo(byServer.metrics());
        assertThat(byUrl.silence()).isEqualTo(byServer.silence());
    }
}
