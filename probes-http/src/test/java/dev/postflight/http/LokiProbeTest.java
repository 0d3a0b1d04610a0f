package dev.postflight.http;

import static dev.postflight.http.Results.AMPLE;
import static dev.postflight.http.Results.figures;
import static dev.postflight.http.Results.silence;
import static dev.postflight.http.Results.up;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.postflight.api.Probe;
import dev.postflight.api.Scale;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the answers that its documentation gives. */
class LokiProbeTest {

    private static final String BY_LEVEL = """
            {"status":"success","data":{"resultType":"vector","result":[
              {"metric":{},"value":[1588889221,"1267.1266666666666"]},
              {"metric":{"level":"warn"},"value":[1588889221,"37.77166666666667"]},
              {"metric":{"level":"info"},"value":[1588889221,"37.69"]}],"stats":{"summary":{}}}}
            """;

    private static String vector(String value) {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
                + (value.isEmpty() ? "" : "{\"metric\":{},\"value\":[1588889221,\"" + value + "\"]}")
                + "],\"stats\":{}}}";
    }

    @Test
    void an_expression_is_measured() throws Exception {
        try (MonitorTestServer server = MonitorTestServer.answering(200, BY_LEVEL)) {
            LokiProbe probe = LokiProbes.query(
                    server.server().header("X-Scope-OrgID", () -> "orders"),
                    "sum(rate({job=\"varlogs\"}[10m])) by (level)");
            assertThat(figures(up(probe.named("rate", Unit.PER_SECOND).max()).measurements()))
                    .isEqualTo(Map.of("rate", 1267.1266666666666, "series", 3.0, "warnings", 0.0));
            assertThat(figures(up(probe.sum()).measurements())).containsKey("value");
            assertThat(figures(up(probe.named("rate", Scale.of("/min")).max()).measurements()))
                    .containsEntry("rate", 21.118777777777776);
            assertThat(silence(probe.labelledBy("level"), AMPLE)).endsWith(": the value has no label level");
            MonitorTestServer.Asked asked = server.asked().get(0);
            assertThat(asked.method()).isEqualTo("GET");
            assertThat(asked.path()).isEqualTo("/loki/api/v1/query");
            assertThat(asked.only("query")).isEqualTo("sum(rate({job=\"varlogs\"}[10m])) by (level)");
            assertThat(asked.headers().getFirst("X-Scope-OrgID")).isEqualTo("orders");
        }
    }

    /** S1.6, S4.5. */
    @Nested
    class Lines {

        private String told(String matched, String lines) throws Exception {
            try (MonitorTestServer server = MonitorTestServer.playing(asked -> MonitorTestServer.Reply.json(
                    200, vector(asked.only("query").contains("ERROR") ? matched : lines)))) {
                Probe probe =
                        LokiProbes.lines(server.server(), "{app=\"orders\"}", "|= \"ERROR\"", Duration.ofMinutes(5));
                return probe.run(AMPLE).toString().replace(server.url(), "URL")
                        + server.asked().get(0).only("query");
            }
        }

        @ParameterizedTest
        @CsvSource({"3, 100, '3, 100, 0.03'", "'', 100, '0, 100, 0'", "101, 100, '101, 100, 1'"})
        void that_pass_a_filter_are_counted(String matched, String lines, String figures) throws Exception {
            String[] expected = figures.split(", ", -1);
            assertThat(told(matched, lines))
                    .startsWith("Up[measurements=[matched " + expected[0] + ", lines " + expected[1] + ", ratio ")
                    .contains("ratio " + Unit.RATIO.format(Double.parseDouble(expected[2])))
                    .endsWith("sum(count_over_time({app=\"orders\"} |= \"ERROR\" [300s]))");
        }

        @ParameterizedTest
        @CsvSource({"'', ''", "'', 0", "0, ''"})
        void that_are_none_at_all_are_silence(String matched, String lines) throws Exception {
            assertThat(told(matched, lines))
                    .startsWith(
                            "Silent[cause={app=\"orders\"} |= \"ERROR\" at URL: no line at all within 5 min: logs do not"
                                    + " arrive, and none is not zero]");
        }

        @Test
        void need_streams_a_filter_and_a_window() {
            MonitorServer server = MonitorServer.of("http://localhost:1");
            Duration window = Duration.ofMinutes(5);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> LokiProbes.lines(server, "app", "|= \"a\"", window))
                    .withMessage("selector: \"app\" (expected: streams such as {app=\"orders\"})");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> LokiProbes.lines(server, "{app=\"a\"}", "ERROR", window))
                    .withMessage(
                            "filter: \"ERROR\" (expected: a filter such as |= \"ERROR\" or | json | level=\"error\")");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> LokiProbes.lines(server, "{app=\"a\"}", "|= \"a\"", Duration.ofMillis(999)))
                    .withMessage("window: PT0.999S (expected: a duration of at least a second)");
        }
    }

    @Test
    void it_is_ready_when_it_says_so() throws Exception {
        try (MonitorTestServer server =
                MonitorTestServer.playing(asked -> asked.path().equals("/ready")
                        ? MonitorTestServer.Reply.text(200, "ready\n")
                        : MonitorTestServer.Reply.text(404, ""))) {
            assertThat(figures(up(LokiProbes.ready(server.server())).measurements()))
                    .containsOnlyKeys("latency");
        }
    }
}
