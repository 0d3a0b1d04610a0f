package dev.postflight.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.postflight.api.Clause.Level;
import dev.postflight.api.Clause.Required;
import dev.postflight.api.Limit.Fixed;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What thresholds refuse, and in which words. */
class ThresholdFaultTest {

    private static String messageOf(String text) {
        try {
            return "accepted: " + Threshold.parse(text);
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Nested
    class NoText {

        @Test
        @SuppressWarnings("NullAway")
        void null_is_refused() {
            assertThat(messageOf(null)).isEqualTo("threshold: null (expected: a text of at most 2000 characters)");
        }

        @Test
        void an_empty_text_is_refused() {
            assertThat(messageOf(""))
                    .isEqualTo("threshold: \"\" (expected: a metric and what it may be, as in \"p95: HIGH > 500ms\")");
        }

        @Test
        void a_blank_text_is_refused() {
            assertThat(messageOf(" \t\u00a0\n"))
                    .isEqualTo(
                            "threshold: \"  \u00a0 \" (expected: a metric and what it may be, as in \"p95: HIGH > 500ms\")");
        }

        @Test
        void an_endless_text_is_refused_without_repeating_it() {
            assertThat(messageOf("x: > " + "1".repeat(1_000_000)))
                    .isEqualTo("threshold: a text of 1000005 characters (expected: a text of at most 2000 characters)");
        }

        @Test
        void clauses_whose_text_could_not_be_read_back_are_refused() {
            String longest = "x:"
                    + String.join(
                            ",",
                            IntStream.range(100, 433).mapToObj(i -> "!=" + i).toList());
            assertThat(longest).hasSizeLessThan(2000);
            assertThat(messageOf(longest))
                    .endsWith(": x: 333 clauses (expected: a text form of at most 2000 characters)");
        }
    }

    /** Each message begins with the text itself, in quotes; the column counts from 1. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    p95                  | at 4: after p95: the end (expected: a colon, as in "p95: HIGH > 500ms")
                    p95 HIGH > 500ms     | at 5: after p95: "HIGH" (expected: a colon, as in "p95: HIGH > 500ms")
                    p 95: > 5            | at 3: after p: "95:" (expected: a colon, as in "p95: HIGH > 500ms")
                    95p: > 5             | at 1: metric: "95p:" (expected: a letter or underscore, then letters, digits, underscores, dots or hyphens, 100 characters at most)
                    : > 5                | at 1: metric: ":" (expected: a letter or underscore, then letters, digits, underscores, dots or hyphens, 100 characters at most)
                    größe: > 5           | at 3: after gr: "öße:" (expected: a colon, as in "p95: HIGH > 500ms")
                    p95:                 | at 5: clause: the end (expected: target, LOW, MEDIUM, HIGH, CRITICAL, or a limit such as < 200ms)
                    p95: ,               | at 6: clause: "," (expected: target, LOW, MEDIUM, HIGH, CRITICAL, or a limit such as < 200ms)
                    p95: SEVERE > 5      | at 6: clause: "SEVERE" (expected: target, LOW, MEDIUM, HIGH, CRITICAL, or a limit such as < 200ms)
                    p95: HIGH            | at 10: limit: the end (expected: <, <=, >, >=, =, != or outside, then a quantity)
                    p95: HIGH 500ms      | at 11: limit: "500ms" (expected: <, <=, >, >=, =, != or outside, then a quantity)
                    p95: target          | at 12: limit: the end (expected: <, <=, >, >=, =, != or outside, then a quantity)
                    p95: 500ms           | at 6: limit: "500ms" (expected: <, <=, >, >=, =, != or outside, then a quantity)
                    p95: ≥ 5             | at 6: limit: "≥" (expected: <, <=, >, >=, =, != or outside, then a quantity)
                    p95: HIGH >          | at 12: limit: the end (expected: a quantity such as 500ms, or baseline)
                    p95: HIGH > ms       | at 13: limit: "ms" (expected: a quantity such as 500ms, or baseline)
                    p95: HIGH > -        | at 13: limit: "-" (expected: a quantity such as 500ms, or baseline)
                    p95: HIGH => 5       | at 12: limit: ">" (expected: a quantity such as 500ms, or baseline)
                    p95: HIGH > NaN      | at 13: limit: "NaN" (expected: a quantity such as 500ms, or baseline)
                    p95: HIGH > 5,       | at 15: clause: the end (expected: target, LOW, MEDIUM, HIGH, CRITICAL, or a limit such as < 200ms)
                    p95: HIGH > 5,, < 9  | at 15: clause: "," (expected: target, LOW, MEDIUM, HIGH, CRITICAL, or a limit such as < 200ms)
                    p95: HIGH > 5; < 9   | at 14: after HIGH > 5: ";" (expected: a comma and a further clause, or the end)
                    p95: HIGH > 5%x      | at 15: after HIGH > 5%: "x" (expected: a comma and a further clause, or the end)
                    p95: HIGH > 5.       | at 14: after HIGH > 5: "." (expected: a comma and a further clause, or the end)
                    p95: HIGH > 1_000    | at 14: after HIGH > 1: "_000" (expected: a comma and a further clause, or the end)
                    p95: HIGH > 5 HIGH   | at 13: unit: "HIGH" (expected: one of ns us µs ms s m min h d % B kB MB GB TB KiB MiB GiB TiB /s /min, or none)
                    p95: HIGH > 5% HIGH  | at 16: after HIGH > 5%: "HIGH" (expected: a comma and a further clause, or the end)
                    """)
    void what_cannot_be_read_is_named_with_its_place(String text, String rest) {
        assertThat(messageOf(text)).isEqualTo("threshold \"" + text + "\" " + rest);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    p95: HIGH > 5 sec         | at 13: unit: "sec" (expected: one of ns us µs ms s m min h d % B kB MB GB TB KiB MiB GiB TiB /s /min, or none)
                    p95: HIGH > 5/h           | at 13: unit: "/h" (expected: one of ns us µs ms s m min h d % B kB MB GB TB KiB MiB GiB TiB /s /min, or none)
                    p95: HIGH > 500MS         | at 13: unit: "MS" (expected: ms, as upper and lower case differ)
                    p95: HIGH > 500Kb         | at 13: unit: "Kb" (expected: kB, as upper and lower case differ)
                    p95: HIGH > 1 gib         | at 13: unit: "gib" (expected: GiB, as upper and lower case differ)
                    p95: HIGH > 0,5s          | at 13: number: "0,5" (expected: a point before decimals, and nothing between thousands)
                    p95: HIGH > 1,000,000     | at 13: number: "1,000" (expected: a point before decimals, and nothing between thousands)
                    p95: HIGH > 5 for 0,5h    | at 19: number: "0,5" (expected: a point before decimals, and nothing between thousands)
                    p95: outside 1,5..2       | at 14: number: "1,5" (expected: a point before decimals, and nothing between thousands)
                    p95: HIGH > 1e999         | at 13: number: 1E+999 (expected: a number that a double can hold)
                    p95: HIGH > -1e999        | at 13: number: -1E+999 (expected: a number that a double can hold)
                    p95: HIGH > 1e308d        | at 13: number: 1E+308d (expected: a number that a double can hold)
                    p95: HIGH > 1e-400        | at 13: number: 1E-400 (expected: a number that a double can hold)
                    p95: HIGH > 1e9999        | at 14: exponent: "e9999" (expected: at most three digits)
                    p95: HIGH > 1e-9999       | at 14: exponent: "e-9999" (expected: at most three digits)
                    p95: outside 20..10       | at 6: outside: 20..10 (expected: the lower end first, as in 10..20)
                    p95: outside 2s..10ms     | at 6: outside: 2s..10ms (expected: the lower end first, as in 10ms..2s)
                    p95: outside 10..20ms     | at 6: outside: 10..20ms (expected: both ends in one unit, as in 10ms..20ms)
                    p95: outside 1s..2MB      | at 6: outside: 1s..2MB (expected: both ends in one unit, as in 10ms..20ms)
                    p95: outside              | at 13: outside: the end (expected: a range such as 10..20)
                    p95: outside 10           | at 16: outside: the end (expected: a range such as 10..20)
                    p95: outside 10-20        | at 16: outside: "-20" (expected: a range such as 10..20)
                    p95: outside 10..         | at 18: outside: the end (expected: the upper end of a range such as 10..20)
                    p95: > baseline +         | at 18: margin: the end (expected: a quantity such as 10% or 50ms)
                    p95: > baseline + -10%    | at 19: margin: "-10%" (expected: a quantity without a sign of its own)
                    p95: > baseline - +10%    | at 19: margin: "+10%" (expected: a quantity without a sign of its own)
                    p95: > baseline * 2       | at 17: after > baseline: "*" (expected: a comma and a further clause, or the end)
                    """)
    void what_a_quantity_may_be_is_told(String text, String rest) {
        assertThat(messageOf(text)).isEqualTo("threshold \"" + text + "\" " + rest);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    p95: HIGH > 5 for               | at 18: for: the end (expected: a duration such as 5m)
                    p95: HIGH > 5 for ever          | at 19: for: "ever" (expected: a duration such as 5m)
                    p95: HIGH > 5 for 0s            | at 19: for: "0s" (expected: a positive duration such as 5m, at least 1ns and at most 3650d)
                    p95: HIGH > 5 for 5%            | at 19: for: "5%" (expected: a positive duration such as 5m, at least 1ns and at most 3650d)
                    p95: HIGH > 5 for 5             | at 19: for: "5" (expected: a positive duration such as 5m, at least 1ns and at most 3650d)
                    p95: HIGH > 5 for 9999d         | at 19: for: "9999d" (expected: a positive duration such as 5m, at least 1ns and at most 3650d)
                    p95: HIGH > 5 for 1e300d        | at 19: for: "1e300d" (expected: a positive duration such as 5m, at least 1ns and at most 3650d)
                    p95: HIGH > 5 for -5m           | at 19: for: "-5m" (expected: a positive duration such as 5m, at least 1ns and at most 3650d)
                    p95: HIGH > 5 for 0.9ns         | at 19: for: "0.9ns" (expected: a positive duration such as 5m, at least 1ns and at most 3650d)
                    p95: HIGH > 5 for 5m for 6m     | at 22: after HIGH > 5 for 5m: "for" (expected: a comma and a further clause, or the end)
                    p95: < 5 for 5m                 | at 10: for: "for" (expected: no holding time on a limit that is required; write CRITICAL and what is bad)
                    p95: outside 1..2 for 5m        | at 19: for: "for" (expected: no holding time on a limit that is required; write CRITICAL and what is bad)
                    p95: target < 5 for 5m          | at 17: for: "for" (expected: no holding time on a target; only levels can have one)
                    """)
    void a_holding_time_is_positive_and_belongs_to_a_level(String text, String rest) {
        assertThat(messageOf(text)).isEqualTo("threshold \"" + text + "\" " + rest);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    p: target < 200ms, target < 1s    | target < 1s and target < 200ms (expected: one target)
                    p: target < 1s, target < 1s       | target < 1s twice (expected: each clause once)
                    p: HIGH > 5, LOW > 1, high > 5.0  | HIGH > 5 twice (expected: each clause once)
                    p: < 5, < 5                       | < 5 twice (expected: each clause once)
                    p: HIGH > 5s, CRITICAL > 5MB      | 5MB beside 5s (expected: quantities of one unit)
                    p: HIGH > 5, CRITICAL > 10ms      | 5 beside 10ms (expected: quantities of one unit)
                    p: HIGH > 0ms, CRITICAL > 5MB     | 5MB beside 0ms (expected: quantities of one unit)
                    p: > baseline + 5ms, < 5MB        | 5ms beside 5MB (expected: quantities of one unit)
                    p: HIGH < 0ms                     | HIGH < 0ms (expected: a limit that can take effect: a figure with this unit is never below zero)
                    p: HIGH <= -1ms                   | HIGH <= -1ms (expected: a limit that can take effect: a figure with this unit is never below zero)
                    p: HIGH = -1B                     | HIGH = -1B (expected: a limit that can take effect: a figure with this unit is never below zero)
                    p: >= 0%                          | >= 0% (expected: a limit that can take effect: a figure with this unit is never below zero)
                    p: target > -1/s                  | target > -1/s (expected: a limit that can take effect: a figure with this unit is never below zero)
                    """)
    void clauses_must_make_sense_together(String text, String rest) {
        assertThat(messageOf(text)).isEqualTo("threshold \"" + text + "\": p: " + rest);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    p: CRITICAL > 1%, MEDIUM > 5%                     | MEDIUM > 5% and CRITICAL > 1% (expected: the graver limit further out than the milder one)
                    p: MEDIUM > 5%, CRITICAL > 1% for 1h              | MEDIUM > 5% and CRITICAL > 1% for 1h (expected: the graver limit further out than the milder one)
                    p: MEDIUM > 5%, CRITICAL > 5%                     | MEDIUM > 5% and CRITICAL > 5% (expected: the graver limit further out than the milder one)
                    p: MEDIUM > 5% for 5m, CRITICAL > 0.05 for 300s   | MEDIUM > 5% for 5m and CRITICAL > 0.05 for 5m (expected: the graver limit further out than the milder one)
                    p: MEDIUM > 5%, CRITICAL >= 5%                    | MEDIUM > 5% and CRITICAL >= 5% (expected: the graver limit further out than the milder one)
                    p: HIGH < 90%, CRITICAL < 95%                     | HIGH < 90% and CRITICAL < 95% (expected: the graver limit further out than the milder one)
                    p: HIGH > 5, <= 3                                 | <= 3 and HIGH > 5 (expected: the graver limit further out than the milder one)
                    p: HIGH outside 1..9, CRITICAL outside 0..5       | HIGH outside 1..9 and CRITICAL outside 0..5 (expected: the graver limit further out than the milder one)
                    p: HIGH outside 1..9, CRITICAL outside 1..9       | HIGH outside 1..9 and CRITICAL outside 1..9 (expected: the graver limit further out than the milder one)
                    p: HIGH > baseline + 10%, CRITICAL > baseline     | HIGH > baseline + 10% and CRITICAL > baseline (expected: the graver limit further out than the milder one)
                    p: HIGH < baseline - 1ms, CRITICAL < baseline     | HIGH < baseline - 1ms and CRITICAL < baseline (expected: the graver limit further out than the milder one)
                    p: target < 200ms, HIGH > 100ms                   | target < 200ms and HIGH > 100ms (expected: a level that begins where the target is missed, or further out)
                    p: target <= 200ms, HIGH >= 200ms                 | target <= 200ms and HIGH >= 200ms (expected: a level that begins where the target is missed, or further out)
                    p: target < 200ms, < 100ms                        | target < 200ms and < 100ms (expected: a level that begins where the target is missed, or further out)
                    p: target < 200ms, HIGH < 10ms                    | target < 200ms and HIGH < 10ms (expected: a level on the side on which the target is missed)
                    p: target >= 99%, CRITICAL > 50%                  | target >= 99% and CRITICAL > 50% (expected: a level on the side on which the target is missed)
                    p: target = 0, HIGH = 0                           | target = 0 and HIGH = 0 (expected: a level that spares what the target wants)
                    p: target < 5, != 3                               | target < 5 and != 3 (expected: a level that spares what the target wants)
                    p: >= 10, <= 5                                    | <= 5 and >= 10 (expected: limits that leave some value good)
                    p: = 1, = 2                                       | = 1 and = 2 (expected: limits that leave some value good)
                    p: HIGH > 5, CRITICAL < 10                        | HIGH > 5 and CRITICAL < 10 (expected: limits that leave some value good)
                    p: HIGH >= 10, CRITICAL < 10                      | HIGH >= 10 and CRITICAL < 10 (expected: limits that leave some value good)
                    """)
    void clauses_that_contradict_one_another_are_both_named(String text, String rest) {
        assertThat(messageOf(text)).isEqualTo("threshold \"" + text + "\": p: " + rest);
    }

    @Nested
    class CharactersThatHide {

        @Test
        void are_not_repeated_in_the_message() {
            assertThat(messageOf("p95\u001b[31m: > 5"))
                    .isEqualTo("threshold \"p95?[31m: > 5\" at 4: after p95: \"?[31m:\""
                            + " (expected: a colon, as in \"p95: HIGH > 500ms\")");
        }

        @Test
        void cannot_break_the_message_into_lines() {
            assertThat(messageOf("p95:\r\nHIGH > 5\u0000\u202e,\u2028x").lines())
                    .hasSize(1);
            assertThat(messageOf("p95:\nSEVERE > 5"))
                    .isEqualTo("threshold \"p95: SEVERE > 5\" at 6: clause: \"SEVERE\""
                            + " (expected: target, LOW, MEDIUM, HIGH, CRITICAL, or a limit such as < 200ms)");
        }
    }

    @Nested
    class Data {

        private final Required positive = new Required(new Fixed(Operator.GREATER, Quantity.parse("5")));

        @Test
        void needs_a_clause() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Threshold(new Figure.Metric("p"), List.of()))
                    .withMessage("p: no clause (expected: at least one target, level or limit)");
        }

        @Test
        @SuppressWarnings("NullAway")
        void needs_a_metric() {
            String rule =
                    " (expected: a letter or underscore, then letters, digits, underscores, dots or hyphens, 100 characters at most)";
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Figure.Metric(null))
                    .withMessage("metric: null" + rule);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Figure.Metric("a b"))
                    .withMessage("metric: \"a b\"" + rule);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Figure.Metric("a".repeat(5_000)))
                    .withMessage("metric: \"" + "a".repeat(120) + "…\"" + rule);
        }

        @Test
        @SuppressWarnings("NullAway")
        void without_a_part_names_the_part() {
            assertThatExceptionOfType(NullPointerException.class)
                    .isThrownBy(() -> new Level(Severity.LOW, positive.limit(), null))
                    .withMessage("holding");
            assertThatExceptionOfType(NullPointerException.class)
                    .isThrownBy(() -> new Fixed(null, Quantity.parse("1")))
                    .withMessage("operator");
            assertThatExceptionOfType(NullPointerException.class)
                    .isThrownBy(() -> new Clause.Target(null))
                    .withMessage("limit");
            assertThatExceptionOfType(NullPointerException.class)
                    .isThrownBy(() -> new Threshold(new Figure.Metric("p"), Arrays.asList(positive, null)));
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                PT-5S    | -5 s
                P3651D   | 3651 d
                PT0.5S   | accepted
                PT0S     | accepted
                """)
        void holds_for_no_negative_and_no_absurd_time(Duration holding, String shown) {
            if (shown.equals("accepted")) {
                assertThat(new Level(Severity.LOW, positive.limit(), holding).holding())
                        .isEqualTo(holding);
                return;
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Level(Severity.LOW, positive.limit(), holding))
                    .withMessage("for: " + shown + " (expected: a positive duration of at most 3650 days)");
        }
    }
}
