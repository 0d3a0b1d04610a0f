package dev.postflight.verify.meter;

import dev.postflight.api.GaugeProbe;
import dev.postflight.api.Measurement;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Scale;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads one gauge, or makes one figure of several: {@code value}.
 *
 * <p>Of several that have the name and the tags it is silent, unless it is said what is wanted of them: {@link #sum},
 * {@link #max}, {@link #min} or {@link #mean}. All of them count: one that is not a finite number, because its object is
 * gone, makes the answer silent, and so does a meter of another kind among them. To {@link #read()} what is silent is not a
 * number.
 *
 * <p>Each method returns a new probe; safe for use by any number of threads.
 *
 * @since 0.1
 */
public final class MeterGaugeProbe implements GaugeProbe {

    private final Selection selection;
    private final Scale scale;

    /** How several become one; {@code null} when there must be one. */
    private final @Nullable Merge merge;

    private MeterGaugeProbe(Selection selection, Scale scale, @Nullable Merge merge) {
        this.selection = selection;
        this.scale = scale;
        this.merge = merge;
    }

    static MeterGaugeProbe of(Selection selection, Scale scale) {
        return new MeterGaugeProbe(selection, scale, null);
    }

    /** How several figures become one. */
    enum Merge {
        MAX,
        MIN,
        SUM,
        MEAN;

        /** By its name in small letters. */
        static Merge named(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }

        private double of(double one, double other) {
            return switch (this) {
                case MAX -> Math.max(one, other);
                case MIN -> Math.min(one, other);
                case SUM, MEAN -> one + other;
            };
        }
    }

    /**
     * The highest of all gauges that have the name and the tags.
     *
     * @return a new probe
     */
    public MeterGaugeProbe max() {
        return merged(Merge.MAX);
    }

    /**
     * The lowest of all gauges that have the name and the tags.
     *
     * @return a new probe
     */
    public MeterGaugeProbe min() {
        return merged(Merge.MIN);
    }

    /**
     * The sum of all gauges that have the name and the tags.
     *
     * @return a new probe
     */
    public MeterGaugeProbe sum() {
        return merged(Merge.SUM);
    }

    /**
     * The mean of all gauges that have the name and the tags, each with the same weight.
     *
     * @return a new probe
     */
    public MeterGaugeProbe mean() {
        return merged(Merge.MEAN);
    }

    MeterGaugeProbe merged(Merge how) {
        return new MeterGaugeProbe(selection, scale, how);
    }

    @Override
    public String metric() {
        return "value";
    }

    @Override
    public Unit unit() {
        return scale.unit();
    }

    @Override
    public double read() {
        MeterIndex.Found found = selection.found();
        Gauge gauge = found.gauge();
        return gauge == null ? value(found.meters()) : scale.inBaseUnit(gauge.value());
    }

    /** Not a number when there is none to be told. */
    private double value(List<Meter> meters) {
        if (meters.isEmpty() || merge == null && meters.size() > 1) {
            return Double.NaN;
        }
        double value = Double.NaN;
        for (int i = 0; i < meters.size(); i++) {
            double one = value(meters.get(i));
            if (!isFinite(one)) {
                return Double.NaN;
            }
            value = i == 0 || merge == null ? one : merge.of(value, one);
        }
        return merge == Merge.MEAN ? value / meters.size() : value;
    }

    private double value(Meter meter) {
        return meter instanceof Gauge gauge ? Selection.value(gauge, scale) : Double.NaN;
    }

    private static boolean isFinite(double value) {
        return Math.abs(value) <= Double.MAX_VALUE;
    }

    /** Says why when there is nothing to read. */
    @Override
    public ProbeResult run(Duration timeout) {
        List<Meter> meters = selection.meters();
        double value = value(meters);
        return isFinite(value)
                ? ProbeResult.up(Measurement.of(metric(), value, unit()))
                : ProbeResult.silent(cause(meters, value));
    }

    private String cause(List<Meter> meters, double value) {
        if (meters.stream().noneMatch(Gauge.class::isInstance)) {
            return selection.nothing("gauge").cause();
        }
        if (merge == null && meters.size() > 1) {
            return meters.size() + " meters are called " + selection
                    + " (expected: one; add tags, or say sum(), max(), min() or mean())";
        }
        for (Meter meter : meters) {
            if (!(meter instanceof Gauge)) {
                return Selection.named(meter) + " is a " + Selection.kind(meter) + " (expected: gauges alone)";
            }
            double one = value(meter);
            if (!isFinite(one)) {
                return Selection.named(meter) + " is " + unit().format(one)
                        + (Double.isNaN(one) ? ", as is said of a gauge whose object is gone" : "");
            }
        }
        return meters.size() + " gauges " + selection + " add up to " + unit().format(value)
                + " (expected: a finite number)";
    }

    @Override
    public SilenceRule silence() {
        return SilenceRule.HOLD;
    }
}
