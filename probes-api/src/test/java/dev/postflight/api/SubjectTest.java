package dev.postflight.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.postflight.api.Composite.Element;
import dev.postflight.api.Composite.Quantifier;
import dev.postflight.api.Figure.Metric;
import dev.postflight.api.Figure.OverTime;
import dev.postflight.api.Limit.Holds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectTest {

    private static Subject subject(String text) {
        return Threshold.parse(text).subject();
    }

    private static Figure figure(String text) {
        return (Figure) subject(text + ": > 0");
    }

    private static String messageOf(String text) {
        try {
            return "accepted " + Threshold.parse(text);
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Nested
    class OverATimeWindow {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "p95 over 5m: HIGH > 500ms",
                    "p95 of latency over 5m: target < 200ms, HIGH > 500ms for 10m",
                    "error_ratio over 1h: HIGH > 1%",
                    "increase of failed_logins over 5m: MEDIUM > 50",
                    "max of size over phase: > 5MiB",
                    "count over 30d: >= 30",
                })
        void it_is_printed_as_it_is_written(String text) {
            assertThat(Threshold.parse(text)).hasToString(text);
        }

        @ParameterizedTest
        @EnumSource(Statistic.class)
        void each_statistic_is_read_in_any_case(Statistic statistic) {
            assertThat(figure(statistic.word().toUpperCase(java.util.Locale.ROOT) + " OVER 1h"))
                    .isEqualTo(new OverTime(statistic, null, Duration.ofHours(1)));
        }

        @Test
        void a_metric_may_be_called_like_a_statistic_or_a_word_of_the_grammar() {
            for (String name : List.of("p95", "count", "over", "of", "any", "all", "phase", "baseline", "target")) {
                assertThat(figure(name)).isEqualTo(new Metric(name));
                assertThat(figure("max of " + name + " over phase")).isEqualTo(new OverTime(Statistic.MAX, name, null));
            }
        }

        @ParameterizedTest
        @CsvSource({
            "count,       COUNT",
            "sum,         SECONDS",
            "mean,        SECONDS",
            "min,         SECONDS",
            "max,         SECONDS",
            "p50,         SECONDS",
            "p99,         SECONDS",
            "increase,    SECONDS",
            "rate,        PER_SECOND",
            "error_ratio, RATIO",
        })
        void its_unit_is_that_of_the_statistic(String statistic, Unit unit) {
            assertThat(figure(statistic + " over 5m").unit(Map.of("latency", Unit.SECONDS)))
                    .isEqualTo(unit);
        }

        @Test
        void without_a_name_it_is_the_only_metric_that_there_is() {
            assertThat(figure("p95 over 5m").unit(Map.of("a", Unit.BYTES))).isEqualTo(Unit.BYTES);
            assertThat(figure("p95 over 5m").unit(Map.of("a", Unit.BYTES, "b", Unit.BYTES)))
                    .isNull();
            assertThat(figure("p95 of b over 5m").unit(Map.of("a", Unit.BYTES, "b", Unit.SECONDS)))
                    .isEqualTo(Unit.SECONDS);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                latency over 5m: > 1s         | at 1: statistic: "latency" (expected: one of count, sum, mean, min, max, p50, p90, p95, p99, increase, rate, error_ratio, as in "p95 of latency over 5m")
                p96 of latency over 5m: > 1s  | at 1: statistic: "p96" (expected: one of count, sum, mean, min, max, p50, p90, p95, p99, increase, rate, error_ratio, as in "p95 of latency over 5m")
                p95 of : > 1s                 | at 8: metric: ":" (expected: a letter or underscore, then letters, digits, underscores, dots or hyphens, 100 characters at most)
                p95 of latency: > 1s          | at 15: after p95 of latency: ":" (expected: a time window, as in "p95 of latency over 5m")
                p95 over: > 1s                | at 9: over: ":" (expected: a duration such as 5m, or phase)
                p95 over 5: > 1s              | at 10: over: "5:" (expected: a positive duration such as 5m, at least 1ns and at most 3650d)
                p95 over 0s: > 1s             | at 10: over: "0s:" (expected: a positive duration such as 5m, at least 1ns and at most 3650d)
                p95 over -5m: > 1s            | at 10: over: "-5m:" (expected: a positive duration such as 5m, at least 1ns and at most 3650d)
                p95 over 5MB: > 1s            | at 10: over: "5MB:" (expected: a positive duration such as 5m, at least 1ns and at most 3650d)
                p95 over 11000d: > 1s         | at 10: over: "11000d:" (expected: a positive duration such as 5m, at least 1ns and at most 3650d)
                error_ratio of x over 5m: > 1% | at 1: metric: x (expected: none, as the error ratio is one of runs)
                """)
        void what_cannot_be_read_is_named_with_its_place(String text, String rest) {
            assertThat(messageOf(text)).isEqualTo("threshold \"" + text + "\" " + rest);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                count over 5m: HIGH > 5ms       | count over 5m: 5ms (expected: a number without unit)
                rate of x over 5m: HIGH > 5MB   | rate of x over 5m: 5MB (expected: a rate such as 10/s)
                error_ratio over 1h: HIGH > 5s  | error_ratio over 1h: 5s (expected: a ratio such as 5% or 0.05)
                """)
        void a_unit_that_it_can_never_have_is_refused(String text, String rest) {
            assertThat(messageOf(text)).isEqualTo("threshold \"" + text + "\": " + rest);
        }
    }

    @Nested
    class OfSeveralMetrics {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                used / max                   | used / max
                used/max                     | used / max
                hits / (hits + misses)       | hits / (hits + misses)
                a - b - c                    | a - b - c
                a - (b - c)                  | a - (b - c)
                a + b / c                    | a + b / c
                (a + b) / c                  | (a + b) / c
                a / (b / c)                  | a / (b / c)
                ((a))                        | a
                p95 over 5m / p95 over 24h   | p95 over 5m / p95 over 24h
                http-5xx - b                 | http-5xx - b
                """)
        void what_is_calculated_is_printed_with_the_brackets_that_it_needs(String text, String printed) {
            assertThat(figure(text)).hasToString(printed);
            assertThat(figure(printed)).isEqualTo(figure(text));
        }

        @ParameterizedTest
        @CsvSource({
            "COUNT,   /, COUNT,      RATIO",
            "BYTES,   /, BYTES,      RATIO",
            "SECONDS, /, COUNT,      SECONDS",
            "BYTES,   /, RATIO,      BYTES",
            "COUNT,   /, SECONDS,    PER_SECOND",
            "BYTES,   /, SECONDS,    PER_SECOND",
            "SECONDS, /, BYTES,      ",
            "COUNT,   /, PER_SECOND, ",
            "RATIO,   /, SECONDS,    ",
            "BYTES,   +, BYTES,      BYTES",
            "BYTES,   +, COUNT,      ",
            "SECONDS, -, SECONDS,    SECONDS",
            "SECONDS, -, RATIO,      ",
        })
        void units_go_together_or_do_not(Unit left, String operation, Unit right, Unit result) {
            assertThat(figure("a " + operation + " b").unit(Map.of("a", left, "b", right)))
                    .isEqualTo(result);
        }

        @Test
        void figures_are_calculated_as_usual() {
            assertThat(Arithmetic.PLUS.apply(1, 2)).isEqualTo(3);
            assertThat(Arithmetic.MINUS.apply(1, 2)).isEqualTo(-1);
            assertThat(Arithmetic.OVER.apply(1, 2)).isEqualTo(0.5);
            assertThat(Arithmetic.OVER.apply(0, 0)).isNaN();
            assertThat(Arithmetic.OVER.apply(1, 0)).isInfinite();
        }

        @Test
        void only_a_difference_may_be_below_zero() {
            assertThat(messageOf("max - used: HIGH < 0B")).isEqualTo("accepted max - used: HIGH < 0B");
            assertThat(messageOf("used / n: HIGH < 0B")).contains("is never below zero");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                used / : > 1     | at 8: metric: ":" (expected: a letter or underscore, then letters, digits, underscores, dots or hyphens, 100 characters at most)
                used / 5: > 1    | at 8: metric: "5:" (expected: a letter or underscore, then letters, digits, underscores, dots or hyphens, 100 characters at most)
                (used / max: > 1 | at 12: after used / max: ":" (expected: +, -, / or a closing bracket)
                used * 2: > 1    | at 6: after used: "*" (expected: a colon, as in "p95: HIGH > 500ms")
                """)
        void what_cannot_be_read_is_named_with_its_place(String text, String rest) {
            assertThat(messageOf(text)).isEqualTo("threshold \"" + text + "\" " + rest);
        }

        @Test
        void brackets_do_not_go_on_for_ever() {
            assertThat(messageOf("(".repeat(10) + "a" + ")".repeat(10) + ": > 1"))
                    .isEqualTo("accepted a: > 1");
            assertThat(messageOf("(".repeat(990) + "a" + ")".repeat(990) + ": > 1"))
                    .contains("figure: ", "(expected: at most 10 brackets within one another)");
        }
    }

    /** S0.14: CPU above 80 % for 10 min, or memory above 80 %. */
    @Nested
    class Several {

        @Test
        void conditions_have_limits_and_holding_times_of_their_own() {
            Threshold threshold = Threshold.parse("any of (cpu > 80% for 10m, memory > 80%): HIGH");
            assertThat(threshold)
                    .isEqualTo(new Threshold(
                            new Composite(
                                    Quantifier.ANY,
                                    List.of(
                                            new Element(
                                                    new Metric("cpu"),
                                                    new Limit.Fixed(Operator.GREATER, Quantity.parse("80%")),
                                                    Duration.ofMinutes(10)),
                                            new Element(
                                                    new Metric("memory"),
                                                    new Limit.Fixed(Operator.GREATER, Quantity.parse("80%")),
                                                    Duration.ZERO))),
                            List.of(new Clause.Level(Severity.HIGH, new Holds(), Duration.ZERO))));
            assertThat(threshold).hasToString("any of (cpu > 80% for 10m, memory > 80%): HIGH");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                all of (a > 1, b < 2): MEDIUM, CRITICAL for 30m              | all of (a > 1, b < 2): MEDIUM, CRITICAL for 30m
                ANY OF(a>1,b outside 2..3):critical                          | any of (a > 1, b outside 2..3): CRITICAL
                any of (a > 1, all of (b > 2, c > 3) for 5m): HIGH for 1h    | any of (a > 1, all of (b > 2, c > 3) for 5m): HIGH for 1h
                any of (used / max > 80%, p95 over 5m > 2s, c > baseline + 10%): LOW | any of (used / max > 80%, p95 over 5m > 2s, c > baseline + 10%): LOW
                any of (a / (b + c) > 1, (a) > 2): HIGH                      | any of (a / (b + c) > 1, a > 2): HIGH
                """)
        void they_are_printed_as_they_are_written(String text, String printed) {
            assertThat(Threshold.parse(text)).hasToString(printed);
            assertThat(Threshold.parse(printed)).isEqualTo(Threshold.parse(text));
        }

        @Test
        void its_terms_are_those_of_all_of_them() {
            assertThat(subject("any of (a / b > 1, all of (p95 of c over 5m > 1s, d > 2)): HIGH")
                            .terms())
                    .hasToString("[a, b, p95 of c over 5m, d]");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                any of a > 1: HIGH                 | at 8: after any of: "a" (expected: conditions in brackets, as in "any of (a > 1, b > 2)")
                any of (): HIGH                    | at 9: metric: "):" (expected: a letter or underscore, then letters, digits, underscores, dots or hyphens, 100 characters at most)
                any of (a > 1): HIGH               | at 1: any of: 1 conditions (expected: 2 to 20 conditions)
                any of (a > 1, a > 1): HIGH        | at 1: any of: a > 1 twice (expected: each condition once)
                any of (a > 1, b): HIGH            | at 17: limit: "):" (expected: <, <=, >, >=, =, != or outside, then a quantity)
                any of (a > 1, b > 2: HIGH         | at 21: after b > 2: ":" (expected: a comma and a further condition, or a closing bracket)
                any of (a > 1, b > 2) HIGH         | at 23: after any of (a > 1, b > 2): "HIGH" (expected: a colon, as in "p95: HIGH > 500ms")
                any of (a > 1, b > 2): HIGH > 5    | at 29: after HIGH: ">" (expected: a comma and a further clause, or the end)
                any of (a > 1, b > 2): target < 5  | at 24: clause: "target" (expected: LOW, MEDIUM, HIGH or CRITICAL behind conditions)
                any of (a > 1, b > 2): < 5         | at 24: clause: "<" (expected: LOW, MEDIUM, HIGH or CRITICAL behind conditions)
                any of (a < 0s, b > 2): HIGH       | at 9: a: < 0s (expected: a limit that can take effect: a figure with this unit is never below zero)
                any of (count over 5m > 1s, b > 2): HIGH | at 9: count over 5m: 1s (expected: a number without unit)
                """)
        void what_cannot_be_read_is_named_with_its_place(String text, String rest) {
            assertThat(messageOf(text)).isEqualTo("threshold \"" + text + "\" " + rest);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                any of (a > 1, b > 2): LOW, HIGH                | LOW and HIGH (expected: the graver limit further out than the milder one)
                any of (a > 1, b > 2): LOW for 10m, HIGH for 5m | LOW for 10m and HIGH for 5m (expected: the graver limit further out than the milder one)
                any of (a > 1, b > 2): HIGH, HIGH               | HIGH twice (expected: each clause once)
                """)
        void a_level_that_would_never_be_seen_is_refused(String text, String rest) {
            assertThat(messageOf(text)).isEqualTo("threshold \"" + text + "\": any of (a > 1, b > 2): " + rest);
        }

        @Test
        void a_figure_needs_limits_and_conditions_have_none() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Threshold(
                            new Metric("a"), List.of(new Clause.Level(Severity.HIGH, new Holds(), Duration.ZERO))))
                    .withMessage("a: HIGH (expected: a limit such as > 500ms behind a figure)");
            Subject both = subject("any of (a > 1, b > 2): HIGH");
            Limit limit = new Limit.Fixed(Operator.GREATER, Quantity.parse("1"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Threshold(both, List.of(new Clause.Required(limit))))
                    .withMessage("any of (a > 1, b > 2): > 1 (expected: a severity such as HIGH, without a limit)");
        }
    }
}
