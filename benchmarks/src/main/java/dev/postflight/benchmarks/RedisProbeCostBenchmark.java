package dev.postflight.benchmarks;

import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.redis.RedisProbes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
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
 * Question: what does it take to make figures of what Redis says to INFO, the answer of a Redis 6.2 with some 180 lines? At most
 * 15 µs, judgement and measurements included. Beside it, what one would write: lines and colons by {@code split}, into a map.
 *
 * <p>Run: {@code benchmarks/jmh.sh RedisProbeCost -prof gc}; it takes half a minute.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RedisProbeCostBenchmark {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /**
     * The probe, asked for everything.
     *
     * @param redis the answer
     * @return the result
     * @throws Exception if there is none
     */
    @Benchmark
    public ProbeResult probe(Answer redis) throws Exception {
        return redis.probe.run(TIMEOUT);
    }

    /**
     * By hand, without making figures of it.
     *
     * @param redis the answer
     * @return the fields
     */
    @Benchmark
    @SuppressWarnings("StringSplitter") // as it is mostly written
    public Map<String, String> bareSplit(Answer redis) {
        Map<String, String> fields = new HashMap<>();
        for (String line : redis.text.split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 1));
            }
        }
        return fields;
    }

    /** What a Redis said. */
    @State(Scope.Benchmark)
    public static class Answer {

        String text = "";

        @SuppressWarnings("NullAway.Init")
        Probe probe;

        /** Called by JMH. */
        public Answer() {}

        /**
         * Reads it.
         *
         * @throws IOException if it is not there
         */
        @Setup
        public void read() throws IOException {
            try (InputStream in = Objects.requireNonNull(Answer.class.getResourceAsStream("redis-info.txt"))) {
                text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            }
            probe = RedisProbes.info(() -> text);
        }
    }
}
