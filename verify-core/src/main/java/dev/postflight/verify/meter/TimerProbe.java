package dev.postflight.verify.meter;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Reads timers of one name as one: {@code count}; {@code mean} and {@code max} in seconds; the quantiles {@code p50},
 * {@code p95} and {@code p99}; and {@code error_rate}, the share of what failed.
 *
 * <p>What cannot be known is absent, and never zero: nothing but {@code count} before the first sample; quantiles when the
 * timers publish neither percentiles nor a histogram; what is of a sliding window when nothing was recorded in it; the
 * error rate when no timer has the tag that tells.
 *
 * <p>A quantile over several timers is the largest of theirs where they publish percentiles, and else the upper bound of
 * its histogram bucket, which is never too small. Percentiles are as exact as they are published: by Micrometer's default of
 * one digit, they may be a sixteenth too small.
 *
 * <p>{@code max}, published percentiles and, in some registries, histograms are those of Micrometer's sliding window of
 * about two minutes, all else is since the application was started. Immutable; safe for use by any number of threads.
 *
 * @since 0.1
 */
public final class TimerProbe implements Probe {

    private static final Map<String, Unit> METRICS = Map.of(
            "count", Unit.COUNT,
            "mean", Unit.SECONDS,
            "p50", Unit.SECONDS,
            "p95", Unit.SECONDS,
            "p99", Unit.SECONDS,
            "max", Unit.SECONDS,
            "error_rate", Unit.RATIO);

    private static final String[] QUANTILE_NAMES = {"p50", "p95", "p99"};
    private static final double[] QUANTILES = {0.5, 0.95, 0.99};

    private final Selection selection;
    private final String errorTag;
    private final Set<String> errorValues;

    TimerProbe(Selection selection) {
        this(selection, "outcome", Set.of("SERVER_ERROR"));
    }

    private TimerProbe(Selection selection, String errorTag, Set<String> errorValues) {
        this.selection = selection;
        this.errorTag = errorTag;
        this.errorValues = errorValues;
    }

    /**
     * How failures are told; by {@code outcome=SERVER_ERROR} unless it is said here.
     *
     * @param tag the tag
     * @param values the values of the tag that mean failure
     * @return a new probe
     * @throws IllegalArgumentException if the tag is blank, there is no value, or one is null
     */
    public TimerProbe errors(String tag, String... values) {
        if (tag == null || tag.isBlank()) {
            throw new IllegalArgumentException(
                    "tag: " + (tag == null ? "null" : '"' + tag + '"') + " (expected: the key of a tag)");
        }
        if (values == null || values.length == 0) {
            throw new IllegalArgumentException("values: none (expected: at least one value of the tag " + tag + ")");
        }
        Set<String> distinct = new HashSet<>(Arrays.asList(values));
        if (distinct.contains(null)) {
            throw new IllegalArgumentException("values: null among them (expected: values of the tag " + tag + ")");
        }
        return new TimerProbe(selection, tag, distinct);
    }

    @Override
    public ProbeResult run(Duration timeout) {
        List<Timer> timers = new ArrayList<>();
        for (Meter meter : selection.meters()) {
            if (meter instanceof Timer timer) {
                timers.add(timer);
            }
        }
        if (timers.isEmpty()) {
            return selection.nothing("timer");
        }
        return new ProbeResult.Up(measure(timers));
    }

    private List<Measurement> measure(List<Timer> timers) {
        long count = 0;
        long errors = 0;
        double seconds = 0;
        double max = 0;
        boolean tells = false;
        List<HistogramSnapshot> snapshots = new ArrayList<>();
        for (Timer timer : timers) {
            HistogramSnapshot snapshot = timer.takeSnapshot();
            count += snapshot.count();
            seconds += snapshot.total(TimeUnit.SECONDS);
            max = Math.max(max, snapshot.max(TimeUnit.SECONDS));
            String tag = timer.getId().getTag(errorTag);
            tells |= tag != null;
            errors += tag != null && errorValues.contains(tag) ? snapshot.count() : 0;
            if (snapshot.count() > 0) {
                snapshots.add(snapshot);
            }
        }
        List<Measurement> all = new ArrayList<>();
        all.add(Measurement.of("count", (double) count, Unit.COUNT));
        if (count > 0) {
            all.add(Measurement.of("mean", seconds / count, Unit.SECONDS));
            if (max > 0) {
                all.add(Measurement.of("max", max, Unit.SECONDS));
            }
            for (int i = 0; i < QUANTILES.length; i++) {
                double quantile = Quantile.of(QUANTILES[i], snapshots);
                if (!Double.isNaN(quantile)) {
                    all.add(Measurement.of(QUANTILE_NAMES[i], quantile, Unit.SECONDS));
                }
            }
            if (tells) {
                all.add(Measurement.of("error_rate", (double) errors / count, Unit.RATIO));
            }
        }
        return all;
    }

    @Override
    public Map<String, Unit> metrics() {
        return METRICS;
    }

    @Override
    public SilenceRule silence() {
        return SilenceRule.HOLD;
    }
}
