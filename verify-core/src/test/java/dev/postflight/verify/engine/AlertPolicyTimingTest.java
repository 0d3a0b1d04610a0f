package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Alert;
import dev.postflight.api.AlertPolicy;
import dev.postflight.api.Check;
import dev.postflight.api.Measurement;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Severity;
import dev.postflight.api.Unit;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.report.Course;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is told of an alert, and when: the response policy of S0.12 and the escalation of S3.7, exact at their limits. */
class AlertPolicyTimingTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** S0.12. */
    private static final AlertPolicy[] RESPONSE = {
        AlertPolicy.of(Severity.CRITICAL)
                .channels("sms", "email", "slack")
                .acknowledgeWithin(Duration.ofMinutes(5))
                .escalate(Duration.ofMinutes(5), "lead")
                .resolveWithin(Duration.ofMinutes(30)),
        AlertPolicy.of(Severity.HIGH)
                .channels("slack", "email")
                .acknowledgeWithin(Duration.ofMinutes(15))
                .escalate(Duration.ofMinutes(15), "email", "slack")
                .resolveWithin(Duration.ofHours(2)),
        AlertPolicy.of(Severity.MEDIUM)
                .channels("slack")
                .acknowledgeWithin(Duration.ofHours(1))
                .escalate(Duration.ofHours(1), "slack")
                .resolveWithin(Duration.ofHours(4)),
        AlertPolicy.of(Severity.LOW)
                .channels("daily report")
                .acknowledgeWithin(Duration.ofHours(8))
                .resolveWithin(Duration.ofDays(7)),
    };

    private static Check api(String threshold) {
        return Check.of("api", timeout -> ProbeResult.up()).threshold(threshold);
    }

    private static Simulation watched(Check check, String seen, AlertPolicy... policies) {
        VerificationPlan plan = VerificationPlan.named("shop")
                .phase(VerificationPhase.named("watch").every(MINUTE).check(check))
                .alerts(policies)
                .build();
        return Simulation.of(plan)
                .from(Letters.BEGIN)
                .lasting(Duration.ofDays(8))
                .script(Letters.of("api", seen));
    }

    private static List<String> told(Simulation simulation) {
        return ToldAt.channels(simulation.run(), 1);
    }

    private static Simulation acknowledged(Simulation simulation, Duration after) {
        return simulation.at(after, watch -> watch.acknowledge(1, "Ana"));
    }

    /** S0.12. */
    @ParameterizedTest
    @EnumSource
    void an_alert_that_nobody_takes_care_of_is_late_escalated_and_overdue(Severity severity) {
        Simulation simulation = watched(api("latency: " + severity + " > 500ms"), "FT", RESPONSE);
        List<String> expected = switch (severity) {
            case CRITICAL ->
                List.of(
                        "1 FIRING sms email slack",
                        "6 UNACKNOWLEDGED sms email slack",
                        "6 ESCALATED lead",
                        "31 OVERDUE sms email slack");
            case HIGH ->
                List.of(
                        "1 FIRING slack email",
                        "16 UNACKNOWLEDGED slack email",
                        "16 ESCALATED email slack",
                        "121 OVERDUE slack email");
            case MEDIUM ->
                List.of("1 FIRING slack", "61 UNACKNOWLEDGED slack", "61 ESCALATED slack", "241 OVERDUE slack");
            case LOW ->
                List.of("1 FIRING daily report", "481 UNACKNOWLEDGED daily report", "10081 OVERDUE daily report");
        };
        assertThat(told(simulation)).isEqualTo(expected);
    }

    /** A step that is taken even after somebody has acknowledged it, and one that is not. */
    private static final AlertPolicy TWO_STEPS = AlertPolicy.of(Severity.HIGH)
            .channels("slack")
            .acknowledgeWithin(Duration.ofMinutes(5))
            .escalate(Duration.ofMinutes(10), "lead")
            .escalateUnresolved(Duration.ofMinutes(20), "cto")
            .resolveWithin(Duration.ofMinutes(30));

    @Nested
    class Acknowledged {

        private Simulation slow() {
            return watched(api("latency: HIGH > 500ms"), "FT", TWO_STEPS);
        }

        @Test
        void by_nobody() {
            assertThat(told(slow()))
                    .containsExactly(
                            "1 FIRING slack",
                            "6 UNACKNOWLEDGED slack",
                            "11 ESCALATED lead",
                            "21 ESCALATED cto",
                            "31 OVERDUE slack");
        }

        @Test
        void in_the_last_moment_is_in_time_and_stops_the_steps_that_wait_for_it() {
            assertThat(told(acknowledged(slow(), Duration.ofMinutes(6))))
                    .containsExactly("1 FIRING slack", "21 ESCALATED cto", "31 OVERDUE slack");
        }

        @Test
        void a_moment_late_is_late_but_stops_the_steps_that_come() {
            assertThat(told(acknowledged(slow(), Duration.ofMinutes(6).plusNanos(1))))
                    .containsExactly(
                            "1 FIRING slack", "6 UNACKNOWLEDGED slack", "21 ESCALATED cto", "31 OVERDUE slack");
        }

        @Test
        void after_a_step_takes_nothing_back() {
            assertThat(told(acknowledged(slow(), Duration.ofMinutes(12))))
                    .containsExactly(
                            "1 FIRING slack",
                            "6 UNACKNOWLEDGED slack",
                            "11 ESCALATED lead",
                            "21 ESCALATED cto",
                            "31 OVERDUE slack");
        }

        @Test
        void by_two_is_by_the_first() {
            Course course = acknowledged(slow(), Duration.ofMinutes(2))
                    .at(Duration.ofMinutes(3), watch -> watch.acknowledge(1, "Ben"))
                    .run();
            assertThat(course.alerts()).extracting(Alert::acknowledged).containsExactly("Ana");
        }

        @Test
        void in_the_last_moment_counts_steps_that_were_taken() {
            Course course = acknowledged(slow(), Duration.ofMinutes(6)).run();
            assertThat(course.alerts().get(0).escalations())
                    .isEqualTo(2); // the one that was left out is behind it, too
            assertThat(course.alerts().get(0).overdue()).isTrue();
        }
    }

    @Nested
    class Resolved {

        /** Good again after so many minutes of firing. */
        private Simulation slowFor(int minutes) {
            return watched(api("latency: HIGH > 500ms"), "F" + "T".repeat(minutes) + "F", TWO_STEPS);
        }

        @Test
        void before_a_limit_ends_all() {
            assertThat(told(slowFor(4))).containsExactly("1 FIRING slack", "5 RESOLVED slack");
        }

        @Test
        void exactly_at_a_limit_is_late_as_the_limit_comes_before_the_observation() {
            assertThat(told(slowFor(5)))
                    .containsExactly("1 FIRING slack", "6 UNACKNOWLEDGED slack", "6 RESOLVED slack");
        }

        @Test
        void and_firing_again_begins_anew() {
            Course course = watched(api("latency: HIGH > 500ms"), "FTTTFTTTTTTF", TWO_STEPS)
                    .run();
            assertThat(ToldAt.channels(course, 1)).containsExactly("1 FIRING slack", "4 RESOLVED slack");
            assertThat(ToldAt.channels(course, 2))
                    .containsExactly("5 FIRING slack", "10 UNACKNOWLEDGED slack", "11 RESOLVED slack");
        }

        @Test
        void times_go_on_while_nobody_answers() {
            assertThat(told(watched(api("latency: HIGH > 500ms"), "FT!", TWO_STEPS)))
                    .containsExactly(
                            "1 FIRING slack",
                            "6 UNACKNOWLEDGED slack",
                            "11 ESCALATED lead",
                            "21 ESCALATED cto",
                            "31 OVERDUE slack");
        }
    }

    /** S3.7. */
    @Nested
    class Escalation {

        private static final AlertPolicy DOWN =
                AlertPolicy.of(Severity.CRITICAL).channels("on call").escalateUnresolved(Duration.ofMinutes(30), "cto");

        @Test
        void to_the_lead_when_more_than_ten_per_cent_fail_for_more_than_ten_minutes() {
            AlertPolicy lead = AlertPolicy.of(Severity.CRITICAL).channels("lead");
            Course course = watched(api("error_rate: HIGH > 5%, CRITICAL > 10% for 10m"), "F", lead, RESPONSE[1])
                    .script((check, at) -> ProbeResult.up(
                            Measurement.of("error_rate", at.isBefore(Letters.minute(1)) ? 0.001 : 0.12, Unit.RATIO)))
                    .lasting(Duration.ofMinutes(15))
                    .run();
            assertThat(ToldAt.alerts(course))
                    .containsExactly("1 #2 HIGH api: error_rate 12 %", "11 #1 CRITICAL api: error_rate 12 %");
            assertThat(ToldAt.channels(course, 1)).containsExactly("11 FIRING lead");
        }

        @Test
        void to_the_lead_after_ten_minutes_and_to_the_cto_after_thirty_minutes_down() {
            AlertPolicy policy = AlertPolicy.of(Severity.CRITICAL)
                    .channels("on call")
                    .escalate(Duration.ofMinutes(10), "lead")
                    .escalateUnresolved(Duration.ofMinutes(30), "cto");
            Check api = Check.of("api", timeout -> ProbeResult.up()).critical();
            assertThat(told(watched(api, "FFFFFD", policy)))
                    .containsExactly("5 FIRING on call", "15 ESCALATED lead", "35 ESCALATED cto");
            assertThat(told(acknowledged(watched(api, "FFFFFD", policy), Duration.ofMinutes(14))))
                    .containsExactly("5 FIRING on call", "35 ESCALATED cto");
        }

        @Test
        void is_left_out_when_it_is_up_again_before() {
            Check api = Check.of("api", timeout -> ProbeResult.up()).critical();
            assertThat(told(watched(api, "D".repeat(30) + "F", DOWN)))
                    .containsExactly("0 FIRING on call", "30 ESCALATED cto", "30 RESOLVED on call");
            assertThat(told(watched(api, "D".repeat(29) + "F", DOWN)))
                    .containsExactly("0 FIRING on call", "29 RESOLVED on call");
        }

        @Test
        void counts_from_the_failure_that_is_one_and_not_from_those_before() {
            Check api = Check.of("api", timeout -> ProbeResult.up()).critical().after(3);
            assertThat(told(watched(api, "FD", DOWN))).containsExactly("3 FIRING on call", "33 ESCALATED cto");
        }
    }

    @Nested
    class Whose {

        @Test
        void the_policy_of_the_check_comes_before_that_of_the_plan() {
            Check api = api("latency: HIGH > 500ms, CRITICAL > 5s")
                    .alerts(AlertPolicy.of(Severity.HIGH).channels("pager"));
            assertThat(told(watched(api, "FT", RESPONSE))).containsExactly("1 FIRING pager");
        }

        @Test
        void that_of_the_plan_holds_for_severities_that_the_check_says_nothing_of() {
            Check api = api("latency: HIGH > 500ms")
                    .alerts(AlertPolicy.of(Severity.CRITICAL).channels("pager"));
            assertThat(told(watched(api, "FTF", RESPONSE)))
                    .containsExactly("1 FIRING slack email", "2 RESOLVED slack email");
        }

        @Test
        void without_a_policy_it_is_told_of_nowhere_and_has_no_limits() {
            assertThat(told(watched(api("latency: HIGH > 500ms"), "FTTF"))).containsExactly("1 FIRING", "3 RESOLVED");
        }
    }
}
