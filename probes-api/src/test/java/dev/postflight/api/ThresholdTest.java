package dev.postflight.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postflight.api.Clause.Level;
import dev.postflight.api.Clause.Required;
import dev.postflight.api.Clause.Target;
import dev.postflight.api.Limit.Fixed;
import dev.postflight.api.Limit.Outside;
import dev.postflight.api.Limit.Relative;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What thresholds can say. What they refuse is in {@link ThresholdFaultTest}. */
class ThresholdTest {

    private static Clause only(String text) {
        List<Clause> clauses = Threshold.parse(text).clauses();
        assertThat(clauses).hasSize(1);
        return clauses.get(0);
    }

    private static Quantity quantity(String text) {
        return Quantity.parse(text);
    }

    @Nested
    class Clauses {

        @ParameterizedTest
        @EnumSource
        void every_operator_makes_a_required_limit(Operator operator) {
            assertThat(only("x: " + operator.symbol() + " 5"))
                    .isEqualTo(new Required(new Fixed(operator, quantity("5"))));
        }

        @Test
        void a_double_equals_sign_is_what_a_programmer_writes() {
            assertThat(Threshold.parse("x: == 5")).isEqualTo(Threshold.parse("x: = 5"));
            assertThat(Threshold.parse("x: == 5")).hasToString("x: = 5");
        }

        @ParameterizedTest
        @CsvSource({
            "LOW, LOW",
            "low, LOW",
            "Low, LOW",
            "MEDIUM, MEDIUM",
            "medium, MEDIUM",
            "mEdIuM, MEDIUM",
            "HIGH, HIGH",
            "high, HIGH",
            "hIGH, HIGH",
            "CRITICAL, CRITICAL",
            "critical, CRITICAL",
            "Critical, CRITICAL"
        })
        void a_severity_is_read_in_any_case(String written, Severity severity) {
            assertThat(only("x: " + written + " > 5"))
                    .isEqualTo(new Level(severity, new Fixed(Operator.GREATER, quantity("5")), Duration.ZERO));
        }

        @ParameterizedTest
        @ValueSource(strings = {"target", "TARGET", "Target"})
        void a_target_says_what_is_wanted(String word) {
            assertThat(only("p95: " + word + " < 200ms"))
                    .isEqualTo(new Target(new Fixed(Operator.LESS, quantity("200ms"))));
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        x: outside 10..20         | 10    | 20
                        x: OUTSIDE 10 .. 20       | 10    | 20
                        x: outside -20..-10       | -20   | -10
                        x: outside 0.5..1.5       | 0.5   | 1.5
                        x: outside .5..1.5        | 0.5   | 1.5
                        x: outside 5..5           | 5     | 5
                        x: outside 0..10ms        | 0     | 10ms
                        x: outside 10 ms .. 20 ms | 10ms  | 20ms
                        x: outside 900ms..2s      | 900ms | 2s
                        x: outside 0.1..50%       | 0.1   | 50%
                        x: outside 1e2..1E3       | 100   | 1000
                        """)
        void a_range_has_both_ends_inside(String text, String from, String to) {
            assertThat(only(text)).isEqualTo(new Required(new Outside(quantity(from), quantity(to))));
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
                        x: > baseline          | none
                        x: > BASELINE          | none
                        x: > baseline + 10%    | 10%
                        x: > baseline+10%      | 10%
                        x: > baseline - 10 %   | -10%
                        x: > baseline + 50ms   | 50ms
                        x: > baseline -5       | -5
                        x: > baseline + 0.5GiB | 0.5GiB
                        x: > baseline - 0%     | 0%
                        """)
        void a_baseline_may_have_a_margin(String text, @Nullable String margin) {
            assertThat(only(text))
                    .isEqualTo(new Required(
                            new Relative(Operator.GREATER, margin == null ? null : Quantity.parse(margin))));
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        x: HIGH > 5 for 5m            | PT5M
                        x: HIGH > 5 FOR 5 min         | PT5M
                        x: HIGH > 5m for 10m          | PT10M
                        x: HIGH > 5% for 90s          | PT1M30S
                        x: HIGH outside 1..2 for 1.5h | PT1H30M
                        x: HIGH > baseline for 1d     | PT24H
                        x: HIGH > baseline+5% for 2ms | PT0.002S
                        x: HIGH > 5 for 1ns           | PT0.000000001S
                        x: HIGH > 5 for 1.9ns         | PT0.000000001S
                        x: HIGH > 5 for 3650d         | PT87600H
                        """)
        void a_level_may_have_to_hold_for_a_time(String text, Duration holding) {
            assertThat(only(text))
                    .isInstanceOfSatisfying(
                            Level.class, level -> assertThat(level.holding()).isEqualTo(holding));
        }

        @Test
        void all_kinds_stand_together() {
            assertThat(Threshold.parse("p95: target < 200ms, HIGH > 500ms, CRITICAL > 2s for 10m, <= 1m"))
                    .isEqualTo(new Threshold(
                            new Figure.Metric("p95"),
                            List.of(
                                    new Target(new Fixed(Operator.LESS, quantity("200ms"))),
                                    new Required(new Fixed(Operator.AT_MOST, quantity("1m"))),
                                    new Level(
                                            Severity.HIGH,
                                            new Fixed(Operator.GREATER, quantity("500ms")),
                                            Duration.ZERO),
                                    new Level(
                                            Severity.CRITICAL,
                                            new Fixed(Operator.GREATER, quantity("2s")),
                                            Duration.ofMinutes(10)))));
        }

        @ParameterizedTest
        @ValueSource(strings = {"p", "_", "p95", "error_rate", "incidents.critical", "http-5xx", "A.b-c_9"})
        void a_metric_is_a_plain_word(String metric) {
            assertThat(Threshold.parse(metric + ": > 1").subject()).isEqualTo(new Figure.Metric(metric));
        }
    }

    @Nested
    class WhiteSpace {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "p95:target<200ms,HIGH>500ms for 5m",
                    "  p95  :  target  <  200  ms  ,  HIGH  >  500  ms  for  5  m  ",
                    "p95:\ttarget\t<\t200\tms\t,\tHIGH\t>\t500\tms\tfor\t5\tm",
                    "p95:\u00a0target\u00a0<\u00a0200\u00a0ms,\u00a0HIGH\u00a0>\u00a0500\u202fms\u00a0for\u00a05\u00a0m",
                    "p95:\n  target < 200ms,\n  HIGH > 500ms for 5m\n"
                })
        void is_free(String text) {
            assertThat(Threshold.parse(text)).hasToString("p95: target < 200ms, HIGH > 500ms for 5m");
        }
    }

    @Nested
    class Text {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        p95: target < 200ms, HIGH > 500ms, CRITICAL > 2s for 10m
                        error_rate: MEDIUM > 1%, CRITICAL > 5% for 5m
                        availability: >= 99%
                        incidents.critical: = 0
                        cpu: target < 60%, HIGH > 80% for 10m
                        rate: HIGH < 10/s, CRITICAL < 60/min
                        heap: HIGH > 1.5GiB
                        x: != 7
                        x: HIGH > 500, CRITICAL outside 1..2000
                        x: LOW > baseline, MEDIUM > baseline + 10%
                        x: HIGH < baseline - 10% for 1h
                        x: > baseline + 0.5ms
                        x: > -5
                        x: = 0ms
                        x: <= 1E+20
                        x: > 1E-19
                        x: HIGH > 1 for 36h, CRITICAL > 2 for 3d
                        x: HIGH > 1 for 1500ms
                        x: HIGH > 1 for 7us
                        x: HIGH > 1 for 1ns
                        """)
        void in_its_usual_form_is_printed_as_it_was_read(String text) {
            assertThat(Threshold.parse(text)).hasToString(text);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        x: high>500.0, target<=200.50          | x: target <= 200.5, HIGH > 500
                        x: > +5                                | x: > 5
                        x: > 1e3                               | x: > 1000
                        x: > 007                               | x: > 7
                        x: > -0.0                              | x: > 0
                        x: > 5µs                               | x: > 5us
                        x: HIGH > 1 for 24h                    | x: HIGH > 1 for 24h
                        x: HIGH > 1 for 1d                     | x: HIGH > 1 for 24h
                        x: HIGH > 1 for 60 min                 | x: HIGH > 1 for 1h
                        x: HIGH > 1 for 0.5m                   | x: HIGH > 1 for 30s
                        x: > baseline - 0%                     | x: > baseline + 0%
                        """)
        void takes_its_usual_form(String written, String printed) {
            assertThat(Threshold.parse(written)).hasToString(printed);
            assertThat(Threshold.parse(printed)).isEqualTo(Threshold.parse(written));
        }

        @Test
        void reads_back_even_when_printing_makes_numbers_longer() {
            for (String number :
                    List.of("." + "1".repeat(40), "9".repeat(40), "1".repeat(39) + "e-60", "1e-300", "1e300")) {
                Threshold threshold = Threshold.parse("x: > " + number);
                assertThat(Threshold.parse(threshold.toString())).as(number).isEqualTo(threshold);
            }
        }
    }

    @Nested
    class Order {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        x: CRITICAL > 9, target < 2, HIGH > 5   | x: target < 2, HIGH > 5, CRITICAL > 9
                        x: HIGH > 5, <= 9, target < 2           | x: target < 2, <= 9, HIGH > 5
                        x: CRITICAL > 5% for 10m, CRITICAL > 10% | x: CRITICAL > 10%, CRITICAL > 5% for 10m
                        x: != 3, >= 1, != 2                     | x: != 2, != 3, >= 1
                        x: LOW > 1, LOW < -1                    | x: LOW < -1, LOW > 1
                        """)
        void of_clauses_does_not_matter(String one, String other) {
            assertThat(Threshold.parse(one)).isEqualTo(Threshold.parse(other));
            assertThat(Threshold.parse(one)).hasSameHashCodeAs(Threshold.parse(other));
            assertThat(Threshold.parse(one)).hasToString(other);
        }

        @Test
        void of_what_goes_on_in_the_list_handed_in_does_not_matter_either() {
            List<Clause> clauses = new ArrayList<>(Threshold.parse("x: > 1").clauses());
            Threshold threshold = new Threshold(new Figure.Metric("x"), clauses);
            clauses.clear();

            assertThat(threshold).hasToString("x: > 1");
            assertThatThrownBy(() -> threshold.clauses().clear()).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Nested
    class Levels {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "x: CRITICAL > 10%, CRITICAL > 5% for 10m",
                    "x: HIGH > 5%, CRITICAL > 5% for 10m",
                    "x: HIGH > 5% for 5m, CRITICAL > 5% for 10m",
                    "x: HIGH > 500, CRITICAL outside 1..2000",
                    "x: HIGH outside 10..20, CRITICAL outside 5..25",
                    "x: HIGH outside 10..20, CRITICAL outside 10..25",
                    "x: HIGH outside 10..20, CRITICAL < 10",
                    "x: HIGH != 5, CRITICAL > 5",
                    "x: HIGH >= 5, CRITICAL > 5",
                    "x: HIGH > 5, CRITICAL < 1",
                    "x: HIGH > 10, CRITICAL < 10",
                    "x: target = 0, HIGH > 5, CRITICAL > 10",
                    "x: target < 200ms, HIGH >= 200ms",
                    "x: target <= 200ms, HIGH > 200ms",
                    "x: target < 200ms, CRITICAL outside 1ms..2s",
                    "x: target >= 99%, HIGH < 95%, CRITICAL < 90%",
                    "x: target > 5, HIGH = 0",
                    "x: HIGH > baseline + 10%, CRITICAL > 2s",
                    "x: MEDIUM > baseline, CRITICAL > baseline + 10%",
                    "x: HIGH > baseline + 10%, CRITICAL > baseline + 50ms",
                    "x: target < baseline, HIGH > baseline + 10%",
                    "x: >= 0, HIGH > 5",
                    "x: HIGH > 5%, CRITICAL > 0.1",
                    "x: target = 0ms, HIGH > 5ms"
                })
        void that_leave_room_for_one_another_are_accepted(String text) {
            assertThat(Threshold.parse(text)).hasToString(text);
        }
    }

    @Nested
    class Units {

        @ParameterizedTest
        @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
                        x: > 5ms                  | SECONDS
                        x: = 0ms                  | SECONDS
                        x: >= 0, < 5MiB           | BYTES
                        x: HIGH > 0.05, LOW > 1%  | RATIO
                        x: outside 1/s..2/s       | PER_SECOND
                        x: > baseline + 5ms       | SECONDS
                        x: > baseline + 5%        | none
                        x: > 5                    | none
                        """)
        void of_a_threshold_is_that_of_its_quantities(String text, @Nullable Unit unit) {
            assertThat(Threshold.parse(text).unit()).isEqualTo(unit);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        x: > 5ms             | SECONDS
                        x: > 5MB             | BYTES
                        x: > 5%              | RATIO
                        x: > 0.5             | RATIO COUNT
                        x: > 5/min           | PER_SECOND
                        x: > 0               | SECONDS BYTES RATIO COUNT PER_SECOND
                        x: > baseline + 5%   | SECONDS BYTES RATIO COUNT PER_SECOND
                        x: > baseline + 5ms  | SECONDS
                        """)
        void of_a_metric_must_fit(String text, String fitting) {
            for (Unit unit : Unit.values()) {
                assertThat(Threshold.parse(text).fits(unit))
                        .as(unit.name())
                        .isEqualTo(List.of(fitting.split(" ", -1)).contains(unit.name()));
            }
        }
    }

    @Nested
    class Decimals {

        /** K33 and S0.11: exact at the boundary. */
        @ParameterizedTest
        @CsvSource({"5%, 0.05", "0.1%, 0.001", "58%, 0.58", "99.95%, 0.9995", "1%, 0.01", "7%, 0.07", "14%, 0.14"})
        void mean_the_nearest_double(String written, double measured) {
            assertThat(quantity(written).value()).isEqualTo(measured);
            assertThat(Operator.GREATER.test(measured, quantity(written).value()))
                    .isFalse();
            assertThat(Operator.AT_LEAST.test(measured, quantity(written).value()))
                    .isTrue();
        }

        @Test
        void of_14_5_in_25_meet_58_per_cent_as_in_K33() {
            assertThat(Operator.AT_LEAST.test(14.5 / 25, quantity("58%").value()))
                    .isTrue();
        }
    }
}
