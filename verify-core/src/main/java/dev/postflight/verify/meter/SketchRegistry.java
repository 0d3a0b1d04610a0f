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
 * Keeps the distribution of some timers and summaries, whatever the other registries of the application keep or publish. It
 * goes beside them, into their composite registry; with Spring Boot it is enough to make it a bean.
 *
 * <pre>{@code
 * SketchRegistry sketches = SketchRegistry.of("http.server.requests");
 * Metrics.addRegistry(sketches);
 * MeterProbes.timer(sketches, "http.server.requests").over(Duration.ofMinutes(5));
 * }</pre>
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

    private SketchRegistry(Clock clock, Set<String> names) {
        super(SimpleConfig.DEFAULT, clock);
        config().meterFilter(MeterFilter.denyUnless(id -> names.contains(id.getName())));
    }

    /**
     * A registry for timers and summaries of some names; all other meters are refused.
     *
     * @param names the names, such as {@code http.server.requests}
     * @return a registry without meters yet
     * @throws IllegalArgumentException if there is no name, or one is null or blank
     */
    public static SketchRegistry of(String... names) {
        return of(Clock.SYSTEM, names);
    }

    static SketchRegistry of(Clock clock, String... names) {
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
        return new SketchRegistry(clock, Set.copyOf(wanted));
    }

    @Override
    protected Timer newTimer(Meter.Id id, DistributionStatisticConfig config, PauseDetector pauseDetector) {
        return new SketchTimer(id, clock, plain(config), pauseDetector);
    }

    @Override
    protected DistributionSummary newDistributionSummary(
            Meter.Id id, DistributionStatisticConfig config, double scale) {
        return new SketchSummary(id, clock, plain(config), scale);
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
