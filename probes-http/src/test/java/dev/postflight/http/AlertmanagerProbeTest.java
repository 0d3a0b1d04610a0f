package dev.postflight.http;

import static dev.postflight.http.Results.AMPLE;
import static dev.postflight.http.Results.down;
import static dev.postflight.http.Results.figures;
import static dev.postflight.http.Results.silence;
import static dev.postflight.http.Results.up;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.postflight.api.SilenceRule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertmanagerProbeTest {

    private static String alert(String name, String severity, String status) {
        return "{\"labels\":{\"alertname\":\"" + name + "\",\"severity\":\"" + severity + "\"},\"status\":{" + status
                + "}}";
    }

    private static final String ACTIVE = "\"state\":\"active\",\"silencedBy\":[],\"inhibitedBy\":[]";
    private static final String SILENCED = "\"state\":\"suppressed\",\"silencedBy\":[\"a\"],\"inhibitedBy\":[]";
    private static final String BOTH = "\"state\":\"suppressed\",\"silencedBy\":[\"a\"],\"inhibitedBy\":[\"b\"]";
    private static final String MUTED = "\"state\":\"suppressed\",\"mutedBy\":[\"night\"]";
    private static final String NEW = "\"state\":\"unprocessed\"";

    private static String list(String... alerts) {
        return "[" + String.join(",", alerts) + "]";
    }

    @Test
    void counts_are_by_state_and_severity() throws Exception {
        try (MonitorTestServer server = MonitorTestServer.answering(
                200,
                list(
                        alert("a", "critical", ACTIVE),
                        alert("b", "Warning", ACTIVE),
                        alert("c", "info", NEW),
                        alert("d", "page", ACTIVE),
                        alert("e", "critical", SILENCED),
                        alert("f", "critical", BOTH),
                        alert("g", "critical", MUTED)))) {
            AlertmanagerProbe probe = AlertmanagerProbes.alerts(server.url());
            Map<String, Double> figures = figures(up(probe).measurements());
            assertThat(figures)
                    .isEqualTo(Map.of(
                            "active", 3.0,
                            "unprocessed", 1.0,
                            "suppressed", 3.0,
                            "silenced", 2.0,
                            "inhibited", 1.0,
                            "muted", 1.0,
                            "critical", 1.0,
                            "warning", 1.0,
                            "info", 1.0,
                            "other", 1.0));
            assertThat(probe.metrics().keySet()).isEqualTo(figures.keySet());
            assertThat(figures(
                            up(probe.severity("critical", "critical", "PAGE")).measurements()))
                    .containsEntry("critical", 2.0)
                    .containsEntry("other", 0.0);
            assertThat(figures(up(probe.severity("page", "page")).measurements()))
                    .containsEntry("page", 1.0);
            assertThat(figures(up(probe.severityLabel("alertname").severity("info", "a", "b"))
                            .measurements()))
                    .containsEntry("info", 2.0)
                    .containsEntry("other", 2.0);
        }
    }

    @Test
    void no_alert_is_zero() throws Exception {
        try (MonitorTestServer server = MonitorTestServer.answering(200, "[]")) {
            assertThat(figures(up(AlertmanagerProbes.alerts(server.server())).measurements()))
                    .hasSize(10)
                    .allSatisfy((metric, value) -> assertThat(value).isZero());
        }
    }

    @Test
    void no_alert_is_silence_when_the_one_that_always_fires_is_missing() throws Exception {
        try (MonitorTestServer server = MonitorTestServer.answering(200, "[]")) {
            AlertmanagerProbe probe = AlertmanagerProbes.alerts(server.server()).watchdog("Watch\"dog");
            assertThat(silence(probe, AMPLE))
                    .isEqualTo("alerts at " + server.url() + ": the alert Watch\"dog, which always fires, is not there:"
                            + " alerts do not arrive, and none is not zero");
            assertThat(server.asked().get(0).only("filter")).isEqualTo("alertname=\"Watch\\\"dog\"");
        }
    }

    @Test
    void the_question_has_the_filters() throws Exception {
        try (MonitorTestServer server = MonitorTestServer.answering(200, "[]")) {
            AlertmanagerProbe probe = AlertmanagerProbes.alerts(server.url() + "/am")
                    .matching("team=\"a&b\"")
                    .matching("service=~\"x|y\"")
                    .receiver("orders.*");
            up(probe);
            MonitorTestServer.Asked asked = server.asked().get(0);
            assertThat(asked.path()).isEqualTo("/am/api/v2/alerts");
            assertThat(asked.form())
                    .containsEntry("filter", List.of("team=\"a&b\"", "service=~\"x|y\""))
                    .containsEntry("receiver", List.of("orders.*"))
                    .containsEntry("silenced", List.of("true"));
            assertThat(probe)
                    .hasToString("alerts {team=\"a&b\", service=~\"x|y\", receiver=~\"orders.*\"} at " + server.url()
                            + "/am");
        }
    }

    @Test
    void what_must_not_be_is_named_ten_times_at_most() throws Exception {
        String[] alerts = new String[12];
        for (int i = 0; i < alerts.length; i++) {
            alerts[i] = alert("A" + i, "critical", ACTIVE);
        }
        try (MonitorTestServer server = MonitorTestServer.answering(200, list(alerts))) {
            AlertmanagerProbe probe = AlertmanagerProbes.alerts(server.server()).expectNone("critical", "other");
            assertThat(down(probe).reason())
                    .startsWith("alerts at " + server.url() + ": 12 alerts: A0 (critical), A1 (critical), ")
                    .endsWith(", A9 (critical) and 2 more");
            assertThat(probe.wanted()).isEqualTo("no alert that is critical or other");
            server.answer(200, list(alert("A", "critical", SILENCED)));
            up(probe);
        }
    }

    @Nested
    class What_it_was_told {

        private static final String METRICS = """
                # TYPE alertmanager_alerts_received_total counter
                alertmanager_alerts_received_total{status="firing",version="v1"} 1
                alertmanager_alerts_received_total{status="firing",version="v2"} 20
                alertmanager_alerts_received_total{status="resolved",version="v2"} 1e+06
                alertmanager_alerts_invalid_total{version="v2"} 3
                """;

        @Test
        void is_added_up_over_the_versions_of_its_api() throws Exception {
            try (MonitorTestServer server =
                    MonitorTestServer.playing(asked -> MonitorTestServer.Reply.text(200, METRICS))) {
                assertThat(figures(
                                up(AlertmanagerProbes.received(server.server())).measurements()))
                        .isEqualTo(Map.of("firing", 21.0, "resolved", 1e6, "invalid", 3.0));
            }
        }

        @ParameterizedTest
        @CsvSource(delimiter = '¦', textBlock = """
                resolved" ¦ lost" ¦ : no counter of resolved alerts (status 200), body: # TYPE
                1e+06 ¦ NaN ¦ : a counter of alerts that is "NaN"
                1e+06 ¦ many ¦ : a counter of alerts that is "many"
                1e+06 ¦ -1 ¦ : a counter of alerts that is "-1"
                """)
        void is_silence_when_it_is_not_there(String part, String instead, String told) throws Exception {
            try (MonitorTestServer server = MonitorTestServer.playing(
                    asked -> MonitorTestServer.Reply.text(200, METRICS.replace(part, instead)))) {
                assertThat(silence(AlertmanagerProbes.received(server.server()), AMPLE))
                        .contains(told);
            }
        }

        @Test
        void is_silence_when_there_is_no_page() throws Exception {
            try (MonitorTestServer server =
                    MonitorTestServer.playing(asked -> MonitorTestServer.Reply.text(404, "404 page not found"))) {
                assertThat(silence(AlertmanagerProbes.received(server.server()), AMPLE))
                        .isEqualTo("GET " + server.url() + "/metrics: status 404, body: 404 page not found");
            }
        }
    }

    @Test
    void silence_means_hold() {
        assertThat(AlertmanagerProbes.alerts("http://localhost:1").silence()).isEqualTo(SilenceRule.HOLD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "team", "=a", "{team=\"a\"}", "team==a"})
    void matchers_that_are_none_are_refused(String matcher) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> AlertmanagerProbes.alerts("http://localhost:1").matching(matcher))
                .withMessage("matcher: \"" + matcher
                        + "\" (expected: a matcher such as team=\"orders\" or service=~\"a|b\")");
    }

    @Test
    void severities_that_make_no_sense_are_refused() {
        AlertmanagerProbe probe = AlertmanagerProbes.alerts("http://localhost:1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> probe.severity("page", "Critical"))
                .withMessage("values of page: [critical] (expected: none that counts as critical already)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> probe.severity("active", "a"))
                .withMessage(
                        "severity: active (expected: a name other than other, active, unprocessed, suppressed, silenced,"
                                + " inhibited, muted)");
        assertThatIllegalArgumentException().isThrownBy(() -> probe.severity("page"));
        assertThatIllegalArgumentException().isThrownBy(() -> probe.severity("1", "a"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> probe.expectNone("page"))
                .withMessage("expectNone: page (expected: one of critical, warning, info, other)");
        assertThatIllegalArgumentException().isThrownBy(probe::expectNone);
        assertThatIllegalArgumentException().isThrownBy(() -> probe.watchdog(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> probe.receiver(""));
        assertThatIllegalArgumentException().isThrownBy(() -> probe.severityLabel(""));
    }
}
