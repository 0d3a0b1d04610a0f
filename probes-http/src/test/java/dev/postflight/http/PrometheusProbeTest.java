package dev.postflight.http;

import static dev.postflight.http.Results.AMPLE;
import static dev.postflight.http.Results.figures;
import static dev.postflight.http.Results.silence;
import static dev.postflight.http.Results.up;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import dev.postflight.api.ProbeResult;
import dev.postflight.api.Scale;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusProbeTest {

    private static final String SCALAR =
            "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1.5,\"12\"]}}";

    private static String vector(String... series) {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[" + String.join(",", series)
                + "]}}";
    }

    private static String series(String label, String value) {
        return "{\"metric\":{\"instance\":\"" + label + "\"},\"value\":[1.5,\"" + value + "\"]}";
    }

    @Nested
    class The_question {

        @Test
        void is_a_form_with_the_expression_and_the_time_that_is_left() throws Exception {
            try (MonitorTestServer server = MonitorTestServer.answering(200, SCALAR)) {
                up(PrometheusProbes.query(server.url() + "/prometheus/", "sum(up{job=\"a&b\"}) + 1"));
                MonitorTestServer.Asked asked = server.asked().get(0);
                assertThat(asked.method()).isEqualTo("POST");
                assertThat(asked.path()).isEqualTo("/prometheus/api/v1/query");
                assertThat(asked.only("query")).isEqualTo("sum(up{job=\"a&b\"}) + 1");
                assertThat(asked.only("timeout")).isEqualTo("57000ms");
                assertThat(asked.headers().getFirst("Accept")).startsWith("application/json");
            }
        }

        @Test
        void about_the_age_comes_second() throws Exception {
            try (MonitorTestServer server = MonitorTestServer.answering(200, SCALAR)) {
                PrometheusProbe probe =
                        PrometheusProbes.query(server.server(), "up{job=\"a\"}").maxAge(Duration.ofSeconds(12));
                assertThat(figures(up(probe).measurements())).containsEntry("age", 12.0);
                assertThat(server.asked().get(1).only("query")).isEqualTo("time() - min(timestamp(up{job=\"a\"}))");
                assertThat(silence(probe.maxAge(Duration.ofSeconds(11)), AMPLE))
                        .endsWith(": the last sample of up{job=\"a\"} is 12 s old (expected: at most 11 s)");
            }
        }
    }

    @Test
    void a_figure_is_brought_to_its_base_unit_from_what_it_is_in() throws Exception {
        try (MonitorTestServer server = MonitorTestServer.answering(200, SCALAR)) {
            PrometheusProbe probe = PrometheusProbes.query(server.server(), "x").named("latency", Scale.of("ms"));
            assertThat(figures(up(probe).measurements())).containsEntry("latency", 0.012);
            assertThat(probe.metrics()).containsEntry("latency", Unit.SECONDS);
        }
        try (MonitorTestServer server = MonitorTestServer.answering(200, vector(series("a", "3"), series("b", "7")))) {
            PrometheusProbe probe = PrometheusProbes.query(server.server(), "x").named("memory", Scale.of("%"));
            assertThat(figures(up(probe.labelledBy("instance")).measurements()))
                    .contains(entry("memory.a", 0.03), entry("memory.b", 0.07));
            assertThat(figures(up(probe.sum()).measurements())).contains(entry("memory", 0.1));
        }
    }

    @Nested
    class Several_series {

        @ParameterizedTest
        @CsvSource({"max, 4", "min, -1", "sum, 6", "mean, 2"})
        void become_one_in_the_way_that_was_said(String merge, double expected) throws Exception {
            try (MonitorTestServer server =
                    MonitorTestServer.answering(200, vector(series("a", "3"), series("b", "-1"), series("c", "4")))) {
                PrometheusProbe probe = PrometheusProbes.query(server.server(), "x")
                        .with(MonitorFigure.VALUE.merged(MonitorFigure.Merge.named(merge)));
                assertThat(figures(up(probe).measurements()))
                        .isEqualTo(Map.of("value", expected, "series", 3.0, "warnings", 0.0));
                assertThat(probe.metrics())
                        .isEqualTo(Map.of("value", Unit.COUNT, "series", Unit.COUNT, "warnings", Unit.COUNT));
            }
        }

        @Test
        void are_measured_each_by_a_label() throws Exception {
            try (MonitorTestServer server =
                    MonitorTestServer.answering(200, vector(series("a:1", "3"), series("b:1", "4")))) {
                PrometheusProbe probe = PrometheusProbes.query(server.server(), "x")
                        .named("cpu", Unit.RATIO)
                        .labelledBy("instance");
                assertThat(figures(up(probe).measurements()))
                        .containsEntry("cpu.a_1", 3.0)
                        .containsEntry("cpu.b_1", 4.0);
                assertThat(probe.metrics()).isEmpty();
                assertThat(silence(probe.labelledBy("job"), AMPLE)).endsWith(": {instance=\"a:1\"} has no label job");
            }
        }

        @Test
        void that_cannot_be_told_apart_are_silence() throws Exception {
            try (MonitorTestServer server =
                    MonitorTestServer.answering(200, vector(series("a:1", "3"), series("a/1", "4")))) {
                assertThat(silence(PrometheusProbes.query(server.server(), "x").labelledBy("instance"), AMPLE))
                        .endsWith(
                                ": label: \"a/1\" after \"a:1\" (expected: labels that give different names, where both"
                                        + " give value.a_1)");
                server.answer(200, vector(series("", "3")));
                assertThat(silence(PrometheusProbes.query(server.server(), "x").labelledBy("instance"), AMPLE))
                        .endsWith(": label of value: \"\" (expected: a text that is not empty)");
            }
        }

        @Test
        void are_at_most_a_hundred_with_labels_and_any_number_without() throws Exception {
            String many = vector(IntStream.rangeClosed(1, 101)
                    .mapToObj(i -> series("n" + i, "1"))
                    .toArray(String[]::new));
            try (MonitorTestServer server = MonitorTestServer.answering(200, many)) {
                assertThat(silence(PrometheusProbes.query(server.server(), "x").labelledBy("instance"), AMPLE))
                        .endsWith(": labels: more than 100 (expected: at most 100; narrow the question or add up)");
                assertThat(figures(
                                up(PrometheusProbes.query(server.server(), "x").sum())
                                        .measurements()))
                        .containsEntry("value", 101.0);
            }
        }

        @Test
        void that_add_up_to_infinity_are_silence() throws Exception {
            try (MonitorTestServer server =
                    MonitorTestServer.answering(200, vector(series("a", "1.7e308"), series("b", "1.7e308")))) {
                assertThat(silence(PrometheusProbes.query(server.server(), "x").sum(), AMPLE))
                        .endsWith(": the 2 series add up to more than a double can hold");
            }
        }
    }

    @Nested
    class Warnings {

        private static final String DOUBTFUL =
                "{\"status\":\"success\",\"warnings\":[\"a\",\"b\",\"c\",\"d\"],\"infos\":[\"e\"],"
                        + "\"data\":{\"resultType\":\"scalar\",\"result\":[1.5,\"12\"]}}";

        @Test
        void are_silence_unless_they_are_accepted() throws Exception {
            try (MonitorTestServer server = MonitorTestServer.answering(200, DOUBTFUL)) {
                PrometheusProbe probe = PrometheusProbes.query(server.server(), "x");
                assertThat(silence(probe, AMPLE)).endsWith(": the answer may be partial: a; b; c and 1 more");
                assertThat(figures(up(probe.acceptWarnings()).measurements()))
                        .isEqualTo(Map.of("value", 12.0, "series", 1.0, "warnings", 5.0));
            }
        }

        @Test
        void are_not_what_is_only_noted() throws Exception {
            try (MonitorTestServer server =
                    MonitorTestServer.answering(200, DOUBTFUL.replace("\"a\",\"b\",\"c\",\"d\"", ""))) {
                assertThat(figures(
                                up(PrometheusProbes.query(server.server(), "x")).measurements()))
                        .containsEntry("warnings", 1.0);
            }
        }
    }

    @Test
    void silence_means_hold() {
        assertThat(PrometheusProbes.query("http://localhost:1", "up").silence()).isEqualTo(SilenceRule.HOLD);
    }

    @Test
    void a_wither_leaves_the_probe_as_it_is() throws Exception {
        try (MonitorTestServer server = MonitorTestServer.answering(200, SCALAR)) {
            PrometheusProbe probe = PrometheusProbes.query(server.server(), "up");
            assertThat(probe.named("other", Unit.BYTES)
                            .maxAge(Duration.ofSeconds(1))
                            .metrics())
                    .containsKeys("other", "age");
            assertThat(figures(up(probe).measurements())).containsEntry("value", 12.0);
        }
    }

    @Nested
    class Targets {

        private static String targets(String... health) {
            return "{\"status\":\"success\",\"data\":{\"activeTargets\":["
                    + IntStream.range(0, health.length)
                            .mapToObj(i -> "{\"health\":\"" + health[i] + "\"}")
                            .collect(Collectors.joining(","))
                    + "]}}";
        }

        @Test
        void are_counted() throws Exception {
            try (MonitorTestServer server = MonitorTestServer.answering(200, targets("up", "up", "down", "unknown"))) {
                assertThat(figures(up(PrometheusProbes.targets(server.server())).measurements()))
                        .isEqualTo(Map.of("targets", 4.0, "up", 2.0, "down", 1.0, "unknown", 1.0));
                assertThat(server.asked().get(0).only("state")).isEqualTo("active");
            }
        }

        @Test
        void that_are_none_or_strange_are_silence() throws Exception {
            try (MonitorTestServer server = MonitorTestServer.answering(200, targets())) {
                assertThat(silence(PrometheusProbes.targets(server.server()), AMPLE))
                        .endsWith(": Prometheus has no targets");
                server.answer(200, targets("well"));
                assertThat(silence(PrometheusProbes.targets(server.server()), AMPLE))
                        .contains(": a target whose health is \"well\" (status 200), body: ");
                server.answer(200, "{\"status\":\"success\",\"data\":{}}");
                assertThat(silence(PrometheusProbes.targets(server.server()), AMPLE))
                        .contains(": no list of targets");
            }
        }
    }

    @Nested
    class Refused_is {

        @ParameterizedTest
        @ValueSource(strings = {"", " "})
        void an_expression_that_is_blank(String expression) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PrometheusProbes.query("http://localhost:9090", expression))
                    .withMessage("expression: \"" + expression + "\" (expected: an expression in PromQL)");
        }

        @Test
        void a_url_with_a_query() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PrometheusProbes.query("http://localhost:9090/?token=hunter2", "up"))
                    .withMessage(
                            "url: \"http://localhost:9090/?token=***\" (expected: a URL without query, which paths can"
                                    + " come after)");
        }

        @Test
        void a_name_that_is_taken() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PrometheusProbes.query("http://localhost:9090", "up")
                            .named("series", Unit.COUNT))
                    .withMessage("metric: series (expected: a name other than age, series, warnings, which are taken)");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "rate(up[5m])",
                    "sum(up)",
                    "up + up",
                    "up{job=\"a\"} or up",
                    "up{a=\"}\"} + 1",
                    "up{job=\"a\"} offset 5m",
                    "up[5m]",
                    "",
                    "{",
                    "up{a=\"",
                    "1up"
                })
        void an_age_of_what_has_none(String expression) {
            assertThat(PrometheusSelector.isSelector(expression)).isFalse();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PrometheusProbes.query("http://localhost:9090", "x")
                            .maxAge(Duration.ofMinutes(1), expression));
        }

        @Test
        void an_age_without_samples() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PrometheusProbes.query("http://localhost:9090", "sum(up)")
                            .maxAge(Duration.ofMinutes(1)))
                    .withMessage(
                            "maxAge of sum(up): without a selector (expected: a selector as second argument, such as"
                                    + " up{job=\"api\"}, as only samples have an age)");
        }

        @Test
        void an_age_that_is_not_positive() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PrometheusProbes.query("http://localhost:9090", "up")
                            .maxAge(Duration.ZERO));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"up", " up ", "a:b", "up{}", "up {job=\"}\"}", "{__name__=\"up\"}", "up{a='\\'}'}", "up{a=`}\\`}"
            })
    void a_selector_is_told_from_other_expressions(String expression) {
        assertThat(PrometheusSelector.isSelector(expression)).isTrue();
    }

    @Test
    void a_timeout_that_is_not_positive_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> PrometheusProbes.query("http://localhost:1", "up").run(Duration.ZERO));
    }

    @Test
    void an_answer_that_does_not_come_is_silence_in_time() throws Exception {
        try (MonitorTestServer server = MonitorTestServer.answering(200, SCALAR)) {
            server.freeze();
            ProbeResult result = PrometheusProbes.query(server.server(), "up").run(Duration.ofSeconds(1));
            assertThat(result).isEqualTo(ProbeResult.silent("up at " + server.url() + ": no answer within 1 s"));
        }
    }
}
