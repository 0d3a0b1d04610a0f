package dev.postflight.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeasurementTest {

    @ParameterizedTest
    @ValueSource(strings = {"p95", "_", "a", "Z9", "http.server-requests_total", "incidents.critical"})
    void a_name_is_a_plain_word(String metric) {
        assertThat(Measurement.of(metric, 1, Unit.COUNT).metric()).isEqualTo(metric);
    }

    @Test
    void a_name_may_have_100_characters() {
        assertThat(Measurement.of("a".repeat(100), 1, Unit.COUNT).metric()).hasSize(100);
        assertThatIllegalArgumentException().isThrownBy(() -> Measurement.of("a".repeat(101), 1, Unit.COUNT));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "9a", "-a", ".a", "a b", "a:b", "größe", "a\n", "a\u0000", "a,b", "p95 "})
    @SuppressWarnings("NullAway")
    void any_other_name_is_refused(String metric) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Measurement.of(metric, 1, Unit.COUNT))
                .withMessage("metric: "
                        + (metric == null
                                ? "null"
                                : '"' + metric.replace('\n', ' ').replace('\u0000', '?') + '"')
                        + " (expected: a letter or underscore, then letters, digits, underscores, dots or hyphens,"
                        + " 100 characters at most)");
    }

    @Test
    @SuppressWarnings("NullAway")
    void a_unit_must_be_there() {
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> Measurement.of("a", 1, null))
                .withMessage("unit");
    }

    /** A8: what is not a number is kept, so that it can be shown and judged as no data. */
    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void what_is_not_finite_is_kept(double value) {
        assertThat(Measurement.of("a", value, Unit.RATIO).value()).isEqualTo(Double.valueOf(value));
        assertThat(Measurement.of("a", value, Unit.RATIO)).isEqualTo(Measurement.of("a", value, Unit.RATIO));
    }

    @Test
    void it_is_shown_in_a_sensible_unit() {
        assertThat(Measurement.of("p95", 0.612, Unit.SECONDS)).hasToString("p95 612 ms");
        assertThat(Measurement.of("p95", Double.NaN, Unit.SECONDS)).hasToString("p95 not a number");
    }
}
