package dev.postflight.verify.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Statistic;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Quantiles of sliding windows against exact ones. */
class SeriesQuantileTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final List<Statistic> STATISTICS = List.of(
            Statistic.P50, Statistic.P90, Statistic.P95, Statistic.P99, Statistic.MIN, Statistic.MAX, Statistic.COUNT);

    enum Values {
        LOGNORMAL,
        NARROW,
        BIMODAL,
        CONSTANT,
        HEAVY_TAILED,
        HEAVIER_STILL,
        NEGATIVE,
        MIXED_SIGNS,
        WHOLE,
        WIDE;

        double next(SplittableRandom random) {
            return switch (this) {
                case LOGNORMAL -> 0.1 * Math.exp(normal(random));
                case NARROW -> 0.1 * Math.exp(0.05 * normal(random));
                case BIMODAL -> random.nextInt(10) == 0 ? 2 + 0.1 * normal(random) : 0.02 + 0.001 * normal(random);
                case CONSTANT -> 0.2;
                case HEAVY_TAILED -> 0.1 * Math.pow(1 - random.nextDouble(), -1 / 1.2);
                case HEAVIER_STILL -> 0.1 * Math.pow(1 - random.nextDouble(), -1 / 0.4);
                case NEGATIVE -> -50 - 20 * random.nextDouble();
                case MIXED_SIGNS -> 100 * normal(random);
                case WHOLE -> random.nextInt(-3, 4);
                case WIDE ->
                    Math.scalb(1 + random.nextDouble(), random.nextInt(-40, 64)) * (random.nextBoolean() ? 1 : -1);
            };
        }
    }

    private static double normal(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    @ParameterizedTest
    @EnumSource
    void quantiles_are_within_one_per_cent_of_the_exact_ones_while_windows_slide(Values values) {
        for (long seed = 0; seed < 6; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Series series =
                    Series.ofSamples(true, SECOND, Duration.ofMinutes(1), Duration.ofMinutes(17), Series.ENDLESS);
            SeriesModel[] models = {
                new SeriesModel(60 * SECOND, SECOND, false),
                new SeriesModel(17 * 60 * SECOND, SECOND, false),
                new SeriesModel(Window.ENDLESS, SECOND, false)
            };
            long now = 0;
            for (int i = 0; i < 8_000; i++) {
                double value = values.next(random);
                series.record(value, now);
                for (SeriesModel model : models) {
                    model.run(now, value, false);
                }
                if (i < 20 || i % 700 == 0) {
                    compare(series, models, now, "seed " + seed + ", figure " + i);
                }
                now += random.nextLong(0, SECOND / 2);
            }
        }
    }

    private static void compare(Series series, SeriesModel[] models, long now, String when) {
        for (int window = 0; window < models.length; window++) {
            for (Statistic statistic : STATISTICS) {
                double exact = models[window].read(statistic, now);
                assertThat(series.read(statistic, window, now))
                        .as("%s: %s of window %d", when, statistic, window)
                        .isCloseTo(exact, Offset.offset(Math.abs(exact) * 0.01));
            }
        }
    }

    @Test
    void the_quantile_of_equal_figures_is_that_figure() {
        Series series = Series.ofSamples(true, SECOND, Duration.ofMinutes(1));
        for (int i = 0; i < 100; i++) {
            series.record(0.2, i);
        }
        assertThat(series.read(Statistic.P50, 0, 100)).isEqualTo(0.2);
        assertThat(series.read(Statistic.P99, 0, 100)).isEqualTo(0.2);
    }

    @Test
    void a_series_without_quantiles_has_none_and_all_else() {
        Series series = Series.ofSamples(false, SECOND, Duration.ofMinutes(1));
        series.record(1, 0);
        series.record(3, 40 * SECOND);
        assertThat(series.read(Statistic.P50, 0, 40 * SECOND)).isNaN();
        assertThat(series.read(Statistic.MEAN, 0, 40 * SECOND)).isEqualTo(2);
        series.record(5, 30 * SECOND);
        assertThat(series.read(Statistic.SUM, 0, 40 * SECOND)).isEqualTo(9);
    }
}
