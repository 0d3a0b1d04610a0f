package dev.postflight.verify.meter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Check;
import dev.postflight.api.Probe;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.engine.Verifier;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** S0.1: a figure that a timer cannot tell is never good, and the report says what it takes. */
class AbsencesTest {

    private static final String HTTP = "http.server.requests";

    private final MockClock clock = new MockClock();
    private final MeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);

    private static String absence(Probe probe, String metric) throws Exception {
        assertThat(Said.figures(probe)).doesNotContainKey(metric);
        return probe.absence(metric);
    }

    private static void record(Timer timer) {
        timer.record(10, TimeUnit.MILLISECONDS);
    }

    /** What Spring Boot does unless it is told otherwise. */
    @Test
    void a_quantile_takes_percentiles_or_a_histogram() throws Exception {
        record(registry.timer(HTTP, "outcome", "SUCCESS"));
        TimerProbe timer = MeterProbes.timer(registry, HTTP);
        for (String quantile : TimerSettings.QUANTILE_NAMES) {
            assertThat(absence(timer, quantile))
                    .isEqualTo(HTTP
                            + " publishes neither percentiles nor a histogram (expected: either, or a SketchRegistry)");
        }
    }

    @Test
    void a_quantile_of_a_window_takes_a_histogram_that_keeps_its_buckets() throws Exception {
        TimerProbe plain = MeterProbes.timer(registry, HTTP).over(Duration.ofMinutes(5));
        TimerProbe forgetting =
                MeterProbes.timer(registry, "orders", "shop", "7").sinceLastLook();
        record(registry.timer(HTTP));
        record(Timer.builder("orders").tag("shop", "7").publishPercentiles(0.95).register(registry));
        String wanted = " keeps no histogram to look back with"
                + " (expected: one in a registry such as that of Prometheus, or a SketchRegistry)";
        assertThat(absence(plain, "p95")).isEqualTo(HTTP + wanted);
        assertThat(absence(forgetting, "p99")).isEqualTo("orders with shop=7" + wanted);
    }

    @Test
    void errors_and_successes_take_a_tag() throws Exception {
        record(registry.timer(HTTP, "status", "200"));
        TimerProbe timer = MeterProbes.timer(registry, HTTP);
        assertThat(absence(timer, "error_rate"))
                .isEqualTo("no " + HTTP + " has the tag outcome (expected: errors(tag, values) with one that tells)");
        assertThat(absence(timer.successes("result", "ok"), "success_rate"))
                .isEqualTo("no " + HTTP + " has the tag result (expected: successes(tag, values) with one that tells)");
    }

    @Test
    void without_a_sample_there_is_nothing_to_tell() throws Exception {
        Timer timer = Timer.builder(HTTP).publishPercentiles(0.95).register(registry);
        TimerProbe all = MeterProbes.timer(registry, HTTP);
        TimerProbe window = all.over(Duration.ofMinutes(5));
        TimerProbe last = all.sinceLastLook();
        assertThat(absence(all, "mean")).isEqualTo(HTTP + " has recorded nothing");
        assertThat(absence(all, "p95")).isEqualTo(HTTP + " has recorded nothing");
        record(timer);
        assertThat(Said.figures(last)).containsKey("mean");
        clock.add(Duration.ofMinutes(30));
        assertThat(absence(last, "mean")).isEqualTo(HTTP + " has recorded nothing since the last look");
        Said.figures(window);
        clock.add(Duration.ofMinutes(30));
        assertThat(absence(window, "mean")).isEqualTo(HTTP + " has recorded nothing within 5 min");
    }

    @Test
    void what_is_told_needs_no_excuse() throws Exception {
        record(Timer.builder(HTTP)
                .tag("outcome", "SUCCESS")
                .publishPercentiles(0.95)
                .register(registry));
        TimerProbe timer = MeterProbes.timer(registry, HTTP);
        Said.figures(timer)
                .keySet()
                .forEach(metric -> assertThat(timer.absence(metric)).isEmpty());
        assertThat(timer.absence("rate")).isEmpty();
    }

    @Test
    void what_is_new_takes_a_second_look() throws Exception {
        registry.counter("orders").increment();
        assertThat(absence(MeterProbes.counter(registry, "orders"), "rate"))
                .isEqualTo("it takes a second look to tell what is new");
        assertThat(absence(MachineProbes.disk(Path.of(".")), "growth"))
                .isEqualTo("it takes a second look to tell how fast it fills");
    }

    @Test
    void there_is_no_ratio_to_nothing() throws Exception {
        registry.counter("orders", "result", "ok").increment();
        assertThat(absence(MeterProbes.share(registry, "orders", "result", "ok").sinceLastLook(), "ratio"))
                .isEqualTo("orders has counted nothing since the last look");
    }

    @Test
    void the_report_says_so() {
        record(registry.timer(HTTP));
        VerificationPlan plan = VerificationPlan.named("orders")
                .phase(VerificationPhase.named("startup")
                        .check(Check.of("api", MeterProbes.timer(registry, HTTP))
                                .threshold("p95: HIGH > 1s")))
                .build();
        try (Verifier verifier = Verifier.builder(plan).build()) {
            assertThat(verifier.verify().findings().get(0).cause())
                    .isEqualTo("p95 was not measured: " + HTTP
                            + " publishes neither percentiles nor a histogram (expected: either, or a SketchRegistry)");
        }
    }
}
