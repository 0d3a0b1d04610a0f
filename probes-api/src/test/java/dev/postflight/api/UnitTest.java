package dev.postflight.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Figures for people. */
class UnitTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0             | 0 s
                    -0.0          | 0 s
                    1             | 1 s
                    1.5           | 1.5 s
                    -1.5          | -1.5 s
                    59.94         | 59.9 s
                    59.95         | 1 min
                    59.96         | 1 min
                    -59.96        | -1 min
                    60            | 1 min
                    60.4          | 1 min
                    61            | 1 min 1 s
                    90            | 1 min 30 s
                    -90           | -1 min 30 s
                    119.6         | 2 min
                    3599          | 59 min 59 s
                    3599.5        | 1 h
                    3600          | 1 h
                    5400          | 1 h 30 min
                    3601          | 1 h
                    7199          | 1 h 59 min
                    86399.7       | 1 d
                    86400         | 1 d
                    90000         | 1 d 1 h
                    2592000       | 30 d
                    1e14          | 1157407407 d 9 h
                    1e15          | 1E+15 s
                    0.612         | 612 ms
                    0.6124        | 612 ms
                    0.001         | 1 ms
                    0.9994        | 999 ms
                    0.9995        | 1 s
                    0.9999996     | 1 s
                    -0.9999996    | -1 s
                    0.00099996    | 1 ms
                    0.0000123     | 12.3 µs
                    0.00000099951 | 1 µs
                    0.0000000015  | 1.5 ns
                    1e-12         | 0.001 ns
                    1e-300        | 1E-291 ns
                    NaN           | not a number
                    Infinity      | infinite
                    -Infinity     | minus infinite
                    """)
    void durations_take_the_unit_that_suits_them(double seconds, String text) {
        assertThat(Unit.SECONDS.format(seconds)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0                 | 0 B
                    1                 | 1 B
                    1023              | 1023 B
                    1023.4            | 1023 B
                    1023.9            | 1 KiB
                    1024              | 1 KiB
                    1536              | 1.5 KiB
                    -1536             | -1.5 KiB
                    1048565           | 1 MiB
                    -1048565          | -1 MiB
                    1048000           | 1023 KiB
                    1048576           | 1 MiB
                    536870912         | 512 MiB
                    1610612736        | 1.5 GiB
                    1099511627776     | 1 TiB
                    1125899906842624  | 1024 TiB
                    1e18              | 909495 TiB
                    1e30              | 9.09E+17 TiB
                    0.5               | 0.5 B
                    """)
    void sizes_count_in_powers_of_1024(double bytes, String text) {
        assertThat(Unit.BYTES.format(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0            | 0 %
                    0.05         | 5 %
                    0.07         | 7 %
                    0.145        | 14.5 %
                    0.999        | 99.9 %
                    1            | 100 %
                    1.5          | 150 %
                    -0.004       | -0.4 %
                    0.00001      | 0.001 %
                    0.57         | 57 %
                    0.12345      | 12.3 %
                    0.9994       | 99.9 %
                    0.9995       | 99.95 %
                    0.99999      | 99.999 %
                    0.9999999    | 99.99999 %
                    1.0004       | 100.04 %
                    NaN          | not a number
                    """)
    void shares_are_per_cent_and_only_the_whole_is_100(double ratio, String text) {
        assertThat(Unit.RATIO.format(ratio)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0             | 0
                    -0.0          | 0
                    12            | 12
                    -12           | -12
                    3.14159       | 3.14
                    1234          | 1234
                    1234.5        | 1234
                    1234.6        | 1235
                    999999        | 999999
                    999999.7      | 1000000
                    1000000       | 1000000
                    1234567       | 1230000
                    1e15          | 1E+15
                    1e300         | 1E+300
                    0.000123456   | 0.000123
                    1e-15         | 1E-15
                    4.9e-324      | 4.9E-324
                    """)
    void numbers_keep_what_stands_before_the_point(double value, String text) {
        assertThat(Unit.COUNT.format(value)).isEqualTo(text);
        assertThat(Unit.PER_SECOND.format(value)).isEqualTo(text + "/s");
    }

    @Nested
    class WithMoreDigits {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        RATIO   | 0.050001    | 17 | 5.0001 %
                        RATIO   | 0.57        | 17 | 57 %
                        RATIO   | 0.29        | 17 | 29 %
                        SECONDS | 0.2000001   | 17 | 200.0001 ms
                        SECONDS | 0.0035      | 17 | 3.5 ms
                        SECONDS | 0.9999996   | 7  | 999.9996 ms
                        SECONDS | 59.96       | 4  | 59.96 s
                        SECONDS | 120         | 4  | 2 min
                        SECONDS | 120.4       | 4  | 120.4 s
                        SECONDS | -120.4      | 4  | -120.4 s
                        SECONDS | 7199        | 4  | 7199 s
                        SECONDS | 5400        | 17 | 1 h 30 min
                        BYTES   | 1073741825  | 10 | 1.000000001 GiB
                        BYTES   | 1048565.76  | 6  | 1023.99 KiB
                        BYTES   | 1048565.76  | 4  | 1 MiB
                        COUNT   | 2.0000001   | 8  | 2.0000001
                        COUNT   | 2.0000001   | 1  | 2
                        COUNT   | 1234567     | 7  | 1234567
                        """)
        void a_figure_shows_them(Unit unit, double value, int digits, String text) {
            assertThat(unit.format(value, digits)).isEqualTo(text);
        }
    }

    @Test
    void no_figure_is_shown_in_a_unit_that_it_has_outgrown() {
        for (long seed = 0; seed < 20_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double value = Math.pow(10, random.nextDouble(-10, 8)) * (random.nextBoolean() ? 1 : -1);
            int digits = 1 + random.nextInt(17);
            assertThat(Unit.SECONDS.format(value, digits))
                    .as("seed %d, %s s, %d digits", seed, value, digits)
                    .doesNotMatch("-?[1-9][0-9]{3,}(\\.\\d+)? (ms|µs|ns)")
                    .doesNotMatch("-?60 (s|min)");
            assertThat(Unit.BYTES.format(value, digits))
                    .as("seed %d, %s B, %d digits", seed, value, digits)
                    .doesNotMatch("-?1024 (B|KiB|MiB|GiB)");
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_double_has_a_short_text(Unit unit) {
        for (double value : new double[] {
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            Double.MIN_VALUE,
            -Double.MIN_VALUE,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            1e15,
            999_999_999_999_999d
        }) {
            assertThat(unit.format(value)).as("%s", value).hasSizeLessThan(30);
        }
    }
}
