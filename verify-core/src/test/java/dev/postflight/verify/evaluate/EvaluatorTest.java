package dev.postflight.verify.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Measurement;
import dev.postflight.api.Reason;
import dev.postflight.api.Severity;
import dev.postflight.api.Threshold;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the answers of one check mean to its thresholds, answer by answer. */
class EvaluatorTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long MINUTE = 60 * SECOND;

    /** Close to where elapsed time wraps around. */
    private long now = Long.MAX_VALUE - 3 * MINUTE;

    private static Evaluator evaluator(String... thresholds) {
        List<Threshold> parsed = new ArrayList<>();
        for (String threshold : thresholds) {
            parsed.add(Threshold.parse(threshold));
        }
        return new Evaluator(parsed, 3 * MINUTE);
    }

    private static Measurement seconds(String metric, double value) {
        return Measurement.of(metric, value, Unit.SECONDS);
    }

    private static Measurement count(String metric, double value) {
        return Measurement.of(metric, value, Unit.COUNT);
    }

    private static Measurement ratio(String metric, double value) {
        return Measurement.of(metric, value, Unit.RATIO);
    }

    private Evaluation next(Evaluator evaluator, Measurement... answer) {
        now += MINUTE;
        evaluator.observe(List.of(answer), false, now);
        return evaluator.judged().get(0).evaluation();
    }

    private static Reading reading(Evaluator evaluator) {
        return evaluator.judged().get(0).reading();
    }

    @Nested
    class OverATimeWindow {

        private final Evaluator p95 = evaluator("p95 of latency over 10m: HIGH > 500ms");

        @Test
        void what_is_good_is_called_good_once_half_of_the_window_was_observed() {
            for (int i = 0; i < 5; i++) {
                assertThat(next(p95, seconds("latency", 0.1)).reason()).isEqualTo(Reason.PARTIAL_WINDOW);
            }
            assertThat(next(p95, seconds("latency", 0.1)).reason()).isEqualTo(Reason.MET);
            assertThat(reading(p95).observed()).isEqualTo(0.5);
            assertThat(reading(p95).value()).isCloseTo(0.1, within(0.01));
        }

        @Test
        void what_is_bad_is_called_bad_at_once() {
            assertThat(next(p95, seconds("latency", 0.6)).severity()).isEqualTo(Severity.HIGH);
        }

        @Test
        void one_bad_answer_among_twenty_is_within_the_quantile_and_two_are_not() {
            for (int i = 0; i < 19; i++) {
                now -= 40 * SECOND;
                next(p95, seconds("latency", 0.1));
            }
            now -= 40 * SECOND;
            assertThat(next(p95, seconds("latency", 0.9)).reason()).isEqualTo(Reason.MET);
            now -= 40 * SECOND;
            assertThat(next(p95, seconds("latency", 0.9)).severity()).isEqualTo(Severity.HIGH);
        }

        @Test
        void it_slides() {
            next(p95, seconds("latency", 0.9));
            for (int i = 0; i < 12; i++) {
                next(p95, seconds("latency", 0.1));
            }
            assertThat(p95.judged().get(0).evaluation().reason()).isEqualTo(Reason.MET);
        }

        @Test
        void a_metric_that_is_not_there_any_more_is_no_data_whatever_was_seen_before() {
            for (int i = 0; i < 9; i++) {
                next(p95, seconds("latency", 0.1));
            }
            assertThat(next(p95).reason()).isEqualTo(Reason.NO_DATA);
            assertThat(next(p95, seconds("latency", Double.NaN)).reason()).isEqualTo(Reason.NO_DATA);
            assertThat(next(p95, seconds("latency", 0.1)).reason()).isEqualTo(Reason.MET);
            assertThat(p95.refused()).isEqualTo(1);
        }

        @Test
        void a_metric_that_comes_in_another_unit_is_refused() {
            next(p95, seconds("latency", 0.1));
            assertThat(next(p95, Measurement.of("latency", 100, Unit.BYTES)).reason())
                    .isEqualTo(Reason.WRONG_UNIT);
            assertThat(p95.refused()).isEqualTo(1);
        }

        @Test
        void a_unit_that_the_threshold_is_not_written_in_never_passes() {
            assertThat(next(evaluator("max over phase: HIGH > 500ms"), count("x", 1))
                            .reason())
                    .isEqualTo(Reason.WRONG_UNIT);
        }

        @Test
        void a_long_silence_is_not_observed() {
            for (int i = 0; i < 12; i++) {
                next(p95, seconds("latency", 0.1));
            }
            assertThat(reading(p95).observed()).isEqualTo(1);
            now += 8 * MINUTE;
            assertThat(next(p95, seconds("latency", 0.1)).reason()).isEqualTo(Reason.PARTIAL_WINDOW);
        }

        @Test
        void ten_years_between_two_answers_leave_nothing_of_the_first() {
            next(p95, seconds("latency", 0.9));
            now += Duration.ofDays(3650).toNanos();
            assertThat(next(p95, seconds("latency", 0.1)).reason()).isEqualTo(Reason.PARTIAL_WINDOW);
        }

        @Test
        void the_only_metric_needs_no_name() {
            Evaluator unnamed = evaluator("max over phase: HIGH > 500ms");
            assertThat(next(unnamed, seconds("latency", 0.6)).severity()).isEqualTo(Severity.HIGH);
            assertThat(next(unnamed, seconds("latency", 0.1), seconds("other", 0.1))
                            .reason())
                    .isEqualTo(Reason.NO_DATA);
        }

        @Test
        void a_negative_duration_is_no_duration_unless_a_limit_is_negative() {
            Evaluator plain = evaluator("min of x over phase: HIGH > 1s");
            assertThat(next(plain, seconds("x", -0.001)).reason()).isEqualTo(Reason.NO_DATA);
            assertThat(plain.refused()).isEqualTo(1);
            Evaluator offset = evaluator("min of x over phase: HIGH outside -50ms..50ms");
            assertThat(next(offset, seconds("x", -0.001)).reason()).isEqualTo(Reason.MET);
            assertThat(next(offset, seconds("x", -0.051)).severity()).isEqualTo(Severity.HIGH);
        }

        @ParameterizedTest
        @CsvSource({
            "x: CRITICAL > 1s,                  NO_DATA",
            "x: >= 0,                           NO_DATA",
            "x: HIGH > baseline + 10%,          NO_DATA",
            "x / n: HIGH > 1s,                  NO_DATA",
            "x: HIGH outside -1s..1s,           MET",
            "x - y: HIGH > 1s,                  MET",
            "'any of (x > 1s, y > 1s): HIGH',   NO_DATA",
        })
        void nor_is_one_of_the_last_answer(String threshold, Reason reason) {
            assertThat(next(evaluator(threshold), seconds("x", -0.001), seconds("y", 0), count("n", 1))
                            .reason())
                    .isEqualTo(reason);
        }

        @Test
        void the_whole_phase_begins_anew_with_it() {
            Evaluator max = evaluator("max of x over phase: HIGH > 1s", "max of x over 10m: HIGH > 1s");
            max.beginPhase(now);
            next(max, seconds("x", 2));
            max.beginPhase(now);
            assertThat(next(max, seconds("x", 0.5)).reason()).isEqualTo(Reason.MET);
            assertThat(max.judged().get(1).evaluation().severity()).isEqualTo(Severity.HIGH);
        }
    }

    /** S3.2: failed logins above 50 in 5 min. */
    @Nested
    class OfACounter {

        private final Evaluator logins = evaluator("increase of failed over 5m: MEDIUM > 50");

        @Test
        void its_increase_within_the_window_counts() {
            assertThat(next(logins, count("failed", 1000)).reason()).isEqualTo(Reason.NO_DATA);
            assertThat(next(logins, count("failed", 1030)).reason()).isEqualTo(Reason.PARTIAL_WINDOW);
            next(logins, count("failed", 1030));
            assertThat(next(logins, count("failed", 1050)).reason()).isEqualTo(Reason.MET);
            assertThat(next(logins, count("failed", 1051)).severity()).isEqualTo(Severity.MEDIUM);
        }

        @Test
        void one_that_restarts_at_zero_has_grown_by_what_it_is_now() {
            next(logins, count("failed", 1000));
            next(logins, count("failed", 1030));
            assertThat(next(logins, count("failed", 21)).severity()).isEqualTo(Severity.MEDIUM);
            assertThat(reading(logins).value()).isEqualTo(51);
        }

        @Test
        void errors_and_requests_make_a_share_of_the_last_minutes() {
            Evaluator share = evaluator("increase of errors over 5m / increase of requests over 5m: HIGH > 5%");
            next(share, count("errors", 100), count("requests", 100));
            next(share, count("errors", 104), count("requests", 200));
            assertThat(reading(share).value()).isEqualTo(0.04);
            assertThat(reading(share).unit()).isEqualTo(Unit.RATIO);
            assertThat(next(share, count("errors", 120), count("requests", 300)).severity())
                    .isEqualTo(Severity.HIGH);
        }
    }

    /** S0.6: availability over a phase, as one minus the share of failed runs. */
    @Nested
    class OfRuns {

        private final Evaluator errors = evaluator("error_ratio over 10m: HIGH > 10%");

        @Test
        void failed_runs_count_with_and_without_an_answer() {
            for (int i = 0; i < 9; i++) {
                next(errors);
            }
            assertThat(errors.judged().get(0).evaluation().reason()).isEqualTo(Reason.MET);
            now += MINUTE;
            errors.observe(List.of(), true, now);
            assertThat(reading(errors).value()).isEqualTo(0.1);
            now += MINUTE;
            errors.fail(now);
            next(errors);
            assertThat(errors.judged().get(0).evaluation().severity()).isEqualTo(Severity.HIGH);
        }
    }

    @Nested
    class OfSeveralMetrics {

        @ParameterizedTest
        @CsvSource({
            "used / max: HIGH > 80%,             8, 10, MET",
            "used / max: HIGH > 80%,             9, 10, LEVEL_REACHED",
            "used / max: HIGH > 80%,             9, 0,  NO_DATA",
            "used / max: HIGH > 80%,             0, 0,  NO_DATA",
            "used / (used + max): HIGH > 80%,    9, 1,  LEVEL_REACHED",
            "max - used: HIGH < 2,               9, 10, LEVEL_REACHED",
            "max - used: HIGH < -2,              9, 8,  MET",
            "used / max: HIGH > 5s,              9, 10, WRONG_UNIT",
        })
        void they_are_calculated_and_held_against_limits(String threshold, double used, double max, Reason reason) {
            assertThat(next(evaluator(threshold), count("used", used), count("max", max))
                            .reason())
                    .isEqualTo(reason);
        }

        @Test
        void what_lacks_one_of_them_is_no_data() {
            assertThat(next(evaluator("used / max: HIGH > 80%"), count("used", 1))
                            .reason())
                    .isEqualTo(Reason.NO_DATA);
        }

        @Test
        void units_that_do_not_go_together_never_pass() {
            assertThat(next(evaluator("used - max: HIGH > 5"), count("used", 1), seconds("max", 1))
                            .reason())
                    .isEqualTo(Reason.WRONG_UNIT);
        }
    }

    /** S0.14. */
    @Nested
    class OfSeveralConditions {

        private final Evaluator scale = evaluator("any of (cpu > 80% for 10m, memory > 80%): HIGH");

        @Test
        void memory_counts_at_once_and_cpu_after_ten_minutes() {
            assertThat(next(scale, ratio("cpu", 0.5), ratio("memory", 0.81)).severity())
                    .isEqualTo(Severity.HIGH);
            assertThat(next(scale, ratio("cpu", 0.9), ratio("memory", 0.5)).reason())
                    .isEqualTo(Reason.MET);
            for (int i = 0; i < 9; i++) {
                assertThat(next(scale, ratio("cpu", 0.9), ratio("memory", 0.5)).reason())
                        .isEqualTo(Reason.MET);
            }
            assertThat(next(scale, ratio("cpu", 0.9), ratio("memory", 0.5)).severity())
                    .isEqualTo(Severity.HIGH);
            assertThat(next(scale, ratio("cpu", 0.8), ratio("memory", 0.8)).reason())
                    .isEqualTo(Reason.MET);
        }

        /** Three values: what hangs on an unknown condition is unknown. T true, F false, ? unknown. */
        @ParameterizedTest
        @CsvSource({
            "any of, T, T, T",
            "any of, T, F, T",
            "any of, F, F, F",
            "any of, T, ?, T",
            "any of, ?, T, T",
            "any of, F, ?, ?",
            "any of, ?, ?, ?",
            "all of, T, T, T",
            "all of, T, F, F",
            "all of, F, F, F",
            "all of, F, ?, F",
            "all of, ?, F, F",
            "all of, T, ?, ?",
            "all of, ?, ?, ?",
        })
        void what_hangs_on_an_unknown_condition_is_unknown(String quantifier, String a, String b, String expected) {
            List<Measurement> answer = new ArrayList<>();
            add(answer, "a", a);
            add(answer, "b", b);
            Evaluation evaluation =
                    next(evaluator(quantifier + " (a > 1, b > 1): CRITICAL"), answer.toArray(new Measurement[0]));
            assertThat(evaluation.reason())
                    .isEqualTo(
                            switch (expected) {
                                case "T" -> Reason.LEVEL_REACHED;
                                case "F" -> Reason.MET;
                                default -> Reason.NO_DATA;
                            });
        }

        private static void add(List<Measurement> answer, String metric, String truth) {
            if (!truth.equals("?")) {
                answer.add(count(metric, truth.equals("T") ? 2 : 1));
            }
        }

        @Test
        void all_together_have_a_holding_time_too_and_several_levels() {
            Evaluator both = evaluator("all of (a > 1, b > 1): MEDIUM, CRITICAL for 2m");
            assertThat(next(both, count("a", 2), count("b", 2)).severity()).isEqualTo(Severity.MEDIUM);
            assertThat(next(both, count("a", 2), count("b", 2)).severity()).isEqualTo(Severity.MEDIUM);
            assertThat(next(both, count("a", 2)).reason()).isEqualTo(Reason.NO_DATA);
            assertThat(next(both, count("a", 2), count("b", 2)).severity()).isEqualTo(Severity.CRITICAL);
            assertThat(next(both, count("a", 1), count("b", 2)).reason()).isEqualTo(Reason.MET);
            assertThat(next(both, count("a", 2), count("b", 2)).severity()).isEqualTo(Severity.MEDIUM);
        }

        @Test
        void they_may_be_nested() {
            Evaluator nested = evaluator("any of (a > 1, all of (b > 1, c > 1) for 1m): HIGH");
            assertThat(next(nested, count("a", 0), count("b", 2), count("c", 2)).reason())
                    .isEqualTo(Reason.MET);
            assertThat(next(nested, count("a", 0), count("b", 2), count("c", 2)).severity())
                    .isEqualTo(Severity.HIGH);
        }

        @Test
        void a_condition_on_a_window_that_is_hardly_observed_is_unknown_until_it_is_bad() {
            Evaluator slow = evaluator("all of (p95 of x over 10m > 1s, y > 1): HIGH");
            assertThat(next(slow, seconds("x", 0.5), count("y", 2)).reason()).isEqualTo(Reason.PARTIAL_WINDOW);
            assertThat(next(slow, seconds("x", 0.5), count("y", 1)).reason()).isEqualTo(Reason.MET);
            assertThat(next(slow, seconds("x", 2), count("y", 2)).severity()).isEqualTo(Severity.HIGH);
        }
    }

    private static org.assertj.core.data.Offset<Double> within(double share) {
        return org.assertj.core.data.Offset.offset(0.1 * share);
    }
}
