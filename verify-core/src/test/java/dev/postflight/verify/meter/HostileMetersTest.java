package dev.postflight.verify.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import io.micrometer.core.instrument.AbstractMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.cumulative.CumulativeTimer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.core.instrument.step.StepMeterRegistry;
import io.micrometer.core.instrument.step.StepRegistryConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Meters that are missing, broken, or of another kind: none is up by what it does not say, and each has its sentence. */
class HostileMetersTest {

    private static final String STEPS = " is kept in steps, so that nothing but the last step can be told"
            + " (expected: a registry that keeps running totals, such as that of Prometheus)";
    private static final String COUNTS = " (expected: finite, and not negative)";

    /**
     * What befalls a registry.
     *
     * @param name what it is
     * @param probe brings it about, and makes a probe
     * @param sentence what the user sees: the cause of silence, or the figures of one that is up all the same
     */
    record Case(String name, Function<MeterRegistry, Probe> probe, String sentence) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** Of a meter that is a function, which holds it weakly. */
    private static final Object STATE = new Object();

    private static Case of(String name, Function<MeterRegistry, Probe> probe, String sentence) {
        return new Case(name, probe, sentence);
    }

    private static Gauge gauge(MeterRegistry registry, String name, double value, String... tags) {
        return Gauge.builder(name, () -> value).tags(tags).register(registry);
    }

    private static Probe queue(MeterRegistry registry) {
        return MeterProbes.gauge(registry, "queue", Unit.COUNT);
    }

    private static FunctionTimer functionTimer(MeterRegistry registry, long count, double total) {
        return FunctionTimer.builder("pool", STATE, any -> count, any -> total, TimeUnit.SECONDS)
                .register(registry);
    }

    private static MeterRegistry steps() {
        return new SimpleMeterRegistry(
                new SimpleConfig() {
                    @Override
                    public @Nullable String get(String key) {
                        return key.equals("simple.mode") ? "STEP" : null;
                    }
                },
                io.micrometer.core.instrument.Clock.SYSTEM);
    }

    /** Of a class that is none of Micrometer's, and named as those of others are. */
    private static final class OtherStepCounter extends AbstractMeter implements Counter {

        private final DoubleAdder adder = new DoubleAdder();

        OtherStepCounter(Meter.Id id) {
            super(id);
        }

        @Override
        public void increment(double amount) {
            adder.add(amount);
        }

        @Override
        public double count() {
            return adder.sum();
        }
    }

    private static MeterRegistry stepsOfAnotherMaker() {
        return new SimpleMeterRegistry() {
            @Override
            protected Counter newCounter(Meter.Id id) {
                return new OtherStepCounter(id);
            }
        };
    }

    /** The timers of which are of a class that does not tell. */
    private static MeterRegistry stepRegistry() {
        StepRegistryConfig config = new StepRegistryConfig() {
            @Override
            public String prefix() {
                return "other";
            }

            @Override
            public @Nullable String get(String key) {
                return null;
            }
        };
        return new StepMeterRegistry(config, io.micrometer.core.instrument.Clock.SYSTEM) {
            @Override
            protected Timer newTimer(Meter.Id id, DistributionStatisticConfig distribution, PauseDetector pauses) {
                return new CumulativeTimer(id, clock, distribution, pauses, TimeUnit.SECONDS, false);
            }

            @Override
            protected void publish() {
                // to nobody
            }

            @Override
            protected TimeUnit getBaseTimeUnit() {
                return TimeUnit.SECONDS;
            }
        };
    }

    private static MeterRegistry denying() {
        MeterRegistry denying = new SimpleMeterRegistry();
        denying.config().meterFilter(MeterFilter.deny());
        return new CompositeMeterRegistry().add(denying);
    }

    static Stream<Case> cases() {
        return Stream.of(gauges(), counters(), timers(), ratios(), registries()).flatMap(List::stream);
    }

    @SuppressWarnings("NullAway") // an object that is gone
    private static List<Case> gauges() {
        return List.of(
                of("a gauge that is not there", HostileMetersTest::queue, "there is no gauge queue"),
                of(
                        "a gauge that is no number",
                        registry -> {
                            gauge(registry, "queue", Double.NaN);
                            return queue(registry);
                        },
                        "queue is not a number, as is said of a gauge whose object is gone"),
                of(
                        "a gauge that is infinite",
                        registry -> {
                            gauge(registry, "queue", Double.POSITIVE_INFINITY);
                            return queue(registry);
                        },
                        "queue is infinite"),
                of(
                        "a gauge whose object is gone",
                        registry -> {
                            registry.gauge("queue", (Object) null, any -> 1);
                            return queue(registry);
                        },
                        "queue is not a number, as is said of a gauge whose object is gone"),
                of(
                        "a gauge that throws",
                        registry -> {
                            Gauge.builder("queue", STATE, any -> Integer.parseInt("x"))
                                    .register(registry);
                            return queue(registry);
                        },
                        "queue is not a number, as is said of a gauge whose object is gone"),
                of(
                        "a gauge of time that is negative infinite",
                        registry -> {
                            TimeGauge.builder("queue", () -> Double.NEGATIVE_INFINITY, TimeUnit.SECONDS)
                                    .register(registry);
                            return queue(registry);
                        },
                        "queue is minus infinite"),
                of(
                        "two of a name",
                        registry -> {
                            gauge(registry, "queue", 1, "zone", "a");
                            gauge(registry, "queue", 2, "zone", "b");
                            return queue(registry);
                        },
                        "2 meters are called queue (expected: one; add tags, or say sum(), max(), min() or mean())"),
                of(
                        "the same name with other tags",
                        registry -> {
                            gauge(registry, "queue", 1, "zone", "a");
                            return MeterProbes.gauge(registry, "queue", Unit.COUNT, "zone", "b");
                        },
                        "there is no gauge queue with zone=b"),
                of(
                        "a meter of a kind of its own",
                        registry -> {
                            Meter.builder("queue", Meter.Type.OTHER, List.of()).register(registry);
                            return queue(registry);
                        },
                        "there is no gauge queue, but a meter of another kind of that name"),
                of(
                        "a timer where a gauge is due",
                        registry -> {
                            registry.timer("queue").record(1, TimeUnit.SECONDS);
                            return MeterProbes.gauge(registry, "queue", Unit.SECONDS);
                        },
                        "there is no gauge queue, but a timer of that name"),
                of(
                        "counters where gauges are due",
                        registry -> {
                            registry.counter("queue", "zone", "a").increment();
                            return MeterProbes.gauges(registry, "queue", Unit.COUNT, "zone");
                        },
                        "there is no gauge queue, but a counter of that name"),
                of(
                        "gauges of which none is a number",
                        registry -> {
                            gauge(registry, "queue", Double.NaN, "zone", "a");
                            gauge(registry, "queue", Double.POSITIVE_INFINITY, "zone", "b");
                            return MeterProbes.gauges(registry, "queue", Unit.COUNT, "zone");
                        },
                        "no gauge queue is a finite number"),
                of(
                        "gauges of which one is a number",
                        registry -> {
                            gauge(registry, "queue", Double.NaN, "zone", "a");
                            gauge(registry, "queue", 2, "zone", "b");
                            return MeterProbes.gauges(registry, "queue", Unit.COUNT, "zone");
                        },
                        "[value.b 2]"),
                of(
                        "gauges without the tag that tells them apart",
                        registry -> {
                            gauge(registry, "queue", 1);
                            return MeterProbes.gauges(registry, "queue", Unit.COUNT, "zone");
                        },
                        "no gauge queue has the tag zone"),
                of(
                        "no gauges at all",
                        registry -> MeterProbes.gauges(registry, "queue", Unit.COUNT, "zone"),
                        "there is no gauge queue"),
                of(
                        "gauges with labels that come out the same",
                        registry -> {
                            gauge(registry, "queue", 1, "zone", "a b");
                            gauge(registry, "queue", 1, "zone", "a/b");
                            return MeterProbes.gauges(registry, "queue", Unit.COUNT, "zone", "zone", "a b");
                        },
                        "[value.a_b 1]"));
    }

    private static List<Case> counters() {
        return List.of(
                of(
                        "a counter that is not there",
                        registry -> MeterProbes.counter(registry, "orders"),
                        "there is no counter orders"),
                of(
                        "a gauge where a counter is due",
                        registry -> {
                            gauge(registry, "orders", 1);
                            return MeterProbes.counter(registry, "orders");
                        },
                        "there is no counter orders, but a gauge of that name"),
                of(
                        "a counter that is negative",
                        registry -> {
                            FunctionCounter.builder("orders", STATE, any -> -3).register(registry);
                            return MeterProbes.counter(registry, "orders");
                        },
                        "orders has a count of -3" + COUNTS),
                of(
                        "a counter that is no number",
                        registry -> {
                            FunctionCounter.builder("orders", STATE, any -> Double.NaN)
                                    .register(registry);
                            return MeterProbes.counter(registry, "orders");
                        },
                        "orders has a count of not a number" + COUNTS),
                of(
                        "a counter that is infinite",
                        registry -> {
                            registry.counter("orders").increment(Double.POSITIVE_INFINITY);
                            return MeterProbes.counter(registry, "orders");
                        },
                        "orders has a count of infinite" + COUNTS),
                of(
                        "a counter in steps",
                        registry -> {
                            MeterRegistry steps = steps();
                            steps.counter("orders").increment();
                            return MeterProbes.counter(steps, "orders");
                        },
                        "orders" + STEPS),
                of(
                        "a counter that is negative among others",
                        registry -> {
                            registry.counter("orders", "shop", "a").increment(100);
                            registry.counter("orders", "shop", "b").increment(-5);
                            return MeterProbes.counter(registry, "orders");
                        },
                        "orders has a count of -5" + COUNTS),
                of(
                        "a timer where a counter is due, whose total is no number",
                        registry -> {
                            functionTimer(registry, 1, Double.NaN);
                            return MeterProbes.counter(registry, "pool");
                        },
                        "pool has a total of not a number" + COUNTS),
                of(
                        "a log meter that is negative",
                        registry -> {
                            registry.counter("logback.events", "level", "error").increment(-3);
                            return MeterProbes.logErrors(registry);
                        },
                        "logback.events has a count of -3" + COUNTS),
                of(
                        "a log meter that is a gauge",
                        registry -> {
                            gauge(registry, "logback.events", 3, "level", "error");
                            return MeterProbes.logErrors(registry);
                        },
                        "there is no meter logback.events, but a gauge of that name"));
    }

    private static List<Case> timers() {
        return List.of(
                of(
                        "a timer that is not there",
                        registry -> MeterProbes.timer(registry, "http"),
                        "there is no timer http"),
                of(
                        "a counter where a timer is due",
                        registry -> {
                            registry.counter("http");
                            return MeterProbes.timer(registry, "http");
                        },
                        "there is no timer http, but a counter of that name"),
                of(
                        "a summary where a timer is due",
                        registry -> {
                            registry.summary("http").record(1);
                            return MeterProbes.timer(registry, "http");
                        },
                        "there is no timer http, but a summary of that name"),
                of(
                        "a timer where a summary is due",
                        registry -> {
                            registry.timer("http").record(1, TimeUnit.SECONDS);
                            return MeterProbes.summary(registry, "http", Unit.BYTES);
                        },
                        "there is no summary http, but a timer of that name"),
                of(
                        "a timer where long tasks are due",
                        registry -> {
                            registry.timer("http");
                            return MeterProbes.tasks(registry, "http");
                        },
                        "there is no long task timer http, but a timer of that name"),
                of(
                        "a function timer that is negative, which Micrometer takes for zero",
                        registry -> {
                            functionTimer(registry, -1, 1);
                            return MeterProbes.timer(registry, "pool");
                        },
                        "[count 0, total 1 s]"),
                of(
                        "a function timer whose total is no number",
                        registry -> {
                            functionTimer(registry, 1, Double.NaN);
                            return MeterProbes.timer(registry, "pool").sinceLastLook();
                        },
                        "pool has a count of 1 and a total of not a number" + COUNTS),
                of(
                        "a limit without buckets",
                        registry -> {
                            registry.timer("http").record(1, TimeUnit.SECONDS);
                            return MeterProbes.timer(registry, "http").within("100ms");
                        },
                        "http has no bucket that ends at 100 ms"
                                + " (expected: a service level objective there, or a SketchRegistry)"),
                of(
                        "a limit in buckets that are forgotten",
                        registry -> {
                            Timer.builder("http")
                                    .serviceLevelObjectives(Duration.ofMillis(100))
                                    .register(registry);
                            return MeterProbes.timer(registry, "http").within("100ms");
                        },
                        "http forgets what is in its buckets after some minutes"
                                + " (expected: a registry that keeps them, such as that of Prometheus, or a SketchRegistry)"),
                of(
                        "a percentile that is not published",
                        registry -> {
                            Timer.builder("http")
                                    .publishPercentiles(0.75)
                                    .register(registry)
                                    .record(1, TimeUnit.SECONDS);
                            return MeterProbes.timer(registry, "http");
                        },
                        "[count 1, total 1 s, mean 1 s, max 1 s]"),
                of(
                        "a timer without a sample",
                        registry -> {
                            registry.timer("http");
                            return MeterProbes.timer(registry, "http").sinceLastLook();
                        },
                        "[count 0, total 0 s, rate 0/s]"));
    }

    private static List<Case> ratios() {
        return List.of(
                of(
                        "a part that is not there",
                        registry -> {
                            gauge(registry, "max", 1);
                            return MeterProbes.ratio(registry, "active", "max");
                        },
                        "there is no meter active"),
                of(
                        "a whole that is zero",
                        registry -> {
                            gauge(registry, "active", 1);
                            gauge(registry, "max", 0);
                            return MeterProbes.ratio(registry, "active", "max");
                        },
                        "max is 0, and there is no ratio to nothing"),
                of(
                        "a whole that is infinite",
                        registry -> {
                            gauge(registry, "active", 1);
                            gauge(registry, "max", Double.POSITIVE_INFINITY);
                            return MeterProbes.ratio(registry, "active", "max");
                        },
                        "max is infinite, and there is no ratio to nothing"),
                of(
                        "a part that is no number",
                        registry -> {
                            gauge(registry, "active", Double.NaN);
                            gauge(registry, "max", 1);
                            return MeterProbes.ratio(registry, "active", "max");
                        },
                        "active is not a number (expected: a finite number)"),
                of(
                        "a window over long tasks",
                        registry -> {
                            registry.more().longTaskTimer("active").start();
                            registry.counter("max").increment();
                            return MeterProbes.ratio(registry, "active", "max").sinceLastLook();
                        },
                        "active is a long task timer (expected: what counts, for a time window)"),
                of(
                        "a window over steps",
                        registry -> {
                            MeterRegistry steps = steps();
                            FunctionCounter.builder("active", STATE, any -> 5).register(steps);
                            FunctionCounter.builder("max", STATE, any -> 5).register(steps);
                            return MeterProbes.ratio(steps, "active", "max").sinceLastLook();
                        },
                        "active" + STEPS),
                of(
                        "a ratio of steps",
                        registry -> {
                            MeterRegistry steps = steps();
                            gauge(steps, "active", 5);
                            steps.counter("max").increment();
                            return MeterProbes.ratio(steps, "active", "max");
                        },
                        "max" + STEPS),
                of(
                        "a part that has counted less than nothing",
                        registry -> {
                            registry.counter("active").increment(-1);
                            registry.counter("max").increment(10);
                            return MeterProbes.ratio(registry, "active", "max");
                        },
                        "active has a count of -1" + COUNTS),
                of(
                        "one that has counted less than nothing in a whole that has not",
                        registry -> {
                            registry.counter("calls", "result", "error").increment(-1);
                            registry.counter("calls", "result", "ok").increment(10);
                            return MeterProbes.share(registry, "calls", "result", "ok")
                                    .sinceLastLook();
                        },
                        "calls has a count of -1" + COUNTS));
    }

    private static List<Case> registries() {
        return List.of(
                of(
                        "a composite registry without registries",
                        registry -> {
                            MeterRegistry composite = new CompositeMeterRegistry();
                            composite.timer("http").record(1, TimeUnit.SECONDS);
                            return MeterProbes.timer(composite, "http");
                        },
                        "there is no timer http: the composite registry has no registry in it that could keep one"),
                of(
                        "a gauge of a composite registry with an empty one in it",
                        registry -> {
                            MeterRegistry composite = new CompositeMeterRegistry().add(new CompositeMeterRegistry());
                            gauge(composite, "queue", 3);
                            return queue(composite);
                        },
                        "there is no gauge queue: the composite registry has no registry in it that could keep one"),
                of(
                        "a composite registry whose only one refuses the meter",
                        registry -> {
                            MeterRegistry composite = denying();
                            composite.counter("orders").increment();
                            return MeterProbes.counter(composite, "orders");
                        },
                        "there is no counter orders"),
                of(
                        "a composite registry whose only one was taken out",
                        registry -> {
                            CompositeMeterRegistry composite = new CompositeMeterRegistry().add(registry);
                            composite.timer("http").record(1, TimeUnit.SECONDS);
                            Probe probe = MeterProbes.timer(composite, "http");
                            composite.remove(registry);
                            return probe;
                        },
                        "there is no timer http: the composite registry has no registry in it that could keep one"),
                of(
                        "a timer in steps over a window",
                        registry -> {
                            MeterRegistry steps = steps();
                            steps.timer("http").record(1, TimeUnit.SECONDS);
                            return MeterProbes.timer(steps, "http").over(Duration.ofMinutes(5));
                        },
                        "http" + STEPS),
                of(
                        "a timer in steps before its first step is over",
                        registry -> {
                            MeterRegistry steps = steps();
                            steps.timer("http");
                            return MeterProbes.timer(steps, "http");
                        },
                        "http has recorded nothing in its last step"),
                of(
                        "a counter in steps of another maker",
                        registry -> {
                            MeterRegistry steps = stepsOfAnotherMaker();
                            steps.counter("orders").increment();
                            return MeterProbes.counter(steps, "orders");
                        },
                        "orders" + STEPS),
                of(
                        "a timer in a registry whose meters are all kept in steps",
                        registry -> {
                            MeterRegistry steps = stepRegistry();
                            steps.timer("http").record(1, TimeUnit.SECONDS);
                            return MeterProbes.timer(steps, "http").sinceLastLook();
                        },
                        "http" + STEPS),
                of(
                        "a meter that was removed",
                        registry -> {
                            Counter orders = registry.counter("orders");
                            Probe probe = MeterProbes.counter(registry, "orders");
                            registry.remove(orders);
                            return probe;
                        },
                        "there is no counter orders"),
                of(
                        "a registry that was cleared",
                        registry -> {
                            registry.timer("http").record(1, TimeUnit.SECONDS);
                            Probe probe = MeterProbes.timer(registry, "http").sinceLastLook();
                            registry.clear();
                            return probe;
                        },
                        "there is no timer http"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void has_its_sentence(Case hostile) throws Exception {
        ProbeResult result = Said.by(hostile.probe().apply(new SimpleMeterRegistry()));
        String said = result instanceof ProbeResult.Up up
                ? up.measurements().toString()
                : ((ProbeResult.Silent) result).cause();
        assertThat(said).isEqualTo(hostile.sentence());
    }

    @Test
    void there_are_enough_of_them() {
        assertThat(cases()).hasSizeGreaterThan(40);
    }

    /** The engine makes silence of it. */
    @Test
    void a_function_that_throws_is_an_error_and_does_not_keep_a_probe_from_being_made() {
        MeterRegistry registry = new SimpleMeterRegistry();
        FunctionTimer.builder("pool", STATE, any -> Long.parseLong("x"), any -> 1, TimeUnit.SECONDS)
                .register(registry);
        FunctionCounter.builder("orders", STATE, any -> Double.parseDouble("x")).register(registry);
        for (Probe probe : List.of(
                MeterProbes.timer(registry, "pool"),
                MeterProbes.timer(registry, "pool").over(Duration.ofMinutes(1)),
                MeterProbes.counter(registry, "orders"),
                MeterProbes.ratio(registry, "orders", "pool").sinceLastLook())) {
            assertThatThrownBy(() -> Said.by(probe)).isInstanceOf(NumberFormatException.class);
        }
    }

    @Test
    void rows_of_a_multi_gauge_that_come_and_go_are_there_and_are_not() throws Exception {
        MeterRegistry registry = new SimpleMeterRegistry();
        MultiGauge rows = MultiGauge.builder("queue").register(registry);
        Probe probe = MeterProbes.gauges(registry, "queue", Unit.COUNT, "name");
        rows.register(List.of(
                MultiGauge.Row.of(Tags.of("name", "mail out"), 3), MultiGauge.Row.of(Tags.of("name", "sms"), 4)));
        assertThat(Said.figures(probe)).containsEntry("value.mail_out", 3.0).containsEntry("value.sms", 4.0);
        rows.register(List.of(MultiGauge.Row.of(Tags.of("name", "sms"), 5)), true);
        assertThat(Said.figures(probe)).containsOnlyKeys("value.sms").containsEntry("value.sms", 5.0);
    }

    @Test
    void more_rows_than_an_answer_may_have_are_silence() throws Exception {
        MeterRegistry registry = new SimpleMeterRegistry();
        List<Gauge> rows = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            rows.add(gauge(registry, "queue", i, "name", "n" + i));
        }
        Probe probe = MeterProbes.gauges(registry, "queue", Unit.COUNT, "name");
        assertThat(Said.silence(probe))
                .isEqualTo("labels: more than 100 (expected: at most 100; narrow the question or add up)");
        registry.remove(rows.get(0));
        assertThat(Said.figures(probe)).hasSize(100);
    }

    @Test
    void long_tasks_that_do_not_run_are_a_number() throws Exception {
        MeterRegistry registry = new SimpleMeterRegistry();
        Probe probe = MeterProbes.tasks(registry, "jobs");
        var timer = registry.more().longTaskTimer("jobs");
        assertThat(Said.figures(probe)).containsEntry("active", 0.0).containsEntry("max", 0.0);
        timer.start();
        assertThat(Said.figures(probe)).containsEntry("active", 1.0);
    }
}
