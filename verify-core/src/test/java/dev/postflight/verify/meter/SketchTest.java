package dev.postflight.verify.meter;

import static dev.postflight.verify.meter.Said.figures;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Unit;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sketch of our own, for registries that keep no distribution. */
class SketchTest {

    private static final double TOLERANCE = 1.0 / 128;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void quantiles_are_never_too_small_and_hardly_too_large(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        SketchRegistry sketches = SketchRegistry.of("http");
        TimerProbe plain = MeterProbes.timer(sketches, "http");
        TimerProbe recent = plain.sinceLastLook();
        long[] nanos = new long[random.nextInt(1, 3_000)];
        long scale = (long) Math.pow(10, random.nextInt(2, 12));
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = random.nextLong(1, scale);
            sketches.timer("http").record(nanos[i], TimeUnit.NANOSECONDS);
        }
        Arrays.sort(nanos);
        for (TimerProbe probe : new TimerProbe[] {plain, recent}) {
            var figures = figures(probe);
            for (int i = 0; i < TimerSettings.QUANTILES.length; i++) {
                int rank = (int) Math.ceil(TimerSettings.QUANTILES[i] * nanos.length);
                double exact = nanos[Math.max(rank, 1) - 1] / 1e9;
                assertThat(figures.getOrDefault(TimerSettings.QUANTILE_NAMES[i], Double.NaN))
                        .as("seed %d, %s", seed, TimerSettings.QUANTILE_NAMES[i])
                        .isBetween(exact, exact * (1 + TOLERANCE) * (1 + 1e-9));
            }
        }
    }

    @Test
    void any_limit_will_do_and_the_share_is_never_too_large() throws Exception {
        SketchRegistry sketches = SketchRegistry.of("http");
        TimerProbe probe = MeterProbes.timer(sketches, "http").within("123ms");
        for (int i = 1; i <= 1_000; i++) {
            sketches.timer("http").record(i, TimeUnit.MILLISECONDS);
        }
        assertThat(figures(probe).getOrDefault("within_123ms", Double.NaN)).isBetween(0.121, 0.123);
        assertThat(figures(probe.sinceLastLook())).doesNotContainKey("within_123ms");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-300, 1e-10, 0.5, 1, 2, 3, 1e6, 1e19, 1e300, Double.MAX_VALUE})
    void what_is_recorded_is_in_one_bucket_that_ends_at_it_or_above(double amount) throws Exception {
        SketchRegistry sketches = SketchRegistry.of("sizes");
        sketches.summary("sizes").record(amount);
        var figures = figures(MeterProbes.summary(sketches, "sizes", Unit.BYTES));
        assertThat(figures).containsEntry("count", 1.0).containsEntry("mean", amount);
        if (figures.containsKey("p50")) {
            assertThat(figures.getOrDefault("p50", Double.NaN))
                    .isGreaterThanOrEqualTo(amount < 1e-12 ? 0 : amount)
                    .isLessThanOrEqualTo(Math.max(amount * (1 + TOLERANCE), 0));
        }
    }

    @Test
    void other_meters_are_kept_plainly_so_that_it_may_be_the_only_registry() throws Exception {
        SketchRegistry sketches = SketchRegistry.of("http");
        sketches.timer("other").record(1, TimeUnit.SECONDS);
        sketches.summary("sizes").record(2);
        sketches.counter("orders").increment();
        assertThat(figures(MeterProbes.timer(sketches, "other")))
                .containsEntry("mean", 1.0)
                .doesNotContainKey("p95");
        assertThat(figures(MeterProbes.summary(sketches, "sizes", Unit.BYTES)))
                .containsEntry("mean", 2.0)
                .doesNotContainKey("p95");
        assertThat(figures(MeterProbes.counter(sketches, "orders"))).containsEntry("count", 1.0);
    }

    @Test
    void one_that_is_to_have_these_names_only_refuses_other_meters() {
        SketchRegistry sketches = SketchRegistry.only("http");
        MeterRegistry all =
                new CompositeMeterRegistry().add(new SimpleMeterRegistry()).add(sketches);
        all.timer("http");
        all.timer("other");
        all.counter("orders");
        assertThat(sketches.getMeters()).hasSize(1);
    }

    /** The order in which a composite has its registries is any. */
    @RepeatedTest(5)
    void what_is_not_sketched_is_read_from_a_registry_that_may_have_more_of_it() throws Exception {
        MeterRegistry buckets = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        CompositeMeterRegistry all =
                new CompositeMeterRegistry().add(SketchRegistry.of("http")).add(buckets);
        all.add(SketchRegistry.of("https"));
        Timer.builder("other").publishPercentileHistogram().register(all).record(1, TimeUnit.SECONDS);
        assertThat(figures(MeterProbes.timer(all, "other"))).containsKey("p95");
    }

    @Test
    void many_threads_record_and_none_is_lost() throws Exception {
        SketchRegistry sketches = SketchRegistry.of("http");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int thread = 0; thread < 4; thread++) {
            threads.execute(() -> {
                for (int i = 0; i < 10_000; i++) {
                    sketches.timer("http").record(i, TimeUnit.MICROSECONDS);
                }
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        var buckets = sketches.timer("http").takeSnapshot().histogramCounts();
        assertThat(buckets[buckets.length - 1].count()).isEqualTo(40_000);
    }
}
