package dev.postflight.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures of others are rarely in base units, and a wrong factor is a wrong verdict. */
class ScaleTest {

    @ParameterizedTest
    @CsvSource({
        "42, ms, 0.042, SECONDS",
        "42, us, 0.000042, SECONDS",
        "42, µs, 0.000042, SECONDS",
        "42, μs, 0.000042, SECONDS",
        "1, ns, 1e-9, SECONDS",
        "1.5, min, 90, SECONDS",
        "2, d, 172800, SECONDS",
        "5.1, %, 0.051, RATIO",
        "71.5, %, 0.715, RATIO",
        "1, MiB, 1048576, BYTES",
        "1, MB, 1000000, BYTES",
        "3, /min, 0.05, PER_SECOND",
        "-7, ms, -0.007, SECONDS",
        "0, ms, 0, SECONDS",
        "3, s, 3, SECONDS",
        "3, seconds, 3, SECONDS",
        "3, BYTES, 3, BYTES",
        "0.3, ratio, 0.3, RATIO",
        "3, count, 3, COUNT",
        "3, per_second, 3, PER_SECOND"
    })
    void a_figure_becomes_the_nearest_double_in_its_base_unit(double figure, String scale, double value, Unit unit) {
        assertThat(Scale.of(scale).inBaseUnit(figure)).isEqualTo(value);
        assertThat(Scale.of(scale).unit()).isEqualTo(unit);
    }

    /** It counts as no data further on. */
    @Test
    void what_is_no_number_stays_so_and_what_is_too_large_becomes_infinite() {
        assertThat(Scale.of("ms").inBaseUnit(Double.NaN)).isNaN();
        assertThat(Scale.of("%").inBaseUnit(Double.NEGATIVE_INFINITY)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Scale.of("TiB").inBaseUnit(Double.MAX_VALUE)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Scale.of("ns").inBaseUnit(Double.MIN_VALUE)).isZero();
    }

    @ParameterizedTest
    @EnumSource(Unit.class)
    void a_base_unit_changes_nothing_and_parses_back(Unit unit) {
        assertThat(Scale.of(unit).inBaseUnit(5.1)).isEqualTo(5.1);
        assertThat(Scale.of(Scale.of(unit).toString())).isEqualTo(Scale.of(unit));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "MS", "kb", "furlongs", "ms ", "percent"})
    void what_is_no_unit_is_refused(String text) {
        assertThatThrownBy(() -> Scale.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "unit: " + (text == null ? "null" : '"' + text + '"')
                                + " (expected: one of seconds, bytes, ratio, count, per_second, or a symbol such as ms, % or MiB)");
    }

    @Test
    void a_symbol_of_another_unit_is_refused() {
        assertThatThrownBy(() -> new Scale(Unit.RATIO, "ms"))
                .hasMessage("symbol: \"ms\" (expected: a ratio such as 5% or 0.05)");
    }
}
