package dev.postflight.benchmarks;

import dev.postflight.api.Outcome;
import dev.postflight.api.Threshold;
import dev.postflight.verify.evaluate.CompiledThreshold;
import dev.postflight.verify.evaluate.Evaluation;
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
 * Question: what does it cost to hold one figure against a target and two levels, without and with holding times, and how
 * far is that from comparisons written by hand?
 *
 * <p>Run: {@code java -jar benchmarks/target/benchmarks.jar EvaluationBenchmark -prof gc}; it takes about two minutes.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class EvaluationBenchmark {

    private static final int SIZE = 1024;
    private static final long STEP_NANOS = 1_000_000_000;

    /** Which values are evaluated: nearly all good, all beyond the last limit, or anything in random order. */
    @Param({"good", "bad", "mixed"})
    public String values = "good";

    private final CompiledThreshold atOnce =
            new CompiledThreshold(Threshold.parse("p95: target < 200ms, HIGH > 500ms, CRITICAL > 2s"));
    private final CompiledThreshold holding =
            new CompiledThreshold(Threshold.parse("p95: target < 200ms, HIGH > 500ms for 5m, CRITICAL > 2s for 10m"));
    private final long[] nothing = atOnce.newMemory();
    private final long[] memory = holding.newMemory();
    private final double[] series = new double[SIZE];
    private long now;
    private int next;

    /** Draws the values. */
    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < SIZE; i++) {
            double good = random.nextDouble(0.01, 0.19);
            double any = random.nextDouble(0, 2.5);
            series[i] = switch (values) {
                case "good" -> random.nextInt(100) == 0 ? any : good;
                case "bad" -> 2.1 + good;
                default -> any;
            };
        }
    }

    /**
     * The floor: three comparisons written by hand, and no look at whether the value is finite.
     *
     * @return the outcome
     */
    @Benchmark
    public Outcome comparisons() {
        double value = value();
        if (value > 2) {
            return Outcome.FAIL;
        }
        if (value > 0.5) {
            return Outcome.WARN;
        }
        return value < 0.2 ? Outcome.PASS : Outcome.WARN;
    }

    /**
     * A target and two levels that count at once.
     *
     * @return the evaluation
     */
    @Benchmark
    public Evaluation atOnce() {
        return atOnce.evaluate(value(), 0, nothing);
    }

    /**
     * A target and two levels with holding times, one second later every time.
     *
     * @return the evaluation
     */
    @Benchmark
    public Evaluation holding() {
        now += STEP_NANOS;
        return holding.evaluate(value(), now, memory);
    }

    private double value() {
        next = next + 1 & SIZE - 1;
        return series[next];
    }
}
