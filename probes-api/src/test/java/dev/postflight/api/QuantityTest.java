package dev.postflight.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1ns     | SECONDS    | 1e-9
                    1us     | SECONDS    | 1e-6
                    1µs     | SECONDS    | 1e-6
                    1μs     | SECONDS    | 1e-6
                    1ms     | SECONDS    | 1e-3
                    1s      | SECONDS    | 1
                    1m      | SECONDS    | 60
                    1min    | SECONDS    | 60
                    1h      | SECONDS    | 3600
                    1d      | SECONDS    | 86400
                    1%      | RATIO      | 0.01
                    1B      | BYTES      | 1
                    1kB     | BYTES      | 1000
                    1MB     | BYTES      | 1000000
                    1GB     | BYTES      | 1000000000
                    1TB     | BYTES      | 1000000000000
                    1KiB    | BYTES      | 1024
                    1MiB    | BYTES      | 1048576
                    1GiB    | BYTES      | 1073741824
                    1TiB    | BYTES      | 1099511627776
                    60/s    | PER_SECOND | 60
                    60/min  | PER_SECOND | 1
                    1/min   | PER_SECOND | 0.016666666666666666
                    1       | COUNT      | 1
                    """)
    void every_unit_has_its_base_value(String text, Unit unit, double value) {
        Quantity quantity = Quantity.parse(text);

        assertThat(quantity.unit()).isEqualTo(unit);
        assertThat(quantity.value()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0.1ms     | 0.0001
                    200ms     | 0.2
                    299.7ms   | 0.2997
                    0.3s      | 0.3
                    1.1h      | 3960
                    5%        | 0.05
                    0.1%      | 0.001
                    99.99%    | 0.9999
                    110%      | 1.1
                    -5%       | -0.05
                    +5%       | 0.05
                    .5        | 0.5
                    1.5GiB    | 1610612736
                    1e3       | 1000
                    1E-3      | 0.001
                    1.5e+2ms  | 0.15
                    """)
    void the_value_is_the_double_nearest_to_what_is_written(String text, double value) {
        assertThat(Quantity.parse(text).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ' 200 ms '           | 200ms
                    200.500ms            | 200.5ms
                    1000                 | 1000
                    1e3                  | 1000
                    0.00                 | 0
                    -0                   | 0
                    0ms                  | 0ms
                    5 %                  | 5%
                    1e17                 | 100000000000000000
                    1e19                 | 1E+19
                    1e-18                | 0.000000000000000001
                    1e-19                | 1E-19
                    5μs                  | 5us
                    """)
    void the_text_is_the_usual_one(String written, String printed) {
        assertThat(Quantity.parse(written)).hasToString(printed);
        assertThat(Quantity.parse(printed)).isEqualTo(Quantity.parse(written));
    }

    @ParameterizedTest
    @CsvSource({"200ms, 200.0 ms", "1e3, 1000", "0, 0.0", "5us, 5µs"})
    void the_same_number_and_unit_are_equal(String one, String other) {
        assertThat(Quantity.parse(one)).isEqualTo(Quantity.parse(other)).hasSameHashCodeAs(Quantity.parse(other));
    }

    @ParameterizedTest
    @CsvSource({"5ms, PT0.005S", "1.5h, PT1H30M", "1.9ns, PT0.000000001S", "1d, PT24H", "0.1us, PT0.0000001S"})
    void a_time_is_a_duration_cut_to_nanoseconds(String text, java.time.Duration duration) {
        assertThat(Quantity.parse(text).toDuration()).isEqualTo(duration);
    }

    @Nested
    class Faults {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        ''        | at 1: quantity: the end (expected: a number with an optional unit, such as 200ms, 5% or 10/s)
                        ms        | at 1: quantity: "ms" (expected: a number with an optional unit, such as 200ms, 5% or 10/s)
                        200ms.    | at 6: after 200ms: "." (expected: the end)
                        5 5       | at 3: after 5: "5" (expected: the end)
                        200msec   | at 1: unit: "msec" (expected: one of ns us µs ms s m min h d % B kB MB GB TB KiB MiB GiB TiB /s /min, or none)
                        200mS     | at 1: unit: "mS" (expected: ms, as upper and lower case differ)
                        1,5s      | at 1: number: "1,5" (expected: a point before decimals, and nothing between thousands)
                        Infinity  | at 1: quantity: "Infinity" (expected: a number with an optional unit, such as 200ms, 5% or 10/s)
                        """)
        void of_a_text_are_named_with_their_place(String text, String rest) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Quantity.parse(text))
                    .withMessage("quantity \"" + text + "\" " + rest);
        }

        @Test
        @SuppressWarnings("NullAway")
        void null_is_refused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Quantity.parse(null))
                    .withMessage("quantity: null (expected: a text of at most 2000 characters)");
            assertThatExceptionOfType(NullPointerException.class)
                    .isThrownBy(() -> new Quantity(null, "ms"))
                    .withMessage("amount");
            assertThatExceptionOfType(NullPointerException.class)
                    .isThrownBy(() -> new Quantity(BigDecimal.ONE, null))
                    .withMessage("symbol");
        }

        @Test
        void a_number_has_at_most_64_characters_and_40_digits() {
            String characters = "0".repeat(64) + "1";
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Quantity.parse(characters))
                    .withMessage("quantity \"" + characters + "\" at 1: number: \"" + characters
                            + "\" (expected: at most 64 characters)");
            assertThat(Quantity.parse("9".repeat(40)).value()).isEqualTo(1e40);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Quantity(new BigDecimal("9".repeat(41)), "ms"))
                    .withMessage("number: one of 41 digits (expected: at most 40 significant digits)");
        }

        @ParameterizedTest
        @CsvSource({
            "1E+999999999, ms",
            "1E-999999999, ns",
            "1E+2147483647, h",
            "1E-2147483647, ns",
            "1E+2147483647, /min",
            "1E-2147483647, %",
            "1.8E+308, ''",
            "1E-325, ''",
            "-1E+309, B"
        })
        void what_no_double_can_hold_is_refused_however_far_off(BigDecimal amount, String symbol) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Quantity(amount, symbol))
                    .withMessage("number: " + amount + symbol + " (expected: a number that a double can hold)");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "5ms, SECONDS, true", "5ms, BYTES, false", "5ms, COUNT, false", "5B, SECONDS, false", "5%, RATIO, true",
        "5%, COUNT, false", "0.05, RATIO, true", "0.05, COUNT, true", "5, SECONDS, false", "5, PER_SECOND, false",
        "0, SECONDS, true", "0, BYTES, true", "0, PER_SECOND, true", "5/min, PER_SECOND, true", "5/min, COUNT, false"
    })
    void a_quantity_fits_metrics_of_its_unit_and_a_bare_number_ratios_too(String text, Unit metric, boolean fits) {
        assertThat(Quantity.parse(text).fits(metric)).isEqualTo(fits);
    }
}
