package dev.postflight.verify.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.postflight.api.Statistic;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SeriesCounterTest {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private static Series readEvery(long nanos, Duration window, double... values) {
        Series series = Series.ofCounter(window);
        for (int i = 0; i < values.length; i++) {
            series.record(values[i], i * nanos);
        }
        return series;
    }

    private static double[] numbers(String text) {
        String[] words = text.split(" ", -1);
        double[] numbers = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = Double.parseDouble(words[i]);
        }
        return numbers;
    }

    /** The cases of promql/promqltest/testdata/functions.test of Prometheus, and where we differ, by how much and why. */
    @Nested
    class LikePrometheus {

        private static final String FOO = "0 10 20 30 40 50 60 70 80 90 100";
        private static final String BAR = "0 18 36 54 72 90 0 18 36 54 72";

        /** "So the sequence 3 2 (decreasing counter = reset) is interpreted the same as 3 0 1 2." */
        @Test
        void a_reading_below_the_one_before_means_that_the_counter_started_again_at_zero() {
            Series series = readEvery(5 * MINUTE, Duration.ofMinutes(30), 0, 1, 2, 3, 2, 3, 4);
            assertThat(series.read(Statistic.INCREASE, 0, 30 * MINUTE)).isEqualTo(7);
        }

        @ParameterizedTest
        @CsvSource({
            "foo, 50, " + FOO + ", 100, 100",
            "foo, 100, " + FOO + ", 100, 100",
            "dings, 50, 10 20 30 40 50 60 70 80 90 100 110, 100, 100",
            // Prometheus extrapolates to the start of the range; we tell what was seen
            "dings, 100, 10 20 30 40 50 60 70 80 90 100 110, 105, 100",
            "bumms, 50, 1 11 21 31 41 51 61 71 81 91 101, 100, 100",
            "bumms, 100, 1 11 21 31 41 51 61 71 81 91 101, 101, 100",
            "bar, 100, " + BAR + ", 162, 162",
            // Prometheus leaves out the reading at the very start of the range, and extrapolates
            "bar, 50, " + BAR + ", 160, 162",
        })
        void increase(String name, int minutes, String values, double prometheus, double ours) {
            Series series = readEvery(5 * MINUTE, Duration.ofMinutes(minutes), numbers(values));
            assertThat(series.read(Statistic.INCREASE, 0, 50 * MINUTE))
                    .as("%s; Prometheus: %s", name, prometheus)
                    .isEqualTo(ours);
        }

        @ParameterizedTest
        @CsvSource({
            "window, 50, 0 80 160 240 320 400 480 560 640 720 800, 0.26666666666666666, 0.26666666666666666",
            "offset a, 10, 0 10 20 30 40 50 60 70 80 90 100, 0.03333333333333333, 0.03333333333333333",
            "offset b, 10, 0 20 40 60 80 100 120 140 160 180 200, 0.06666666666666667, 0.06666666666666667",
            // 243 in 50 min; Prometheus leaves out the first reading, and so the first 27 of them
            "reset in the middle, 50, 0 27 54 81 108 0 27 54 81 108 135, 0.08, 0.081",
            // the reading of minute 45 is in the range, and the 10 that led to it belong to it: Prometheus leaves these
            // out
            "reset at the end, 6, 0 10 20 30 40 50 60 70 80 90 0, 0, 0.016666666666666666",
            // Prometheus has one reading in the range, and says nothing
            "reset at the end, 5, 0 10 20 30 40 50 60 70 80 90 0, NaN, 0.016666666666666666",
        })
        void rate(String name, int minutes, String values, double prometheus, double ours) {
            Series series = readEvery(5 * MINUTE, Duration.ofMinutes(minutes), numbers(values));
            assertThat(series.read(Statistic.RATE, 0, 50 * MINUTE))
                    .as("%s; Prometheus: %s", name, prometheus)
                    .isCloseTo(ours, within(1e-15));
        }

        @ParameterizedTest
        @CsvSource({"0, 0.5", "60, 0.55", "120, 0.6", "180, 0.6", "240, 0.6", "300, 0.6"})
        void a_rate_is_never_extrapolated_to_the_time_before_the_first_reading(double first, double prometheus) {
            Series series = readEvery(4 * MINUTE, Duration.ofMinutes(20), first, first + 240, first + 480);
            assertThat(series.read(Statistic.RATE, 0, 10 * MINUTE))
                    .as("Prometheus: %s", prometheus)
                    .isEqualTo(1);
        }
    }

    @Test
    void one_reading_tells_no_increase() {
        Series series = readEvery(MINUTE, Duration.ofMinutes(5), 1_000);
        assertThat(series.read(Statistic.INCREASE, 0, 0)).isNaN();
        assertThat(series.read(Statistic.RATE, 0, MINUTE)).isNaN();
        assertThat(series.read(Statistic.COUNT, 0, MINUTE)).isEqualTo(1);
    }

    @Test
    void readings_further_apart_than_the_window_are_not_compared_in_it() {
        Series series = Series.ofCounter(Duration.ofMinutes(5), Duration.ofHours(1), Series.ENDLESS);
        series.record(10, 0);
        series.record(70, 6 * MINUTE);
        assertThat(series.read(Statistic.INCREASE, 0, 6 * MINUTE)).isNaN();
        assertThat(series.read(Statistic.INCREASE, 1, 6 * MINUTE)).isEqualTo(60);
        assertThat(series.read(Statistic.INCREASE, 2, 6 * MINUTE)).isEqualTo(60);
        assertThat(series.observed(0, 6 * MINUTE)).isZero();
        assertThat(series.observed(1, 6 * MINUTE)).isEqualTo(0.1);
        series.record(75, 7 * MINUTE);
        assertThat(series.read(Statistic.INCREASE, 0, 7 * MINUTE)).isEqualTo(5);
        assertThat(series.read(Statistic.RATE, 0, 7 * MINUTE)).isEqualTo(5 / 60.0);
    }

    @Test
    void what_has_grown_leaves_the_window_with_its_reading() {
        Series series = readEvery(MINUTE, Duration.ofMinutes(16), 0, 1, 3, 6);
        assertThat(series.read(Statistic.INCREASE, 0, 17 * MINUTE)).isEqualTo(6);
        assertThat(series.read(Statistic.INCREASE, 0, 18 * MINUTE)).isEqualTo(5);
        assertThat(series.read(Statistic.INCREASE, 0, 19 * MINUTE)).isEqualTo(3);
        assertThat(series.read(Statistic.INCREASE, 0, 20 * MINUTE)).isNaN();
    }

    @Test
    void a_reading_that_comes_after_a_younger_one_is_no_restart() {
        Series series = readEvery(MINUTE, Duration.ofMinutes(5), 10, 20, 30);
        series.record(25, MINUTE + 1);
        series.record(29, 2 * MINUTE);
        assertThat(series.late()).isEqualTo(2);
        series.record(30, 2 * MINUTE);
        series.record(31, 2 * MINUTE);
        assertThat(series.late()).isEqualTo(2);
        assertThat(series.read(Statistic.INCREASE, 0, 2 * MINUTE)).isEqualTo(21);
    }

    @Test
    void a_negative_counter_is_refused_and_compared_with_nothing() {
        Series series = readEvery(MINUTE, Duration.ofMinutes(5), 10, -1, 30);
        assertThat(series.refused()).isEqualTo(1);
        assertThat(series.read(Statistic.INCREASE, 0, 2 * MINUTE)).isEqualTo(20);
        assertThat(series.read(Statistic.COUNT, 0, 2 * MINUTE)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void a_counter_has_no_distribution(Statistic statistic) {
        Series series = readEvery(MINUTE, Duration.ofMinutes(5), 10, 20, 30);
        boolean told = EnumSet.of(Statistic.COUNT, Statistic.INCREASE, Statistic.RATE, Statistic.ERROR_RATIO)
                .contains(statistic);
        assertThat(Double.isNaN(series.read(statistic, 0, 2 * MINUTE))).isNotEqualTo(told);
    }

    @Test
    void runs_that_failed_are_counted() {
        Series series = readEvery(MINUTE, Duration.ofMinutes(5), 10, 20);
        series.fail(MINUTE);
        series.record(30, true, 2 * MINUTE);
        assertThat(series.read(Statistic.ERROR_RATIO, 0, 2 * MINUTE)).isEqualTo(0.5);
        assertThat(series.read(Statistic.INCREASE, 0, 2 * MINUTE)).isEqualTo(20);
    }
}
