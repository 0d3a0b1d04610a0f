package dev.postflight.http;

import static dev.postflight.http.MonitorProcess.await;
import static dev.postflight.http.Results.AMPLE;
import static dev.postflight.http.Results.down;
import static dev.postflight.http.Results.figures;
import static dev.postflight.http.Results.silence;
import static dev.postflight.http.Results.up;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a real Prometheus with the history of an application in it. */
@Tag("services")
class PrometheusServiceTest {

    private static final String RULES = """
            groups:
              - name: orders
                rules:
                  - {alert: Always, expr: vector(1), labels: {severity: none}}
                  - {alert: Never, expr: 'vector(1) > 1'}
                  - {record: 'orders:one', expr: vector(1)}
            """;

    private static MonitorProcess prometheus;

    /** When the history ends, in seconds since 1970. */
    private static long end;

    /** Ten minutes of two instances: 600 requests each, with 60 and 0 errors; the last sample is as old as the test. */
    @BeforeAll
    static void start() throws Exception {
        Path folder = MonitorProcess.folder();
        StringBuilder history = new StringBuilder("# TYPE http_requests counter\n");
        end = Instant.now().getEpochSecond();
        for (String instance : new String[] {"a:8080", "b:8080"}) {
            for (String status : new String[] {"200", "500"}) {
                for (int i = 0; i <= 60; i++) {
                    int count = status.equals("200") ? 10 * i : instance.startsWith("a") ? i : 0;
                    history.append("http_requests_total{instance=\"%s\",status=\"%s\"} %d %d\n"
                            .formatted(instance, status, count, end - 600 + 10L * i));
                }
            }
        }
        history.append("# TYPE ALERTS gauge\n");
        for (int i = 0; i <= 20; i++) {
            history.append("ALERTS{alertname=\"Gone\",alertstate=\"firing\"} 1 %d\n".formatted(end - 2400 + 10L * i));
        }
        history.append("# EOF\n");
        Files.writeString(folder.resolve("history.txt"), history);
        MonitorProcess.run(
                "prometheus",
                folder,
                "promtool",
                "tsdb",
                "create-blocks-from",
                "openmetrics",
                folder.resolve("history.txt").toString(),
                folder.resolve("data").toString());
        prometheus = MonitorProcess.prometheus(folder, RULES);
        await(() -> PrometheusProbes.targets(prometheus.server()).run(AMPLE) instanceof ProbeResult.Up up
                && figures(up.measurements()).getOrDefault("unknown", 1.0) == 0);
    }

    @AfterAll
    static void stop() throws Exception {
        prometheus.close();
    }

    private static PrometheusProbe query(String expression) {
        return PrometheusProbes.query(prometheus.server(), expression);
    }

    private static Map<String, Double> figuresOf(Probe probe) throws Exception {
        return figures(up(probe).measurements());
    }

    /** S0.1. */
    @Test
    void increase_and_rate_of_errors_are_measured() throws Exception {
        Map<String, Double> requests = figuresOf(query("sum(increase(http_requests_total[5m] @ " + end + "))")
                .named("requests", Unit.COUNT)
                .maxAge(Duration.ofMinutes(10), "http_requests_total"));
        assertThat(requests).containsOnlyKeys("requests", "series", "warnings", "age");
        assertThat(requests.get("requests")).isCloseTo(630, Offset.offset(25.0));
        assertThat(requests.get("age")).isBetween(0.0, 600.0);
        Map<String, Double> errors = figuresOf(query(
                        "sum(rate(http_requests_total{status=\"500\"}[5m] @ %1$d)) / sum(rate(http_requests_total[5m] @ %1$d))"
                                .formatted(end))
                .named("error_rate", Unit.RATIO));
        assertThat(errors.get("error_rate")).isCloseTo(1 / 21.0, Offset.offset(0.01));
    }

    @Test
    void several_series_are_what_was_asked_for() throws Exception {
        PrometheusProbe probe = query("http_requests_total{status=\"200\"}").named("requests", Unit.COUNT);
        assertThat(figuresOf(probe.labelledBy("instance")))
                .isEqualTo(Map.of("requests.a_8080", 600.0, "requests.b_8080", 600.0, "series", 2.0, "warnings", 0.0));
        assertThat(figuresOf(probe.sum())).containsEntry("requests", 1200.0);
        PrometheusProbe all = query("http_requests_total{instance=\"a:8080\"}");
        assertThat(figuresOf(all.max())).containsEntry("value", 600.0);
        assertThat(figuresOf(all.min())).containsEntry("value", 60.0);
        assertThat(figuresOf(all.mean())).containsEntry("value", 330.0);
        assertThat(silence(all, AMPLE))
                .isEqualTo("http_requests_total{instance=\"a:8080\"} at " + prometheus.url()
                        + ": 2 series where one was wanted: {instance=\"a:8080\", status=\"200\"},"
                        + " {instance=\"a:8080\", status=\"500\"}; say labelledBy(…), max(), min(), sum() or mean()");
    }

    @Test
    void no_errors_are_zero_only_where_there_are_requests() throws Exception {
        assertThat(figuresOf(query("sum(rate(http_requests_total{status=\"503\"}[5m]))"
                        + " or 0 * sum(rate(http_requests_total[5m]))")))
                .containsEntry("value", 0.0);
        assertThat(silence(
                        query("sum(rate(nothing_total{status=\"503\"}[5m])) or 0 * sum(rate(nothing_total[5m]))"),
                        AMPLE))
                .endsWith(": no series, which is not zero: nothing has these labels, or nothing yet");
    }

    /** S2.5: what was firing within the last hour and is not any more. */
    @Test
    void resolved_alerts_are_counted_by_their_history() throws Exception {
        String firing = "ALERTS{alertstate=\"firing\"}";
        assertThat(figuresOf(query("count(last_over_time(" + firing + "[1h]) unless " + firing + ") or vector(0)")))
                .containsEntry("value", 1.0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', textBlock = """
                    0/0 ¦ the value is NaN: something was divided by zero, or there was nothing to count
                    vector(1)/0 ¦ the value is +Inf: something was divided by zero, or there was nothing to count
                    "x" ¦ a text instead of a number: "x"
                    up[1m] ¦ a range of values (matrix) instead of one; put it into a function such as avg_over_time(…)
                    up{ ¦ bad_data: invalid parameter "query": 1:4: parse error: unexpected end of input inside braces (status 400)
                    """)
    void what_is_no_number_is_silence(String expression, String told) throws Exception {
        assertThat(silence(query(expression), AMPLE)).isEqualTo(expression + " at " + prometheus.url() + ": " + told);
    }

    @Test
    void an_error_of_the_evaluation_is_silence() throws Exception {
        assertThat(silence(query("http_requests_total * on(job) http_requests_total"), AMPLE))
                .contains(": execution: found duplicate series for the match group")
                .endsWith(" (status 422)");
    }

    @Test
    void a_query_may_be_longer_than_a_url() throws Exception {
        assertThat(figuresOf(query("1" + " + 0".repeat(5_000)))).containsEntry("value", 1.0);
    }

    @Test
    void samples_that_are_too_old_are_silence() throws Exception {
        PrometheusProbe old = query("http_requests_total{status=\"500\"}").max();
        assertThat(figuresOf(old)).containsEntry("value", 60.0);
        assertThat(silence(old.maxAge(Duration.ofMillis(1)), AMPLE))
                .contains(": the last sample of http_requests_total{status=\"500\"} is ")
                .endsWith(" old (expected: at most 1 ms)");
        assertThat(silence(query("vector(1)").maxAge(Duration.ofMinutes(1), "nothing"), AMPLE))
                .endsWith(": no sample of nothing, whose age was to be told");
    }

    @Test
    void targets_and_rules_are_counted() throws Exception {
        assertThat(figuresOf(PrometheusProbes.targets(prometheus.server())))
                .isEqualTo(Map.of("targets", 2.0, "up", 1.0, "down", 1.0, "unknown", 0.0));
        await(() -> figuresOf(PrometheusProbes.rules(prometheus.server())).getOrDefault("unevaluated", 1.0) == 0);
        assertThat(figuresOf(PrometheusProbes.rules(prometheus.server())))
                .containsEntry("rules", 3.0)
                .containsEntry("firing", 1.0)
                .containsEntry("inactive", 1.0)
                .containsEntry("failing", 0.0);
    }

    @Test
    void a_rule_that_cannot_be_evaluated_is_named() throws Exception {
        String rules =
                "groups: [{name: broken, rules: [{alert: Twice, expr: 'label_replace(up, \"job\", \"x\", \"\", \"\")"
                        + " * on(job) label_replace(up, \"job\", \"x\", \"\", \"\")'}]}]";
        try (MonitorProcess other = MonitorProcess.prometheus(MonitorProcess.folder(), rules)) {
            await(() -> PrometheusProbes.rules(other.server()).run(AMPLE) instanceof ProbeResult.Down);
            assertThat(down(PrometheusProbes.rules(other.server())).reason())
                    .contains(": 1 of 1 rules cannot be evaluated: broken/Twice is err: ");
        }
    }

    @Test
    void it_says_that_it_is_ready_and_healthy() throws Exception {
        assertThat(figuresOf(PrometheusProbes.ready(prometheus.server()))).containsOnlyKeys("latency");
        assertThat(figuresOf(PrometheusProbes.healthy(prometheus.server()))).containsOnlyKeys("latency");
    }
}
