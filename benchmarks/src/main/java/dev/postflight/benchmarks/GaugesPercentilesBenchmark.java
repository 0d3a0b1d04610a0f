package dev.postflight.benchmarks;

import dev.postflight.api.ProbeResult;
import dev.postflight.api.Threshold;
import dev.postflight.verify.evaluate.Batch;
import dev.postflight.verify.evaluate.CompiledThreshold;
import dev.postflight.verify.meter.MeterProbes;
import dev.postflight.verify.meter.TimerProbe;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.health.HealthConfig;
import io.micrometer.health.HealthMeterRegistry;
import io.micrometer.health.ServiceLevelObjective;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does it cost to hold the published 95th percentile of some timers against limits? Both take the same snapshot
 * of the same timers, of which one is bad. Postflight reads count, mean, maximum, quantiles and error rate, and holds p95
 * against a target, HIGH and CRITICAL; an objective reads the percentile alone and has one limit, the target.
 *
 * <p>The window of the timers is a day, so that nothing leaves it during the run; nothing is recorded either.
 *
 * <p>Run: {@code java -jar benchmarks/target/benchmarks.jar Gauges -prof gc}, together with {@link GaugesBenchmark}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class GaugesPercentilesBenchmark {

    private static final Duration WINDOW = Duration.ofDays(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final double PERCENTILE = 0.95;
    private static final String LIMITS = "p95: target <= 50ms, HIGH > 80ms, CRITICAL > 2s";

    /**
     * Probes over timers of a meter registry.
     *
     * @param probes made before
     * @return a level for each series
     */
    @Benchmark
    public byte[] postflight(Probes probes) {
        return probes.run();
    }

    /**
     * Objectives over timers of a meter registry.
     *
     * @param objectives made before
     * @return whether each series is healthy
     */
    @Benchmark
    public boolean[] micrometer(Objectives objectives) {
        return objectives.run();
    }

    /** Timers with a hundred samples each: 1 to 40 ms, and 3 s in the bad series. */
    private static void record(MeterRegistry registry, int series) {
        for (int i = 0; i < series; i++) {
            Timer timer =
                    Timer.builder("timer-" + i).publishPercentiles(PERCENTILE).register(registry);
            for (int sample = 0; sample < 100; sample++) {
                timer.record(i == Gauges.bad(series) ? 3_000 : 1 + (i + sample) % 40, TimeUnit.MILLISECONDS);
            }
        }
    }

    /** How many timers there are. */
    @State(Scope.Benchmark)
    public abstract static class Sized {

        /** Their number. */
        @Param({"1", "10", "100", "1000"})
        public int series;
    }

    /** Probes over the timers of a registry. */
    public static class Probes extends Sized {

        private TimerProbe[] probes = {};
        private CompiledThreshold[] thresholds = {};
        private long[][] memories = {};
        private byte[] levels = {};

        /** Makes the probes. */
        @Setup
        public void open() {
            MeterRegistry registry = new SimpleMeterRegistry(new Window(), Clock.SYSTEM);
            record(registry, series);
            probes = new TimerProbe[series];
            thresholds = new CompiledThreshold[series];
            memories = new long[series][];
            levels = new byte[series];
            for (int i = 0; i < series; i++) {
                probes[i] = MeterProbes.timer(registry, "timer-" + i);
                thresholds[i] = new CompiledThreshold(Threshold.parse(LIMITS));
                memories[i] = thresholds[i].newMemory();
            }
            Gauges.assertSeen(run(), "Postflight");
        }

        byte[] run() {
            long now = System.nanoTime();
            for (int i = 0; i < probes.length; i++) {
                double value = p95(probes[i].run(TIMEOUT));
                levels[i] = Batch.level(thresholds[i].evaluate(value, now, memories[i]));
            }
            return levels;
        }

        private static double p95(ProbeResult result) {
            if (result instanceof ProbeResult.Up up) {
                for (dev.postflight.api.Measurement measurement : up.measurements()) {
                    if (measurement.metric().equals("p95")) {
                        return measurement.value();
                    }
                }
            }
            return Double.NaN;
        }
    }

    /** Objectives over the timers of a registry. */
    public static class Objectives extends Sized {

        private ServiceLevelObjective[] objectives = {};
        private boolean[] healthy = {};
        private @Nullable HealthMeterRegistry registry;

        /** Makes the registry. */
        @Setup
        public void open() {
            objectives = new ServiceLevelObjective[series];
            healthy = new boolean[series];
            for (int i = 0; i < series; i++) {
                String name = "timer-" + i;
                objectives[i] = ServiceLevelObjective.build(name)
                        .maxPercentile(search -> search.name(name), PERCENTILE)
                        .isLessThanOrEqualTo(Duration.ofMillis(50));
            }
            registry = HealthMeterRegistry.builder(new Step())
                    .serviceLevelObjectives(objectives)
                    .build();
            registry.stop();
            record(registry, series);
            run();
            for (int i = 0; i < series; i++) {
                Gauges.assertSeen(healthy[i] != (i == Gauges.bad(series)), "Micrometer");
            }
        }

        boolean[] run() {
            MeterRegistry in = Gauges.opened(registry);
            for (int i = 0; i < objectives.length; i++) {
                healthy[i] = objectives[i].healthy(in);
            }
            return healthy;
        }
    }

    private static final class Window implements SimpleConfig {

        @Override
        public @Nullable String get(String key) {
            return null;
        }

        @Override
        public Duration step() {
            return WINDOW;
        }
    }

    private static final class Step implements HealthConfig {

        @Override
        public @Nullable String get(String key) {
            return null;
        }

        @Override
        public Duration step() {
            return WINDOW;
        }
    }
}
