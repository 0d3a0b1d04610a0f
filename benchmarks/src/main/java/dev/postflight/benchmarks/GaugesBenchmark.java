package dev.postflight.benchmarks;

import com.codahale.metrics.health.HealthCheck;
import com.codahale.metrics.health.HealthCheckRegistry;
import dev.postflight.api.GaugeProbe;
import dev.postflight.api.Unit;
import dev.postflight.verify.evaluate.Batch;
import dev.postflight.verify.meter.MeterProbes;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.health.HealthConfig;
import io.micrometer.health.HealthMeterRegistry;
import io.micrometer.health.ServiceLevelObjective;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Question: what does it cost to read some gauges and to hold each against its limits? All read the same sources, of which one
 * is bad; all hold them against a target, HIGH and CRITICAL, except Micrometer's objectives, which have one limit each: the
 * target. Objectives are fetched once, as those who export them do; their ticker does not tick meanwhile, and has nothing
 * to do for what is not over an interval.
 *
 * <p>Postflight and the floors tell the level of each series, the others whether it is healthy, in objects that
 * can be shown. No one calls a server, and Spring Boot's endpoint is called without its cache, which is off by default.
 *
 * <p>Run: {@code java -jar benchmarks/target/benchmarks.jar Gauges -prof gc}; with {@link GaugesPercentilesBenchmark} it takes
 * eight minutes.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class GaugesBenchmark {

    /**
     * The floor of evaluation: a loop over values that are there already.
     *
     * @param floor values
     * @return a level for each series
     */
    @Benchmark
    public byte[] floorArray(Floor floor) {
        double[] values = floor.values;
        byte[] levels = floor.levels;
        for (int i = 0; i < values.length; i++) {
            levels[i] = Gauges.level(values[i]);
        }
        return levels;
    }

    /**
     * The floor: a loop that polls and compares in place.
     *
     * @param floor sources
     * @return a level for each series
     */
    @Benchmark
    public byte[] floorSuppliers(Floor floor) {
        DoubleSupplier[] sources = floor.sources;
        byte[] levels = floor.levels;
        for (int i = 0; i < sources.length; i++) {
            levels[i] = Gauges.level(sources[i].getAsDouble());
        }
        return levels;
    }

    /**
     * Probes over suppliers.
     *
     * @param probes made before
     * @return a level for each series
     */
    @Benchmark
    public byte[] postflight(Supplied probes) {
        return probes.pass.run();
    }

    /**
     * Probes over gauges of a meter registry.
     *
     * @param probes made before
     * @return a level for each series
     */
    @Benchmark
    public byte[] postflightOverMicrometer(Metered probes) {
        return probes.pass.run();
    }

    /**
     * Objectives over gauges of a meter registry.
     *
     * @param objectives made before
     * @return whether each series is healthy
     */
    @Benchmark
    public boolean[] micrometer(Objectives objectives) {
        return objectives.run();
    }

    /**
     * Health checks, one after another.
     *
     * @param checks registered before
     * @return the results
     */
    @Benchmark
    public SortedMap<String, HealthCheck.Result> dropwizard(Checks checks) {
        return checks.registry.runHealthChecks();
    }

    /**
     * The health endpoint over indicators.
     *
     * @param indicators registered before
     * @return the answer, before it is written as JSON
     */
    @Benchmark
    public HealthDescriptor springBoot(Indicators indicators) {
        return indicators.endpoint().health();
    }

    /** How many series there are. */
    @State(Scope.Benchmark)
    public abstract static class Sized {

        /** Their number. */
        @Param({"1", "10", "100", "1000"})
        public int series;
    }

    /** Sources, and values for them. */
    public static class Floor extends Sized {

        DoubleSupplier[] sources = {};
        double[] values = {};
        byte[] levels = {};

        /** Makes the sources, and reads them. */
        @Setup
        public void open() {
            sources = Gauges.sources(series);
            values = new double[series];
            levels = new byte[series];
            for (int i = 0; i < series; i++) {
                values[i] = sources[i].getAsDouble();
                levels[i] = Gauges.level(values[i]);
            }
            Gauges.assertSeen(levels, "floor");
        }
    }

    /** Probes over suppliers. */
    public static class Supplied extends Sized {

        Gauges.Pass pass = new Gauges.Pass(new GaugeProbe[0]);

        /** Makes the probes. */
        @Setup
        public void open() {
            pass = new Gauges.Pass(Gauges.supplied(Gauges.sources(series)));
            Gauges.assertSeen(pass.run(), "Postflight");
        }
    }

    /** Probes over the gauges of a registry. */
    public static class Metered extends Sized {

        Gauges.Pass pass = new Gauges.Pass(new GaugeProbe[0]);
        /** Kept, because gauges hold what they look at weakly. */
        DoubleSupplier[] sources = {};

        /** Makes the probes. */
        @Setup
        public void open() {
            MeterRegistry registry = new SimpleMeterRegistry();
            sources = Gauges.sources(series);
            register(registry, sources);
            GaugeProbe[] probes = new GaugeProbe[series];
            for (int i = 0; i < series; i++) {
                probes[i] = MeterProbes.gauge(registry, "gauge-" + i, Unit.COUNT);
            }
            pass = new Gauges.Pass(probes);
            Gauges.assertSeen(pass.run(), "Postflight over Micrometer");
        }
    }

    private static void register(MeterRegistry registry, DoubleSupplier[] sources) {
        for (int i = 0; i < sources.length; i++) {
            Gauge.builder("gauge-" + i, sources[i], DoubleSupplier::getAsDouble).register(registry);
        }
    }

    /** Objectives over the gauges of a registry. */
    public static class Objectives extends Sized {

        private ServiceLevelObjective[] objectives = {};
        private boolean[] healthy = {};
        private @Nullable HealthMeterRegistry registry;

        /** Kept, because gauges hold what they look at weakly. */
        DoubleSupplier[] sources = {};

        /** Makes the registry. */
        @Setup
        public void open() {
            objectives = new ServiceLevelObjective[series];
            healthy = new boolean[series];
            for (int i = 0; i < series; i++) {
                String name = "gauge-" + i;
                objectives[i] = ServiceLevelObjective.build(name)
                        .value(search -> search.name(name))
                        .isLessThanOrEqualTo(Gauges.TARGET);
            }
            registry = HealthMeterRegistry.builder(HealthConfig.DEFAULT)
                    .serviceLevelObjectives(objectives)
                    .build();
            registry.stop();
            sources = Gauges.sources(series);
            register(registry, sources);
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

    /** A registry of health checks. */
    public static class Checks extends Sized {

        final HealthCheckRegistry registry = new HealthCheckRegistry();

        /** Registers them. */
        @Setup
        public void open() {
            DoubleSupplier[] sources = Gauges.sources(series);
            for (int i = 0; i < series; i++) {
                registry.register("gauge-" + i, new LevelCheck(sources[i]));
            }
            SortedMap<String, HealthCheck.Result> results = registry.runHealthChecks();
            for (int i = 0; i < series; i++) {
                HealthCheck.Result result = results.get("gauge-" + i);
                Gauges.assertSeen(result != null && result.isHealthy() != (i == Gauges.bad(series)), "Dropwizard");
            }
        }

        /** Ends its threads. */
        @TearDown
        public void close() {
            registry.shutdown();
        }
    }

    private static final class LevelCheck extends HealthCheck {

        private final DoubleSupplier source;

        LevelCheck(DoubleSupplier source) {
            this.source = source;
        }

        @Override
        protected Result check() {
            return Gauges.level(source.getAsDouble()) < Batch.CRITICAL
                    ? Result.healthy()
                    : Result.unhealthy("too high");
        }
    }

    /** A health endpoint. */
    public static class Indicators extends Sized {

        private @Nullable HealthEndpoint endpoint;

        /** Registers the indicators. */
        @Setup
        public void open() {
            DoubleSupplier[] sources = Gauges.sources(series);
            HealthIndicator[] indicators = new HealthIndicator[series];
            for (int i = 0; i < series; i++) {
                DoubleSupplier source = sources[i];
                indicators[i] = () -> Gauges.level(source.getAsDouble()) < Batch.CRITICAL
                        ? Health.up().build()
                        : Health.down().build();
            }
            endpoint = SpringBootEndpoint.over(indicators);
            CompositeHealthDescriptor health = (CompositeHealthDescriptor) endpoint.health();
            Map<String, HealthDescriptor> components = Gauges.opened(health.getComponents());
            for (int i = 0; i < series; i++) {
                HealthDescriptor one = components.get(SpringBootEndpoint.name(i));
                Status expected = i == Gauges.bad(series) ? Status.DOWN : Status.UP;
                Gauges.assertSeen(one != null && one.getStatus().equals(expected), "Spring Boot");
            }
        }

        HealthEndpoint endpoint() {
            return Gauges.opened(endpoint);
        }
    }
}
