package dev.postflight.benchmarks;

import com.codahale.metrics.health.HealthCheck;
import com.codahale.metrics.health.HealthCheckRegistry;
import dev.postflight.api.Check;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.engine.Verifier;
import java.time.Duration;
import java.util.SortedMap;
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

/**
 * Question: what does a verdict cost by itself, when the checks cost nothing? Postflight runs every check on a thread of the
 * check's own, with a deadline; Dropwizard runs one after another on the thread that asks.
 *
 * <p>Run: {@code java -jar benchmarks/target/benchmarks.jar Verdict}, with {@code -prof gc} for allocations; it takes less
 * than two minutes.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class VerdictBenchmark {

    /**
     * One verdict.
     *
     * @param verifier made before
     * @return the verdict
     */
    @Benchmark
    public Verdict postflight(TrivialVerifier verifier) {
        return verifier.verify();
    }

    /**
     * One run of all checks, sequentially.
     *
     * @param registry made before
     * @return the results
     */
    @Benchmark
    public SortedMap<String, HealthCheck.Result> dropwizard(TrivialRegistry registry) {
        return registry.registry.runHealthChecks();
    }

    /** A verifier over trivial checks. */
    @State(Scope.Benchmark)
    public static class TrivialVerifier {

        /** How many there are. */
        @Param({"1", "10", "100", "1000"})
        public int checks;

        private @Nullable Verifier verifier;

        /** Makes the verifier. */
        @Setup
        public void open() {
            VerificationPhase phase = VerificationPhase.named("startup");
            for (int i = 0; i < checks; i++) {
                phase = phase.check(Check.of("check-" + i, Trivial.PROBE));
            }
            verifier = Verifier.builder(
                            VerificationPlan.named("trivial").phase(phase).build())
                    .build();
        }

        Verdict verify() {
            if (verifier == null) {
                throw new IllegalStateException("verifier: null (expected: one that was opened)");
            }
            return verifier.verify();
        }

        /** Ends its threads. */
        @TearDown
        public void close() {
            if (verifier != null) {
                verifier.close();
            }
        }
    }

    /** A registry of trivial checks. */
    @State(Scope.Benchmark)
    public static class TrivialRegistry {

        /** How many there are. */
        @Param({"1", "10", "100", "1000"})
        public int checks;

        final HealthCheckRegistry registry = new HealthCheckRegistry();

        /** Registers them. */
        @Setup
        public void register() {
            for (int i = 0; i < checks; i++) {
                registry.register("check-" + i, new TrivialHealth());
            }
        }

        /** Ends its threads. */
        @TearDown
        public void close() {
            registry.shutdown();
        }
    }

    private enum Trivial implements Probe {
        PROBE;

        @Override
        public ProbeResult run(Duration timeout) {
            return ProbeResult.up();
        }
    }

    private static final class TrivialHealth extends HealthCheck {

        @Override
        protected Result check() {
            return Result.healthy();
        }
    }
}
