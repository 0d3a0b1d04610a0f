package dev.postflight.verify.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A quantile over several timers is not smaller than that of all their samples together. */
class QuantileTest {

    private static final int CASES = 100;

    /** What Micrometer's percentiles lose at most by their default precision. */
    private static final double PRECISION = 1.0 / 16;

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.95, 0.99})
    void from_published_percentiles_it_is_never_smaller_than_their_precision_allows(double quantile) {
        for (long seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Samples samples = new Samples(random, builder -> builder.publishPercentiles(0.5, 0.95, 0.99));
            assertThat(Quantile.of(quantile, samples.snapshots()))
                    .as("seed %d", seed)
                    .isGreaterThanOrEqualTo(samples.exact(quantile) * (1 - PRECISION));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.95, 0.99})
    void from_buckets_it_is_never_too_small_even_if_each_timer_has_its_own(double quantile) {
        for (long seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Samples samples = new Samples(random, builder -> builder.serviceLevelObjectives(buckets(random)));
            assertThat(Quantile.of(quantile, samples.snapshots()))
                    .as("seed %d", seed)
                    .isGreaterThanOrEqualTo(samples.exact(quantile));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.5,  0.1",
        "0.9,  0.1",
        "0.91, 0.5",
        "0.95, 0.5",
        "0.99, 7",
    })
    void a_share_that_a_bucket_holds_exactly_is_in_it_and_what_is_above_all_buckets_is_the_maximum(
            double quantile, double seconds) {
        assertThat(Quantile.of(quantile, List.of(snapshot(100, 7, 90, 95, 100))))
                .isEqualTo(seconds);
    }

    /** In some registries counts are those of all time, but buckets those of the last minutes. */
    @Test
    void buckets_that_have_forgotten_samples_do_not_make_it_smaller() {
        assertThat(Quantile.of(0.5, List.of(snapshot(100, 7, 9, 10, 10)))).isEqualTo(7);
    }

    @Test
    void a_window_without_samples_tells_nothing() {
        assertThat(Quantile.of(0.5, List.of(snapshot(100, 0, 0, 0, 0)))).isNaN();
        assertThat(Quantile.of(0.5, List.of())).isNaN();
    }

    /** Buckets up to 0.1 s, 0.5 s and without end. */
    private static HistogramSnapshot snapshot(long count, double max, double first, double second, double last) {
        CountAtBucket[] buckets = {
            new CountAtBucket(1e8, first),
            new CountAtBucket(5e8, second),
            new CountAtBucket(Double.POSITIVE_INFINITY, last)
        };
        return new HistogramSnapshot(count, count, max * 1e9, new ValueAtPercentile[0], buckets, (out, scale) -> {});
    }

    private static Duration[] buckets(SplittableRandom random) {
        Duration[] buckets = new Duration[random.nextInt(1, 6)];
        long bound = 0;
        for (int i = 0; i < buckets.length; i++) {
            bound += random.nextInt(1, 2_000);
            buckets[i] = Duration.ofMillis(bound);
        }
        return buckets;
    }

    private interface Setting {
        void on(Timer.Builder builder);
    }

    /** A few timers with a few samples each. */
    private static final class Samples {

        private final List<HistogramSnapshot> snapshots = new ArrayList<>();
        private final List<Long> nanos = new ArrayList<>();

        Samples(SplittableRandom random, Setting setting) {
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            for (int i = random.nextInt(1, 5); i > 0; i--) {
                Timer.Builder builder = Timer.builder("http").tag("n", "" + i);
                setting.on(builder);
                Timer timer = builder.register(registry);
                long scale = (long) Math.pow(10, random.nextInt(4, 10));
                for (int j = random.nextInt(1, 60); j > 0; j--) {
                    long sample = random.nextLong(1, scale * 6);
                    timer.record(sample, TimeUnit.NANOSECONDS);
                    nanos.add(sample);
                }
                snapshots.add(timer.takeSnapshot());
            }
            Collections.sort(nanos);
        }

        List<HistogramSnapshot> snapshots() {
            return snapshots;
        }

        /** The smallest sample that at least this share of all samples does not exceed. */
        double exact(double quantile) {
            int rank = (int) Math.ceil(quantile * nanos.size());
            return nanos.get(Math.max(1, rank) - 1) / 1e9;
        }
    }
}
