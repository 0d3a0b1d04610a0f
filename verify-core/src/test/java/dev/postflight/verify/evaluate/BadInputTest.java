package dev.postflight.verify.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Reason;
import dev.postflight.api.Severity;
import dev.postflight.api.Threshold;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no probe should send and no ticker should say: never an exception, never a pass, never an alert before its time. */
class BadInputTest {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private static CompiledThreshold compiled(String text) {
        return new CompiledThreshold(Threshold.parse(text));
    }

    private static Reason reason(String text, double value) {
        CompiledThreshold threshold = compiled(text);
        return threshold.evaluate(value, 0, threshold.newMemory()).reason();
    }

    @Nested
    class Values {

        @ParameterizedTest
        @ValueSource(doubles = {-4.9E-324, -1e-9, -1, -1e300, -Double.MAX_VALUE})
        void a_duration_below_zero_is_none(double value) {
            assertThat(reason("x: target < 200ms, CRITICAL > 2s", value)).isEqualTo(Reason.NO_DATA);
            assertThat(reason("x: CRITICAL > 2s for 5m", value)).isEqualTo(Reason.NO_DATA);
            assertThat(reason("x: >= 1s", value)).isEqualTo(Reason.NO_DATA);
            assertThat(reason("x: != 1s", value)).isEqualTo(Reason.NO_DATA);
            assertThat(reason("x: HIGH outside 0s..1s", value)).isEqualTo(Reason.NO_DATA);
        }

        @ParameterizedTest
        @CsvSource({
            "x: CRITICAL > 2s,                  -0.0",
            "x: CRITICAL outside -10ms..10ms,   -0.01",
            "x - y: CRITICAL > 2s,              -1",
            "x: CRITICAL > 2,                   -1",
            "x: CRITICAL > 2MB,                 -1",
        })
        void what_may_be_below_zero_is_a_value(String text, double value) {
            assertThat(reason(text, value)).isEqualTo(Reason.MET);
        }

        @Test
        void a_duration_below_zero_neither_ages_nor_resets_what_is_pending() {
            CompiledThreshold threshold = compiled("x: CRITICAL > 2s for 5m");
            long[] memory = threshold.newMemory();
            threshold.evaluate(3, 0, memory);
            assertThat(threshold.evaluate(-3, 5 * MINUTE, memory).reason()).isEqualTo(Reason.NO_DATA);
            assertThat(threshold.evaluate(3, 5 * MINUTE, memory).severity()).isEqualTo(Severity.CRITICAL);
        }

        @ParameterizedTest
        @CsvSource({
            "x: CRITICAL > 0,         4.9E-324, LEVEL_REACHED",
            "x: CRITICAL > 0,         -0.0,     MET",
            "x: CRITICAL >= 0,        -0.0,     LEVEL_REACHED",
            "x: CRITICAL < 0,         -4.9E-324, LEVEL_REACHED",
            "x: CRITICAL = 0,         -0.0,     LEVEL_REACHED",
            "x: CRITICAL != 0,        -0.0,     MET",
            "x: CRITICAL >= 4.9e-324, 4.9E-324, LEVEL_REACHED",
            "x: CRITICAL > 4.9e-324,  4.9E-324, MET",
            "x: CRITICAL > 2.2250738585072014e-308,  2.2250738585072014E-308, MET",
            "x: CRITICAL >= 2.2250738585072014e-308, 2.225073858507201E-308,  MET",
            "x: CRITICAL > 1.7976931348623157e308,   1.7976931348623157E308,  MET",
            "x: CRITICAL >= 1.7976931348623157e308,  1.7976931348623157E308,  LEVEL_REACHED",
            "x: CRITICAL < -1.7976931348623157e308,  -1.7976931348623157E308, MET",
            "x: CRITICAL <= -1.7976931348623157e308, -1.7976931348623157E308, LEVEL_REACHED",
            "x: = 9007199254740993,   9007199254740992, MET", // the nearest double
        })
        void limits_are_sharp_at_the_ends_of_what_a_double_can_hold(String text, double value, Reason reason) {
            assertThat(reason(text, value)).isEqualTo(reason);
        }
    }

    @Nested
    class Clocks {

        private final CompiledThreshold threshold = compiled("x: HIGH > 5 for 5m");
        private final long[] memory = threshold.newMemory();

        private Reason at(long minute, double value) {
            return threshold.evaluate(value, minute * MINUTE, memory).reason();
        }

        @Test
        void one_that_goes_back_before_the_first_bad_value_starts_anew() {
            assertThat(at(10, 6)).isEqualTo(Reason.LEVEL_PENDING);
            assertThat(at(3, 6)).isEqualTo(Reason.LEVEL_PENDING);
            assertThat(at(7, 6)).isEqualTo(Reason.LEVEL_PENDING);
            assertThat(at(8, 6)).isEqualTo(Reason.LEVEL_REACHED);
        }

        @Test
        void one_that_goes_back_a_little_only_makes_it_later() {
            assertThat(at(10, 6)).isEqualTo(Reason.LEVEL_PENDING);
            assertThat(at(14, 6)).isEqualTo(Reason.LEVEL_PENDING);
            assertThat(at(11, 6)).isEqualTo(Reason.LEVEL_PENDING);
            assertThat(at(15, 6)).isEqualTo(Reason.LEVEL_REACHED);
        }

        @Test
        void one_that_goes_back_takes_back_nothing_that_was_reached() {
            at(10, 6);
            assertThat(at(15, 6)).isEqualTo(Reason.LEVEL_REACHED);
            assertThat(at(-1_000, 6)).isEqualTo(Reason.LEVEL_REACHED);
            assertThat(at(-999, 5)).isEqualTo(Reason.MET);
            assertThat(at(-998, 6)).isEqualTo(Reason.LEVEL_PENDING);
        }

        @Test
        void one_that_stands_still_never_fires() {
            for (int i = 0; i < 100; i++) {
                assertThat(at(10, 6)).isEqualTo(Reason.LEVEL_PENDING);
            }
        }

        @Test
        void ten_years_between_two_values_are_ten_years() {
            assertThat(at(0, 6)).isEqualTo(Reason.LEVEL_PENDING);
            assertThat(at(Duration.ofDays(3_653).toMinutes(), 6)).isEqualTo(Reason.LEVEL_REACHED);
        }
    }
}
