package dev.postflight.verify.meter;

import dev.postflight.api.Unit;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import org.jspecify.annotations.Nullable;

/** Why meters cannot tell what they are asked for, however long one waits. */
final class Refusals {

    private Refusals() {}

    static String ofSteps(Selection selection) {
        return selection + " is kept in steps, so that nothing but the last step can be told"
                + " (expected: a registry that keeps running totals, such as that of Prometheus)";
    }

    /** What was added up, of which the count or the total cannot be that of a counter. */
    static String ofCounts(Selection selection, Sums sums) {
        String what = Sums.areCounts(sums.count, 0)
                ? "total of " + Unit.COUNT.format(sums.total)
                : "count of " + Unit.COUNT.format(sums.count);
        return selection + " has a " + what + " (expected: finite, and not negative)";
    }

    /** A figure that was none when it was read once more. */
    static String ofTally(Selection selection) {
        return selection + " has a count or a total that is negative or not finite";
    }

    /** Why a share within limits cannot be told; {@code null} when it can. */
    static @Nullable String ofLimits(Selection selection, Recorders recorders, TimerSettings settings) {
        if (settings.within().isEmpty()) {
            return null;
        }
        for (int i = 0; i < recorders.size(); i++) {
            Recorder recorder = recorders.get(i);
            CountAtBucket[] buckets = recorder.snapshot().histogramCounts();
            BucketCounts counts = BucketCounts.of(buckets, recorder);
            for (double limit : settings.within().values()) {
                if (buckets.length == 0 || Double.isNaN(counts.upTo(limit, recorder.isFine()))) {
                    return selection + " has no bucket that ends at "
                            + settings.unit().format(limit)
                            + " (expected: a service level objective there, or a SketchRegistry)";
                }
            }
            if (recorder.forgets()) {
                return selection + " forgets what is in its buckets after some minutes"
                        + " (expected: a registry that keeps them, such as that of Prometheus, or a SketchRegistry)";
            }
        }
        return null;
    }

    /** Why a figure cannot be told, however long one waits; empty when it may be. */
    static String ofFigure(String metric, Selection selection, Recorders recorders, TimerSettings settings) {
        Outcomes successes = settings.successes();
        return switch (metric) {
            case "p50", "p95", "p99" -> ofQuantiles(selection, recorders, settings.window() != null);
            case "errors", "error_rate" -> recorders.tellErrors() ? "" : ofTag(selection, settings.errors(), "errors");
            case TimerSettings.SUCCESSES, TimerSettings.SUCCESS_RATE ->
                recorders.tellSuccesses() || successes == null ? "" : ofTag(selection, successes, "successes");
            default -> "";
        };
    }

    private static String ofQuantiles(Selection selection, Recorders recorders, boolean looksBack) {
        for (int i = 0; i < recorders.size(); i++) {
            Recorder recorder = recorders.get(i);
            if (!looksBack && !(recorder.count() > 0)) {
                continue;
            }
            if (looksBack && (!recorder.hasDistribution() || recorder.forgets())) {
                return selection + " keeps no histogram to look back with"
                        + " (expected: one in a registry such as that of Prometheus, or a SketchRegistry)";
            }
            if (!recorder.hasDistribution()) {
                return selection
                        + " publishes neither percentiles nor a histogram (expected: either, or a SketchRegistry)";
            }
        }
        return "";
    }

    private static String ofTag(Selection selection, Outcomes outcomes, String how) {
        return "no " + selection + " has the tag " + outcomes.tag() + " (expected: " + how
                + "(tag, values) with one that tells)";
    }
}
