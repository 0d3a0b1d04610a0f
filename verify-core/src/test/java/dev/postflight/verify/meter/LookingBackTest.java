package dev.postflight.verify.meter;

import static dev.postflight.verify.meter.Said.figures;
import static dev.postflight.verify.meter.Said.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.postflight.api.Probe;
import dev.postflight.api.Unit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Probes that look back to the last look or over a window: a bad minute does not drown in a good month. */
class LookingBackTest {

    private static final String HTTP = "http.server.requests";
    private static final int MONTH = 1_000_000;

    private final MockClock clock = new MockClock();
    private final MeterRegistry registry = prometheus(clock);

    private static MeterRegistry prometheus(MockClock clock) {
        return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), clock);
    }

    private Timer timer(String outcome) {
        return Timer.builder(HTTP)
                .tag("outcome", outcome)
                .serviceLevelObjectives(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(5))
                .register(registry);
    }

    private static void record(Timer timer, int times, long millis) {
        for (int i = 0; i < times; i++) {
            timer.record(millis, TimeUnit.MILLISECONDS);
        }
    }

    private static double of(Map<String, Double> figures, String metric) {
        assertThat(figures).containsKey(metric);
        return figures.getOrDefault(metric, Double.NaN);
    }

    @Nested
    class OfATimer {

        /** S3.2: an error rate of 5 % in the minutes after a deployment, after a month without. */
        @Test
        void the_first_bad_minute_is_seen() throws Exception {
            record(timer("SUCCESS"), MONTH, 10);
            TimerProbe plain = MeterProbes.timer(registry, HTTP);
            TimerProbe recent = plain.sinceLastLook();
            clock.addSeconds(60);
            record(timer("SUCCESS"), 90, 10);
            record(timer("SERVER_ERROR"), 10, 2_000);
            Map<String, Double> figures = figures(recent);
            assertThat(figures)
                    .containsEntry("error_rate", 0.1)
                    .containsEntry("errors", 10.0)
                    .containsEntry("count", MONTH + 100.0)
                    .containsEntry("p50", 0.1)
                    .containsEntry("p99", 5.0)
                    .containsEntry("rate", 100 / 60.0);
            assertThat(of(figures, "mean")).isCloseTo(0.209, within(1e-9));
            assertThat(of(figures(plain), "error_rate")).isLessThan(1e-4);
            assertThat(figures(plain)).containsEntry("p99", 0.1);
        }

        @Test
        void nothing_since_the_last_look_is_no_figure_but_the_rate() throws Exception {
            TimerProbe recent = MeterProbes.timer(registry, HTTP).sinceLastLook();
            record(timer("SUCCESS"), 3, 10);
            clock.addSeconds(10);
            assertThat(figures(recent)).containsEntry("error_rate", 0.0).containsEntry("rate", 0.3);
            clock.addSeconds(10);
            assertThat(figures(recent)).containsOnlyKeys("count", "total", "errors", "rate");
            assertThat(figures(recent)).containsEntry("count", 3.0);
        }

        @Test
        void a_window_covers_its_length_and_hardly_more() throws Exception {
            TimerProbe window = MeterProbes.timer(registry, HTTP).over(Duration.ofMinutes(16));
            Timer good = timer("SUCCESS");
            Timer bad = timer("SERVER_ERROR");
            record(bad, 10, 10);
            for (int minute = 0; minute < 60; minute++) {
                record(good, 10, 10);
                clock.add(Duration.ofMinutes(1));
                double rate = of(figures(window), "error_rate");
                if (minute < 16) {
                    assertThat(rate).as("minute %d", minute).isPositive();
                } else if (minute > 17) {
                    assertThat(rate).as("minute %d", minute).isZero();
                }
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 7, 100, 1_000})
        void a_window_is_right_however_often_one_looks(int seconds) throws Exception {
            SplittableRandom random = new SplittableRandom(seconds);
            TimerProbe window = MeterProbes.timer(registry, HTTP).over(Duration.ofSeconds(160));
            Timer timer = timer("SUCCESS");
            for (int look = 0; look < 200; look++) {
                record(timer, random.nextInt(5), 10);
                clock.addSeconds(seconds);
                double rate = figures(window).getOrDefault("rate", Double.NaN);
                assertThat(rate).isBetween(0.0, 5.0 / seconds);
            }
        }

        @Test
        void a_meter_that_was_removed_and_came_again_counts_from_zero() throws Exception {
            TimerProbe recent = MeterProbes.timer(registry, HTTP).sinceLastLook();
            Timer first = timer("SUCCESS");
            record(first, 100, 10);
            clock.addSeconds(1);
            figures(recent);
            registry.remove(first);
            record(timer("SUCCESS"), 4, 10);
            clock.addSeconds(1);
            assertThat(figures(recent)).containsEntry("rate", 4.0).containsEntry("count", 4.0);
        }

        @Test
        void one_that_vanished_is_silence_and_starts_anew_when_it_returns() throws Exception {
            TimerProbe recent = MeterProbes.timer(registry, HTTP).sinceLastLook();
            Timer first = timer("SUCCESS");
            record(first, 100, 10);
            figures(recent);
            registry.remove(first);
            assertThat(silence(recent)).isEqualTo("there is no timer http.server.requests");
            record(timer("SERVER_ERROR"), 2, 10);
            clock.addSeconds(1);
            assertThat(figures(recent)).containsEntry("error_rate", 1.0);
        }

        /** S2.4: what is behind a function timer was restarted. */
        @Test
        void a_count_that_goes_back_has_grown_by_what_it_is() throws Exception {
            AtomicLong count = new AtomicLong(1_000);
            FunctionTimer.builder("pool", count, AtomicLong::get, AtomicLong::get, TimeUnit.SECONDS)
                    .register(registry);
            TimerProbe recent = MeterProbes.timer(registry, "pool").sinceLastLook();
            count.set(30);
            clock.addSeconds(10);
            assertThat(figures(recent))
                    .containsEntry("rate", 3.0)
                    .containsEntry("mean", 1.0)
                    .containsEntry("count", 30.0);
        }

        @Test
        void a_total_that_cannot_be_read_begins_anew() throws Exception {
            Iterator<Double> totals =
                    List.of(1.0, 1.0, Double.NaN, 3.0, 3.0, 5.0, 5.0).iterator();
            AtomicLong count = new AtomicLong(3);
            FunctionTimer.builder("pool", totals, any -> count.getAndIncrement(), Iterator::next, TimeUnit.SECONDS)
                    .register(registry);
            TimerProbe recent = MeterProbes.timer(registry, "pool").sinceLastLook();
            assertThat(silence(recent)).isEqualTo("pool has a count or a total that is negative or not finite");
            assertThat(figures(recent)).containsOnlyKeys("count", "total");
            assertThat(figures(recent)).containsEntry("mean", 1.0);
        }

        @Test
        void errors_are_told_by_a_tag_that_comes_with_the_first_error() throws Exception {
            TimerProbe recent =
                    MeterProbes.timer(registry, HTTP).errors("status", "500").sinceLastLook();
            registry.timer(HTTP, "status", "200").record(1, TimeUnit.MILLISECONDS);
            assertThat(figures(recent)).containsEntry("error_rate", 0.0);
            registry.timer(HTTP, "status", "500").record(1, TimeUnit.MILLISECONDS);
            assertThat(figures(recent)).containsEntry("error_rate", 1.0);
        }

        /** S0.11, S3.9: Stripe > 99 %. */
        @Test
        void successes_are_told_by_a_tag() throws Exception {
            TimerProbe stripe = MeterProbes.timer(registry, "stripe")
                    .successes("outcome", "SUCCESS", "REDIRECTION")
                    .sinceLastLook();
            registry.timer("stripe", "outcome", "SUCCESS").record(1, TimeUnit.MILLISECONDS);
            registry.timer("stripe", "outcome", "REDIRECTION").record(1, TimeUnit.MILLISECONDS);
            registry.timer("stripe", "outcome", "CLIENT_ERROR").record(1, TimeUnit.MILLISECONDS);
            registry.timer("stripe", "outcome", "SERVER_ERROR").record(1, TimeUnit.MILLISECONDS);
            assertThat(figures(stripe))
                    .containsEntry("success_rate", 0.5)
                    .containsEntry("successes", 2.0)
                    .containsEntry("error_rate", 0.25);
        }

        @Test
        void the_share_within_a_limit_is_by_the_bucket_that_ends_there() throws Exception {
            TimerProbe plain = MeterProbes.timer(registry, HTTP).within("100ms").within("0.5s");
            TimerProbe recent = plain.sinceLastLook();
            record(timer("SUCCESS"), 8, 100);
            record(timer("SUCCESS"), 2, 101);
            assertThat(figures(plain)).containsEntry("within_100ms", 0.8).containsEntry("within_0.5s", 1.0);
            assertThat(figures(recent)).containsEntry("within_100ms", 0.8);
            record(timer("SUCCESS"), 10, 200);
            assertThat(figures(plain)).containsEntry("within_100ms", 0.4);
            assertThat(figures(recent)).containsEntry("within_100ms", 0.0).containsEntry("within_0.5s", 1.0);
        }

        @Test
        void a_quantile_above_all_buckets_is_the_largest() throws Exception {
            TimerProbe recent = MeterProbes.timer(registry, HTTP).sinceLastLook();
            record(timer("SUCCESS"), 8, 7_000);
            assertThat(figures(recent)).containsEntry("p50", 7.0).containsEntry("max", 7.0);
        }

        @Test
        void it_takes_no_more_memory_the_longer_one_looks() {
            Looks looks = new Looks(Duration.ofMinutes(16));
            looks.begin(0, new Sums());
            for (int i = 1; i < 100_000; i++) {
                looks.since(TimeUnit.SECONDS.toNanos(i), new Sums());
                assertThat(looks.size()).isLessThanOrEqualTo(18);
            }
        }
    }

    @Nested
    class OfRegistries {

        @Test
        void buckets_that_are_forgotten_tell_no_quantile_of_a_window() throws Exception {
            MeterRegistry simple = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
            TimerProbe window = MeterProbes.timer(simple, HTTP).over(Duration.ofMinutes(5));
            record(
                    Timer.builder(HTTP)
                            .serviceLevelObjectives(Duration.ofMillis(100))
                            .register(simple),
                    5,
                    10);
            assertThat(figures(window)).containsKeys("mean", "max").doesNotContainKeys("p50", "p95", "p99");
        }

        @Test
        void published_percentiles_are_of_the_registrys_own_window() throws Exception {
            Timer timer = Timer.builder(HTTP).publishPercentiles(0.95).register(registry);
            TimerProbe plain = MeterProbes.timer(registry, HTTP);
            TimerProbe window = plain.over(Duration.ofMinutes(5));
            record(timer, 5, 10);
            assertThat(figures(plain)).containsKey("p95");
            assertThat(figures(window)).doesNotContainKey("p95");
        }

        @Test
        void of_a_composite_one_that_keeps_running_totals_is_read() throws Exception {
            CompositeMeterRegistry composite = new CompositeMeterRegistry(clock);
            for (int i = 0; i < 5; i++) {
                composite.add(new SimpleMeterRegistry(steps(), clock));
            }
            composite.add(registry);
            TimerProbe recent = MeterProbes.timer(composite, HTTP).sinceLastLook();
            composite.timer(HTTP).record(1, TimeUnit.SECONDS);
            assertThat(figures(recent)).containsEntry("count", 1.0).containsEntry("mean", 1.0);
        }

        @Test
        void of_a_composite_a_sketch_is_read_before_all_others_also_when_it_comes_later() throws Exception {
            CompositeMeterRegistry composite = new CompositeMeterRegistry(clock).add(registry);
            TimerProbe probe = MeterProbes.timer(composite, HTTP);
            composite.timer(HTTP).record(1, TimeUnit.SECONDS);
            assertThat(figures(probe)).doesNotContainKey("p95");
            composite.add(SketchRegistry.of(clock, HTTP));
            composite.timer(HTTP).record(2, TimeUnit.SECONDS);
            assertThat(figures(probe)).containsKey("p95").containsEntry("count", 1.0);
        }

        /** The other one has counted on its own, and not since the last look. */
        @Test
        void when_another_registry_of_a_composite_is_read_it_begins_anew() throws Exception {
            CompositeMeterRegistry composite = new CompositeMeterRegistry(clock).add(registry);
            TimerProbe recent = MeterProbes.timer(composite, HTTP).sinceLastLook();
            composite.timer(HTTP).record(1, TimeUnit.SECONDS);
            figures(recent);
            MeterRegistry other = prometheus(clock);
            record(other.timer(HTTP), 1_000, 10);
            composite.add(other);
            composite.remove(registry);
            assertThat(silence(recent)).isEqualTo("http.server.requests is told by another registry than before");
            composite.timer(HTTP).record(3, TimeUnit.SECONDS);
            assertThat(figures(recent)).containsEntry("mean", 3.0);
        }

        @Test
        void a_step_registry_tells_its_last_step() throws Exception {
            MeterRegistry steps = new SimpleMeterRegistry(steps(), clock);
            Timer timer = steps.timer(HTTP, "outcome", "SERVER_ERROR");
            TimerProbe probe = MeterProbes.timer(steps, HTTP);
            assertThat(silence(probe)).isEqualTo("http.server.requests has recorded nothing in its last step");
            record(timer, 4, 100);
            clock.add(steps().step());
            assertThat(figures(probe)).containsOnlyKeys("mean", "max", "error_rate");
        }

        private static SimpleConfig steps() {
            return new SimpleConfig() {
                @Override
                public @Nullable String get(String key) {
                    return key.equals("simple.mode") ? "STEP" : null;
                }
            };
        }
    }

    @Nested
    class OfARatio {

        /** S3.9: payments > 95 %. */
        @Test
        void the_first_bad_minute_is_seen() throws Exception {
            Counter ok = registry.counter("payments", "result", "ok");
            ok.increment(MONTH);
            RatioProbe plain = MeterProbes.share(registry, "payments", "result", "ok");
            RatioProbe recent = plain.sinceLastLook();
            RatioProbe window = plain.over(Duration.ofMinutes(10));
            ok.increment(3);
            registry.counter("payments", "result", "declined").increment(1);
            clock.addSeconds(60);
            assertThat(figures(recent)).containsEntry("ratio", 0.75).containsEntry("whole", MONTH + 4.0);
            assertThat(figures(window)).containsEntry("ratio", 0.75);
            assertThat(of(figures(plain), "ratio")).isGreaterThan(0.99);
            clock.addSeconds(60);
            assertThat(figures(recent)).containsOnlyKeys("part", "whole");
            assertThat(figures(window)).containsEntry("ratio", 0.75);
        }

        @Test
        void without_one_that_has_the_value_the_share_is_zero() throws Exception {
            registry.counter("payments", "result", "declined").increment(2);
            assertThat(figures(MeterProbes.share(registry, "payments", "result", "ok")))
                    .containsEntry("ratio", 0.0);
        }

        @Test
        void without_the_tag_there_is_no_share() throws Exception {
            registry.counter("payments").increment(2);
            assertThat(silence(MeterProbes.share(registry, "payments", "result", "ok")))
                    .isEqualTo("no meter payments has the tag result");
        }

        @Test
        void a_part_that_cannot_be_read_is_silence_and_not_a_share_of_zero() throws Exception {
            Iterator<Double> failed = List.of(1.0, 2.0, 2.0, -1.0).iterator();
            FunctionCounter.builder("failed", failed, Iterator::next).register(registry);
            Counter calls = registry.counter("calls");
            RatioProbe recent = MeterProbes.ratio(registry, "failed", "calls").sinceLastLook();
            calls.increment(10);
            assertThat(silence(recent)).isEqualTo("failed has a count or a total that is negative or not finite");
        }

        @Test
        void of_two_names_it_is_that_of_what_both_have_counted() throws Exception {
            Counter hits = registry.counter("cache.hits");
            Counter gets = registry.counter("cache.gets");
            hits.increment(10);
            gets.increment(10);
            RatioProbe recent =
                    MeterProbes.ratio(registry, "cache.hits", "cache.gets").sinceLastLook();
            gets.increment(4);
            hits.increment(1);
            assertThat(figures(recent)).containsEntry("ratio", 0.25);
        }

        @Test
        void of_gauges_there_is_none_over_a_window() throws Exception {
            registry.gauge("active", 3);
            registry.gauge("max", 10);
            assertThat(silence(MeterProbes.ratio(registry, "active", "max").over(Duration.ofMinutes(1))))
                    .isEqualTo("active is a gauge (expected: what counts, for a time window)");
        }

        @Test
        void tags_choose_as_they_do_without_a_window() throws Exception {
            registry.counter("payments", "result", "ok").increment(5);
            RatioProbe recent = MeterProbes.ratio(
                            registry, "payments", Tags.of("result", "ok"), "payments", Tags.empty())
                    .sinceLastLook();
            registry.counter("payments", "result", "ok").increment(1);
            registry.counter("payments", "result", "bad").increment(1);
            assertThat(figures(recent)).containsEntry("ratio", 0.5);
        }
    }

    @Nested
    @SuppressWarnings("NullAway")
    class BadArguments {

        private static void assertSentence(
                org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String sentence) {
            assertThatThrownBy(call)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(sentence);
        }

        @Test
        void a_window_is_positive() {
            TimerProbe probe = MeterProbes.timer(registry, HTTP);
            String rule = " (expected: a positive duration of at most 3650 days)";
            assertSentence(() -> probe.over(Duration.ZERO), "window: PT0S" + rule);
            assertSentence(() -> probe.over(Duration.ofDays(4_000)), "window: PT96000H" + rule);
            assertSentence(() -> probe.over(null), "window: null" + rule);
            assertSentence(
                    () -> MeterProbes.ratio(registry, "a", "b").over(Duration.ofSeconds(-1)), "window: PT-1S" + rule);
        }

        @Test
        void a_limit_is_in_the_unit_of_the_meter() {
            TimerProbe probe = MeterProbes.timer(registry, HTTP);
            String rule = " (expected: more than zero, in units of time such as 100ms)";
            assertSentence(() -> probe.within("100"), "within: 100" + rule);
            assertSentence(() -> probe.within("0s"), "within: 0s" + rule);
            assertSentence(() -> probe.within("1MB"), "within: 1MB" + rule);
            assertSentence(() -> probe.within(null), "within: null (expected: a quantity such as 100ms)");
            Probe sizes = MeterProbes.summary(registry, "sizes", Unit.BYTES).within("1kB");
            assertThat(sizes.metrics()).containsKey("within_1kB");
        }

        @Test
        void a_sketch_has_names() {
            assertSentence(SketchRegistry::of, "names: none (expected: names of timers or summaries)");
            assertSentence(() -> SketchRegistry.of(" "), "names: \" \" (expected: names of meters)");
            assertSentence(() -> SketchRegistry.of("a", null), "names: null (expected: names of meters)");
        }

        @Test
        void what_else_is_asked_for_is_named() {
            assertSentence(
                    () -> MeterProbes.gauges(registry, "a", Unit.COUNT, " "),
                    "label: \" \" (expected: the key of a tag)");
            assertSentence(() -> MeterProbes.summary(registry, "a", (Unit) null), "unit: null (expected: a unit)");
            assertSentence(() -> MeterProbes.logErrors(null), "registry: null (expected: a meter registry)");
            assertSentence(() -> MeterProbes.share(registry, "a", "", "b"), "tag: \"\" (expected: the key of a tag)");
        }
    }
}
