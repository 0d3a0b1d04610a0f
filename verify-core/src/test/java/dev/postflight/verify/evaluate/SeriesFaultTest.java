package dev.postflight.verify.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postflight.api.Statistic;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not come in, and comes in all the same: never an exception, never a figure that is not so. */
class SeriesFaultTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long MINUTE = 60 * SECOND;
    private static final long TEN_YEARS = Duration.ofDays(3_652).toNanos();

    /** Windows of 16 s and 16 min, and one without end, that had a figure each second for a minute. */
    private static Series minute(long start) {
        Series series =
                Series.ofSamples(true, 10 * SECOND, Duration.ofSeconds(16), Duration.ofMinutes(16), Series.ENDLESS);
        for (int second = 0; second <= 60; second++) {
            series.record(second, start + second * SECOND);
        }
        return series;
    }

    private static void assertUnknown(Series series, int window, long now) {
        for (Statistic statistic : Statistic.values()) {
            assertThat(series.read(statistic, window, now)).as("%s", statistic).isNaN();
        }
        assertThat(series.observed(window, now)).isZero();
    }

    @Nested
    class Values {

        @ParameterizedTest
        @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
        void what_is_not_finite_is_refused_and_is_no_observation(double value) {
            Series series = minute(0);
            series.record(value, MINUTE + 5 * SECOND);
            assertThat(series.refused()).isEqualTo(1);
            assertThat(series.read(Statistic.COUNT, 1, MINUTE + 5 * SECOND)).isEqualTo(61);
            assertThat(series.observed(2, MINUTE + 15 * SECOND)).isEqualTo(0.8);
        }

        @Test
        void a_failure_is_not_forgotten_with_its_figure() {
            Series series = minute(0);
            series.record(Double.NaN, true, MINUTE);
            assertThat(series.refused()).isEqualTo(1);
            assertThat(series.read(Statistic.ERROR_RATIO, 2, MINUTE)).isEqualTo(1 / 62.0);
        }

        @ParameterizedTest
        @ValueSource(doubles = {Double.MIN_VALUE, 1e-300, 1e-13, 0x1p64, 1e300, -1e-13, -1e300})
        void a_quantile_that_no_bucket_can_tell_is_unknown_and_the_rest_is_exact(double value) {
            Series series = Series.ofSamples(true, SECOND, Series.ENDLESS);
            for (int i = 0; i < 10; i++) {
                series.record(value, i);
            }
            assertThat(series.read(Statistic.P50, 0, 10)).isNaN();
            assertThat(series.read(Statistic.MIN, 0, 10)).isEqualTo(value);
            assertThat(series.read(Statistic.MAX, 0, 10)).isEqualTo(value);
            assertThat(series.read(Statistic.COUNT, 0, 10)).isEqualTo(10);
        }

        @Test
        void a_sum_that_no_double_holds_is_unknown_until_it_has_left_the_window() {
            Series series = minute(0);
            series.record(Double.MAX_VALUE, MINUTE);
            series.record(Double.MAX_VALUE, MINUTE);
            assertThat(series.read(Statistic.SUM, 0, MINUTE)).isNaN();
            assertThat(series.read(Statistic.MEAN, 0, MINUTE)).isNaN();
            series.record(3, MINUTE + 5 * SECOND);
            assertThat(series.read(Statistic.SUM, 0, MINUTE + 5 * SECOND)).isNaN();
            series.record(7, MINUTE + 17 * SECOND);
            assertThat(series.read(Statistic.SUM, 0, MINUTE + 17 * SECOND)).isEqualTo(10);
        }

        @Test
        void no_run_or_failures_alone_come_to_no_figure() {
            Series series = Series.ofSamples(true, SECOND, Duration.ofSeconds(16));
            assertUnknown(series, 0, 0);
            series.restart(5);
            assertUnknown(series, 0, 5);
            series.fail(5);
            assertThat(series.read(Statistic.ERROR_RATIO, 0, 6)).isEqualTo(1);
            assertThat(series.read(Statistic.COUNT, 0, 6)).isZero();
            assertThat(series.read(Statistic.SUM, 0, 6)).isNaN();
            assertThat(series.read(Statistic.MEAN, 0, 6)).isNaN();
            assertThat(series.read(Statistic.MIN, 0, 6)).isNaN();
            assertThat(series.read(Statistic.P99, 0, 6)).isNaN();
        }

        @ParameterizedTest
        @EnumSource
        void any_double_at_any_time_is_taken_or_refused(Statistic statistic) {
            for (long seed = 0; seed < 200; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                Series samples = minute(random.nextLong());
                Series counter = Series.ofCounter(Duration.ofNanos(1), Duration.ofDays(30), Series.ENDLESS);
                for (int i = 0; i < 100; i++) {
                    double value = Double.longBitsToDouble(random.nextLong());
                    long now = random.nextLong();
                    samples.record(value, random.nextBoolean(), now);
                    counter.record(value, random.nextBoolean(), now);
                    long later = now + random.nextLong(-MINUTE, MINUTE);
                    for (int window = 0; window < 3; window++) {
                        assertThat(samples.read(statistic, window, later))
                                .as("seed %d", seed)
                                .isNotInfinite();
                        assertThat(counter.read(statistic, window, later))
                                .as("seed %d", seed)
                                .isNotInfinite();
                        assertThat(samples.observed(window, later))
                                .as("seed %d", seed)
                                .isBetween(0.0, 1.0);
                        assertThat(counter.observed(window, later))
                                .as("seed %d", seed)
                                .isBetween(0.0, 1.0);
                    }
                }
            }
        }
    }

    @Nested
    class Times {

        @Test
        void a_figure_out_of_order_goes_into_every_window_that_covers_it() {
            Series series = minute(0);
            series.record(1_000, 35 * SECOND);
            assertThat(series.late()).isZero();
            assertThat(series.read(Statistic.COUNT, 0, MINUTE)).isEqualTo(17);
            assertThat(series.read(Statistic.MAX, 0, MINUTE)).isEqualTo(60);
            assertThat(series.read(Statistic.COUNT, 1, MINUTE)).isEqualTo(62);
            assertThat(series.read(Statistic.MAX, 2, MINUTE)).isEqualTo(1_000);
            series.record(2_000, 50 * SECOND);
            assertThat(series.read(Statistic.MAX, 0, MINUTE)).isEqualTo(2_000);
            assertThat(series.read(Statistic.MAX, 0, MINUTE + 6 * SECOND)).isEqualTo(2_000);
            assertThat(series.read(Statistic.MAX, 0, MINUTE + 7 * SECOND)).isEqualTo(60);
        }

        @Test
        void what_is_older_than_every_window_is_refused_and_counted() {
            Series series = Series.ofSamples(true, SECOND, Duration.ofSeconds(16), Duration.ofSeconds(32));
            series.restart(0);
            series.record(1, MINUTE);
            series.record(2, 20 * SECOND);
            series.fail(20 * SECOND);
            assertThat(series.late()).isEqualTo(2);
            series.record(3, 30 * SECOND);
            assertThat(series.late()).isEqualTo(2);
            assertThat(series.read(Statistic.SUM, 1, MINUTE)).isEqualTo(4);
        }

        @Test
        void what_is_older_than_the_start_is_refused_by_the_endless_window_too() {
            Series series = minute(0);
            series.record(1, -1);
            series.fail(-1);
            assertThat(series.late()).isEqualTo(2);
            assertThat(series.read(Statistic.COUNT, 2, MINUTE)).isEqualTo(61);
            assertThat(series.read(Statistic.ERROR_RATIO, 2, MINUTE)).isZero();
        }

        @Test
        void duplicates_count_each() {
            Series series = minute(0);
            series.record(60, MINUTE);
            series.record(60, MINUTE);
            assertThat(series.read(Statistic.COUNT, 2, MINUTE)).isEqualTo(63);
            assertThat(series.observed(2, MINUTE)).isEqualTo(1);
        }

        /** A slice of the first window is 1 s, of the second 1 min; the endless one has no slices, and allows a minute. */
        @ParameterizedTest
        @CsvSource({
            "0, 60, true",
            "0, 59, true",
            "0, 58, false",
            "1, 0, true",
            "1, -1, false",
            "2, 0, true",
            "2, -1, false"
        })
        void a_clock_that_went_back_by_more_than_a_slice_tells_nothing(int window, long second, boolean told) {
            Series series = minute(0);
            if (told) {
                assertThat(series.read(Statistic.MAX, window, second * SECOND)).isEqualTo(60);
                assertThat(series.observed(window, second * SECOND)).isPositive();
            } else {
                assertUnknown(series, window, second * SECOND);
            }
        }

        @Test
        void after_a_jump_of_ten_years_everything_has_expired() {
            Series series = minute(Long.MAX_VALUE - 30 * SECOND);
            long now = Long.MAX_VALUE - 30 * SECOND + MINUTE + TEN_YEARS;
            assertUnknown(series, 0, now);
            assertUnknown(series, 1, now);
            assertThat(series.read(Statistic.COUNT, 2, now)).isEqualTo(61);
            assertThat(series.observed(2, now)).isBetween(0.0, 1e-6);
            series.record(5, now);
            assertThat(series.read(Statistic.P50, 0, now)).isEqualTo(5);
            assertThat(series.read(Statistic.COUNT, 1, now)).isEqualTo(1);
            assertThat(series.observed(1, now)).isZero();
        }

        @Test
        void a_figure_from_the_far_future_makes_the_present_unknown_and_not_healthy() {
            Series series = minute(0);
            series.record(5, TEN_YEARS);
            series.record(6, MINUTE + SECOND);
            assertUnknown(series, 0, MINUTE + SECOND);
            assertUnknown(series, 1, MINUTE + SECOND);
            assertUnknown(series, 2, MINUTE + SECOND);
        }

        @ParameterizedTest
        @ValueSource(longs = {0, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE - 30_000_000_000L, -30_000_000_000L})
        void the_origin_of_the_ticker_does_not_matter(long start) {
            Series series = minute(start);
            long now = start + MINUTE;
            assertThat(series.read(Statistic.COUNT, 0, now)).isEqualTo(17);
            assertThat(series.read(Statistic.MIN, 0, now)).isEqualTo(44);
            assertThat(series.observed(0, now)).isEqualTo(1);
            assertThat(series.observed(1, now)).isEqualTo(1 / 16.0);
            assertThat(series.observed(2, now)).isEqualTo(1);
        }

        @Test
        void a_restart_forgets_everything() {
            Series series = minute(0);
            series.record(Double.NaN, MINUTE);
            series.record(1, -1);
            series.restart(2 * MINUTE);
            assertUnknown(series, 0, 2 * MINUTE);
            assertUnknown(series, 2, 2 * MINUTE);
            assertThat(series.refused() + series.late()).isZero();
            series.record(1, MINUTE);
            assertThat(series.late()).isEqualTo(1);
            series.record(7, 2 * MINUTE);
            assertThat(series.read(Statistic.SUM, 1, 2 * MINUTE)).isEqualTo(7);
            assertThat(series.observed(2, 2 * MINUTE)).isEqualTo(1);
        }
    }

    @Nested
    class Observed {

        @Test
        void silence_is_observed_up_to_the_longest_gap_and_not_at_all_beyond_it() {
            Series series = Series.ofSamples(true, 10 * SECOND, Duration.ofMinutes(1), Series.ENDLESS);
            series.record(1, 0);
            series.record(1, 10 * SECOND);
            assertThat(series.observed(1, 20 * SECOND)).isEqualTo(1);
            assertThat(series.observed(1, 20 * SECOND + 1)).isLessThan(0.5);
            series.record(1, 40 * SECOND);
            assertThat(series.observed(1, 40 * SECOND)).isEqualTo(0.25);
            assertThat(series.observed(0, 40 * SECOND)).isEqualTo(1 / 6.0);
        }

        @Test
        void a_gap_that_spans_slices_leaves_the_window_slice_by_slice() {
            Series series = Series.ofSamples(true, MINUTE, Duration.ofSeconds(16), Duration.ofHours(1));
            series.record(1, 0);
            series.record(1, 8 * SECOND);
            assertThat(series.observed(0, 8 * SECOND)).isEqualTo(0.5);
            series.record(1, 100 * SECOND);
            assertThat(series.observed(0, 100 * SECOND))
                    .as("longer than a minute")
                    .isZero();
            series.record(1, 140 * SECOND);
            assertThat(series.observed(0, 140 * SECOND)).isEqualTo(1);
            assertThat(series.observed(0, 155 * SECOND))
                    .as("with the silence since")
                    .isEqualTo(1);
            assertThat(series.observed(0, 201 * SECOND)).isZero();
            assertThat(series.observed(1, 201 * SECOND)).isEqualTo(48 / 3_600.0);
        }

        @Test
        void a_run_that_failed_is_an_observation() {
            Series series = Series.ofSamples(true, 10 * SECOND, Duration.ofMinutes(1));
            series.fail(0);
            series.fail(6 * SECOND);
            assertThat(series.observed(0, 6 * SECOND)).isEqualTo(0.1);
            assertThat(series.read(Statistic.RATE, 0, 6 * SECOND)).isZero();
        }
    }

    @Nested
    class Arguments {

        @ParameterizedTest
        @CsvSource({
            "PT0S, 'window: PT0S (expected: positive, at most 292 years)'",
            "PT-1S, 'window: PT-1S (expected: positive, at most 292 years)'",
            "PT2562047H47M16.854775807S, 'window: PT2562047H47M16.854775807S (expected: positive, at most 292 years)'",
        })
        void a_window_must_have_a_length(Duration window, String message) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Series.ofSamples(true, 1, window))
                    .withMessage(message);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Series.ofCounter(window))
                    .withMessage(message);
        }

        @Test
        void a_gap_must_be_positive_and_there_must_be_a_window() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Series.ofSamples(true, 0, Series.ENDLESS))
                    .withMessage("longestGapNanos: 0 (expected: a positive number of nanoseconds)");
            assertThatIllegalArgumentException()
                    .isThrownBy(Series::ofCounter)
                    .withMessage("windows: none (expected: at least one)");
        }

        @Test
        void a_window_that_is_not_there_cannot_be_read() {
            assertThatThrownBy(() -> minute(0).read(Statistic.COUNT, 3, 0))
                    .isInstanceOf(ArrayIndexOutOfBoundsException.class);
        }
    }
}
