package dev.postflight.verify.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Outcome;
import dev.postflight.api.Reason;
import dev.postflight.api.Severity;
import dev.postflight.api.Threshold;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompiledThresholdTest {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private static CompiledThreshold compiled(String text) {
        return new CompiledThreshold(Threshold.parse(text));
    }

    private static Evaluation evaluate(String text, double value) {
        CompiledThreshold threshold = compiled(text);
        return threshold.evaluate(value, 0, threshold.newMemory());
    }

    @Nested
    class AtALimit {

        @ParameterizedTest
        @CsvSource({
            // a level: bad when it holds
            "CRITICAL >  5, PASS, PASS, FAIL",
            "CRITICAL >= 5, PASS, FAIL, FAIL",
            "CRITICAL <  5, FAIL, PASS, PASS",
            "CRITICAL <= 5, FAIL, FAIL, PASS",
            "CRITICAL =  5, PASS, FAIL, PASS",
            "CRITICAL != 5, FAIL, PASS, FAIL",
            // a required limit: bad when it does not hold
            ">  5, FAIL, FAIL, PASS",
            ">= 5, FAIL, PASS, PASS",
            "<  5, PASS, FAIL, FAIL",
            "<= 5, PASS, PASS, FAIL",
            "=  5, FAIL, PASS, FAIL",
            "!= 5, PASS, FAIL, PASS",
            // a target: missed when it does not hold
            "target >  5, WARN, WARN, PASS",
            "target >= 5, WARN, PASS, PASS",
            "target <  5, PASS, WARN, WARN",
            "target <= 5, PASS, PASS, WARN",
            "target =  5, WARN, PASS, WARN",
            "target != 5, PASS, WARN, PASS",
        })
        void the_next_double_on_either_side_counts(String clause, Outcome below, Outcome at, Outcome above) {
            assertThat(evaluate("x: " + clause, Math.nextDown(5.0)).outcome()).isEqualTo(below);
            assertThat(evaluate("x: " + clause, 5.0).outcome()).isEqualTo(at);
            assertThat(evaluate("x: " + clause, Math.nextUp(5.0)).outcome()).isEqualTo(above);
        }

        @ParameterizedTest
        @ValueSource(strings = {"5%", "0.05"})
        void a_share_is_read_as_the_nearest_double(String limit) {
            assertThat(evaluate("x: CRITICAL > " + limit, 0.05).outcome()).isEqualTo(Outcome.PASS);
            assertThat(evaluate("x: CRITICAL > " + limit, Math.nextUp(0.05)).outcome())
                    .isEqualTo(Outcome.FAIL);
        }

        @Test
        void both_ends_of_a_range_are_inside() {
            String range = "x: CRITICAL outside 10..20";
            assertThat(evaluate(range, Math.nextDown(10.0)).outcome()).isEqualTo(Outcome.FAIL);
            assertThat(evaluate(range, 10).outcome()).isEqualTo(Outcome.PASS);
            assertThat(evaluate(range, 15).outcome()).isEqualTo(Outcome.PASS);
            assertThat(evaluate(range, 20).outcome()).isEqualTo(Outcome.PASS);
            assertThat(evaluate(range, Math.nextUp(20.0)).outcome()).isEqualTo(Outcome.FAIL);
        }

        @Test
        void minus_zero_is_zero() {
            assertThat(evaluate("x: CRITICAL < 0", -0.0).outcome()).isEqualTo(Outcome.PASS);
            assertThat(evaluate("x: = 0", -0.0).outcome()).isEqualTo(Outcome.PASS);
        }

        /** S0.5: one trigger each. */
        @ParameterizedTest
        @CsvSource({
            "error_rate: HIGH > 1%,   0.01",
            "p95:        HIGH > 500ms, 0.5",
            "usage:      HIGH > 80%,  0.8",
        })
        void a_trigger_fires_above_its_limit_and_not_at_it(String threshold, double limit) {
            assertThat(evaluate(threshold, limit).reason()).isEqualTo(Reason.MET);
            assertThat(evaluate(threshold, Math.nextUp(limit)).severity()).isEqualTo(Severity.HIGH);
        }

        /** S0.11: target and alarm; between them a warning without an alert. */
        @ParameterizedTest
        @CsvSource({
            "uptime:      target > 99.9%, 0.999,  HIGH < 99%,   0.99",
            "mttr:        target < 1h,    3600,   HIGH > 2h,    7200",
            "mtbf:        target > 168h,  604800, HIGH < 72h,   259200",
            "p95:         target < 200ms, 0.2,    HIGH > 500ms, 0.5",
            "query.p95:   target < 50ms,  0.05,   HIGH > 100ms, 0.1",
            "error_rate:  target < 0.5%,  0.005,  HIGH > 1%,    0.01",
            "success:     target > 99%,   0.99,   HIGH < 98%,   0.98",
            "usage:       target < 60%,   0.6,    HIGH > 80%,   0.8",
            "pool:        target < 50%,   0.5,    HIGH > 70%,   0.7",
        })
        void a_figure_with_a_target_and_an_alarm_is_judged_on_both_sides(
                String target, double wanted, String level, double alarm) {
            String threshold = target + ", " + level;
            double better = wanted < alarm ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            double worse = -better;
            assertThat(evaluate(threshold, Math.nextAfter(wanted, better)).reason())
                    .isEqualTo(Reason.MET);
            assertThat(evaluate(threshold, wanted).reason()).isEqualTo(Reason.TARGET_MISSED);
            assertThat(evaluate(threshold, alarm).reason()).isEqualTo(Reason.TARGET_MISSED);
            assertThat(evaluate(threshold, alarm).severity()).isNull();
            assertThat(evaluate(threshold, Math.nextAfter(alarm, worse)).severity())
                    .isEqualTo(Severity.HIGH);
        }

        /** S3.2: two levels for each metric. */
        @ParameterizedTest
        @CsvSource({
            "error_rate:    MEDIUM > 1%,    0.01, CRITICAL > 5%,  0.05",
            "p95:           MEDIUM > 500ms, 0.5,  CRITICAL > 2s,  2",
            "connections:   MEDIUM > 70%,   0.7,  CRITICAL > 90%, 0.9",
            "failed_logins: MEDIUM > 50,    50,   CRITICAL > 100, 100",
        })
        void each_of_two_levels_begins_above_its_own_limit(String first, double mild, String second, double grave) {
            String threshold = first + ", " + second;
            assertThat(evaluate(threshold, mild).outcome()).isEqualTo(Outcome.PASS);
            assertThat(evaluate(threshold, Math.nextUp(mild)).severity()).isEqualTo(Severity.MEDIUM);
            assertThat(evaluate(threshold, grave).severity()).isEqualTo(Severity.MEDIUM);
            assertThat(evaluate(threshold, Math.nextUp(grave)).outcome()).isEqualTo(Outcome.FAIL);
        }
    }

    @Nested
    class OfSeveralClauses {

        @ParameterizedTest
        @CsvSource({
            "0.5, PASS, MET,           ",
            "1,   WARN, TARGET_MISSED, ",
            "2,   WARN, TARGET_MISSED, ",
            "3,   WARN, LEVEL_REACHED, LOW",
            "4,   WARN, LEVEL_REACHED, MEDIUM",
            "5,   WARN, LEVEL_REACHED, HIGH",
            "6,   FAIL, LEVEL_REACHED, CRITICAL",
        })
        void the_most_severe_that_is_reached_wins(double value, Outcome outcome, Reason reason, Severity severity) {
            Evaluation evaluation = evaluate("x: CRITICAL > 5, LOW > 2, target < 1, HIGH > 4, MEDIUM > 3", value);
            assertThat(evaluation.outcome()).isEqualTo(outcome);
            assertThat(evaluation.reason()).isEqualTo(reason);
            assertThat(evaluation.severity()).isEqualTo(severity);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "x: target < 1, HIGH > 2, CRITICAL > 3",
                    "x: target < 1, CRITICAL > 3, HIGH > 2",
                    "x: HIGH > 2, target < 1, CRITICAL > 3",
                    "x: HIGH > 2, CRITICAL > 3, target < 1",
                    "x: CRITICAL > 3, target < 1, HIGH > 2",
                    "x: CRITICAL > 3, HIGH > 2, target < 1",
                })
        void the_order_of_writing_does_not_matter(String threshold) {
            assertThat(evaluate(threshold, 1).reason()).isEqualTo(Reason.TARGET_MISSED);
            assertThat(evaluate(threshold, 2.5).severity()).isEqualTo(Severity.HIGH);
            assertThat(evaluate(threshold, 3.5).severity()).isEqualTo(Severity.CRITICAL);
        }

        @Test
        void what_is_required_is_critical() {
            Evaluation evaluation = evaluate("x: >= 99%, MEDIUM < 99.9%", 0.98);
            assertThat(evaluation.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(evaluation.outcome()).isEqualTo(Outcome.FAIL);
        }

        @Test
        void what_is_pending_is_more_than_a_missed_target_and_less_than_a_level() {
            String pending = "CRITICAL > 2s for 10m";
            assertThat(evaluate("x: target < 200ms, " + pending, 3).reason()).isEqualTo(Reason.LEVEL_PENDING);
            assertThat(evaluate("x: target < 200ms, " + pending, 3).severity()).isNull();
            assertThat(evaluate("x: target < 200ms, " + pending, 3).outcome()).isEqualTo(Outcome.WARN);
            assertThat(evaluate("x: LOW > 1s, " + pending, 3).severity()).isEqualTo(Severity.LOW);
        }

        @Test
        void of_two_that_are_pending_the_more_severe_is_named() {
            Evaluation evaluation = evaluate("x: HIGH > 1 for 1m, CRITICAL > 2 for 5m", 3);
            assertThat(evaluation.clause()).hasToString("CRITICAL > 2 for 5m");
        }
    }

    /** Peers' case A8, and their first trap: a figure that is none must never pass, however the limit is written. */
    @Nested
    class WithoutAFigure {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "x: >= 0.9",
                    "x: > 0.9",
                    "x: <= 0.9",
                    "x: < 0.9",
                    "x: = 0.9",
                    "x: != 0.9",
                    "x: target >= 0.9",
                    "x: target > 0.9",
                    "x: target <= 0.9",
                    "x: target < 0.9",
                    "x: target = 0.9",
                    "x: target != 0.9",
                    "x: CRITICAL >= 0.9",
                    "x: CRITICAL > 0.9",
                    "x: CRITICAL <= 0.9",
                    "x: CRITICAL < 0.9",
                    "x: CRITICAL = 0.9",
                    "x: CRITICAL != 0.9",
                    "x: CRITICAL outside 0..1",
                    "x: HIGH > baseline + 10%"
                })
        void nothing_passes_and_nothing_fails(String text) {
            CompiledThreshold threshold = compiled(text);
            for (double none : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
                Evaluation evaluation = threshold.evaluate(none, 0, threshold.newMemory());
                assertThat(evaluation.outcome()).isEqualTo(Outcome.UNKNOWN);
                assertThat(evaluation.reason()).isEqualTo(Reason.NO_DATA);
                assertThat(evaluation.severity()).isNull();
            }
        }

        @Test
        void an_absent_figure_and_a_wrong_unit_are_unknown() {
            CompiledThreshold threshold = compiled("x: < 1");
            assertThat(threshold.noData().outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(threshold.noData().reason()).isEqualTo(Reason.NO_DATA);
            assertThat(threshold.wrongUnit().outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(threshold.wrongUnit().reason()).isEqualTo(Reason.WRONG_UNIT);
        }
    }

    @Nested
    class WithAHoldingTime {

        static LongStream starts() {
            return LongStream.of(0, -1, Long.MAX_VALUE - 1, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1);
        }

        @ParameterizedTest
        @MethodSource("starts")
        void it_fires_at_the_holding_time_and_not_a_nanosecond_before(long start) {
            CompiledThreshold threshold = compiled("x: CRITICAL > 5 for 5m");
            long[] memory = threshold.newMemory();
            assertThat(threshold.evaluate(6, start, memory).reason()).isEqualTo(Reason.LEVEL_PENDING);
            assertThat(threshold.evaluate(6, start + 5 * MINUTE - 1, memory).reason())
                    .isEqualTo(Reason.LEVEL_PENDING);
            assertThat(threshold.evaluate(6, start + 5 * MINUTE, memory).outcome())
                    .isEqualTo(Outcome.FAIL);
            assertThat(threshold.evaluate(6, start + 50 * MINUTE, memory).outcome())
                    .isEqualTo(Outcome.FAIL);
        }

        @ParameterizedTest
        @MethodSource("starts")
        void without_one_it_fires_at_once_whatever_the_time(long start) {
            CompiledThreshold threshold = compiled("x: CRITICAL > 5");
            long[] memory = threshold.newMemory();
            assertThat(threshold.evaluate(6, start, memory).outcome()).isEqualTo(Outcome.FAIL);
            assertThat(threshold.evaluate(5, start + 1, memory).outcome()).isEqualTo(Outcome.PASS);
            assertThat(threshold.evaluate(6, start + 2, memory).outcome()).isEqualTo(Outcome.FAIL);
        }

        @Test
        void each_level_has_a_clock_of_its_own() {
            CompiledThreshold threshold = compiled("x: HIGH > 1 for 2m, CRITICAL > 2 for 2m");
            long[] memory = threshold.newMemory();
            threshold.evaluate(1.5, 0, memory);
            threshold.evaluate(3, MINUTE, memory);
            assertThat(threshold.evaluate(3, 2 * MINUTE, memory).severity()).isEqualTo(Severity.HIGH);
            assertThat(threshold.evaluate(3, 3 * MINUTE, memory).severity()).isEqualTo(Severity.CRITICAL);
            assertThat(threshold.evaluate(1.5, 4 * MINUTE, memory).severity()).isEqualTo(Severity.HIGH);
            assertThat(threshold.evaluate(3, 5 * MINUTE, memory).severity()).isEqualTo(Severity.HIGH);
        }

        @Test
        void each_series_has_a_memory_of_its_own() {
            CompiledThreshold threshold = compiled("x: CRITICAL > 5 for 1m");
            long[] one = threshold.newMemory();
            long[] other = threshold.newMemory();
            threshold.evaluate(6, 0, one);
            threshold.evaluate(6, MINUTE, other);
            assertThat(threshold.evaluate(6, MINUTE, one).outcome()).isEqualTo(Outcome.FAIL);
            assertThat(threshold.evaluate(6, MINUTE, other).outcome()).isEqualTo(Outcome.WARN);
        }

        /** Peers' cases P1-P4, P10, P12: T bad, F good, ! no figure; P pending, R reached, - met, ? unknown. */
        @ParameterizedTest
        @CsvSource({
            "P1,   0m, 1, T,          R",
            "P2,   1m, 5, TTTFFTT,    PRR--PR",
            "P3,   5m, 1, TTTTTTT,    PPPPPRR",
            "P4,   5m, 1, TTTFTTTTTT, PPP-PPPPPR",
            "P10,  5m, 1, T!!!!T,     P????R",
            "P12,  1m, 1, TTFTT,      PR-PR",
            "late, 5m, 3, T!T,        P?R",
            "good, 5m, 1, T!F!T,      P?-?P",
        })
        void timing_is_that_of_the_cases_of_prometheus(
                String id, String holding, int step, String conditions, String expected) {
            CompiledThreshold threshold =
                    compiled(holding.equals("0m") ? "x: CRITICAL > 5" : "x: CRITICAL > 5 for " + holding);
            long[] memory = threshold.newMemory();
            StringBuilder states = new StringBuilder();
            long now = Long.MAX_VALUE - 1;
            for (int i = 0; i < conditions.length(); i++) {
                char condition = conditions.charAt(i);
                double value = condition == 'T' ? 6 : condition == 'F' ? 5 : Double.NaN;
                states.append(letter(threshold.evaluate(value, now, memory)));
                now += step * MINUTE;
            }
            assertThat(states).as(id).hasToString(expected);
        }

        private static char letter(Evaluation evaluation) {
            return switch (evaluation.reason()) {
                case MET -> '-';
                case LEVEL_PENDING -> 'P';
                case LEVEL_REACHED -> 'R';
                default -> '?';
            };
        }
    }

    /** Peers' cases K19, K20, K34: there a missing baseline satisfies the criterion. */
    @Nested
    class RelativeToABaseline {

        @ParameterizedTest
        @CsvSource({
            "'x: < baseline + 10%',                              5, NO_BASELINE",
            "'x: target < baseline',                             5, NO_BASELINE",
            "'x: CRITICAL > baseline + 10%',                     0, NO_BASELINE",
            "'x: target < 1, HIGH > baseline + 10%',           0.5, NO_BASELINE",
            "'x: HIGH > 10, CRITICAL > baseline + 10%',         11, NO_BASELINE",
            "'x: CRITICAL > 10 for 5m, HIGH > baseline + 10%',  11, NO_BASELINE",
            "'x: CRITICAL > 10, HIGH > baseline + 10%',         10, NO_BASELINE",
            "'x: CRITICAL > 10, HIGH > baseline + 10%',         11, LEVEL_REACHED",
            "'x: <= 10, target < baseline',                     11, LEVEL_REACHED",
        })
        void there_is_no_telling_unless_it_is_critical_anyway(String threshold, double value, Reason reason) {
            Evaluation evaluation = evaluate(threshold, value);
            assertThat(evaluation.reason()).isEqualTo(reason);
            assertThat(evaluation.outcome()).isEqualTo(reason == Reason.NO_BASELINE ? Outcome.UNKNOWN : Outcome.FAIL);
        }
    }

    @Nested
    class ShownToPeople {

        @ParameterizedTest
        @CsvSource({
            "'x: CRITICAL > 5%',       0.050001,      RATIO,      5.0001 %",
            "'x: CRITICAL >= 5%',      0.05,          RATIO,      5 %",
            "'x: CRITICAL > 5%',       0.0712345,     RATIO,      7.12 %",
            "'x: >= 99.9%',            0.99899999,    RATIO,      99.899999 %",
            "'x: target < 200ms',      0.20004,       SECONDS,    200.04 ms",
            "'x: target < 1s',         1.0001,        SECONDS,    1.0001 s",
            "'x: >= 1s',               0.9996,        SECONDS,    999.6 ms",
            "'x: CRITICAL > 1m',       60.4,          SECONDS,    60.4 s",
            "'x: CRITICAL > 60m',      3604,          SECONDS,    3604 s",
            "'x: >= 1d',               86399.6,       SECONDS,    86399.6 s",
            "'x: CRITICAL > 1h',       7260,          SECONDS,    2 h 1 min",
            "'x: CRITICAL > 5GiB',     5368816493,    BYTES,      5.0001 GiB",
            "'x: CRITICAL > 1MiB',     1048577,       BYTES,      1.000001 MiB",
            "'x: >= 1234',             1233.6,        COUNT,      1233.6",
            "'x: CRITICAL > 1000000',  1000001,       COUNT,      1000001",
            "'x: = 0',                 0.00001,       COUNT,      0.00001",
            "'x: >= 10/s',             9.9999,        PER_SECOND, 9.9999/s",
            "'x: CRITICAL >= 1790GiB', 1921997864960, BYTES,      1.748046875 TiB",
            "'x: HIGH outside 10..20', 20.0001,       COUNT,      20.0001",
            "'x: HIGH outside 10..20', 9.9999,        COUNT,      9.9999",
        })
        void a_figure_is_not_shown_as_the_limit_that_it_is_beyond(String text, double value, Unit unit, String shown) {
            CompiledThreshold threshold = compiled(text);
            Evaluation evaluation = threshold.evaluate(value, 0, threshold.newMemory());
            assertThat(evaluation.outcome()).isNotEqualTo(Outcome.PASS);
            assertThat(unit.format(value, threshold.digits(value, unit, evaluation)))
                    .isEqualTo(shown);
        }

        @Test
        void three_digits_do_where_no_clause_decided() {
            CompiledThreshold threshold = compiled("x: CRITICAL > 5%");
            long[] memory = threshold.newMemory();
            assertThat(threshold.digits(0.0123456, Unit.RATIO, threshold.evaluate(0.0123456, 0, memory)))
                    .isEqualTo(3);
            assertThat(threshold.digits(Double.NaN, Unit.RATIO, threshold.noData()))
                    .isEqualTo(3);
        }
    }
}
