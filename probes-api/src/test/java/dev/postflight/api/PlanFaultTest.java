package dev.postflight.api;

import static dev.postflight.api.Plans.check;
import static dev.postflight.api.Plans.faults;
import static dev.postflight.api.Plans.phase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postflight.api.Plans.Stub;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What plans refuse, and in which words; of checks, in {@link CheckFaultTest}. */
@SuppressWarnings("NullAway") // null is one of the faults
class PlanFaultTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String NAME = " (expected: 1 to 100 printable characters)";
    private static final String POSITIVE = " (expected: a positive duration of at most 3650 days)";

    @Nested
    class OfThePlan {

        @Test
        void it_needs_a_phase() {
            assertThat(faults(VerificationPlan.named("orders")))
                    .containsExactly("phases: none (expected: at least one)");
        }

        @Test
        void a_phase_is_not_null() {
            assertThat(faults(VerificationPlan.named("orders").phase(null)))
                    .containsExactly("phase: null (expected: a phase)");
        }

        @Test
        void the_name_is_a_name_and_the_message_does_without_it() {
            VerificationPlan.Builder plan = VerificationPlan.named(" ").phase(phase("p", check("a")));

            assertThatExceptionOfType(InvalidPlanException.class)
                    .isThrownBy(plan::build)
                    .withMessage("plan \"?\" has 1 fault:\n  - name: \" \"" + NAME);
        }

        @ParameterizedTest
        @CsvSource({
            "NaN, 0.9",
            "0.5, NaN",
            "NaN, NaN",
            "-0.1, 0.9",
            "0.9, 0.8",
            "0.5, 1.1",
            "1.1, 1.2",
            "-Infinity, 1",
            "0, Infinity"
        })
        void scores_rise_from_0_to_1(double hold, double go) {
            assertThat(faults(VerificationPlan.named("orders")
                            .phase(phase("p", check("a")))
                            .scores(hold, go)))
                    .containsExactly("scores: " + hold + " and " + go + " (expected: 0 <= hold <= go <= 1)");
        }

        @ParameterizedTest
        @ValueSource(ints = {0, -1, 1_000_001, Integer.MIN_VALUE, Integer.MAX_VALUE})
        void at_least_one_check_runs_at_a_time(int checks) {
            assertThat(faults(VerificationPlan.named("orders")
                            .phase(phase("p", check("a")))
                            .concurrency(checks)
                            .concurrency("a", checks)))
                    .containsExactly(
                            "concurrency: " + checks + " (expected: 1 to 1000000 checks at the same time)",
                            "concurrency: " + checks
                                    + " of \"a\" (expected: 1 to 1000000 checks at the same time of a component)");
        }

        @Test
        void who_may_run_is_a_component_of_the_plan() {
            assertThat(faults(VerificationPlan.named("orders")
                            .phase(phase("p", check("a"), check("b").component("db")))
                            .concurrency("database", 2)
                            .concurrency(null, 2)))
                    .containsExactly(
                            "concurrency: 2 of null (expected: 1 to 1000000 checks at the same time of a component)",
                            "concurrency: \"database\" (expected: a component of the plan: [a, db])");
        }

        @Test
        void phases_have_names_of_their_own() {
            assertThat(faults(phase("one", check("a")), phase("two", check("a")), phase("one", check("a"))))
                    .containsExactly("phase \"one\": name: one twice (expected: each phase once)");
        }
    }

    @Nested
    class OfNames {

        static Stream<Arguments> badNames() {
            return Stream.of(
                    Arguments.of(null, "null"),
                    Arguments.of("", "\"\""),
                    Arguments.of(" ", "\" \""),
                    Arguments.of("\t", "\" \""),
                    Arguments.of("a\nb", "\"a b\""),
                    Arguments.of("a\u0000b", "\"a?b\""),
                    Arguments.of("a\u001b[31mb", "\"a?[31mb\""),
                    Arguments.of("a\u202eb", "\"a?b\""),
                    Arguments.of("a\u200bb", "\"a?b\""),
                    Arguments.of("a\u2028b", "\"a b\""),
                    Arguments.of("x".repeat(101), '"' + "x".repeat(101) + '"'),
                    Arguments.of("x".repeat(100_000), '"' + "x".repeat(120) + "…\""));
        }

        @ParameterizedTest
        @MethodSource("badNames")
        void plans_phases_checks_and_components_are_named_in_print(@Nullable String name, String shown) {
            String fault = "name: " + shown + NAME;

            assertThat(faults(VerificationPlan.named(name).phase(phase("p", check("a")))))
                    .containsExactly(fault);
            assertThat(faults(phase(name, check("a")))).containsExactly("phase number 1: " + fault);
            assertThat(faults(check("a"), check(name))).containsExactly("phase \"p\": check number 2: " + fault);
            assertThat(faults(check("a").component(name)))
                    .containsExactly("phase \"p\": check \"a\": component: " + shown + NAME);
        }

        @Test
        void several_that_are_missing_are_not_called_the_same() {
            assertThat(faults(phase("", check(""), check(null)), phase(null, check("a"))))
                    .containsExactly(
                            "phase number 1: name: \"\"" + NAME,
                            "phase number 1: check number 1: name: \"\"" + NAME,
                            "phase number 1: check number 2: name: null" + NAME,
                            "phase number 2: name: null" + NAME);
        }

        @Test
        void a_question_mark_is_a_name() {
            assertThat(faults(check("?"), check(""))).containsExactly("phase \"p\": check number 2: name: \"\"" + NAME);
        }
    }

    @Nested
    class OfAPhase {

        static Stream<Arguments> badDurations() {
            return Stream.of(
                    Arguments.of(null, "null"),
                    Arguments.of(Duration.ZERO, "0 s"),
                    Arguments.of(Duration.ofSeconds(-5), "-5 s"),
                    Arguments.of(Duration.ofMillis(-1500), "-1500 ms"),
                    Arguments.of(Duration.ofDays(3650).plusNanos(1), "315360000000000001 ns"),
                    Arguments.of(Duration.ofDays(3651), "3651 d"),
                    Arguments.of(Duration.ofSeconds(Long.MAX_VALUE), "9223372036854775807 s"),
                    Arguments.of(Duration.ofSeconds(Long.MIN_VALUE), "-9223372036854775808 s"));
        }

        @ParameterizedTest
        @MethodSource("badDurations")
        void durations_are_positive_and_not_absurd(@Nullable Duration duration, String shown) {
            assertThat(faults(phase("p", check("a")).within(duration)))
                    .containsExactly("phase \"p\": within: " + shown + POSITIVE);
            assertThat(faults(phase("p").every(MINUTE).lasting(duration).check(check("a"))))
                    .containsExactly("phase \"p\": lasting: " + shown + POSITIVE);
            assertThat(faults(phase("p").lasting(HOUR).every(duration).check(check("a"))))
                    .containsExactly("phase \"p\": every: " + shown + POSITIVE);
            assertThat(faults(check("a").timeout(duration)))
                    .containsExactly("phase \"p\": check \"a\": timeout: " + shown + POSITIVE);
        }

        @Test
        void it_needs_a_check() {
            assertThat(faults(phase("p"))).containsExactly("phase \"p\": checks: none (expected: at least one)");
        }

        @Test
        void a_check_is_not_null() {
            assertThat(faults(phase("p").check(null))).containsExactly("phase \"p\": check: null (expected: a check)");
        }

        @Test
        void checks_have_names_of_their_own() {
            assertThat(faults(check("a"), check("b"), check("a"), check("a")))
                    .containsExactly(
                            "phase \"p\": check \"a\": name: a twice (expected: each check once in a phase)",
                            "phase \"p\": check \"a\": name: a twice (expected: each check once in a phase)");
        }

        @Test
        void a_cadence_is_no_longer_than_the_phase() {
            assertThat(faults(
                            phase("p").lasting(HOUR).every(HOUR.plusSeconds(1)).check(check("a"))))
                    .containsExactly(
                            "phase \"p\": check \"a\": every: 3601 s (expected: no more than the phase lasts, 1 h)");
        }

        @Test
        void trying_takes_no_longer_than_the_phase() {
            assertThat(faults(phase("p")
                            .within(HOUR)
                            .lasting(Duration.ofMinutes(30))
                            .every(MINUTE)
                            .check(check("a"))))
                    .containsExactly("phase \"p\": within: 1 h (expected: no more than the phase lasts, 30 min)");
        }

        @Test
        void it_has_an_end_if_another_one_follows() {
            assertThat(faults(phase("p").every(MINUTE).check(check("a")), phase("q", check("a"))))
                    .containsExactly(
                            "phase \"p\": lasting: not given (expected: a duration, as another phase follows)");
        }

        @Test
        void that_it_lasts_is_of_use_only_with_a_cadence() {
            assertThat(faults(phase("p").lasting(HOUR).check(check("a"))))
                    .containsExactly(
                            "phase \"p\": lasting: 1 h (expected: a check with a cadence: every(…) before check(…))");
            assertThat(faults(phase("p").every(HOUR).check(check("a")).every(MINUTE)))
                    .containsExactly(
                            "phase \"p\": every: 1 min (expected: a check after it: every(…) before check(…))");
            assertThat(faults(phase("p").lasting(HOUR).check(check("a")).every(MINUTE)))
                    .containsExactly(
                            "phase \"p\": lasting: 1 h (expected: a check with a cadence: every(…) before check(…))");
        }

        @Test
        void a_refused_setting_is_not_reported_as_missing_besides() {
            assertThat(faults(
                            phase("p").every(MINUTE).lasting(Duration.ZERO).check(check("a")),
                            phase("q").lasting(HOUR).every(Duration.ZERO).check(check("a"))))
                    .containsExactly("phase \"p\": lasting: 0 s" + POSITIVE, "phase \"q\": every: 0 s" + POSITIVE);
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "p"})
    void whatever_is_wrong_the_exception_is_the_one_for_plans(@Nullable String name) {
        for (Check check : Arrays.asList(
                null,
                Check.of(null, null),
                check(name).dependsOn((String[]) null),
                check(name, name).timeout(null))) {
            VerificationPlan.Builder plan = VerificationPlan.named(name)
                    .phase(null)
                    .phase(VerificationPhase.named(name)
                            .within(null)
                            .lasting(null)
                            .every(null)
                            .check(check));

            assertThatExceptionOfType(InvalidPlanException.class).isThrownBy(plan::build);
        }
    }

    @Test
    void all_faults_come_at_once_each_with_its_place() {
        VerificationPlan.Builder plan = VerificationPlan.named("orders")
                .scores(0.9, 0.5)
                .phase(VerificationPhase.named("startup")
                        .within(Duration.ofSeconds(-1))
                        .check(check("database", "network").weight(0).timeout(Duration.ZERO))
                        .check(Check.of("api", Stub.reporting(() -> Map.of("p95", Unit.SECONDS)))
                                .threshold("p95: target < 200ms, HIGH > 100ms")
                                .threshold("p95: HIGH > 500")
                                .threshold("p99: HIGH > 500ms"))
                        .check(check("api"))
                        .check(Check.of("", null)))
                .phase(VerificationPhase.named("empty"))
                .phase(VerificationPhase.named("watch")
                        .every(MINUTE)
                        .check(check("a", "b"))
                        .check(check("b", "a")))
                .phase(null)
                .phase(VerificationPhase.named("startup")
                        .lasting(HOUR)
                        .every(Duration.ofDays(1))
                        .check(check("daily")));

        assertThatExceptionOfType(InvalidPlanException.class)
                .isThrownBy(plan::build)
                .withMessage("""
                plan "orders" has 17 faults:
                  - scores: 0.9 and 0.5 (expected: 0 <= hold <= go <= 1)
                  - phase: null (expected: a phase)
                  - phase "startup": within: -1 s (expected: a positive duration of at most 3650 days)
                  - phase "startup": check "database": weight: 0 (expected: a whole number from 1 to 1000000)
                  - phase "startup": check "database": timeout: 0 s (expected: a positive duration of at most 3650 days)
                  - phase "startup": check "api": threshold "p95: target < 200ms, HIGH > 100ms": p95: target < 200ms and HIGH > 100ms (expected: a level that begins where the target is missed, or further out)
                  - phase "startup": check "api": threshold "p95: HIGH > 500": unit: none (expected: a duration such as 200ms)
                  - phase "startup": check "api": threshold "p99: HIGH > 500ms": metric: p99 (expected: one that the probe reports: [p95])
                  - phase "startup": check "api": name: api twice (expected: each check once in a phase)
                  - phase "startup": check number 4: name: "" (expected: 1 to 100 printable characters)
                  - phase "startup": check number 4: probe: null (expected: a probe)
                  - phase "startup": check "database": dependsOn: network (expected: a check of the same phase: [database, api])
                  - phase "empty": checks: none (expected: at least one)
                  - phase "watch": lasting: not given (expected: a duration, as another phase follows)
                  - phase "watch": dependsOn: a -> b -> a (expected: no circle)
                  - phase "startup": name: startup twice (expected: each phase once)
                  - phase "startup": check "daily": every: 1 d (expected: no more than the phase lasts, 1 h)""");
    }

    @Test
    void the_faults_are_also_there_one_by_one() {
        InvalidPlanException refused = catchThrowableOfType(
                InvalidPlanException.class,
                () -> VerificationPlan.named("orders").build());

        assertThat(refused).isInstanceOf(IllegalArgumentException.class);
        assertThat(refused.faults()).containsExactly("phases: none (expected: at least one)");
        assertThat(refused).hasMessage("plan \"orders\" has 1 fault:\n  - phases: none (expected: at least one)");
    }
}
