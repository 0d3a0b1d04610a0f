package dev.postflight.http;

import static dev.postflight.http.AnsweringServer.answer;
import static dev.postflight.http.Results.AMPLE;
import static dev.postflight.http.Results.down;
import static dev.postflight.http.Results.figures;
import static dev.postflight.http.Results.silence;
import static dev.postflight.http.Results.up;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** S4.6: five reloads make one upstream call. */
class CountersProbeTest {

    private final AtomicInteger upstream = new AtomicInteger(7);
    private boolean isCached;

    /** A page whose first load alone makes a call upstream, and the counter of these calls. */
    private AnsweringServer caching() throws Exception {
        return AnsweringServer.with(exchange -> {
            switch (exchange.getRequestURI().getPath()) {
                case "/json" -> answer(200, "{\"calls\":" + upstream + "}").handle(exchange);
                case "/prometheus" ->
                    answer(
                                    200,
                                    "text/plain",
                                    "# TYPE calls_total counter\ncalls_total{to=\"a\"} " + upstream
                                            + "\ncalls_total{to=\"b\"} 1\n",
                                    UTF_8)
                            .handle(exchange);
                default -> {
                    if (!isCached) {
                        upstream.incrementAndGet();
                        isCached = true;
                    }
                    answer(200, "page").handle(exchange);
                }
            }
        });
    }

    private static CountersProbe probe(AnsweringServer server) {
        return HttpProbes.counters(HttpProbes.get(server.url()), 5);
    }

    @Test
    void five_loads_make_one_call_by_a_counter_of_this_process() throws Exception {
        try (AnsweringServer server = caching()) {
            CountersProbe probe = probe(server).expectCounter("upstream", upstream::get, "= 1");
            assertThat(figures(up(probe).measurements())).containsEntry("upstream", 1.0);
            assertThat(probe.wanted()).isEqualTo("upstream = 1 by 5 requests");
            assertThat(down(probe).reason())
                    .isEqualTo("GET " + server.url() + ", 5 times: upstream grew by 0 (expected: = 1)");
        }
    }

    @Test
    void five_loads_make_one_call_by_a_counter_elsewhere() throws Exception {
        try (AnsweringServer server = caching()) {
            HttpProbe json = HttpProbes.get(server.url().replace("/health", "/json"));
            HttpProbe text = HttpProbes.get(server.url().replace("/health", "/prometheus"));
            assertThat(figures(up(probe(server)
                                    .expectJsonCounter("json", json, "/calls", "= 1")
                                    .expectSeries("one", text, "calls_total{to=\"a\"}", "= 1")
                                    .expectSeries("sum", text, "calls_total", "<= 1"))
                            .measurements()))
                    .containsEntry("json", 1.0)
                    .containsEntry("one", 1.0)
                    .containsEntry("sum", 1.0);
        }
    }

    @Test
    void a_counter_that_cannot_be_read_is_silence() throws Exception {
        try (AnsweringServer server = caching()) {
            HttpProbe text = HttpProbes.get(server.url().replace("/health", "/prometheus"));
            String question = "GET " + server.url() + ", 5 times: ";
            CountersProbe probe = probe(server);
            assertThat(silence(probe.expectSeries("a", text, "other_total", "= 1"), AMPLE))
                    .isEqualTo(question + "counter a: no series other_total");
            assertThat(silence(probe.expectJsonCounter("a", text, "/calls", "= 1"), AMPLE))
                    .isEqualTo(question + "counter a: no number at /calls");
            assertThat(silence(probe.expectCounter("a", () -> Double.NaN, "= 1"), AMPLE))
                    .isEqualTo(question + "counter a is not a number");
            assertThat(silence(
                            probe.expectCounter(
                                    "a",
                                    () -> {
                                        throw new IllegalStateException("gone");
                                    },
                                    "= 1"),
                            AMPLE))
                    .isEqualTo(question + "counter a could not be read: IllegalStateException: gone");
            assertThat(silence(probe, AMPLE))
                    .isEqualTo(question + "nothing is counted; expectCounter(…) adds a counter");
        }
    }

    @Test
    void a_counter_that_falls_has_begun_anew_and_says_nothing() throws Exception {
        try (AnsweringServer server = caching()) {
            assertThat(silence(probe(server).expectCounter("a", () -> upstream.getAndSet(0), "= 1"), AMPLE))
                    .isEqualTo("GET " + server.url() + ", 5 times: counter a fell from 7 to 1");
        }
    }

    @Test
    void a_request_that_fails_is_down() throws Exception {
        try (AnsweringServer server = AnsweringServer.answering(500, "")) {
            assertThat(down(probe(server).expectCounter("a", upstream::get, "= 1"))
                            .reason())
                    .isEqualTo("request 1: GET " + server.url() + ": status 500 (expected: 2xx), empty body");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "calls_total                         | calls_total 3                            | 3",
                "calls_total                         | calls_total{a=\"b\"} 3 1700000000        | 3",
                "calls_total                         | calls_total_more 3                       | none",
                "calls_total                         | # HELP calls_total 3                     | none",
                "calls_total{a=\"b\"}                | calls_total{c=\"d\",a=\"b\",} 3          | 3",
                "calls_total{a=\"b\"}                | calls_total{a=\"bb\"} 3                  | none",
                "calls_total{ a = \"}\" , c=\"\\\"\"} | calls_total{c=\"\\\"\",a=\"}\"} 3       | 3",
                "calls_total                         | calls_total +Inf                         | NaN",
                "calls_total                         | calls_total three                        | NaN",
                "calls_total                         | calls_total{a=b} 3                       | NaN",
                "calls_total                         | calls_total{a=\"b\" 3                   | NaN",
                "calls_total                         | calls_total{a=\"b\"} 3 # {id=\"c\"} 1 9.5 | 3",
                "calls_total                         | calls_total 3 # {id=\"c\"} 1 9.5       | 3"
            })
    void series_are_found_by_name_and_labels(String series, String line, String sum) {
        OptionalDouble found = SeriesSum.parse(series).in("x 1\n" + line + "\r\ny 2\n");
        assertThat(
                        found.isPresent() && !Double.isInfinite(found.getAsDouble())
                                ? String.valueOf(found.getAsDouble()).replace(".0", "")
                                : null)
                .isEqualTo(sum);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "1calls", "calls{", "calls{a}", "calls{a=b}", "calls{a=\"b\"", "calls{a=\"b\"c=\"d\"}"})
    void series_have_a_name_and_labels(String series) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeriesSum.parse(series))
                .withMessage("series: \"" + series
                        + "\" (expected: a name and labels, such as upstream_calls_total{path=\"/orders\"})");
    }

    @Test
    void a_counter_has_a_name_of_its_own() {
        CountersProbe probe =
                HttpProbes.counters(HttpProbes.get("http://localhost/"), 5).expectCounter("a", upstream::get, "= 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> probe.expectCounter("a", upstream::get, "= 1"))
                .withMessage("name: a twice (expected: each counter once)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpProbes.counters(HttpProbes.get("http://localhost/"), 0))
                .withMessage("times: 0 (expected: 1 to 1000)");
    }
}
