package dev.postflight.benchmarks;

import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.report.Course;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does an observation cost with 1 to 1,000 checks in the plan, in virtual time, with alerts, incidents and exit
 * criteria? All rows make as many observations, so that the time goes on longer with fewer checks.
 *
 * <p>Run: {@code benchmarks/jmh.sh ObservationCost}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 4, time = 3)
@Fork(2)
public class ObservationCostBenchmark {

    private static final int OBSERVATIONS = 1_440_000;

    @Param({"1", "10", "100", "1000"})
    int checks = 1;

    private Duration all = Duration.ZERO;
    private VerificationPlan plan = ThirtyDays.plan(1, ThirtyDays.ALL);

    /** Builds the plan. */
    @Setup
    public void prepare() {
        all = Duration.ofMinutes(OBSERVATIONS / checks);
        plan = ThirtyDays.plan(checks, all);
    }

    /**
     * All observations.
     *
     * @return what the plan came to
     */
    @Benchmark
    @OperationsPerInvocation(OBSERVATIONS)
    public Course simulated() {
        return ThirtyDays.simulation(plan, all).run();
    }
}
