package dev.postflight.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # halves | of   | ratio              | met
                    29       | 50   | 0.58               | true
                    29       | 50   | 0.5800000000000001 | false
                    28       | 50   | 0.58               | false
                    9        | 10   | 0.9                | true
                    7        | 10   | 0.7                | true
                    1        | 3    | 0.3333333333333333 | true
                    1        | 3    | 0.3333333333333334 | false
                    0        | 10   | 0                  | true
                    10       | 10   | 1                  | true
                    1999999  | 2000000 | 1               | false
                    9223372036854775807 | 9223372036854775807 | 1 | true
                    """)
    void is_compared_exactly_as_K33_is_not_by_others(long earned, long total, BigDecimal ratio, boolean met) {
        assertThat(new Score(earned, total).meets(ratio)).isEqualTo(met);
    }

    @Test
    void of_K30_and_K31_is_a_warning_and_a_failure() {
        Score warning = new Score(1506, 2000);
        Score failure = new Score(1480, 2000);

        assertThat(warning.meets(new BigDecimal("0.90"))).isFalse();
        assertThat(warning.meets(new BigDecimal("0.75"))).isTrue();
        assertThat(warning).hasToString("7.53/10 (75.3 %)");
        assertThat(failure.meets(new BigDecimal("0.75"))).isFalse();
        assertThat(failure).hasToString("7.40/10 (74.0 %)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    12      | 14      | 8.57/10 (85.7 %)
                    14      | 14      | 10.00/10 (100.0 %)
                    1       | 2       | 5.00/10 (50.0 %)
                    2       | 3       | 6.66/10 (66.6 %)
                    1999999 | 2000000 | 9.99/10 (99.9 %)
                    1       | 2000000 | 0.00/10 (0.0 %)
                    0       | 2       | 0.00/10 (0.0 %)
                    29      | 50      | 5.80/10 (58.0 %)
                    """)
    void is_shown_as_in_S2_6_and_never_better_than_it_is(long earned, long total, String text) {
        assertThat(new Score(earned, total)).hasToString(text);
    }

    @Test
    void has_a_ratio() {
        assertThat(new Score(29, 50).ratio()).isEqualTo(0.58);
    }

    @Nested
    class WithoutAnythingThatCounts {

        private final Score nothing = new Score(0, 0);

        @Test
        void meets_nothing_not_even_zero() {
            assertThat(nothing.meets(BigDecimal.ZERO)).isFalse();
            assertThat(nothing.meets(BigDecimal.ONE)).isFalse();
        }

        @Test
        void is_zero() {
            assertThat(nothing.ratio()).isZero();
            assertThat(nothing).hasToString("0/10 (0 %)");
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, 10", "11, 10", "1, 0", "0, -1"})
    void lies_between_nothing_and_everything(long earned, long total) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Score(earned, total))
                .withMessage("earnedHalves: " + earned + " (expected: 0 to totalHalves, " + total + ")");
    }
}
