package dev.postflight.benchmarks;

import dev.postflight.api.Threshold;
import dev.postflight.verify.evaluate.Batch;
import dev.postflight.verify.evaluate.CompiledThreshold;
import dev.postflight.verify.evaluate.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does it cost to hold a whole fleet against targets and two levels each, in one pass, and how far is that
 * from loops over arrays that do these comparisons and nothing else?
 *
 * <p>Run: {@code java -jar benchmarks/target/benchmarks.jar BatchBenchmark -prof gc}; it takes about eight minutes. Times
 * are per pass: divide by the number of series. Nineteen values of twenty are good.
 *
 * <p>C2 of JDK 17 makes no vectors of any of these loops, neither ours nor the floor: with {@code -jvmArgs
 * -XX:-UseSuperWord} they take the same time.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@State(Scope.Thread)
public class BatchBenchmark {

    private static final long STEP_NANOS = 1_000_000_000;
    private static final int SHARED_BY = 1_000;
    private static final int ONE_IN = 20;

    /** How many series there are. */
    @Param({"1", "10", "100", "1000", "10000", "100000"})
    public int series;

    private double[] values = {};
    private double[] first = {};
    private double[] second = {};
    private double[] third = {};
    private byte[] levels = {};
    private Batch shared = Batch.of(List.of());
    private Batch own = shared;
    private Batch holding = shared;
    private long now;

    /** Makes the fleet. */
    @Setup
    public void make() {
        SplittableRandom random = new SplittableRandom(3);
        values = new double[series];
        first = new double[series];
        second = new double[series];
        third = new double[series];
        levels = new byte[series];
        CompiledThreshold relative = new CompiledThreshold(
                Threshold.parse("p95: target <= baseline, HIGH > baseline + 50%, CRITICAL > baseline + 100%"));
        List<CompiledThreshold> ofMany = new ArrayList<>();
        List<CompiledThreshold> ofOne = new ArrayList<>();
        List<CompiledThreshold> withHolding = new ArrayList<>();
        for (int i = 0; i < series; i++) {
            double baseline = random.nextDouble(0.3, 0.5);
            values[i] = random.nextInt(ONE_IN) == 0 ? random.nextDouble(0, 1.2) : random.nextDouble(0.01, 0.3);
            first[i] = baseline;
            second[i] = 1.5 * baseline;
            third[i] = 2 * baseline;
            ofOne.add(relative.against(new Reference(baseline, 1_000)));
            boolean isNext = i % SHARED_BY == 0;
            ofMany.add(isNext ? ofOne.get(i) : ofMany.get(i - 1));
            withHolding.add(
                    isNext
                            ? new CompiledThreshold(
                                    Threshold.parse("p95: target <= 0.3s, HIGH > 0.6s for 5m, CRITICAL > 0.9s for 10m"))
                            : withHolding.get(i - 1));
        }
        shared = Batch.of(ofMany);
        own = Batch.of(ofOne);
        holding = Batch.of(withHolding);
    }

    /**
     * A threshold for every thousand series.
     *
     * @return the levels
     */
    @Benchmark
    public byte[] shared() {
        shared.evaluate(values, 0, levels);
        return levels;
    }

    /**
     * A threshold for each series, with limits of its own.
     *
     * @return the levels
     */
    @Benchmark
    public byte[] own() {
        own.evaluate(values, 0, levels);
        return levels;
    }

    /**
     * A threshold for every thousand series, with holding times, one second later every time.
     *
     * @return the levels
     */
    @Benchmark
    public byte[] holding() {
        now += STEP_NANOS;
        holding.evaluate(values, now, levels);
        return levels;
    }

    /**
     * The floor of {@link #own}: the same three comparisons, written as C2 likes them best.
     *
     * @return the levels
     */
    @Benchmark
    public byte[] rawThreeLimits() {
        for (int i = 0; i < series; i++) {
            double value = values[i];
            levels[i] = (byte) ((value > first[i] ? 1 : 0) + (value > second[i] ? 1 : 0) + (value > third[i] ? 1 : 0));
        }
        return levels;
    }

    /**
     * The same by the signs of differences, which no mixture of values turns into branches.
     *
     * @return the levels
     */
    @Benchmark
    public byte[] rawThreeSigns() {
        for (int i = 0; i < series; i++) {
            double value = values[i];
            levels[i] = (byte) (sign(first[i] - value) + sign(second[i] - value) + sign(third[i] - value));
        }
        return levels;
    }

    /**
     * The floor below the floor: one limit each, and nothing but a count.
     *
     * @return how many are bad
     */
    @Benchmark
    public int rawOneLimit() {
        int bad = 0;
        for (int i = 0; i < series; i++) {
            bad += values[i] > first[i] ? 1 : 0;
        }
        return bad;
    }

    private static int sign(double difference) {
        return (int) (Double.doubleToRawLongBits(difference) >>> 63);
    }
}
