package dev.postflight.benchmarks;

import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.engine.Replay;
import dev.postflight.verify.history.Recording;
import dev.postflight.verify.report.Course;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: how long do thirty days take with 20 checks that are run once a minute, in virtual time, and read from a file? Each
 * JVM does it once, cold, with 128 MiB of heap.
 *
 * <p>Run: {@code java -cp benchmarks/target/benchmarks.jar dev.postflight.benchmarks.ThirtyDaysFiles}, which writes the
 * files, then {@code benchmarks/jmh.sh ThirtyDays}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(value = 5, jvmArgsAppend = "-Xmx128m")
public class ThirtyDaysBenchmark {

    private static final int CHECKS = 20;

    /**
     * In virtual time, by a script.
     *
     * @return what the plan came to
     */
    @Benchmark
    public Course simulated() {
        return ThirtyDays.simulation(plan(), ThirtyDays.ALL).run();
    }

    /**
     * A replay of the file of JSON lines.
     *
     * @return what the plan came to
     * @throws IOException if there is no file
     */
    @Benchmark
    public Course jsonLines() throws IOException {
        return replay(Recording.jsonLines(ThirtyDaysFiles.JSON_LINES));
    }

    /**
     * A replay of the CSV file.
     *
     * @return what the plan came to
     * @throws IOException if there is no file
     */
    @Benchmark
    public Course csv() throws IOException {
        return replay(Recording.csv(ThirtyDaysFiles.CSV, plan()));
    }

    private static VerificationPlan plan() {
        return ThirtyDays.plan(CHECKS, ThirtyDays.ALL);
    }

    private static Course replay(Recording recording) throws IOException {
        Course course = Replay.of(recording)
                .until(ThirtyDays.BEGIN.plus(ThirtyDays.ALL))
                .through(plan());
        if (course.observations() != ThirtyDays.ALL.toMinutes() * CHECKS || course.faulty() > 0) {
            throw new IllegalStateException(course.observations() + " observations, not used: " + course.faults());
        }
        return course;
    }
}
