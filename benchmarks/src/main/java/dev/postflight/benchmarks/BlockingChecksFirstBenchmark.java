package dev.postflight.benchmarks;

import com.codahale.metrics.health.HealthCheck;
import dev.postflight.api.Verdict;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does a verdict over 1,000 checks that block for 50 ms each take in a JVM that has not done anything like it
 * before? Each shot has a JVM of its own; the plan is made before the time is taken.
 *
 * <p>Run: {@code java -jar benchmarks/target/benchmarks.jar BlockingChecksFirst}
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(10)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class BlockingChecksFirstBenchmark {

    /**
     * The first verdict of a verifier.
     *
     * @param verifier made before
     * @return the verdict
     */
    @Benchmark
    public Verdict postflight(BlockingChecksBenchmark.OneVerifier verifier) {
        return verifier.verifier.requireGo();
    }

    /**
     * The first run of a Dropwizard registry, with a thread for each check.
     *
     * @param registry the checks
     * @param threads to run on
     * @return the results
     */
    @Benchmark
    public SortedMap<String, HealthCheck.Result> dropwizardThreads(
            BlockingChecksBenchmark.Registry registry, BlockingChecksBenchmark.Threads threads) {
        return Blocking.allHealthy(registry.registry.runHealthChecks(threads.executor));
    }
}
