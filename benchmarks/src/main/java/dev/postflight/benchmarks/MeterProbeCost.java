package dev.postflight.benchmarks;

import dev.postflight.api.ProbeResult;
import dev.postflight.verify.meter.MeterProbes;
import dev.postflight.verify.meter.TimerProbe;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does it cost to look at a timer's count, mean and maximum? {@code bare} calls Micrometer's own three methods;
 * {@code read} is the same through a probe, into an array; {@code unchanged} is a run of the probe with an answer as it was
 * before; {@code changed} is one after each of which something was recorded, so that the answer has to be made anew, and
 * {@code recorded} is that recording alone.
 *
 * <p>Run: {@code benchmarks/jmh.sh MeterProbeCost -prof gc}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class MeterProbeCost {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final String NAME = "http.server.requests";

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final Timer timer = registry.timer(NAME, "outcome", "SUCCESS");
    private final TimerProbe probe = MeterProbes.timer(registry, NAME);
    private final double[] figures = new double[3];

    /** Records some times. */
    @Setup
    public void record() {
        for (int i = 1; i <= 100; i++) {
            timer.record(i, TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Micrometer's own methods.
     *
     * @return the figures
     */
    @Benchmark
    public double[] bare() {
        long count = timer.count();
        figures[0] = count;
        figures[1] = timer.totalTime(TimeUnit.SECONDS) / count;
        figures[2] = timer.max(TimeUnit.SECONDS);
        return figures;
    }

    /**
     * The same through a probe.
     *
     * @return the figures
     */
    @Benchmark
    public double[] read() {
        probe.read(figures, 0);
        return figures;
    }

    /**
     * A run in which nothing has changed.
     *
     * @return the answer
     */
    @Benchmark
    public ProbeResult unchanged() {
        return probe.run(TIMEOUT);
    }

    /**
     * A run after something was recorded.
     *
     * @return the answer
     */
    @Benchmark
    public ProbeResult changed() {
        timer.record(10, TimeUnit.MILLISECONDS);
        return probe.run(TIMEOUT);
    }

    /**
     * What was recorded for {@link #changed()}.
     *
     * @return the timer
     */
    @Benchmark
    public Timer recorded() {
        timer.record(10, TimeUnit.MILLISECONDS);
        return timer;
    }
}
