package dev.postflight.http;

import static dev.postflight.http.AnsweringServer.answer;
import static dev.postflight.http.Results.AMPLE;
import static dev.postflight.http.Results.down;
import static dev.postflight.http.Results.figures;
import static dev.postflight.http.Results.silence;
import static dev.postflight.http.Results.up;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.postflight.api.ProbeResult;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S3.3: five sequential requests timed; mean of 20 requests. */
class SampledHttpProbeTest {

    private final AtomicInteger requests = new AtomicInteger();

    /** Fails at those requests whose number can be divided by another. */
    private AnsweringServer failing(int every) throws Exception {
        return AnsweringServer.with(exchange ->
                answer(requests.incrementAndGet() % every == 0 ? 500 : 200, "").handle(exchange));
    }

    @Test
    void the_distribution_of_the_times_is_measured() throws Exception {
        try (AnsweringServer server = failing(1_000)) {
            SampledHttpProbe probe = HttpProbes.get(server.url()).sampled(20);
            ProbeResult.Up up = up(probe);
            Map<String, Double> figures = figures(up.measurements());
            assertThat(figures)
                    .containsOnlyKeys("min", "mean", "p50", "p95", "max", "samples", "failed")
                    .containsEntry("samples", 20.0)
                    .containsEntry("failed", 0.0);
            assertThat(figures.get("min")).isPositive().isLessThanOrEqualTo(figures.get("p50"));
            assertThat(figures.get("p50")).isLessThanOrEqualTo(figures.get("p95"));
            assertThat(figures.get("p95")).isLessThanOrEqualTo(figures.get("max"));
            assertThat(figures.get("mean")).isBetween(figures.get("min"), figures.get("max"));
            assertThat(up.measurements())
                    .allSatisfy(measurement ->
                            assertThat(probe.metrics()).containsEntry(measurement.metric(), measurement.unit()));
            assertThat(requests).hasValue(20);
        }
    }

    @Test
    void one_sample_is_its_own_distribution() throws Exception {
        try (AnsweringServer server = failing(1_000)) {
            Map<String, Double> figures =
                    figures(up(HttpProbes.get(server.url()).sampled(1)).measurements());
            assertThat(figures.get("p95")).isEqualTo(figures.get("min")).isEqualTo(figures.get("mean"));
        }
    }

    @Test
    void one_that_fails_is_one_too_many() throws Exception {
        try (AnsweringServer server = failing(5)) {
            ProbeResult.Down down = down(HttpProbes.get(server.url()).sampled(5));
            assertThat(down.reason())
                    .isEqualTo("1 of 5 requests failed; the first: GET " + server.url()
                            + ": status 500 (expected: 2xx), empty body");
            assertThat(figures(down.measurements()))
                    .containsEntry("failed", 1.0)
                    .containsEntry("samples", 5.0);
        }
    }

    @Test
    void some_that_fail_can_be_allowed() throws Exception {
        try (AnsweringServer server = failing(3)) {
            SampledHttpProbe probe = HttpProbes.get(server.url()).sampled(6);
            assertThat(figures(up(probe.allowFailed(2)).measurements())).containsEntry("failed", 2.0);
            assertThat(down(probe.allowFailed(1)).reason()).startsWith("2 of 6 requests failed; the first: ");
            assertThat(probe.allowFailed(1).wanted()).isEqualTo("6 times: status 2xx, at most 1 failed");
        }
    }

    @Test
    void no_answer_at_all_is_silence() throws Exception {
        try (FaultyServer server = FaultyServer.sending("")) {
            assertThat(silence(HttpProbes.get(server.url()).sampled(3).allowFailed(2), AMPLE))
                    .isEqualTo("no answer to any of 3 requests; the first: GET " + server.url()
                            + ": connection closed without an answer");
        }
    }

    @Test
    void time_that_ends_before_the_last_answer_is_silence() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (AnsweringServer server = AnsweringServer.with(exchange -> {
            boolean late = requests.incrementAndGet() > 2;
            assertThat(never.await(late ? 5_000 : 0, TimeUnit.MILLISECONDS)).isFalse();
            answer(200, "").handle(exchange);
        })) {
            assertThat(silence(HttpProbes.get(server.url()).sampled(5).allowFailed(4), Duration.ofSeconds(3)))
                    .matches("only 2 of 5 answers within 3 s, mean .* so far \\(expected: all; give the check a longer"
                            + " timeout\\); the first: GET " + server.url() + ": no answer within 3 s");
            assertThat(requests).hasValue(3);
        }
    }

    @Test
    void time_that_ends_while_the_last_answer_is_due_is_silence() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (AnsweringServer server = AnsweringServer.with(exchange -> {
            boolean late = requests.incrementAndGet() > 1;
            assertThat(never.await(late ? 5_000 : 0, TimeUnit.MILLISECONDS)).isFalse();
            answer(200, "").handle(exchange);
        })) {
            assertThat(silence(HttpProbes.get(server.url()).sampled(2).allowFailed(1), Duration.ofSeconds(3)))
                    .matches("only 1 of 2 answers within 3 s, mean .* so far \\(expected: all; give the check a longer"
                            + " timeout\\); the first: GET " + server.url() + ": no answer within 3 s");
        }
    }

    @Test
    void time_that_ends_before_the_first_answer_is_silence_that_gives_no_advice() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (AnsweringServer server = AnsweringServer.with(
                exchange -> assertThat(never.await(5, TimeUnit.SECONDS)).isFalse())) {
            assertThat(silence(HttpProbes.get(server.url()).sampled(5), Duration.ofSeconds(1)))
                    .isEqualTo("only 0 of 5 answers within 1 s (expected: all); the first: GET " + server.url()
                            + ": no answer within 1 s");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1_001})
    void there_are_a_thousand_at_most(int samples) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpProbes.get("http://localhost/").sampled(samples))
                .withMessage("samples: " + samples + " (expected: 1 to 1000)");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 5})
    void not_all_of_them_may_fail(int allowed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpProbes.get("http://localhost/").sampled(5).allowFailed(allowed))
                .withMessage("allowFailed: " + allowed + " (expected: 0 to 4, fewer than there are samples)");
    }
}
