package dev.postflight.verify.meter;

import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One quantile over several timers or summaries, in base units; not a number when it cannot be told. From buckets it is never too small,
 * and from published percentiles as exact as these. Zero is what a window without samples says, so that it tells nothing.
 */
final class Quantile {

    /** In a second: snapshots of timers have nanoseconds. */
    static final double NANOS = 1e9;

    private Quantile() {}

    /** Of timers. */
    static double of(double quantile, List<HistogramSnapshot> snapshots) {
        return of(quantile, snapshots, NANOS);
    }

    /** Of summaries, when the divisor is one. */
    static double of(double quantile, List<HistogramSnapshot> snapshots, double divisor) {
        double published = ofPercentiles(quantile, snapshots);
        return (Double.isNaN(published) ? ofBuckets(quantile, snapshots) : published) / divisor;
    }

    /** No quantile of a mixture is larger than the largest of the same quantile of its parts. */
    private static double ofPercentiles(double quantile, List<HistogramSnapshot> snapshots) {
        double largest = Double.NaN;
        for (HistogramSnapshot snapshot : snapshots) {
            double value = Double.NaN;
            for (ValueAtPercentile at : snapshot.percentileValues()) {
                if (Math.abs(at.percentile() - quantile) < 1e-9) {
                    value = at.value();
                }
            }
            if (Double.isNaN(value)) {
                return Double.NaN;
            }
            largest = Double.isNaN(largest) ? value : Math.max(largest, value);
        }
        return largest > 0 ? largest : Double.NaN;
    }

    /** The upper bound of the bucket that the quantile falls into, or the maximum when it is above all buckets. */
    private static double ofBuckets(double quantile, List<HistogramSnapshot> snapshots) {
        TreeMap<Double, Double> counts = new TreeMap<>();
        double total = 0;
        double max = 0;
        for (HistogramSnapshot snapshot : snapshots) {
            CountAtBucket[] buckets = snapshot.histogramCounts();
            if (buckets.length == 0) {
                return Double.NaN;
            }
            double before = 0;
            for (CountAtBucket bucket : buckets) {
                counts.merge(bucket.bucket(), bucket.count() - before, Double::sum);
                before = bucket.count();
            }
            total += snapshot.count();
            max = Math.max(max, snapshot.max());
        }
        double seen = 0;
        for (Map.Entry<Double, Double> bucket : counts.entrySet()) {
            seen += bucket.getValue();
            if (seen >= quantile * total && Double.isFinite(bucket.getKey())) {
                return bucket.getKey();
            }
        }
        return max > 0 ? max : Double.NaN;
    }
}
