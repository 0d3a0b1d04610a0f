package dev.postflight.api;

import static dev.postflight.api.Plans.check;
import static dev.postflight.api.Plans.faults;
import static dev.postflight.api.Plans.faultsInPhase;
import static dev.postflight.api.Plans.phase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.postflight.api.Plans.Stub;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exit criteria can be met in the time of their phase: a plan that can never be GO is refused when it is built. */
@SuppressWarnings("NullAway") // null is one of the faults
class PhaseRulesTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final String CADENCE = " (expected: a check with a cadence: every(…) before check(…))";
    private static final String NAME = " (expected: 1 to 100 printable characters)";
    private static final ZoneId MANILA = ZoneId.of("Asia/Manila");

    private static VerificationPhase days(int days) {
        return phase("p").lasting(Duration.ofDays(days));
    }

    @Nested
    class PassesInARow {

        private VerificationPhase daily(int days, ZoneId zone, int passes) {
            return days(days)
                    .daily(LocalTime.MIDNIGHT, zone)
                    .check(check("reset"))
                    .exit("passes in reset: >= " + passes);
        }

        /** S1.2: seven nights in a row cannot be had in five days. */
        @Test
        void need_as_many_runs() {
            assertThat(faultsInPhase(daily(5, MANILA, 7)))
                    .containsExactly(
                            "exit \"passes in reset: >= 7\": passes: >= 7 (expected: no more than the runs in 5 d,"
                                    + " 5)");
            assertThat(faultsInPhase(daily(5, MANILA, 7).extendedBy(Duration.ofDays(3))))
                    .isEmpty();
        }

        /** Where clocks are set forward there is a day of 23 hours, and one run more may be had. */
        @ParameterizedTest
        @CsvSource({
            "UTC,           7, 7, true",
            "UTC,           7, 8, false",
            "Asia/Manila,   7, 7, true",
            "Asia/Manila,   7, 8, false",
            "Europe/Berlin, 7, 8, true",
            "Europe/Berlin, 7, 9, false"
        })
        void may_use_all_the_days_that_there_can_be(ZoneId zone, int days, int passes, boolean possible) {
            assertThat(faultsInPhase(daily(days, zone, passes)).isEmpty()).isEqualTo(possible);
        }

        @ParameterizedTest
        @CsvSource({
            "24, >= 24, true",
            "24, > 23,  true",
            "24, >= 25, false",
            "24, > 24,  false",
            "1,  >= 1,  true",
            "1,  >= 2,  false"
        })
        void count_the_run_at_the_beginning_and_none_at_the_end(int hours, String limit, boolean possible) {
            VerificationPhase phase = phase("p")
                    .lasting(Duration.ofHours(hours))
                    .every(HOUR)
                    .check(check("a"))
                    .exit("passes in a: " + limit);

            assertThat(faultsInPhase(phase).isEmpty()).isEqualTo(possible);
        }

        @Test
        void of_what_is_run_once_are_one() {
            VerificationPhase phase = days(1).check(check("never again"))
                    .every(HOUR)
                    .check(check("often"))
                    .at(HOUR)
                    .check(check("once"));

            assertThat(faultsInPhase(phase.exit("passes in never again: >= 1", "passes in once: >= 1")))
                    .isEmpty();
            assertThat(faultsInPhase(phase.exit("passes in never again: >= 2", "passes in once: > 1")))
                    .containsExactly(
                            "exit \"passes in never again: >= 2\": passes: >= 2 (expected: no more than the runs in 1 d, 1)",
                            "exit \"passes in once: > 1\": passes: > 1 (expected: no more than the runs in 1 d, 1)");
        }

        @Test
        void may_be_any_number_where_there_is_no_end() {
            VerificationPhase open = phase("p").every(HOUR).check(check("a")).exit("passes in a: >= 1000");

            assertThat(faultsInPhase(open)).isEmpty();
        }

        @Test
        void of_a_weekly_check_need_weeks() {
            VerificationPhase phase =
                    days(14).weekly(DayOfWeek.MONDAY, LocalTime.NOON, MANILA).check(check("a"));

            assertThat(faultsInPhase(phase.exit("passes in a: >= 2"))).isEmpty();
            assertThat(faultsInPhase(phase.exit("passes in a: >= 3")))
                    .containsExactly(
                            "exit \"passes in a: >= 3\": passes: >= 3 (expected: no more than the runs in 14 d, 2)");
        }
    }

    @Nested
    class Criteria {

        private final VerificationPhase watch = days(7).every(HOUR)
                .check(Check.of("api", Stub.reporting(() -> Map.of("latency", Unit.SECONDS, "errors", Unit.RATIO)))
                        .component("backend"))
                .check(check("db").component("database"));

        @Test
        void are_kept_in_order() {
            VerificationPhase phase = watch.exit("availability: >= 99%", "incidents.critical: = 0");

            assertThat(phase.criteria())
                    .containsExactly(
                            Criterion.parse("availability: >= 99%"), Criterion.parse("incidents.critical: = 0"));
            assertThat(faultsInPhase(phase)).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({">= 168h,  true", ">= 8d,    false", "> 167h,   true", "> 168h,   false", ">= 7.01d, false"})
        void of_a_mean_time_between_failures_fit_into_the_phase(String limit, boolean possible) {
            List<String> faults = faultsInPhase(watch.exit("mtbf: " + limit));

            assertThat(faults)
                    .isEqualTo(
                            possible
                                    ? List.of()
                                    : List.of("exit \"mtbf: " + limit + "\": mtbf: " + limit
                                            + " (expected: at most the phase, 7 d)"));
            assertThat(faultsInPhase(watch.extendedBy(Duration.ofDays(2)).exit("mtbf: " + limit)))
                    .isEmpty();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "availability in backend: >= 99%",
                    "availability in api: >= 99%",
                    "incidents in backend: <= 3",
                    "resolution in database: < 1h",
                    "silence in db: <= 10m",
                    "passes in db: >= 7",
                    "p95 of latency over phase in api: < 200ms",
                    "p95 of took over phase in api: < 2s",
                    "max of took over phase in db: < 2s",
                    "mean of anything over phase in db: < 5GB",
                    "max of errors over phase in api: < 1%",
                    "error_ratio over phase in api: < 1%"
                })
        void are_about_what_there_is(String text) {
            assertThat(faultsInPhase(watch.exit(text))).isEmpty();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "passes in backend: >= 7          | in: backend (expected: a check of the phase: [api, db])",
                    "max over phase in orders: < 1s   | in: orders (expected: a check of the phase: [api, db])",
                    "incidents in api: <= 3           | in: api (expected: a component of the phase: [backend, database])",
                    "resolution in db: < 1h           | in: db (expected: a component of the phase: [backend, database])",
                    "availability in orders: >= 99%   | in: orders (expected: a check or component of the phase with a cadence: [api, backend, database, db])",
                    "mttr in Backend: < 1h            | in: Backend (expected: a check or component of the phase with a cadence: [api, backend, database, db])",
                    "p95 of size over phase in api: < 1MB | metric: size (expected: one that the probe reports: [errors, latency])",
                    "p95 of latency over phase in api: < 5% | unit: RATIO (expected: a duration such as 200ms)",
                    "p95 over phase in api: < 200ms   | metric: none for p95 over phase (expected: of one of [errors, latency])",
                    "max of took over phase in api: < 5% | unit: RATIO (expected: a duration such as 200ms)",
                    "max of took over phase in db: < 5GB | unit: BYTES (expected: a duration such as 200ms)"
                })
        void are_about_nothing_else(String text, String fault) {
            assertThat(faultsInPhase(watch.exit(text))).containsExactly("exit \"" + text + "\": " + fault);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "min of size over phase in db: > 10 | max of size over phase in db: < 5   | true",
                    "max of size over phase in db: > 10 | max of size over phase in db: < 20  | true",
                    "max of size over phase in db: > 10 | max of size over phase in db: < 10  | false",
                    "max of size over phase in db: >= 10 | max of size over phase in db: <= 10 | true",
                    "max of size over phase in db: >= 10 | max of size over phase in db: < 10 | false",
                    "max of size over phase in db: = 5  | max of size over phase in db: < 5   | false",
                    "max of size over phase in db: = 5  | max of size over phase in db: <= 5  | true",
                    "max of size over phase in db: = 5  | max of size over phase in db: = 6   | false",
                    "max of size over phase in db: > 10 | max of size over phase in more: < 5 | true",
                    "max of took over phase in db: > 1s | max of took over phase in db: < 900ms | false"
                })
        void can_be_met_together(String one, String other, boolean possible) {
            VerificationPhase phase = watch.check(check("more"));

            assertThat(faultsInPhase(phase.exit(one, other)).isEmpty()).isEqualTo(possible);
            assertThat(faultsInPhase(phase.exit(other, one)).isEmpty()).isEqualTo(possible);
        }

        @Test
        void that_contradict_each_other_are_both_named() {
            assertThat(faultsInPhase(watch.exit(
                            "p95 of latency over phase in api: < 200ms", "p95 of latency over phase in api: >= 1s")))
                    .containsExactly("exit: p95 of latency over phase in api: < 200ms and p95 of latency over phase in"
                            + " api: >= 1s (expected: limits that can be met together)");
        }

        /** Nothing would ever be known of it. */
        @ParameterizedTest
        @CsvSource({"availability, >= 99%", "mttr, < 1h", "mtbf, > 1h", "silence, < 1h"})
        void on_how_time_was_spent_are_about_what_is_run_again_and_again(String subject, String limit) {
            VerificationPhase phase = watch.at(HOUR).check(check("once").component("job"));
            String rule = " (expected: a check or component of the phase with a cadence: [api, backend, database, db])";

            for (String name : List.of("once", "job")) {
                String text = subject + " in " + name + ": " + limit;
                assertThat(faultsInPhase(phase.exit(text)))
                        .containsExactly("exit \"" + text + "\": in: " + name + rule);
            }
        }

        @Test
        void need_a_cadence() {
            assertThat(faultsInPhase(phase("p", check("a")).exit("availability: >= 99%")))
                    .containsExactly("exit \"availability: >= 99%\": cadence: none" + CADENCE);
            assertThat(faultsInPhase(days(1).every(null)
                            .check(check("a"))
                            .exit("availability: >= 99%", "availability in a: >= 99%", "passes in a: >= 7")))
                    .containsExactly("every: null (expected: a positive duration of at most 3650 days)");
        }

        @Test
        void come_once_and_are_texts() {
            assertThat(faultsInPhase(watch.exit("incidents: = 0", "Incidents:  = 0", null, "uptime > 5")
                            .exit((String[]) null)))
                    .containsExactly(
                            "exit: incidents: = 0 twice (expected: each once)",
                            "exit: null (expected: a text of at most 2000 characters)",
                            "exit \"uptime > 5\" at 8: after uptime: \">\" (expected: a colon, as in \"p95: HIGH >"
                                    + " 500ms\")",
                            "exit: null (expected: criteria such as \"availability: >= 99%\")");
        }

        @Test
        void of_a_probe_that_throws_are_told_once() {
            Check broken = Check.of("broken", Stub.reporting(() -> {
                throw new IllegalStateException("no");
            }));

            assertThat(faultsInPhase(days(1).every(HOUR).check(broken).exit("max of size over phase in broken: < 5")))
                    .containsExactly(
                            "check \"broken\": probe: metrics() threw IllegalStateException: no (expected: names"
                                    + " and units of metrics, or an empty map)");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_000_001})
    void an_alert_is_resolved_by_one_good_observation_at_least(int observations) {
        assertThat(faultsInPhase(phase("p", check("a").recoverAfter(observations))))
                .containsExactly("check \"a\": recoverAfter: " + observations
                        + " (expected: 1 to 1000000 good observations in a row)");
    }

    /** With scores of 0 and 0, something else must be able to stop or hold. */
    @Nested
    class ThatCanOnlyBeGo {

        private final Check ignored = check("a").onSilence(SilenceRule.IGNORE);

        private List<String> unscored(VerificationPhase phase) {
            return faults(VerificationPlan.named("orders").phase(phase).scores(0, 0));
        }

        @Test
        void are_refused() {
            assertThat(unscored(phase("p", ignored)))
                    .containsExactly(
                            "phase \"p\": scores: 0 and 0 (expected: a score to reach, or a check that can stop"
                                    + " or hold)");
        }

        @Test
        void can_be_something_else_when_something_decides() {
            assertThat(unscored(phase("p", ignored.critical()))).isEmpty();
            assertThat(unscored(phase("p", ignored.threshold("x: HIGH > 5")))).isEmpty();
            assertThat(unscored(phase("p", check("a")))).isEmpty();
            assertThat(unscored(phase("p", ignored).attested("audit", "lead"))).isEmpty();
            assertThat(unscored(phase("p").every(HOUR).check(ignored).exit("incidents: = 0")))
                    .isEmpty();
            assertThat(faults(VerificationPlan.named("orders")
                            .phase(phase("p", ignored))
                            .scores(0, 0.1)))
                    .isEmpty();
        }
    }

    /** S0.7, S4.9. */
    @Nested
    class Attestations {

        @Test
        void are_kept_in_order() {
            VerificationPhase phase = phase("p", check("a"))
                    .attested("security audit", "security lead")
                    .attested("sign-off", "CTO")
                    .attested("sign-off", "DevOps lead");

            assertThat(phase.attestations())
                    .extracting(Attestation.Wanted::toString)
                    .containsExactly("security audit by security lead", "sign-off by CTO", "sign-off by DevOps lead");
            assertThat(faultsInPhase(phase)).isEmpty();
        }

        @Test
        void come_once_and_have_item_and_role() {
            assertThat(faultsInPhase(phase("p", check("a"))
                            .attested("audit", "lead")
                            .attested("audit", "lead")
                            .attested("", "lead")
                            .attested("audit", " ")
                            .attested(null, null)))
                    .containsExactly(
                            "attested: audit by lead twice (expected: each once)",
                            "attested: \"\"" + NAME,
                            "attested by: \" \"" + NAME,
                            "attested: null" + NAME,
                            "attested by: null" + NAME);
        }

        @ParameterizedTest
        @CsvSource(
                value = {
                    "'',    lead, Ana, item: \"\"",
                    "audit, '',   Ana, role: \"\"",
                    "audit, lead, '',  who: \"\"",
                    "audit, lead, NULL, who: null"
                },
                nullValues = "NULL",
                quoteCharacter = '\'')
        void say_who_did_what(String item, String role, @Nullable String who, String fault) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Attestation(item, role, who, Instant.EPOCH, ""))
                    .withMessage(fault + NAME);
        }

        @Test
        void may_have_a_note() {
            Instant at = Instant.EPOCH;

            assertThat(new Attestation("audit", "lead", "Ana", at, "")).hasToString("audit, attested by Ana as lead");
            assertThat(new Attestation("audit", "lead", "Ana", at, "no findings"))
                    .hasToString("audit, attested by Ana as lead: no findings");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Attestation("audit", "lead", "Ana", at, "x".repeat(2_001)))
                    .withMessage("note: 2001 characters (expected: at most 2000 characters)");
        }
    }
}
