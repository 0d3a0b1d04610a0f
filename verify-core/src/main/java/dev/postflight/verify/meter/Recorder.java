package dev.postflight.verify.meter;

import dev.postflight.api.Scale;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.cumulative.CumulativeDistributionSummary;
import io.micrometer.core.instrument.cumulative.CumulativeTimer;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One meter that counts, whatever it is. Reads without allocating, except for snapshots. */
abstract class Recorder {

    private static final HistogramSnapshot EMPTY = HistogramSnapshot.empty(0, 0, 0);

    private final Meter meter;

    private Recorder(Meter meter) {
        this.meter = meter;
    }

    /** None for what does not count. A summary does not know what it records in; all others do. */
    static @Nullable Recorder of(Meter meter, Scale scale) {
        if (meter instanceof Timer timer) {
            return new OfTimer(timer);
        } else if (meter instanceof DistributionSummary summary) {
            return new OfSummary(summary, scale);
        } else if (meter instanceof FunctionTimer timer) {
            return new OfFunctionTimer(timer);
        } else if (meter instanceof Counter || meter instanceof FunctionCounter) {
            return new OfCounter(meter);
        }
        return null;
    }

    /**
     * Whether a meter tells what came in during its last step alone, so that it has no running total. Registries have
     * classes of their own for that, and no interface; they name them so, but for that of Dynatrace.
     */
    static boolean isOfSteps(Meter meter) {
        for (Class<?> type = meter.getClass(); type != null; type = type.getSuperclass()) {
            String name = type.getSimpleName();
            if (name.contains("Step") || name.startsWith("Dynatrace")) {
                return true;
            }
        }
        return false;
    }

    Meter meter() {
        return meter;
    }

    /** How often it has recorded something. */
    abstract double count();

    /** The sum of all that was recorded, in base units. */
    double total() {
        return 0;
    }

    /** The largest of the last minutes; 0 when it does not tell. */
    double max() {
        return 0;
    }

    /** Whether its snapshots may have buckets or percentiles, now or later. */
    boolean hasDistribution() {
        return false;
    }

    /** Whether its buckets are known to lose what is older than some minutes, as those of Micrometer's own timers do. */
    boolean forgets() {
        return false;
    }

    /** Whether its buckets are as narrow as those of a sketch, and made where samples fall. */
    boolean isFine() {
        return meter instanceof SketchRegistry.Sketched;
    }

    HistogramSnapshot snapshot() {
        return EMPTY;
    }

    /** What one of a snapshot's figures is in base units. */
    double scaled(double figure) {
        return figure;
    }

    private static boolean isDistribution(HistogramSnapshot snapshot) {
        return snapshot.percentileValues().length > 0 || snapshot.histogramCounts().length > 0;
    }

    private static final class OfTimer extends Recorder {

        private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

        private final Timer timer;
        private final boolean distribution;

        OfTimer(Timer timer) {
            super(timer);
            this.timer = timer;
            distribution = isDistribution(timer.takeSnapshot());
        }

        @Override
        double count() {
            return timer.count();
        }

        @Override
        double total() {
            return timer.totalTime(TimeUnit.SECONDS);
        }

        @Override
        double max() {
            return timer.max(TimeUnit.SECONDS);
        }

        @Override
        boolean hasDistribution() {
            return distribution;
        }

        @Override
        boolean forgets() {
            return timer.getClass() == CumulativeTimer.class || isOfSteps(timer);
        }

        @Override
        HistogramSnapshot snapshot() {
            return timer.takeSnapshot();
        }

        @Override
        double scaled(double figure) {
            return figure / NANOS;
        }
    }

    private static final class OfSummary extends Recorder {

        private final DistributionSummary summary;
        private final Scale scale;
        private final boolean distribution;

        OfSummary(DistributionSummary summary, Scale scale) {
            super(summary);
            this.summary = summary;
            this.scale = scale;
            distribution = isDistribution(summary.takeSnapshot());
        }

        @Override
        double count() {
            return summary.count();
        }

        @Override
        double total() {
            return scale.inBaseUnit(summary.totalAmount());
        }

        @Override
        double max() {
            return scale.inBaseUnit(summary.max());
        }

        @Override
        boolean hasDistribution() {
            return distribution;
        }

        @Override
        boolean forgets() {
            return summary.getClass() == CumulativeDistributionSummary.class || isOfSteps(summary);
        }

        @Override
        HistogramSnapshot snapshot() {
            return summary.takeSnapshot();
        }

        @Override
        double scaled(double figure) {
            return scale.inBaseUnit(figure);
        }
    }

    private static final class OfFunctionTimer extends Recorder {

        private final FunctionTimer timer;

        OfFunctionTimer(FunctionTimer timer) {
            super(timer);
            this.timer = timer;
        }

        @Override
        double count() {
            return timer.count();
        }

        @Override
        double total() {
            return timer.totalTime(TimeUnit.SECONDS);
        }
    }

    private static final class OfCounter extends Recorder {

        OfCounter(Meter meter) {
            super(meter);
        }

        @Override
        double count() {
            return Selection.value(meter());
        }
    }
}
