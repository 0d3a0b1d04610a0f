package dev.postflight.verify.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Statistic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SeriesThreadsTest {

    private static final int THREADS = 4;
    private static final int EACH = 250_000;
    private static final long HOUR = Duration.ofHours(1).toNanos();

    /** All threads share one clock, on which an hour goes by, so that slices close under way. */
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void no_figure_is_lost_and_none_is_half_there() throws Exception {
        Series series = Series.ofSamples(true, HOUR, Duration.ofMinutes(1), Duration.ofHours(2), Series.ENDLESS);
        series.restart(0);
        AtomicLong clock = new AtomicLong();
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService executor = Executors.newFixedThreadPool(THREADS + 1);
        try {
            List<Future<?>> recording = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                recording.add(executor.submit(() -> record(series, clock)));
            }
            Future<?> reading = executor.submit(() -> {
                while (!done.get()) {
                    assertConsistent(series, clock);
                }
            });
            for (Future<?> one : recording) {
                one.get();
            }
            done.set(true);
            reading.get();
        } finally {
            executor.shutdownNow();
        }
        long now = clock.get();
        // the median is the last of all 50s: were a single count below it lost, it would be 51
        for (int window = 1; window <= 2; window++) {
            assertThat(series.read(Statistic.COUNT, window, now)).isEqualTo(THREADS * EACH);
            assertThat(series.read(Statistic.SUM, window, now)).isEqualTo(THREADS * EACH / 100 * 5_050.0);
            assertThat(series.read(Statistic.ERROR_RATIO, window, now)).isEqualTo(0.01);
            assertThat(series.read(Statistic.P50, window, now)).isBetween(49.5, 50.5);
            assertThat(series.read(Statistic.P99, window, now)).isBetween(98.01, 99.99);
        }
        assertThat(series.late()).isZero();
    }

    /** 1 to 100, and around again; the run with 100 failed. */
    private static void record(Series series, AtomicLong clock) {
        for (int i = 0; i < EACH; i++) {
            int value = 1 + i % 100;
            series.record(value, value == 100, clock.addAndGet(HOUR / (THREADS * EACH)));
        }
    }

    /** The values have little spread: whatever was recorded so far, quantiles and extremes are in order. */
    private static void assertConsistent(Series series, AtomicLong clock) {
        for (int window = 0; window <= 2; window++) {
            double median = series.read(Statistic.P50, window, clock.get());
            double high = series.read(Statistic.P99, window, clock.get());
            if (!Double.isNaN(median) && !Double.isNaN(high)) {
                assertThat(median).isBetween(1.0, 100.0);
                assertThat(high).isBetween(1.0, 100.0);
            }
            assertThat(series.observed(window, clock.get())).isBetween(0.0, 1.0);
        }
    }

    @Test
    void buckets_are_exact() {
        Counts counts = new Counts();
        for (int i = 0; i < EACH; i++) {
            counts.add(Buckets.index(1 + i % 100));
        }
        long sum = 0;
        for (int bucket = -Buckets.HUGE; bucket <= Buckets.HUGE; bucket++) {
            sum += counts.count(bucket);
        }
        assertThat(sum).isEqualTo(EACH);
    }
}
