package dev.postflight.benchmarks;

import static dev.postflight.benchmarks.Gauges.opened;

import com.codahale.metrics.health.HealthCheck;
import com.codahale.metrics.health.HealthCheckRegistry;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.engine.Verifier;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;

/**
 * Question: what does a whole verdict cost by itself, when the checks cost nothing? On the thread that asks, at most 0.8 times as
 * much as Dropwizard's sequential run and half as much as Spring Boot's endpoint; with threads, half as much as Dropwizard with a
 * pool of 2 for 100 checks.
 *
 * <p>Postflight's checks each read a figure that is another one each time, hold it against a target and a level, and record
 * their times and outcomes in a meter registry; every run has a deadline. The others have none of this: their checks return
 * that all is well. Spring Boot's endpoint is called without its cache, which is off by default, and its answer is not written as
 * JSON.
 *
 * <p>Run: {@code java -jar benchmarks/target/benchmarks.jar VerdictBenchmark -prof gc}; it takes four minutes.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class VerdictBenchmark {

    /**
     * One verdict on the thread that asks, with thresholds and metrics.
     *
     * @param verifier made before
     * @return the verdict
     */
    @Benchmark
    public Verdict sameThread(SameThread verifier) {
        return verifier.verify();
    }

    /**
     * One verdict on the thread that asks, without thresholds and without metrics. For information.
     *
     * @param verifier made before
     * @return the verdict
     */
    @Benchmark
    public Verdict sameThreadBare(SameThreadBare verifier) {
        return verifier.verify();
    }

    /**
     * One verdict with the threads that there are by default, with thresholds and metrics.
     *
     * @param verifier made before
     * @return the verdict
     */
    @Benchmark
    public Verdict concurrent(Concurrent verifier) {
        return verifier.verify();
    }

    /**
     * Health checks, one after another.
     *
     * @param checks registered before
     * @return the results
     */
    @Benchmark
    public SortedMap<String, HealthCheck.Result> dropwizard(Checks checks) {
        return checks.registry().runHealthChecks();
    }

    /**
     * Health checks on two threads.
     *
     * @param checks registered before
     * @param threads to run on
     * @return the results
     */
    @Benchmark
    public SortedMap<String, HealthCheck.Result> dropwizardPoolOf2(Checks checks, TwoThreads threads) {
        return checks.registry().runHealthChecks(threads.executor);
    }

    /**
     * The health endpoint over indicators.
     *
     * @param indicators registered before
     * @return the answer, before it is written as JSON
     */
    @Benchmark
    public HealthDescriptor springBoot(Indicators indicators) {
        return indicators.endpoint().health();
    }

    /** How many checks there are. */
    @State(Scope.Benchmark)
    public abstract static class Sized {

        /** Their number. */
        @Param({"10", "100", "1000"})
        public int checks;
    }

    /** A verifier. */
    public abstract static class OneVerifier extends Sized {

        private @Nullable Verifier verifier;

        /** Makes the verifier. */
        @Setup
        public void open() {
            verifier = make();
            Trivial.assertAllPass(verifier.verify(), checks);
        }

        abstract Verifier make();

        Verifier.Builder judged() {
            return Verifier.builder(plan(Trivial.phase(VerificationPhase.named("startup"), Trivial.figures(checks))))
                    .metrics(new SimpleMeterRegistry());
        }

        VerificationPlan plan(VerificationPhase phase) {
            return VerificationPlan.named("trivial").phase(phase).build();
        }

        Verdict verify() {
            return opened(verifier).verify();
        }

        /** Ends its threads. */
        @TearDown
        public void close() {
            opened(verifier).close();
        }
    }

    /** All on the thread that asks. */
    public static class SameThread extends OneVerifier {

        @Override
        Verifier make() {
            return judged().sameThread().build();
        }
    }

    /** The same, with less to do. */
    public static class SameThreadBare extends OneVerifier {

        @Override
        Verifier make() {
            return Verifier.builder(plan(Trivial.barePhase(VerificationPhase.named("startup"), checks)))
                    .sameThread()
                    .build();
        }
    }

    /** As it comes. */
    public static class Concurrent extends OneVerifier {

        @Override
        Verifier make() {
            return judged().build();
        }
    }

    /** A registry of health checks. */
    public static class Checks extends Sized {

        private @Nullable HealthCheckRegistry registry;

        /** Registers them. */
        @Setup
        public void open() {
            registry = Trivial.registry(checks);
            Trivial.assertAllHealthy(registry.runHealthChecks(), checks);
        }

        HealthCheckRegistry registry() {
            return opened(registry);
        }

        /** Ends its threads. */
        @TearDown
        public void close() {
            opened(registry).shutdown();
        }
    }

    /** Few threads. */
    @State(Scope.Benchmark)
    public static class TwoThreads {
        final ExecutorService executor = Executors.newFixedThreadPool(2);

        /** Ends its threads. */
        @TearDown
        public void close() {
            executor.shutdownNow();
        }
    }

    /** A health endpoint. */
    public static class Indicators extends Sized {

        private @Nullable HealthEndpoint endpoint;

        /** Registers the indicators. */
        @Setup
        public void open() {
            endpoint = SpringBootEndpoint.over(Trivial.indicators(checks));
            Trivial.assertAllUp((CompositeHealthDescriptor) endpoint.health(), checks);
        }

        HealthEndpoint endpoint() {
            return opened(endpoint);
        }
    }
}
