package dev.postflight.verify.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MeterProbesTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String HTTP = "http.server.requests";

    private final MockClock clock = new MockClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);

    private static ProbeResult run(Probe probe) throws Exception {
        return probe.run(TIMEOUT);
    }

    /** The figures of an answer; all of them must have been announced, with their units. */
    private static Map<String, Double> figures(Probe probe) throws Exception {
        ProbeResult result = run(probe);
        assertThat(result).isInstanceOf(ProbeResult.Up.class);
        Map<String, Double> figures = new HashMap<>();
        for (Measurement measurement : ((ProbeResult.Up) result).measurements()) {
            assertThat(probe.metrics()).containsEntry(measurement.metric(), measurement.unit());
            figures.put(measurement.metric(), measurement.value());
        }
        return figures;
    }

    private static void assertSilent(Probe probe, String cause) throws Exception {
        assertThat(run(probe)).isEqualTo(ProbeResult.silent(cause));
    }

    private static void assertSentence(ThrowingCallable call, String sentence) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(sentence);
    }

    private Timer.Builder http(String... tags) {
        return Timer.builder(HTTP).tags(tags);
    }

    private static void record(Timer timer, int times, long millis) {
        for (int i = 0; i < times; i++) {
            timer.record(millis, TimeUnit.MILLISECONDS);
        }
    }

    /** Peers' fault 12: a metric that vanished is not healthy. */
    @Nested
    class Missing {

        @Test
        void meters_are_silence_and_named_with_their_tags() throws Exception {
            assertSilent(
                    MeterProbes.timer(registry, HTTP, "uri", "/pay", "method", "POST"),
                    "there is no timer http.server.requests with method=POST, uri=/pay");
            assertSilent(MeterProbes.gauge(registry, "queue", Unit.COUNT), "there is no gauge queue");
            assertSilent(MeterProbes.counter(registry, "orders"), "there is no counter orders");
            assertSilent(MeterProbes.ratio(registry, "active", "max"), "there is no meter active");
            registry.counter("active").increment();
            assertSilent(MeterProbes.ratio(registry, "active", "max"), "there is no meter max");
        }

        @Test
        void meters_with_other_tags_do_not_stand_in() throws Exception {
            record(http("uri", "/").register(registry), 1, 10);
            assertSilent(
                    MeterProbes.timer(registry, HTTP, "uri", "/pay"),
                    "there is no timer http.server.requests with uri=/pay");
        }

        @Test
        void a_meter_of_another_kind_is_no_timer() throws Exception {
            registry.counter(HTTP).increment();
            assertSilent(
                    MeterProbes.timer(registry, HTTP),
                    "there is no timer http.server.requests, but a counter of that name");
        }

        static List<Probe> probes() {
            SimpleMeterRegistry empty = new SimpleMeterRegistry();
            return List.of(
                    MeterProbes.timer(empty, HTTP),
                    MeterProbes.timer(empty, HTTP).errors("result", "bad"),
                    MeterProbes.gauge(empty, "queue", Unit.COUNT),
                    MeterProbes.counter(empty, "orders"),
                    MeterProbes.ratio(empty, "active", "max"));
        }

        @ParameterizedTest
        @MethodSource("probes")
        void silence_means_hold_as_the_thing_is_seen_through_something_else(Probe probe) {
            assertThat(probe.silence()).isEqualTo(SilenceRule.HOLD);
            assertThat(probe.metrics()).isNotEmpty();
        }

        @Test
        void meters_that_are_registered_later_are_found() throws Exception {
            Probe timer = MeterProbes.timer(registry, HTTP);
            Probe gauge = MeterProbes.gauge(registry, "queue", Unit.COUNT);
            Probe counter = MeterProbes.counter(registry, "orders");
            Probe ratio = MeterProbes.ratio(registry, "orders", "queue");
            record(http().register(registry), 1, 10);
            Gauge.builder("queue", () -> 4).register(registry);
            registry.counter("orders").increment();
            assertThat(figures(timer)).containsEntry("count", 1.0);
            assertThat(figures(gauge)).containsEntry("value", 4.0);
            assertThat(figures(counter)).containsEntry("count", 1.0);
            assertThat(figures(ratio)).containsEntry("ratio", 0.25);
        }
    }

    @Nested
    class OfATimer {

        @Test
        void before_the_first_sample_there_is_no_figure_but_running_totals() throws Exception {
            http("outcome", "SUCCESS").publishPercentiles(0.5, 0.95, 0.99).register(registry);
            assertThat(figures(MeterProbes.timer(registry, HTTP)))
                    .isEqualTo(Map.of("count", 0.0, "total", 0.0, "errors", 0.0));
        }

        @Test
        void without_percentiles_there_is_no_quantile() throws Exception {
            Timer timer = http().register(registry);
            record(timer, 3, 100);
            record(timer, 1, 500);
            assertThat(figures(MeterProbes.timer(registry, HTTP)))
                    .isEqualTo(Map.of("count", 4.0, "total", 0.8, "mean", 0.2, "max", 0.5));
        }

        @Test
        void with_percentiles_they_are_those() throws Exception {
            Timer timer = http().publishPercentiles(0.5, 0.95).register(registry);
            record(timer, 90, 10);
            record(timer, 10, 1_000);
            Map<String, Double> figures = figures(MeterProbes.timer(registry, HTTP));
            assertThat(figures).containsOnlyKeys("count", "total", "mean", "max", "p50", "p95");
            assertThat(figures.get("p50")).isCloseTo(0.01, within(0.001));
            assertThat(figures.get("p95")).isCloseTo(1, within(0.1));
        }

        @Test
        void with_buckets_they_are_the_upper_bound_of_the_bucket() throws Exception {
            Timer timer = http().serviceLevelObjectives(Duration.ofMillis(100), Duration.ofMillis(500))
                    .register(registry);
            record(timer, 50, 20);
            record(timer, 46, 300);
            record(timer, 4, 2_000);
            assertThat(figures(MeterProbes.timer(registry, HTTP)))
                    .containsEntry("p50", 0.1)
                    .containsEntry("p95", 0.5)
                    .containsEntry("p99", 2.0);
        }

        @Test
        void with_a_histogram_that_the_registry_does_not_keep_there_is_none() throws Exception {
            record(http().publishPercentileHistogram().register(registry), 100, 200);
            assertThat(figures(MeterProbes.timer(registry, HTTP))).containsOnlyKeys("count", "total", "mean", "max");
        }

        @Test
        void several_are_taken_together() throws Exception {
            Timer fast =
                    http("uri", "/a", "method", "GET").publishPercentiles(0.95).register(registry);
            Timer slow =
                    http("uri", "/b", "method", "GET").publishPercentiles(0.95).register(registry);
            Timer other =
                    http("uri", "/b", "method", "PUT").publishPercentiles(0.95).register(registry);
            record(fast, 3, 100);
            record(slow, 1, 500);
            record(other, 1, 4_000);
            Map<String, Double> figures = figures(MeterProbes.timer(registry, HTTP, "method", "GET"));
            assertThat(figures)
                    .containsEntry("count", 4.0)
                    .containsEntry("mean", 0.2)
                    .containsEntry("max", 0.5);
            assertThat(figures.get("p95")).isCloseTo(0.5, within(0.05));
        }

        @Test
        void one_that_tells_no_quantile_keeps_all_from_telling_one() throws Exception {
            record(http("uri", "/a").publishPercentiles(0.95).register(registry), 3, 100);
            record(http("uri", "/b").register(registry), 3, 9_000);
            assertThat(figures(MeterProbes.timer(registry, HTTP))).doesNotContainKey("p95");
        }

        @Test
        void one_without_samples_does_not_keep_others_from_telling() throws Exception {
            record(http("uri", "/a").publishPercentiles(0.95).register(registry), 3, 100);
            http("uri", "/b").register(registry);
            assertThat(figures(MeterProbes.timer(registry, HTTP))).containsKey("p95");
        }

        /** Peers' fault 12: without traffic, Micrometer's window says 0, which would meet every target. */
        @Test
        void what_no_sample_of_the_window_tells_is_absent() throws Exception {
            record(http("uri", "/a").publishPercentiles(0.95).register(registry), 3, 100);
            record(http("uri", "/b").publishPercentiles(0.95).register(registry), 3, 100);
            record(
                    Timer.builder("buckets")
                            .serviceLevelObjectives(Duration.ofSeconds(1))
                            .register(registry),
                    3,
                    100);
            clock.add(Duration.ofMinutes(10));
            assertThat(figures(MeterProbes.timer(registry, HTTP))).containsOnlyKeys("count", "total", "mean");
            assertThat(figures(MeterProbes.timer(registry, "buckets"))).containsOnlyKeys("count", "total", "mean");
        }

        @Test
        void the_error_rate_is_told_by_the_outcome() throws Exception {
            record(http("outcome", "SUCCESS").register(registry), 96, 10);
            record(http("outcome", "CLIENT_ERROR").register(registry), 3, 10);
            record(http("outcome", "SERVER_ERROR").register(registry), 1, 10);
            assertThat(figures(MeterProbes.timer(registry, HTTP))).containsEntry("error_rate", 0.01);
        }

        @Test
        void without_an_error_the_error_rate_is_zero() throws Exception {
            record(http("outcome", "SUCCESS").register(registry), 7, 10);
            assertThat(figures(MeterProbes.timer(registry, HTTP))).containsEntry("error_rate", 0.0);
        }

        @Test
        void the_error_rate_is_told_by_a_tag_of_ones_own() throws Exception {
            record(http("status", "200").register(registry), 6, 10);
            record(http("status", "500").register(registry), 1, 10);
            record(http("status", "503").register(registry), 1, 10);
            Probe probe = MeterProbes.timer(registry, HTTP).errors("status", "500", "503", "503");
            assertThat(figures(probe)).containsEntry("error_rate", 0.25);
        }

        @Test
        void when_no_timer_has_the_tag_there_is_no_error_rate() throws Exception {
            record(http("status", "500").register(registry), 6, 10);
            assertThat(figures(MeterProbes.timer(registry, HTTP))).doesNotContainKey("error_rate");
        }

        @Test
        void a_probe_with_errors_of_its_own_is_another_probe() throws Exception {
            record(http("outcome", "SERVER_ERROR").register(registry), 1, 10);
            TimerProbe probe = MeterProbes.timer(registry, HTTP);
            assertThat(figures(probe.errors("outcome", "SUCCESS"))).containsEntry("error_rate", 0.0);
            assertThat(figures(probe)).containsEntry("error_rate", 1.0);
        }
    }

    @Nested
    class OfAGauge {

        @Test
        void the_value_is_in_the_unit_that_was_said() throws Exception {
            Gauge.builder("heap", () -> 1024).register(registry);
            assertThat(run(MeterProbes.gauge(registry, "heap", Unit.BYTES)))
                    .isEqualTo(ProbeResult.up(Measurement.of("value", 1024, Unit.BYTES)));
        }

        @Test
        void zero_is_a_value() throws Exception {
            Gauge.builder("queue", () -> 0).register(registry);
            assertThat(figures(MeterProbes.gauge(registry, "queue", Unit.COUNT)))
                    .containsEntry("value", 0.0);
        }

        @Test
        void several_of_a_name_are_told_apart_by_tags_or_not_at_all() throws Exception {
            Gauge.builder("queue", () -> 3).tag("name", "mail").register(registry);
            Gauge.builder("queue", () -> 4).tag("name", "sms").register(registry);
            assertSilent(
                    MeterProbes.gauge(registry, "queue", Unit.COUNT),
                    "2 meters are called queue (expected: one; add tags, or say sum(), max(), min() or mean())");
            assertThat(figures(MeterProbes.gauge(registry, "queue", Unit.COUNT, "name", "sms")))
                    .containsEntry("value", 4.0);
        }

        @Test
        void not_a_number_is_silence() throws Exception {
            Gauge.builder("queue", () -> Double.NaN).register(registry);
            assertSilent(
                    MeterProbes.gauge(registry, "queue", Unit.COUNT),
                    "queue is not a number, as is said of a gauge whose object is gone");
        }

        @Test
        void one_of_time_is_in_seconds() throws Exception {
            TimeGauge.builder("age", () -> 1_500, TimeUnit.MILLISECONDS).register(registry);
            assertThat(figures(MeterProbes.gauge(registry, "age", Unit.SECONDS)))
                    .containsEntry("value", 1.5);
        }
    }

    @Nested
    class OfACounter {

        private final Probe probe = MeterProbes.counter(registry, "orders");

        @Test
        void the_first_run_has_no_rate() throws Exception {
            registry.counter("orders").increment(5);
            assertThat(figures(probe)).isEqualTo(Map.of("count", 5.0));
        }

        @Test
        void the_rate_is_that_since_the_last_run() throws Exception {
            Counter orders = registry.counter("orders");
            orders.increment(5);
            run(probe);
            orders.increment(30);
            clock.add(Duration.ofSeconds(60));
            assertThat(figures(probe)).isEqualTo(Map.of("count", 35.0, "new_count", 30.0, "rate", 0.5));
            clock.add(Duration.ofSeconds(60));
            assertThat(figures(probe)).isEqualTo(Map.of("count", 35.0, "new_count", 0.0, "rate", 0.0));
        }

        @Test
        void without_time_between_two_runs_there_is_no_rate() throws Exception {
            registry.counter("orders").increment(5);
            run(probe);
            assertThat(figures(probe)).isEqualTo(Map.of("count", 5.0, "new_count", 0.0));
        }

        @Test
        void one_that_starts_anew_has_counted_from_zero() throws Exception {
            Counter orders = registry.counter("orders");
            orders.increment(100);
            run(probe);
            registry.remove(orders);
            registry.counter("orders").increment(10);
            clock.addSeconds(10);
            assertThat(figures(probe)).isEqualTo(Map.of("count", 10.0, "new_count", 10.0, "rate", 1.0));
            registry.counter("orders").increment(10);
            clock.addSeconds(10);
            assertThat(figures(probe)).isEqualTo(Map.of("count", 20.0, "new_count", 10.0, "rate", 1.0));
        }

        @Test
        void one_that_vanished_in_between_has_counted_from_zero() throws Exception {
            Counter orders = registry.counter("orders");
            orders.increment(100);
            run(probe);
            registry.remove(orders);
            assertSilent(probe, "there is no counter orders");
            registry.counter("orders").increment(1_000);
            clock.addSeconds(10);
            assertThat(figures(probe)).isEqualTo(Map.of("count", 1_000.0, "new_count", 1000.0, "rate", 100.0));
        }

        @Test
        void one_that_starts_anew_beyond_what_it_was_has_counted_all_of_it() throws Exception {
            Counter orders = registry.counter("orders");
            orders.increment(100);
            run(probe);
            registry.remove(orders);
            registry.counter("orders").increment(150);
            clock.addSeconds(10);
            assertThat(figures(probe)).isEqualTo(Map.of("count", 150.0, "new_count", 150.0, "rate", 15.0));
        }

        @Test
        void one_that_is_removed_takes_nothing_from_the_rate_of_others() throws Exception {
            Counter gone = registry.counter("errors", "shop", "a");
            gone.increment(1_000);
            Counter other = registry.counter("errors", "shop", "b");
            Probe errors = MeterProbes.counter(registry, "errors");
            run(errors);
            registry.remove(gone);
            other.increment(1_500);
            clock.addSeconds(10);
            assertThat(figures(errors)).isEqualTo(Map.of("count", 1_500.0, "new_count", 1500.0, "rate", 150.0));
        }

        @Test
        void one_that_goes_back_takes_nothing_from_the_rate_of_others() throws Exception {
            AtomicReference<Double> pool = new AtomicReference<>(1_000.0);
            FunctionCounter.builder("errors", pool, AtomicReference::get)
                    .tag("shop", "a")
                    .register(registry);
            Counter other = registry.counter("errors", "shop", "b");
            Probe errors = MeterProbes.counter(registry, "errors");
            run(errors);
            pool.set(20.0);
            other.increment(1_500);
            clock.addSeconds(10);
            assertThat(figures(errors)).isEqualTo(Map.of("count", 1_520.0, "new_count", 1520.0, "rate", 152.0));
        }

        /** What another registry has counted was not counted since the last run. */
        @Test
        void another_registry_of_a_composite_has_no_rate_until_the_next_run() throws Exception {
            CompositeMeterRegistry composite = new CompositeMeterRegistry(clock).add(registry);
            composite.counter("orders").increment(100);
            Probe orders = MeterProbes.counter(composite, "orders");
            run(orders);
            MeterRegistry other = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
            other.counter("orders").increment(5_000);
            composite.remove(registry);
            composite.add(other);
            clock.addSeconds(10);
            assertThat(figures(orders)).isEqualTo(Map.of("count", 5_000.0));
            composite.counter("orders").increment(10);
            clock.addSeconds(10);
            assertThat(figures(orders)).isEqualTo(Map.of("count", 5_010.0, "new_count", 10.0, "rate", 1.0));
        }

        @Test
        void one_that_cannot_be_read_twice_alike_is_silence() throws Exception {
            Iterator<Integer> readings = List.of(5, 5, 6, -1, 7, 7).iterator();
            FunctionCounter.builder("errors", readings, Iterator::next).register(registry);
            Probe errors = MeterProbes.counter(registry, "errors");
            run(errors);
            clock.addSeconds(10);
            assertSilent(errors, "errors has a count or a total that is negative or not finite");
            clock.addSeconds(10);
            assertThat(figures(errors)).isEqualTo(Map.of("count", 7.0));
        }

        @Test
        void all_of_a_name_are_added_up() throws Exception {
            registry.counter("orders", "shop", "a").increment(2);
            registry.counter("orders", "shop", "b").increment(3);
            assertThat(figures(probe)).containsEntry("count", 5.0);
            assertThat(figures(MeterProbes.counter(registry, "orders", "shop", "b")))
                    .containsEntry("count", 3.0);
        }

        @Test
        void timers_and_summaries_count_as_well() throws Exception {
            record(http().register(registry), 3, 10);
            registry.summary("sizes").record(1_000);
            assertThat(figures(MeterProbes.counter(registry, HTTP))).containsEntry("count", 3.0);
            assertThat(figures(MeterProbes.counter(registry, "sizes"))).containsEntry("count", 1.0);
        }
    }

    @Nested
    class OfARatio {

        @Test
        void of_gauges_it_is_that_of_their_values() throws Exception {
            Gauge.builder("hikaricp.connections.active", () -> 9).register(registry);
            Gauge.builder("hikaricp.connections.max", () -> 10).register(registry);
            assertThat(figures(MeterProbes.ratio(registry, "hikaricp.connections.active", "hikaricp.connections.max")))
                    .isEqualTo(Map.of("ratio", 0.9, "part", 9.0, "whole", 10.0));
        }

        /** S3.9: payments that went well, of all payments. */
        @Test
        void of_counters_it_is_that_of_what_the_tags_tell() throws Exception {
            registry.counter("payments", "result", "ok", "by", "card").increment(90);
            registry.counter("payments", "result", "ok", "by", "bank").increment(8);
            registry.counter("payments", "result", "declined", "by", "card").increment(2);
            Probe probe = MeterProbes.ratio(registry, "payments", Tags.of("result", "ok"), "payments", Tags.empty());
            assertThat(figures(probe)).isEqualTo(Map.of("ratio", 0.98, "part", 98.0, "whole", 100.0));
        }

        @Test
        void a_part_that_is_not_there_is_silence_and_not_zero() throws Exception {
            registry.counter("payments", "result", "declined").increment(2);
            Probe probe = MeterProbes.ratio(registry, "payments", Tags.of("result", "ok"), "payments", Tags.empty());
            assertSilent(probe, "there is no meter payments with result=ok");
        }

        @Test
        void a_part_that_is_zero_is_a_ratio() throws Exception {
            registry.counter("payments", "result", "ok");
            registry.counter("payments", "result", "declined").increment(2);
            Probe probe = MeterProbes.ratio(registry, "payments", Tags.of("result", "ok"), "payments", Tags.empty());
            assertThat(figures(probe)).isEqualTo(Map.of("ratio", 0.0, "part", 0.0, "whole", 2.0));
        }

        @Test
        void there_is_none_to_nothing() throws Exception {
            AtomicReference<Double> whole = new AtomicReference<>(0.0);
            Gauge.builder("part", () -> 1).register(registry);
            Gauge.builder("whole", whole::get).register(registry);
            Probe probe = MeterProbes.ratio(registry, "part", "whole");
            assertSilent(probe, "whole is 0, and there is no ratio to nothing");
            whole.set(-1.0);
            assertSilent(probe, "whole is -1, and there is no ratio to nothing");
            whole.set(Double.NaN);
            assertSilent(probe, "whole is not a number, and there is no ratio to nothing");
        }

        @Test
        void gauges_may_be_below_zero() throws Exception {
            Gauge.builder("part", () -> -1).register(registry);
            Gauge.builder("whole", () -> 10).register(registry);
            assertThat(figures(MeterProbes.ratio(registry, "part", "whole"))).containsEntry("ratio", -0.1);
        }

        @Test
        void a_part_that_is_no_number_is_silence() throws Exception {
            Gauge.builder("part", () -> Double.NaN).register(registry);
            Gauge.builder("whole", () -> 2).register(registry);
            assertSilent(
                    MeterProbes.ratio(registry, "part", "whole"), "part is not a number (expected: a finite number)");
        }
    }

    @Nested
    @SuppressWarnings("NullAway")
    class BadArguments {

        private static final String PAIRS = " (expected: pairs of a key and a value)";

        @Test
        void a_registry_is_needed() {
            String sentence = "registry: null (expected: a meter registry)";
            assertSentence(() -> MeterProbes.timer(null, HTTP), sentence);
            assertSentence(() -> MeterProbes.gauge(null, HTTP, Unit.COUNT), sentence);
            assertSentence(() -> MeterProbes.counter(null, HTTP), sentence);
            assertSentence(() -> MeterProbes.ratio(null, "a", "b"), sentence);
        }

        @Test
        void a_name_is_needed() {
            assertSentence(() -> MeterProbes.timer(registry, null), "name: null (expected: the name of a meter)");
            assertSentence(() -> MeterProbes.timer(registry, " "), "name: \" \" (expected: the name of a meter)");
            assertSentence(
                    () -> MeterProbes.gauge(registry, "", Unit.COUNT), "name: \"\" (expected: the name of a meter)");
            assertSentence(() -> MeterProbes.counter(registry, null), "name: null (expected: the name of a meter)");
            assertSentence(() -> MeterProbes.ratio(registry, null, "b"), "part: null (expected: the name of a meter)");
            assertSentence(() -> MeterProbes.ratio(registry, "a", ""), "whole: \"\" (expected: the name of a meter)");
        }

        @Test
        void tags_are_pairs() {
            assertSentence(() -> MeterProbes.timer(registry, HTTP, "uri"), "tags: 1 texts" + PAIRS);
            assertSentence(() -> MeterProbes.counter(registry, HTTP, "a", "b", "c"), "tags: 3 texts" + PAIRS);
            assertSentence(() -> MeterProbes.timer(registry, HTTP, (String[]) null), "tags: null" + PAIRS);
            assertSentence(
                    () -> MeterProbes.timer(registry, HTTP, "uri", null),
                    "tags: null at 1 (expected: keys and values)");
            assertSentence(
                    () -> MeterProbes.ratio(registry, "a", null, "b", Tags.empty()), "tags: null (expected: tags)");
        }

        @Test
        void a_gauge_has_a_unit() {
            assertSentence(() -> MeterProbes.gauge(registry, HTTP, (Unit) null), "unit: null (expected: a unit)");
        }

        @Test
        void errors_are_told_by_a_tag_and_its_values() {
            TimerProbe probe = MeterProbes.timer(registry, HTTP);
            assertSentence(() -> probe.errors(null, "x"), "tag: null (expected: the key of a tag)");
            assertSentence(() -> probe.errors(" ", "x"), "tag: \" \" (expected: the key of a tag)");
            String sentence = "values: none (expected: at least one value of the tag result)";
            assertSentence(() -> probe.errors("result"), sentence);
            assertSentence(() -> probe.errors("result", (String[]) null), sentence);
            assertSentence(
                    () -> probe.errors("result", "bad", null),
                    "values: null among them (expected: values of the tag result)");
        }
    }
}
