package dev.postflight.benchmarks;

import com.codahale.metrics.health.HealthCheck;
import com.codahale.metrics.health.HealthCheckRegistry;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.engine.Verifier;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: how long does one verdict over 1,000 checks take, each of which blocks for 50 ms? Less than 50 ms cannot be; 50 s
 * is one after another.
 *
 * <p>Run: {@code java -jar benchmarks/target/benchmarks.jar BlockingChecks}; it takes about two minutes.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 10)
@Measurement(iterations = 20)
public class BlockingChecksBenchmark {

    /**
     * One verifier, asked again and again. It has its threads from the last time, where it keeps any.
     *
     * @param verifier made before
     * @return the verdict
     */
    @Benchmark
    public Verdict postflight(OneVerifier verifier) {
        return verifier.verifier.requireGo();
    }

    /**
     * A new verifier for each verdict, closed after it: all threads are new.
     *
     * @param plan of all
     * @return the verdict
     */
    @Benchmark
    public Verdict postflightFreshVerifier(OnePlan plan) {
        try (Verifier verifier = Blocking.verifier(plan.plan)) {
            return verifier.requireGo();
        }
    }

    /**
     * The floor: the tasks alone, on a thread each, virtual where the JDK has such.
     *
     * @param threads to run on
     * @return the results
     * @throws InterruptedException never
     */
    @Benchmark
    public List<Future<Boolean>> bareThreads(Threads threads) throws InterruptedException {
        return threads.executor.invokeAll(Collections.nCopies(Blocking.CHECKS, Blocking.Bare.TASK));
    }

    /**
     * Dropwizard with an executor that has a thread for each check, virtual where the JDK has such.
     *
     * @param registry the checks
     * @param threads to run on
     * @return the results
     */
    @Benchmark
    public SortedMap<String, HealthCheck.Result> dropwizardThreads(Registry registry, Threads threads) {
        return Blocking.allHealthy(registry.registry.runHealthChecks(threads.executor));
    }

    /**
     * Dropwizard with an executor of 16 threads.
     *
     * @param registry the checks
     * @param threads to run on
     * @return the results
     */
    @Benchmark
    @Warmup(iterations = 0)
    @Measurement(iterations = 2)
    public SortedMap<String, HealthCheck.Result> dropwizardPoolOf16(Registry registry, SixteenThreads threads) {
        return Blocking.allHealthy(registry.registry.runHealthChecks(threads.executor));
    }

    /**
     * Dropwizard as it comes: one check after another. Once, as it takes 50 s.
     *
     * @param registry the checks
     * @return the results
     */
    @Benchmark
    @Fork(1)
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    public SortedMap<String, HealthCheck.Result> dropwizard(Registry registry) {
        return Blocking.allHealthy(registry.registry.runHealthChecks());
    }

    /** A plan. */
    @State(Scope.Benchmark)
    public static class OnePlan {
        final VerificationPlan plan = Blocking.plan();
    }

    /** A verifier that lives as long as a fork. */
    @State(Scope.Benchmark)
    public static class OneVerifier {
        final Verifier verifier = Blocking.verifier(Blocking.plan());

        /** Ends its threads. */
        @TearDown
        public void close() {
            verifier.close();
        }
    }

    /** A Dropwizard registry. */
    @State(Scope.Benchmark)
    public static class Registry {
        final HealthCheckRegistry registry = Blocking.registry();

        /** Ends its threads. */
        @TearDown
        public void close() {
            registry.shutdown();
        }
    }

    /** A thread for each task. */
    @State(Scope.Benchmark)
    public static class Threads {
        final ExecutorService executor = Blocking.threads();

        /** Ends its threads. */
        @TearDown
        public void close() {
            executor.shutdownNow();
        }
    }

    /** Few threads. */
    @State(Scope.Benchmark)
    public static class SixteenThreads {
        final ExecutorService executor = Executors.newFixedThreadPool(16);

        /** Ends its threads. */
        @TearDown
        public void close() {
            executor.shutdownNow();
        }
    }
}
