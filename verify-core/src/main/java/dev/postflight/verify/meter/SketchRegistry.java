package dev.postflight.verify.meter;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.cumulative.CumulativeDistributionSummary;
import io.micrometer.core.instrument.cumulative.CumulativeTimer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A registry that keeps the distribution of some timers and summaries, whatever the other registries of the application keep or
 * publish. All other meters it keeps as a {@link SimpleMeterRegistry} does, so that it may be the only registry there is.
 *
 * <pre>{@code
 * SketchRegistry sketches = SketchRegistry.of("http.server.requests"); // a bean, or added to a composite registry
 * MeterProbes.timer(sketches, "http.server.requests").over(Duration.ofMinutes(5));
 * }</pre>
 *
 * <p>It is told what is recorded in a composite registry that it was added to; {@code Metrics.addRegistry(sketches)} adds it
 * to Micrometer's global one. With Spring Boot it is enough to make it a bean: it is put beside the other registries, and
 * where there is none, it has the meters of all, as Spring Boot then makes none of its own.
 *
 * <p>Quantiles of a sketch are never too small, and at most 0.8 % too large. To record takes some tens of nanoseconds more; a
 * timer takes 1 KiB for each power of two that its times reach into, some 10 to 20 KiB as a rule. There are as many as the
 * application has of these names and their tags. Nothing is forgotten and nothing published.
 *
 * @since 0.1
 */
public final class SketchRegistry extends SimpleMeterRegistry {

    /** A meter of this registry. */
    interface Sketched {}

    private final Set<String> names;

    private SketchRegistry(Clock clock, String... names) {
        super(SimpleConfig.DEFAULT, clock);
        this.names = checked(names);
    }

    /**
     * A registry that sketches the timers and summaries of some names, and keeps all other meters plainly.
     *
     * @param names the names, such as {@code http.server.requests}
     * @return a registry without meters yet
     * @throws IllegalArgumentException if there is no name, or one is null or blank
     */
    public static SketchRegistry of(String... names) {
        return of(Clock.SYSTEM, names);
    }

    static SketchRegistry of(Clock clock, String... names) {
        return new SketchRegistry(clock, names);
    }

    /**
     * A registry that has the meters of some names and refuses all others, so that these are not kept twice. For a composite
     * registry in which another one has them: where this is the only one, they are lost.
     *
     * @param names the names, such as {@code http.server.requests}
     * @return a registry without meters yet
     * @throws IllegalArgumentException if there is no name, or one is null or blank
     */
    public static SketchRegistry only(String... names) {
        SketchRegistry registry = of(names);
        Set<String> wanted = registry.names;
        registry.config().meterFilter(MeterFilter.denyUnless(id -> wanted.contains(id.getName())));
        return registry;
    }

    private static Set<String> checked(String... names) {
        if (names == null || names.length == 0) {
            throw new IllegalArgumentException("names: none (expected: names of timers or summaries)");
        }
        Set<String> wanted = new HashSet<>();
        for (String name : names) {
            if (name == null || name.isBlank()) {
                throw new IllegalArgumentException(
                        "names: " + (name == null ? "null" : '"' + name + '"') + " (expected: names of meters)");
            }
            wanted.add(name);
        }
        return Set.copyOf(wanted);
    }

    @Override
    protected Timer newTimer(Meter.Id id, DistributionStatisticConfig config, PauseDetector pauseDetector) {
        return names.contains(id.getName())
                ? new SketchTimer(id, clock, plain(config), pauseDetector)
                : super.newTimer(id, config, pauseDetector);
    }

    @Override
    protected DistributionSummary newDistributionSummary(
            Meter.Id id, DistributionStatisticConfig config, double scale) {
        return names.contains(id.getName())
                ? new SketchSummary(id, clock, plain(config), scale)
                : super.newDistributionSummary(id, config, scale);
    }

    /** For the largest, which is kept as long as elsewhere; all that a timer is to publish is of no interest here. */
    private DistributionStatisticConfig plain(DistributionStatisticConfig config) {
        return config.merge(defaultHistogramConfig());
    }

    private static final class SketchTimer extends CumulativeTimer implements Sketched {

        SketchTimer(Meter.Id id, Clock clock, DistributionStatisticConfig config, PauseDetector pauseDetector) {
            super(id, clock, config, pauseDetector, TimeUnit.SECONDS, new Sketch());
        }
    }

    private static final class SketchSummary extends CumulativeDistributionSummary implements Sketched {

        SketchSummary(Meter.Id id, Clock clock, DistributionStatisticConfig config, double scale) {
            super(id, clock, config, scale, new Sketch());
        }
    }
}
