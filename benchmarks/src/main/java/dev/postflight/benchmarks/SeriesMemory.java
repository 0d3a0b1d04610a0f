package dev.postflight.benchmarks;

import dev.postflight.api.Statistic;
import dev.postflight.verify.evaluate.Series;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.openjdk.jol.info.GraphLayout;

/**
 * Question: how much memory does one series with quantiles take after 30 days? The days go by on a simulated clock; the bytes
 * are those of all objects that can be reached from the series, by JOL.
 *
 * <p>Run: {@code java -Djdk.attach.allowAttachSelf -cp benchmarks/target/benchmarks.jar
 * dev.postflight.benchmarks.SeriesMemory}; it takes some seconds.
 */
public final class SeriesMemory {

    private static final long SEED = 1;
    private static final Duration TIME = Duration.ofDays(30);
    private static final Duration LOOKING = Duration.ofDays(2);
    private static final Duration LOOK = Duration.ofMinutes(37);
    private static final List<Duration> CADENCES = List.of(Duration.ofSeconds(1), Duration.ofMinutes(1));

    private static final List<Distribution> DISTRIBUTIONS = List.of(
            new Distribution("lognormal, sigma 0.5", random -> Latencies.lognormal(random, 0.5)),
            new Distribution("lognormal, sigma 1", random -> Latencies.lognormal(random, 1)),
            new Distribution("Pareto, alpha 1.2", random -> 0.1 * Math.pow(1 - random.nextDouble(), -1 / 1.2)));

    private static final List<Windows> WINDOWS = List.of(
            new Windows("5 min, 24 h", Duration.ofMinutes(5), Duration.ofHours(24)),
            new Windows(
                    "5 min, 1 h, 24 h, 30 d",
                    Duration.ofMinutes(5),
                    Duration.ofHours(1),
                    Duration.ofHours(24),
                    Duration.ofDays(30)));

    private record Distribution(String name, ToDoubleFunction<SplittableRandom> next) {}

    /** The array is only read. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Windows(String name, Duration... lengths) {}

    private SeriesMemory() {}

    /**
     * Prints a table in Markdown.
     *
     * @param args not used
     */
    public static void main(String[] args) {
        System.out.println("| values | one each | windows | bytes | KiB |");
        System.out.println("| --- | --- | --- | ---: | ---: |");
        for (Distribution distribution : DISTRIBUTIONS) {
            for (Duration cadence : CADENCES) {
                for (Windows windows : WINDOWS) {
                    long bytes = bytes(distribution, cadence, windows);
                    System.out.printf(
                            Locale.ROOT,
                            "| %s | %d s | %s | %,d | %.1f |%n",
                            distribution.name,
                            cadence.toSeconds(),
                            windows.name,
                            bytes,
                            bytes / 1024.0);
                }
            }
        }
    }

    /** It is a little more or less, as slices fill and close: the most of what is seen in two days. */
    private static long bytes(Distribution distribution, Duration cadence, Windows windows) {
        Series series = Series.ofSamples(true, cadence.multipliedBy(2).toNanos(), windows.lengths);
        SplittableRandom random = new SplittableRandom(SEED);
        long most = 0;
        long end = TIME.plus(LOOKING).toNanos();
        long look = TIME.toNanos();
        for (long now = 0; now <= end; now += cadence.toNanos()) {
            series.record(distribution.next.applyAsDouble(random), now);
            if (now >= look) {
                most = Math.max(most, GraphLayout.parseInstance(series).totalSize());
                look += LOOK.toNanos();
            }
        }
        for (int window = 0; window < windows.lengths.length; window++) {
            if (Double.isNaN(series.read(Statistic.P95, window, end))) {
                throw new IllegalStateException("p95: NaN (expected: a quantile)");
            }
        }
        return most;
    }
}
