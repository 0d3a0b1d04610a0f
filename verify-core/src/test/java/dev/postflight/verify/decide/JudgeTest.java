package dev.postflight.verify.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Check;
import dev.postflight.api.Explanation;
import dev.postflight.api.Measurement;
import dev.postflight.api.Outcome;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Reason;
import dev.postflight.api.Severity;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import dev.postflight.verify.observe.Observation;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rule R1, as far as one observation of one check goes. */
class JudgeTest {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private static Check check(String... thresholds) {
        Check check = Check.of("api", timeout -> ProbeResult.up());
        for (String threshold : thresholds) {
            check = check.threshold(threshold);
        }
        return check;
    }

    private static Observation up(Measurement... measurements) {
        return new Observation(Reason.MET, "", List.of(measurements), 1_000);
    }

    private static Observation down(String why, Measurement... measurements) {
        return new Observation(Reason.DOWN, why, List.of(measurements), 1_000);
    }

    private static Observation silent(Reason reason) {
        return new Observation(reason, "gone", List.of(), 1_000);
    }

    private static Measurement p95(double seconds) {
        return Measurement.of("p95", seconds, Unit.SECONDS);
    }

    private static Measurement errors(double share) {
        return Measurement.of("error_rate", share, Unit.RATIO);
    }

    private static Judgement judge(Check check, Observation seen) {
        return new Judge(check).judge(seen, 0);
    }

    @Nested
    class Silence {

        static Stream<Arguments> silences() {
            return Stream.of(Reason.SILENT, Reason.ERROR, Reason.NO_RESULT, Reason.TIMEOUT, Reason.CIRCUIT_OPEN)
                    .flatMap(reason -> Stream.of(
                            Arguments.of(reason, SilenceRule.FAIL, Outcome.FAIL, false),
                            Arguments.of(reason, SilenceRule.HOLD, Outcome.UNKNOWN, false),
                            Arguments.of(reason, SilenceRule.IGNORE, Outcome.UNKNOWN, true)));
        }

        @ParameterizedTest
        @MethodSource("silences")
        void it_is_what_the_check_says_and_never_a_pass(
                Reason reason, SilenceRule rule, Outcome outcome, boolean ignored) {
            for (Check check : List.of(check(), check("p95: < 1s"), check("p95: LOW > 1s"))) {
                Judgement judgement = judge(check.onSilence(rule), silent(reason));
                assertThat(judgement)
                        .isEqualTo(new Judgement(
                                outcome, reason, null, ignored, Explanation.of("no answer", "gone"), List.of()));
            }
        }

        @Test
        void it_is_failure_unless_somebody_says_otherwise() {
            assertThat(judge(check(), silent(Reason.TIMEOUT)).outcome()).isEqualTo(Outcome.FAIL);
        }

        @Test
        void it_neither_ages_nor_resets_what_is_pending() {
            Judge judge = new Judge(check("p95: CRITICAL > 1s for 5m"));
            assertThat(judge.judge(up(p95(2)), 0).reason()).isEqualTo(Reason.LEVEL_PENDING);
            assertThat(judge.judge(silent(Reason.TIMEOUT), 5 * MINUTE).reason()).isEqualTo(Reason.TIMEOUT);
            assertThat(judge.judge(up(), 6 * MINUTE).reason()).isEqualTo(Reason.NO_DATA);
            assertThat(judge.judge(up(p95(Double.NaN)), 7 * MINUTE).reason()).isEqualTo(Reason.NO_DATA);
            assertThat(judge.judge(up(p95(2)), 8 * MINUTE).reason()).isEqualTo(Reason.LEVEL_REACHED);
        }
    }

    @Nested
    class WithoutThresholds {

        @Test
        void being_up_is_enough() {
            assertThat(judge(check(), up()))
                    .isEqualTo(
                            new Judgement(Outcome.PASS, Reason.MET, null, false, Explanation.of("up", ""), List.of()));
            assertThat(new Judge(check()).wanted()).isEqualTo("up");
        }

        @Test
        void the_first_four_figures_are_shown_and_all_are_kept() {
            Measurement[] five = {
                p95(0.2), errors(0.01),
                Measurement.of("c", 3, Unit.COUNT), Measurement.of("d", 4, Unit.COUNT),
                Measurement.of("e", 5, Unit.COUNT)
            };
            Judgement judgement = judge(check(), up(five));
            assertThat(judgement.seen()).isEqualTo("p95 200 ms, error_rate 1 %, c 3, d 4");
            assertThat(judgement.measurements()).containsExactly(five);
        }

        @Test
        void being_down_is_failure_with_its_reason() {
            Judgement judgement = judge(check(), down("status 503", p95(0.2)));
            assertThat(judgement)
                    .isEqualTo(new Judgement(
                            Outcome.FAIL,
                            Reason.DOWN,
                            null,
                            false,
                            Explanation.of("down", "status 503"),
                            List.of(p95(0.2))));
        }

        @Test
        void being_down_is_failure_whatever_silence_means() {
            assertThat(judge(check().onSilence(SilenceRule.IGNORE), down("no")).outcome())
                    .isEqualTo(Outcome.FAIL);
        }
    }

    @Nested
    class WithThresholds {

        private static final String LATENCY = "p95: target < 200ms, HIGH > 500ms, CRITICAL > 2s for 10m";
        private static final String ERRORS = "error_rate: MEDIUM > 1%, CRITICAL > 5%";

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
            0.1   | 0.01 | PASS    | MET           |          | p95 100 ms, error_rate 1 %  | ''
            0.312 | 0.01 | WARN    | TARGET_MISSED |          | p95 312 ms                  | p95 312 ms misses the target (< 200ms)
            0.612 | 0.01 | WARN    | LEVEL_REACHED | HIGH     | p95 612 ms                  | p95 612 ms is HIGH (> 500ms)
            0.1   | 0.02 | WARN    | LEVEL_REACHED | MEDIUM   | error_rate 2 %              | error_rate 2 % is MEDIUM (> 1%)
            0.612 | 0.02 | WARN    | LEVEL_REACHED | HIGH     | p95 612 ms, error_rate 2 %  | p95 612 ms is HIGH (> 500ms); error_rate 2 % is MEDIUM (> 1%)
            0.312 | 0.06 | FAIL    | LEVEL_REACHED | CRITICAL | p95 312 ms, error_rate 6 %  | p95 312 ms misses the target (< 200ms); error_rate 6 % is CRITICAL (> 5%)
            3     | 0.01 | WARN    | LEVEL_REACHED | HIGH     | p95 3 s                     | p95 3 s is HIGH (> 500ms)
            0.1   | NaN  | UNKNOWN | NO_DATA       |          | error_rate not a number     | error_rate not a number, which is no figure
            0.612 | NaN  | UNKNOWN | NO_DATA       | HIGH     | p95 612 ms, error_rate not a number | p95 612 ms is HIGH (> 500ms); error_rate not a number, which is no figure
            NaN   | 0.06 | FAIL    | LEVEL_REACHED | CRITICAL | p95 not a number, error_rate 6 % | p95 not a number, which is no figure; error_rate 6 % is CRITICAL (> 5%)
            """)
        void the_worst_decides_and_all_that_is_not_good_is_named(
                double latency,
                double share,
                Outcome outcome,
                Reason reason,
                Severity severity,
                String seen,
                String cause) {
            Observation observation = up(p95(latency), errors(share));
            Judgement judgement = judge(check(LATENCY, ERRORS), observation);
            assertThat(judgement)
                    .isEqualTo(new Judgement(
                            outcome, reason, severity, false, Explanation.of(seen, cause), observation.measurements()));
        }

        @Test
        void what_is_wanted_is_their_text() {
            assertThat(new Judge(check(LATENCY, ERRORS)).wanted()).isEqualTo(LATENCY + "; " + ERRORS);
        }

        /** Peers' fault 12: what was not measured is not healthy. */
        @Test
        void a_figure_that_is_absent_is_unknown() {
            Judgement judgement = judge(check(LATENCY), up(errors(0)));
            assertThat(judgement.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(judgement.reason()).isEqualTo(Reason.NO_DATA);
            assertThat(judgement.seen()).isEqualTo("no p95");
            assertThat(judgement.cause()).isEqualTo("p95 was not measured");
        }

        /** S0.1: a report names the cause. */
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                p95: HIGH > 1s                      | p95 was not measured: latency is no timer
                mean of p95 over 5m: HIGH > 1s      | mean of p95 over 5m was not measured: latency is no timer
                p95 / p99: HIGH > 2                 | p95 / p99 was not measured: latency is no timer
                any of (p95 > 1s, error_rate > 90%): HIGH | p95 was not measured, and any of (p95 > 1s, error_rate > 90%) hangs on it: latency is no timer
                error_rate: HIGH > 1%; p95: HIGH > 1s | p95 was not measured: latency is no timer
                max: HIGH > 1s                      | max was not measured
                min: HIGH > 1s                      | min was not measured
                """)
        void a_probe_may_tell_why_a_figure_is_absent(String thresholds, String cause) {
            Probe probe = new Probe() {
                @Override
                public ProbeResult run(Duration timeout) {
                    return ProbeResult.silent("judged without being run");
                }

                @Override
                public String absence(String metric) {
                    return switch (metric) {
                        case "p95", "p99" -> "latency\nis no timer";
                        case "max" -> throw new IllegalStateException("broken");
                        default -> "";
                    };
                }
            };
            Check check = Check.of("api", probe);
            for (String threshold : thresholds.split("; ", -1)) {
                check = check.threshold(threshold);
            }
            Judgement judgement = judge(check, up(errors(0)));
            assertThat(judgement.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(judgement.cause()).isEqualTo(cause);
        }

        @Test
        void a_figure_in_another_unit_is_unknown() {
            Judgement judgement = judge(check("p95: < 200ms"), up(Measurement.of("p95", 150, Unit.COUNT)));
            assertThat(judgement.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(judgement.reason()).isEqualTo(Reason.WRONG_UNIT);
            assertThat(judgement.cause()).isEqualTo("p95 150 cannot be compared with p95: < 200ms");
        }

        @Test
        void a_comparison_with_a_baseline_that_is_not_there_is_unknown() {
            Judgement judgement = judge(check("p95: HIGH > baseline + 10%"), up(p95(0.2)));
            assertThat(judgement.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(judgement.reason()).isEqualTo(Reason.NO_BASELINE);
            assertThat(judgement.cause()).isEqualTo("there is no baseline to compare p95 200 ms with");
        }

        @Test
        void what_is_required_is_told_as_such() {
            Judgement judgement = judge(check("p95: <= 200ms"), up(p95(0.20004)));
            assertThat(judgement.outcome()).isEqualTo(Outcome.FAIL);
            assertThat(judgement.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(judgement.cause()).isEqualTo("p95 200.04 ms is CRITICAL (required <= 200ms)");
        }

        @Test
        void what_is_pending_warns_until_its_time_has_come() {
            Judge judge = new Judge(check("p95: CRITICAL > 2s for 10m"));
            Judgement first = judge.judge(up(p95(3)), Long.MAX_VALUE - 1);
            assertThat(first.outcome()).isEqualTo(Outcome.WARN);
            assertThat(first.reason()).isEqualTo(Reason.LEVEL_PENDING);
            assertThat(first.severity()).isNull();
            assertThat(first.cause()).isEqualTo("p95 3 s is bad, but not for long enough yet (CRITICAL > 2s for 10m)");
            Judgement second = judge.judge(up(p95(3)), Long.MAX_VALUE - 1 + 10 * MINUTE);
            assertThat(second.outcome()).isEqualTo(Outcome.FAIL);
            assertThat(second.severity()).isEqualTo(Severity.CRITICAL);
        }

        @Test
        void two_on_one_metric_are_both_judged() {
            Judgement judgement = judge(check("p95: target < 200ms", "p95: HIGH > 500ms"), up(p95(0.6)));
            assertThat(judgement.severity()).isEqualTo(Severity.HIGH);
            assertThat(judgement.cause())
                    .isEqualTo("p95 600 ms misses the target (< 200ms); p95 600 ms is HIGH (> 500ms)");
        }

        @Test
        void being_down_is_failure_however_good_the_figures_are() {
            Judgement judgement = judge(check(LATENCY), down("status 503", p95(0.1)));
            assertThat(judgement.outcome()).isEqualTo(Outcome.FAIL);
            assertThat(judgement.reason()).isEqualTo(Reason.DOWN);
            assertThat(judgement.severity()).isNull();
            assertThat(judgement.cause()).isEqualTo("status 503");
        }

        @Test
        void being_down_keeps_the_severity_of_the_figures() {
            Judgement judgement = judge(check("p95: CRITICAL > 2s"), down("status 503", p95(3)));
            assertThat(judgement.reason()).isEqualTo(Reason.DOWN);
            assertThat(judgement.severity()).isEqualTo(Severity.CRITICAL);
        }
    }
}
