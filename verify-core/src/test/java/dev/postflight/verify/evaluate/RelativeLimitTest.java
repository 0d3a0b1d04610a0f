package dev.postflight.verify.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Outcome;
import dev.postflight.api.Reason;
import dev.postflight.api.Severity;
import dev.postflight.api.Threshold;
import dev.postflight.api.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits relative to a baseline: what they come to, and when they come to nothing. */
class RelativeLimitTest {

    private static CompiledThreshold against(String threshold, double baseline) {
        return new CompiledThreshold(Threshold.parse(threshold)).against(new Reference(baseline, 30));
    }

    private static Evaluation evaluate(CompiledThreshold threshold, double value) {
        return threshold.evaluate(value, 0, threshold.newMemory());
    }

    /** Peers' cases, each under its number; what differs from there is told in the names of other tests. */
    @ParameterizedTest
    @CsvSource({
        "K9,  'x: <= baseline + 10%',         10, 10,    PASS",
        "K9,  'x: <= baseline + 10%',         10, 11,    PASS",
        "K10, 'x: <= baseline + 10%',         10, 11.01, FAIL",
        "K11, 'x: < baseline + 0%',           10, 10,    FAIL",
        "K12, 'x: > baseline + 0%',           10, 10,    FAIL",
        "K16, 'x: <= baseline + 10%, <= 10',  10, 11,    FAIL",
        "K17, 'x: <= 10',                     10, 11,    FAIL",
        "K17, 'x: <= baseline + 10%',         10, 11,    PASS",
        "K21, 'x: target <= 15, <= 20',       10, 16,    WARN",
        "K34, 'x: <= baseline + 0.001',        0, 0.001, PASS",
        "K34, 'x: <= baseline + 0.0009',       0, 0.001, FAIL",
    })
    void it_decides_as_the_cases_of_the_peers(
            String id, String threshold, double baseline, double value, Outcome outcome) {
        assertThat(evaluate(against(threshold, baseline), value).outcome())
                .as(id)
                .isEqualTo(outcome);
    }

    /** Peers' cases K19, K20 and K34: satisfied there, violated there; here there is no telling. */
    @ParameterizedTest
    @CsvSource({
        "K19, 'x: <= baseline + 10%',   NaN,       1000, 1,     NO_BASELINE",
        "K20, 'x: <= baseline + 10%',   Infinity,  1000, 1,     NO_BASELINE",
        "K20, 'x: <= baseline + 10%',   NaN,       0,    1,     NO_BASELINE",
        "K20, 'x: <= baseline + 10%',   10,        0,    1,     THIN_BASELINE",
        "'',  'x: <= baseline + 10%',   10,        29,   1,     THIN_BASELINE",
        "'',  'x: <= baseline + 10%',   0,         29,   1,     THIN_BASELINE",
        "K34, 'x: <= baseline + 10%',   0,         30,   0.001, ZERO_BASELINE",
        "'',  'x: HIGH > baseline - 1%', -0.0,     30,   0.001, ZERO_BASELINE",
        "'',  'x: <= baseline + 0%',    0,         30,   0,     MET",
        "'',  'x: <= baseline',         0,         30,   0,     MET",
        "'',  'x: <= baseline + 0%',    0,         30,   1,     LEVEL_REACHED",
    })
    void a_baseline_that_says_nothing_gives_a_reason(
            String id, String threshold, double baseline, long samples, double value, Reason reason) {
        CompiledThreshold compiled =
                new CompiledThreshold(Threshold.parse(threshold)).against(new Reference(baseline, samples));
        assertThat(evaluate(compiled, value).reason()).as(id).isEqualTo(reason);
        assertThat(compiled.digits(value, Unit.COUNT, evaluate(compiled, value)))
                .isBetween(3, 17);
    }

    @ParameterizedTest
    @CsvSource({
        "0.3,  10%,    0.33", // 0.3 * 1.1 is one double above
        "0.1,  20%,    0.12",
        "0.7,  10%,    0.77",
        "0.1,  0.2,    0.3",
        "1.1,  2.2,    3.3",
        "-10,  10%,    -9",
        "-0.3, 10%,    -0.27",
        "10,   0%,     10",
        "10,   -10%,   9",
        "-10,  -10%,   -11",
        "3,    -5,     -2",
        "1e308, 100%,  Infinity",
    })
    void sums_are_those_of_decimals(double baseline, String margin, double limit) {
        String sign = margin.startsWith("-") ? " - " + margin.substring(1) : " + " + margin;
        CompiledThreshold threshold = against("x: CRITICAL > baseline" + sign, baseline);
        double last = Math.min(limit, Double.MAX_VALUE);
        assertThat(evaluate(threshold, last).reason()).isEqualTo(Reason.MET);
        assertThat(evaluate(threshold, Math.nextUp(last)).reason())
                .isEqualTo(Double.isInfinite(limit) ? Reason.NO_DATA : Reason.LEVEL_REACHED);
    }

    @Test
    void a_margin_with_a_unit_is_added_as_it_is() {
        CompiledThreshold threshold = against("x: HIGH > baseline + 50ms", 0.3);
        assertThat(evaluate(threshold, 0.35).reason()).isEqualTo(Reason.MET);
        assertThat(evaluate(threshold, Math.nextUp(0.35)).severity()).isEqualTo(Severity.HIGH);
        assertThat(threshold.digits(0.35001, Unit.SECONDS, evaluate(threshold, 0.35001)))
                .isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x: CRITICAL > 10, HIGH > baseline + 10%", "x: <= 10, target < baseline + 1%"})
    void what_is_critical_anyway_is_critical_without_a_baseline(String text) {
        CompiledThreshold threshold = against(text, 0);
        assertThat(evaluate(threshold, 11).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(evaluate(threshold, 10).reason()).isEqualTo(Reason.ZERO_BASELINE);
        assertThat(evaluate(threshold, Double.NaN).reason()).isEqualTo(Reason.NO_DATA);
    }

    @Test
    void what_was_pending_goes_on_when_the_baseline_comes_late_or_changes() {
        CompiledThreshold threshold =
                new CompiledThreshold(Threshold.parse("x: CRITICAL > 10 for 60ns, HIGH > baseline + 10% for 60ns"));
        long[] memory = threshold.newMemory();
        assertThat(threshold.evaluate(11, 0, memory).reason()).isEqualTo(Reason.NO_BASELINE);
        CompiledThreshold resolved = threshold.against(new Reference(2, 30));
        assertThat(resolved.evaluate(11, 30, memory).clause()).hasToString("CRITICAL > 10 for 60ns");
        assertThat(threshold.evaluate(5, 40, memory).reason()).isEqualTo(Reason.NO_BASELINE);
        CompiledThreshold other = threshold.against(new Reference(3, 30));
        assertThat(other.evaluate(5, 89, memory).reason()).isEqualTo(Reason.LEVEL_PENDING);
        assertThat(other.evaluate(5, 90, memory).severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void durations_below_zero_are_none_unless_the_baseline_is_below_zero() {
        String text = "x: HIGH > baseline + 50ms";
        assertThat(evaluate(against(text, 0.3), -0.1).reason()).isEqualTo(Reason.NO_DATA);
        assertThat(evaluate(against(text, -0.3), -0.25).reason()).isEqualTo(Reason.MET);
        assertThat(evaluate(against(text, -0.3), -0.2).severity()).isEqualTo(Severity.HIGH);
    }
}
