package dev.postflight.benchmarks;

import dev.postflight.api.Statistic;
import dev.postflight.verify.evaluate.Series;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does it cost to record one figure into a series with a window of 5 min and one of 24 h, both with quantiles,
 * and to read its 95th percentile? The yardstick is one HdrHistogram with two digits, which neither slides nor is safe for
 * threads.
 *
 * <p>Run: {@code java -jar benchmarks/target/benchmarks.jar SeriesBenchmark -prof gc}; it takes less than three minutes.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SeriesBenchmark {

    private static final int VALUES = 4096;
    private static final double MICROS_PER_SECOND = 1e6;
    private static final long GAP = Duration.ofMinutes(2).toNanos();

    private static Series series() {
        return Series.ofSamples(true, GAP, Duration.ofMinutes(5), Duration.ofHours(24));
    }

    /**
     * A figure each 20 ns, which is about as fast as they can come: a slice hardly ever closes.
     *
     * @param recorded into
     * @param time that goes by
     */
    @Benchmark
    public void record(Recorded recorded, Frequent time) {
        recorded.series.record(time.value(), time.now);
    }

    /**
     * The same from two threads into one series. Each has its own clock; they run at nearly the same pace.
     *
     * @param recorded into
     * @param time that goes by
     */
    @Benchmark
    @Threads(2)
    public void recordFromTwoThreads(Recorded recorded, Frequent time) {
        recorded.series.record(time.value(), time.now);
    }

    /**
     * A figure each second: a slice of 5 min closes with every 19th, one of 24 h with every 5,400th.
     *
     * @param recorded into
     * @param time that goes by
     */
    @Benchmark
    public void recordEachSecond(Recorded recorded, Seldom time) {
        recorded.series.record(time.value(), time.now);
    }

    /**
     * The yardstick: a histogram of microseconds.
     *
     * @param histogram to record into
     * @param time that goes by; here, it does not matter
     */
    @Benchmark
    public void hdrHistogram(Hdr histogram, Frequent time) {
        histogram.histogram.recordValue((long) (time.value() * MICROS_PER_SECOND));
    }

    /**
     * The 95th percentile of the last 5 min.
     *
     * @param full a series that has seen two days
     * @return seconds
     */
    @Benchmark
    public double readFiveMinutes(Full full) {
        return full.series.read(Statistic.P95, 0, full.now);
    }

    /**
     * The 95th percentile of the last 24 h.
     *
     * @param full a series that has seen two days
     * @return seconds
     */
    @Benchmark
    public double readDay(Full full) {
        return full.series.read(Statistic.P95, 1, full.now);
    }

    /** A series that is recorded into. */
    @State(Scope.Benchmark)
    public static class Recorded {
        final Series series = series();
    }

    /** A histogram that is recorded into. */
    @State(Scope.Benchmark)
    public static class Hdr {
        final Histogram histogram = new Histogram(2);
    }

    /** A series that had a figure each second for two days. */
    @State(Scope.Benchmark)
    public static class Full {
        final Series series = series();
        long now;

        /** Lets two days go by. */
        public Full() {
            Seldom time = new Seldom();
            for (int second = 0; second < Duration.ofDays(2).toSeconds(); second++) {
                series.record(time.value(), time.now);
            }
            now = time.now;
        }
    }

    /** Values, 20 ns apart. */
    @State(Scope.Thread)
    public static class Frequent {
        private final double[] values = Latencies.lognormal(VALUES, 1);
        private int next;
        long now;

        double value() {
            now += 20;
            next = (next + 1) % VALUES;
            return values[next];
        }
    }

    /** Values, a second apart. */
    @State(Scope.Thread)
    public static class Seldom {
        private final double[] values = Latencies.lognormal(VALUES, 1);
        private int next;
        long now;

        double value() {
            now += 1_000_000_000;
            next = (next + 1) % VALUES;
            return values[next];
        }
    }
}
