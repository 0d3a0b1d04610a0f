package dev.postflight.benchmarks;

import static dev.postflight.benchmarks.Gauges.opened;

import dev.postflight.api.Decision;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.engine.Verifier;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does it cost to ask for the latest verdict, as every request of a readiness probe or a load balancer may? At most
 * 3 ns, from any number of threads, whether the schedule runs meanwhile or not. The floor is one read of a volatile field.
 *
 * <p>Run: {@code java -jar benchmarks/target/benchmarks.jar LatestBenchmark}, and with {@code -t 2} for two threads that ask at
 * the same time; it takes half a minute.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class LatestBenchmark {

    private static final int CHECKS = 10;

    /**
     * The floor.
     *
     * @param floor the field
     * @return what is in it
     */
    @Benchmark
    public @Nullable Verdict floorVolatile(Floor floor) {
        return floor.verdict;
    }

    /**
     * After {@link Verifier#verify()}: a verdict that does not age.
     *
     * @param verifier made before
     * @return the verdict
     */
    @Benchmark
    public Verdict afterVerify(Verified verifier) {
        return verifier.latest();
    }

    /**
     * While ten checks run every second: a verdict that would age if they did not.
     *
     * @param verifier made before
     * @return the verdict
     */
    @Benchmark
    public Verdict whileScheduled(Scheduled verifier) {
        return verifier.latest();
    }

    /** A field. */
    @State(Scope.Benchmark)
    public static class Floor {

        volatile @Nullable Verdict verdict;

        /** Fills it. */
        @Setup
        public void open() {
            try (Verifier verifier = verifier(VerificationPhase.named("startup"))) {
                verdict = verifier.requireGo();
            }
        }
    }

    /** A verifier that was asked once. */
    @State(Scope.Benchmark)
    public static class Verified {

        private @Nullable Verifier verifier;

        /** Asks. */
        @Setup
        public void open() {
            verifier = verifier(VerificationPhase.named("startup"));
            verifier.requireGo();
            Trivial.assertAllPass(latest(), CHECKS);
        }

        Verdict latest() {
            return opened(verifier).latest();
        }

        /** Ends its threads. */
        @TearDown
        public void close() {
            opened(verifier).close();
        }
    }

    /** A verifier whose schedule runs. */
    @State(Scope.Benchmark)
    public static class Scheduled {

        private @Nullable Verifier verifier;

        /**
         * Starts it, and waits for the first verdict.
         *
         * @throws InterruptedException never
         */
        @Setup
        public void open() throws InterruptedException {
            verifier = verifier(VerificationPhase.named("watch").every(Duration.ofSeconds(1)));
            verifier.start();
            long start = System.nanoTime();
            while (latest().decision() != Decision.GO && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(10)) {
                Thread.sleep(10);
            }
            Trivial.assertAllPass(latest(), CHECKS);
        }

        Verdict latest() {
            return opened(verifier).latest();
        }

        /** Ends its threads, after it has gone on until the end. */
        @TearDown
        public void close() {
            Trivial.assertAllPass(latest(), CHECKS);
            opened(verifier).close();
        }
    }

    private static Verifier verifier(VerificationPhase empty) {
        VerificationPhase phase = Trivial.phase(empty, Trivial.figures(CHECKS));
        return Verifier.builder(VerificationPlan.named("trivial").phase(phase).build())
                .metrics(new SimpleMeterRegistry())
                .build();
    }
}
