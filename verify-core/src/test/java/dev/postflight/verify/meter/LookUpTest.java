package dev.postflight.verify.meter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.GaugeProbe;
import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What probes remember of a registry, and when they look again. */
class LookUpTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static Gauge register(MeterRegistry registry, String name, double value, String... tags) {
        return Gauge.builder(name, () -> value).tags(tags).register(registry);
    }

    private static GaugeProbe probe(MeterRegistry registry, String... tags) {
        return MeterProbes.gauge(registry, "queue", Unit.COUNT, tags);
    }

    /** What is read is what a run says. */
    private static void assertReads(GaugeProbe probe, double value) throws Exception {
        assertThat(probe.read()).isEqualTo(value);
        assertThat(probe.run(TIMEOUT)).isEqualTo(ProbeResult.up(Measurement.of("value", value, Unit.COUNT)));
    }

    private static void assertReadsNothing(GaugeProbe probe, String cause) throws Exception {
        assertThat(probe.read()).isNaN();
        assertThat(probe.run(TIMEOUT)).isEqualTo(ProbeResult.silent(cause));
    }

    static List<MeterRegistry> registries() {
        CompositeMeterRegistry nested = new CompositeMeterRegistry();
        nested.add(new CompositeMeterRegistry().add(new SimpleMeterRegistry()));
        return List.of(new SimpleMeterRegistry(), new CompositeMeterRegistry().add(new SimpleMeterRegistry()), nested);
    }

    @Nested
    class AGauge {

        static List<MeterRegistry> registries() {
            return LookUpTest.registries();
        }

        @ParameterizedTest
        @MethodSource("registries")
        void is_found_when_it_is_added_and_not_when_it_is_removed(MeterRegistry registry) throws Exception {
            GaugeProbe probe = probe(registry);
            assertReadsNothing(probe, "there is no gauge queue");
            Gauge first = register(registry, "queue", 3);
            assertReads(probe, 3);
            registry.remove(first);
            assertReadsNothing(probe, "there is no gauge queue");
        }

        @ParameterizedTest
        @MethodSource("registries")
        void that_was_replaced_is_the_new_one(MeterRegistry registry) throws Exception {
            GaugeProbe probe = probe(registry);
            Gauge first = register(registry, "queue", 3);
            assertReads(probe, 3);
            registry.remove(first);
            register(registry, "queue", 4);
            assertReads(probe, 4);
        }

        @ParameterizedTest
        @MethodSource("registries")
        void is_gone_from_a_registry_that_was_cleared(MeterRegistry registry) throws Exception {
            GaugeProbe probe = probe(registry);
            register(registry, "queue", 3);
            register(registry, "other", 4);
            assertReads(probe, 3);
            registry.clear();
            assertReadsNothing(probe, "there is no gauge queue");
            register(registry, "queue", 5);
            assertReads(probe, 5);
        }

        @ParameterizedTest
        @MethodSource("registries")
        void of_a_name_that_another_has_is_read_again_when_the_other_is_gone(MeterRegistry registry) throws Exception {
            GaugeProbe any = probe(registry);
            GaugeProbe mail = probe(registry, "name", "mail");
            register(registry, "queue", 3, "name", "mail", "zone", "a");
            Gauge sms = register(registry, "queue", 4, "name", "sms", "zone", "a");
            assertReadsNothing(
                    any, "2 meters are called queue (expected: one; add tags, or say sum(), max(), min() or mean())");
            assertReads(mail, 3);
            registry.remove(sms);
            assertReads(any, 3);
        }

        @Test
        void that_was_there_before_the_first_probe_is_found() throws Exception {
            MeterRegistry registry = new SimpleMeterRegistry();
            register(registry, "queue", 3);
            assertReads(probe(registry), 3);
        }

        @Test
        void of_another_registry_does_not_stand_in() throws Exception {
            MeterRegistry registry = new SimpleMeterRegistry();
            register(registry, "queue", 3);
            assertReads(probe(registry), 3);
            assertReadsNothing(probe(new SimpleMeterRegistry()), "there is no gauge queue");
        }

        @Test
        void tells_its_metric_and_unit() {
            GaugeProbe probe = probe(new SimpleMeterRegistry());
            assertThat(probe.metric()).isEqualTo("value");
            assertThat(probe.unit()).isEqualTo(Unit.COUNT);
            assertThat(probe.metrics()).containsOnlyKeys("value").containsEntry("value", Unit.COUNT);
        }

        @Test
        void may_be_one_of_time() throws Exception {
            MeterRegistry registry = new SimpleMeterRegistry();
            GaugeProbe probe = probe(registry);
            TimeGauge.builder("queue", () -> 1_500, TimeUnit.MILLISECONDS).register(registry);
            assertReads(probe, 1.5);
        }

        @Test
        void is_no_meter_of_another_kind() throws Exception {
            MeterRegistry registry = new SimpleMeterRegistry();
            GaugeProbe probe = probe(registry);
            registry.counter("queue").increment(2);
            assertReadsNothing(probe, "there is no gauge queue, but a counter of that name");
            registry.clear();
            registry.timer("queue").record(5, TimeUnit.MILLISECONDS);
            assertReadsNothing(probe, "there is no gauge queue, but a timer of that name");
            registry.clear();
            registry.summary("queue").record(7);
            assertReadsNothing(probe, "there is no gauge queue, but a summary of that name");
            registry.clear();
            registry.more().longTaskTimer("queue").start();
            assertReadsNothing(probe, "there is no gauge queue, but a long task timer of that name");
            registry.clear();
            registry.more().counter("queue", List.of(), 8);
            assertReadsNothing(probe, "there is no gauge queue, but a counter of that name");
            registry.clear();
            registry.more().timer("queue", List.of(), this, x -> 9, x -> 1, TimeUnit.SECONDS);
            assertReadsNothing(probe, "there is no gauge queue, but a timer of that name");
            registry.clear();
            Meter.builder("queue", Meter.Type.OTHER, List.of()).register(registry);
            assertReadsNothing(probe, "there is no gauge queue, but a meter of another kind of that name");
        }
    }

    /** A registry that tells how often it is searched, and how many listen to it. */
    private static final class Observed extends SimpleMeterRegistry {

        private final AtomicInteger searches = new AtomicInteger();
        private final AtomicInteger listeners = new AtomicInteger();

        @Override
        public List<Meter> getMeters() {
            searches.incrementAndGet();
            return super.getMeters();
        }

        @Override
        public Config config() {
            return new Config() {
                @Override
                public Config onMeterAdded(Consumer<Meter> listener) {
                    listeners.incrementAndGet();
                    return super.onMeterAdded(listener);
                }

                @Override
                public Config onMeterRemoved(Consumer<Meter> listener) {
                    listeners.incrementAndGet();
                    return super.onMeterRemoved(listener);
                }
            };
        }
    }

    @Nested
    class ManyProbes {

        @ParameterizedTest
        @ValueSource(ints = {1, 10, 1_000})
        void search_once_and_listen_once(int size) throws Exception {
            Observed registry = new Observed();
            List<GaugeProbe> probes = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                probes.add(MeterProbes.gauge(registry, "gauge-" + i, Unit.COUNT));
                register(registry, "gauge-" + i, i);
            }
            for (int run = 0; run < 3; run++) {
                for (int i = 0; i < size; i++) {
                    assertReads(probes.get(i), i);
                }
                register(registry, "late-" + run, 1);
            }
            for (Probe other : List.of(
                    MeterProbes.timer(registry, "gauge-0"),
                    MeterProbes.counter(registry, "gauge-0"),
                    MeterProbes.ratio(registry, "gauge-0", "late-0"))) {
                other.run(TIMEOUT);
            }
            assertThat(registry.searches).hasValue(1);
            assertThat(registry.listeners).hasValue(2);
        }
    }

    @Nested
    class Memory {

        private static void assertCollected(Reference<?> reference) {
            for (int i = 0; i < 100 && reference.get() != null; i++) {
                System.gc();
            }
            assertThat(reference.get()).isNull();
        }

        private static Reference<Object> ofARegistryWithProbes() throws Exception {
            MeterRegistry registry = new SimpleMeterRegistry();
            // a meter that leads back to its registry
            Gauge.builder("queue", registry, any -> 3).strongReference(true).register(registry);
            assertReads(probe(registry), 3);
            return new WeakReference<>(registry);
        }

        private static Reference<Object> ofAProbe(MeterRegistry registry) throws Exception {
            GaugeProbe probe = probe(registry);
            assertReads(probe, 3);
            return new WeakReference<>(probe);
        }

        private static Reference<Object> ofAMeterThatWasRemoved(MeterRegistry registry) {
            Gauge gauge = register(registry, "other", 4);
            registry.remove(gauge);
            return new WeakReference<>(gauge);
        }

        @Test
        void a_registry_is_not_held() throws Exception {
            assertCollected(ofARegistryWithProbes());
        }

        @Test
        void probes_and_meters_are_not_held_by_a_registry_that_lives_on() throws Exception {
            MeterRegistry registry = new SimpleMeterRegistry();
            register(registry, "queue", 3);
            assertCollected(ofAProbe(registry));
            assertCollected(ofAMeterThatWasRemoved(registry));
            assertReads(probe(registry), 3);
        }
    }

    @Nested
    class WhileTheRegistryChanges {

        /** Micrometer calls listeners before a new meter can be found. */
        @Test
        void a_probe_that_runs_in_between_does_not_miss_the_meter() throws Exception {
            MeterRegistry registry = new SimpleMeterRegistry();
            GaugeProbe probe = probe(registry);
            List<ProbeResult> between = new ArrayList<>();
            Consumer<Meter> run = meter -> {
                try {
                    between.add(probe.run(TIMEOUT));
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            };
            registry.config().onMeterAdded(run).onMeterRemoved(run);
            Gauge gauge = register(registry, "queue", 3);
            assertReads(probe, 3);
            registry.remove(gauge);
            assertReadsNothing(probe, "there is no gauge queue");
            assertThat(between).hasSize(2);
        }

        @Test
        void a_meter_that_is_registered_while_another_is_does_not_hide_it() throws Exception {
            MeterRegistry registry = new SimpleMeterRegistry();
            GaugeProbe probe = probe(registry);
            registry.config().onMeterAdded(meter -> {
                if (meter.getId().getName().equals("queue")) {
                    register(registry, "nested", 1);
                    probe.read();
                }
            });
            register(registry, "queue", 3);
            assertReads(probe, 3);
        }

        @Test
        void probes_on_several_threads_end_with_what_is_there() throws Exception {
            long seed = 20_261_121;
            SplittableRandom random = new SplittableRandom(seed);
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                for (int round = 0; round < 200; round++) {
                    MeterRegistry registry = new SimpleMeterRegistry();
                    GaugeProbe probe = probe(registry);
                    CyclicBarrier start = new CyclicBarrier(4);
                    boolean there = random.nextBoolean();
                    List<Future<?>> all = new ArrayList<>();
                    all.add(threads.submit(changes(registry, start, 2 * random.nextInt(20) + (there ? 1 : 0))));
                    for (int reader = 0; reader < 3; reader++) {
                        all.add(threads.submit(reads(probe, registry, start)));
                    }
                    for (Future<?> one : all) {
                        one.get(30, TimeUnit.SECONDS);
                    }
                    String shown = "seed " + seed + ", round " + round;
                    assertThat(List.of(probe.read(), probe(registry).read()))
                            .as(shown)
                            .containsOnly(there ? 7 : Double.NaN);
                }
            } finally {
                threads.shutdownNow();
            }
        }

        /** Adds and removes the same gauge by turns. */
        private static Callable<Void> changes(MeterRegistry registry, CyclicBarrier start, int changes) {
            return () -> {
                Gauge gauge = null;
                start.await();
                for (int i = 0; i < changes; i++) {
                    if (gauge == null) {
                        gauge = register(registry, "queue", 7);
                    } else {
                        registry.remove(gauge);
                        gauge = null;
                    }
                }
                return null;
            };
        }

        private static Callable<Void> reads(GaugeProbe probe, MeterRegistry registry, CyclicBarrier start) {
            return () -> {
                start.await();
                for (int i = 0; i < 50; i++) {
                    assertThat(probe.read()).isIn(7.0, Double.NaN);
                    assertThat(probe(registry).read()).isIn(7.0, Double.NaN);
                }
                return null;
            };
        }
    }
}
