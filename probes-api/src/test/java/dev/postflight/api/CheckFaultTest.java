package dev.postflight.api;

import static dev.postflight.api.Plans.check;
import static dev.postflight.api.Plans.faults;
import static dev.postflight.api.Plans.phase;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Plans.Stub;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What plans refuse of their checks and probes, and in which words. */
@SuppressWarnings("NullAway") // null is one of the faults
class CheckFaultTest {

    @Nested
    class OfACheck {

        static Stream<Arguments> badSettings() {
            return Stream.of(
                    bad(c -> c.weight(0), "weight: 0 (expected: a whole number from 1 to 1000000)"),
                    bad(c -> c.weight(-1), "weight: -1 (expected: a whole number from 1 to 1000000)"),
                    bad(c -> c.weight(1_000_001), "weight: 1000001 (expected: a whole number from 1 to 1000000)"),
                    bad(
                            c -> c.weight(Integer.MAX_VALUE),
                            "weight: 2147483647 (expected: a whole number from 1 to 1000000)"),
                    bad(c -> c.after(0), "after: 0 (expected: 1 to 1000000 failures in a row)"),
                    bad(
                            c -> c.after(Integer.MIN_VALUE),
                            "after: -2147483648 (expected: 1 to 1000000 failures in a row)"),
                    bad(c -> c.onSilence(null), "onSilence: null (expected: FAIL, HOLD or IGNORE)"),
                    bad(
                            c -> c.threshold((String) null),
                            "threshold: null (expected: a text of at most 2000 characters)"),
                    bad(c -> c.threshold((Threshold) null), "threshold: null (expected: a threshold)"),
                    bad(
                            c -> c.threshold("p95: HIGH > 500MS"),
                            "threshold \"p95: HIGH > 500MS\" at 13: unit: \"MS\" (expected: ms, as upper and lower case differ)"),
                    bad(
                            c -> c.threshold("e: MEDIUM > 5%, CRITICAL > 1%"),
                            "threshold \"e: MEDIUM > 5%, CRITICAL > 1%\": e: MEDIUM > 5% and CRITICAL > 1%"
                                    + " (expected: the graver limit further out than the milder one)"),
                    bad(
                            c -> c.threshold("x: > 5").threshold(Threshold.parse("x:>5.0")),
                            "threshold: x: > 5 twice (expected: each once)"),
                    bad(c -> c.dependsOn((String[]) null), "dependsOn: null (expected: names of checks)"),
                    bad(c -> c.dependsOn((String) null), "dependsOn: null (expected: the name of a check)"),
                    bad(c -> c.dependsOn(""), "dependsOn: \"\" (expected: the name of a check)"),
                    bad(c -> c.dependsOn("b", "b"), "dependsOn: b twice (expected: each once)"));
        }

        private static Arguments bad(UnaryOperator<Check> setting, String fault) {
            return Arguments.of(setting, fault);
        }

        @ParameterizedTest
        @MethodSource("badSettings")
        void settings_are_checked_one_by_one(UnaryOperator<Check> setting, String fault) {
            assertThat(faults(setting.apply(check("a")), check("b")))
                    .containsExactly("phase \"p\": check \"a\": " + fault);
        }

        @Test
        void a_probe_must_be_there() {
            assertThat(faults(Check.of("a", null)))
                    .containsExactly("phase \"p\": check \"a\": probe: null (expected: a probe)");
        }

        @Test
        void good_settings_at_their_limits_are_not_faults() {
            assertThat(faults(
                            check("a").weight(1).after(1),
                            check("b").weight(1_000_000).after(1_000_000)))
                    .isEmpty();
        }
    }

    @Nested
    class OfDependencies {

        @Test
        void it_must_be_in_the_same_phase() {
            assertThat(faults(phase("p", check("a", "c"), check("b")), phase("q", check("c"))))
                    .containsExactly(
                            "phase \"p\": check \"a\": dependsOn: c (expected: a check of the same phase: [a, b])");
        }

        @Test
        void the_names_of_a_large_phase_are_not_all_repeated() {
            Check[] many = Stream.iterate(0, i -> i < 100, i -> i + 1)
                    .map(i -> check("c" + i, "none"))
                    .toArray(Check[]::new);

            assertThat(faults(many))
                    .hasSize(100)
                    .last()
                    .asString()
                    .startsWith(
                            "phase \"p\": check \"c99\": dependsOn: none (expected: a check of the same phase: [c0, c1,")
                    .endsWith("c18, c19 and 80 more])");
        }

        @Test
        void nothing_depends_on_itself() {
            assertThat(faults(check("a", "a"))).containsExactly("phase \"p\": dependsOn: a -> a (expected: no circle)");
        }

        @Test
        void nothing_depends_on_itself_by_way_of_others() {
            assertThat(faults(check("a", "b"), check("b", "a")))
                    .containsExactly("phase \"p\": dependsOn: a -> b -> a (expected: no circle)");
            assertThat(faults(check("x"), check("a", "x", "b"), check("b", "c"), check("c", "x", "a")))
                    .containsExactly("phase \"p\": dependsOn: a -> b -> c -> a (expected: no circle)");
        }

        @Test
        void what_hangs_on_a_circle_is_not_in_it() {
            assertThat(faults(check("tail", "a"), check("a", "b"), check("b", "a"), check("more", "tail")))
                    .containsExactly("phase \"p\": dependsOn: a -> b -> a (expected: no circle)");
        }

        @Test
        void every_circle_is_named() {
            assertThat(faults(
                            check("a", "b"),
                            check("b", "a"),
                            check("c", "a", "d"),
                            check("d", "c"),
                            check("e", "a", "e")))
                    .containsExactly(
                            "phase \"p\": dependsOn: a -> b -> a (expected: no circle)",
                            "phase \"p\": dependsOn: c -> d -> c (expected: no circle)",
                            "phase \"p\": dependsOn: e -> e (expected: no circle)");
            assertThat(faults(check("a", "b", "a"), check("b", "b")))
                    .containsExactly(
                            "phase \"p\": dependsOn: b -> b (expected: no circle)",
                            "phase \"p\": dependsOn: a -> a (expected: no circle)");
        }

        @Test
        void a_circle_of_2000_is_found() {
            int length = 2_000;
            Check[] circle = Stream.iterate(0, i -> i < length, i -> i + 1)
                    .map(i -> check("c" + i, "c" + (i + 1) % length))
                    .toArray(Check[]::new);

            assertThat(faults(circle))
                    .singleElement()
                    .asString()
                    .startsWith("phase \"p\": dependsOn: c0 -> c1 -> c2 -> ")
                    .endsWith(" -> c1999 -> c0 (expected: no circle)");
        }
    }

    @Nested
    class OfAProbe {

        private static final String PLACE = "phase \"p\": check \"a\": ";

        private final Probe timer = Stub.reporting(() -> Map.of(
                "p95",
                Unit.SECONDS,
                "size",
                Unit.BYTES,
                "errors",
                Unit.RATIO,
                "count",
                Unit.COUNT,
                "rate",
                Unit.PER_SECOND));

        @Test
        void a_threshold_is_on_a_metric_that_it_reports() {
            assertThat(faults(Check.of("a", timer).threshold("p99: HIGH > 500ms")))
                    .containsExactly(PLACE + "threshold \"p99: HIGH > 500ms\": metric: p99"
                            + " (expected: one that the probe reports: [count, errors, p95, rate, size])");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        p95: HIGH > 500          | none    | a duration such as 200ms
                        p95: HIGH > 5MB          | BYTES   | a duration such as 200ms
                        p95: HIGH > 5%           | RATIO   | a duration such as 200ms
                        p95: HIGH > baseline + 5 | none    | a duration such as 200ms
                        size: HIGH > 5s          | SECONDS | a size such as 512MiB
                        size: outside 1..2       | none    | a size such as 512MiB
                        errors: HIGH > 5/s       | PER_SECOND | a ratio such as 5% or 0.05
                        count: HIGH > 5%         | RATIO   | a number without unit
                        rate: HIGH > 5           | none    | a rate such as 10/s
                        """)
        void a_threshold_has_the_unit_of_the_metric(String threshold, String unit, String rule) {
            assertThat(faults(Check.of("a", timer).threshold(threshold)))
                    .containsExactly(
                            PLACE + "threshold \"" + threshold + "\": unit: " + unit + " (expected: " + rule + ")");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "p95: HIGH > 1m",
                    "p95: > 0",
                    "p95: HIGH > baseline + 10%",
                    "size: HIGH > 1kB",
                    "errors: HIGH > 0.05",
                    "errors: HIGH > 5%",
                    "count: = 0",
                    "rate: < 6/min"
                })
        void a_threshold_that_fits_is_accepted(String threshold) {
            assertThat(faults(Check.of("a", timer).threshold(threshold))).isEmpty();
        }

        @Test
        void it_may_leave_its_metrics_open() {
            assertThat(faults(check("a").threshold("whatever: HIGH > 1MB"))).isEmpty();
        }

        @Test
        void metrics_that_cannot_be_had_are_a_fault_beside_the_others() {
            Probe broken = Stub.reporting(() -> {
                throw new IllegalStateException("no connection to jdbc:postgresql://db/shop?password=hunter2");
            });

            assertThat(faults(Check.of("a", broken).weight(0)))
                    .containsExactly(
                            PLACE + "weight: 0 (expected: a whole number from 1 to 1000000)",
                            PLACE + "probe: metrics() threw IllegalStateException: no connection to"
                                    + " jdbc:postgresql://db/shop?password=***"
                                    + " (expected: names and units of metrics, or an empty map)");
        }

        @Test
        void metrics_that_end_in_an_error_are_a_fault() {
            Probe broken = Stub.reporting(() -> {
                throw new NoClassDefFoundError("org/postgresql/Driver");
            });

            assertThat(faults(Check.of("a", broken)))
                    .containsExactly(PLACE + "probe: metrics() threw NoClassDefFoundError: org/postgresql/Driver"
                            + " (expected: names and units of metrics, or an empty map)");
        }

        @Test
        void metrics_are_not_null() {
            String fault = PLACE + "probe: metrics() gave null (expected: names and units of metrics, or an empty map)";

            assertThat(faults(Check.of("a", Stub.reporting(() -> null)).threshold("x: > 1")))
                    .containsExactly(fault);
            assertThat(faults(Check.of("a", Stub.reporting(() -> null)))).containsExactly(fault);
        }

        @Test
        void metrics_with_null_in_them_are_a_fault() {
            Map<String, Unit> withoutUnit = new HashMap<>();
            withoutUnit.put("x", null);
            Map<String, Unit> withoutName = new HashMap<>();
            withoutName.put(null, Unit.COUNT);

            assertThat(faults(Check.of("a", Stub.reporting(() -> withoutUnit)).threshold("x: > 1")))
                    .containsExactly(PLACE + "probe: metrics() gave no unit of x"
                            + " (expected: names and units of metrics, or an empty map)");
            assertThat(faults(Check.of("a", Stub.reporting(() -> withoutName)).threshold("x: > 1")))
                    .singleElement()
                    .asString()
                    .startsWith(PLACE + "probe: metrics() threw NullPointerException");
        }

        @Test
        void silence_means_something() {
            Probe broken = new Stub(Map::of, () -> null);

            assertThat(faults(Check.of("a", broken)))
                    .containsExactly(PLACE + "probe: silence() gave null (expected: FAIL, HOLD or IGNORE)");
            assertThat(faults(Check.of("a", broken).onSilence(SilenceRule.HOLD)))
                    .isEmpty();
        }

        @Test
        void silence_that_cannot_be_had_is_a_fault() {
            Probe broken = new Stub(Map::of, () -> {
                throw new UnsupportedOperationException();
            });

            assertThat(faults(Check.of("a", broken)))
                    .containsExactly(PLACE + "probe: silence() threw UnsupportedOperationException"
                            + " (expected: FAIL, HOLD or IGNORE)");
        }
    }
}
