package dev.postflight.api;

import static dev.postflight.api.Plans.check;
import static dev.postflight.api.Plans.faults;
import static dev.postflight.api.Plans.phase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postflight.api.AlertPolicy.Escalation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** S0.12, S3.7: who is told of what, and how long people may take. */
class AlertPolicyTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String NAME = " (expected: 1 to 100 printable characters)";
    private static final String POSITIVE = " (expected: a positive duration of at most 3650 days)";

    private final AlertPolicy critical = AlertPolicy.of(Severity.CRITICAL);

    @Nested
    class AsData {

        /** S0.12: respond within 5 min / 15 min / 1 h / 8 h, resolve within 30 min / 2 h / 4 h / 1 week. */
        @ParameterizedTest
        @CsvSource({
            "CRITICAL, sms+email+slack, PT5M,  PT30M, manager",
            "HIGH,     slack+email,     PT15M, PT2H,  email",
            "MEDIUM,   slack,           PT1H,  PT4H,  slack",
            "LOW,      daily report,    PT8H,  P7D,   daily review"
        })
        void the_response_policy_is_kept_as_it_is_said(
                Severity severity, String channels, Duration respond, Duration resolve, String escalation) {
            AlertPolicy policy = AlertPolicy.of(severity)
                    .channels(channels.split("\\+"))
                    .acknowledgeWithin(respond)
                    .escalate(respond, escalation)
                    .resolveWithin(resolve);

            assertThat(policy.severity()).isEqualTo(severity);
            assertThat(policy.channels()).containsExactly(channels.split("\\+"));
            assertThat(policy.acknowledgeWithin()).isEqualTo(respond);
            assertThat(policy.resolveWithin()).isEqualTo(resolve);
            assertThat(policy.escalations()).containsExactly(new Escalation(respond, true, List.of(escalation)));
        }

        /** S3.7: to the lead when it goes on, to the CTO when it is down for more than 30 min. */
        @Test
        void steps_of_an_escalation_come_in_the_order_of_time() {
            AlertPolicy policy = critical.escalateUnresolved(Duration.ofMinutes(30), "cto")
                    .escalate(Duration.ofMinutes(10), "lead")
                    .escalateUnresolved(Duration.ofMinutes(10), "incident room", "status page");

            assertThat(policy.escalations())
                    .containsExactly(
                            new Escalation(Duration.ofMinutes(10), true, List.of("lead")),
                            new Escalation(Duration.ofMinutes(10), false, List.of("incident room", "status page")),
                            new Escalation(Duration.ofMinutes(30), false, List.of("cto")));
        }

        @Test
        void one_of_its_own_tells_nobody_and_wants_nothing() {
            assertThat(critical.channels()).isEmpty();
            assertThat(critical.acknowledgeWithin()).isNull();
            assertThat(critical.resolveWithin()).isNull();
            assertThat(critical.escalations()).isEmpty();
        }

        @Test
        void each_setting_leaves_the_others_and_the_original_alone() {
            AlertPolicy one = critical.channels("sms").acknowledgeWithin(MINUTE).resolveWithin(MINUTE);
            AlertPolicy other = one.escalate(MINUTE, "lead").channels("email").acknowledgeWithin(Duration.ofMinutes(2));

            assertThat(critical).isEqualTo(AlertPolicy.of(Severity.CRITICAL));
            assertThat(one.escalations()).isEmpty();
            assertThat(other)
                    .isEqualTo(new AlertPolicy(
                            Severity.CRITICAL,
                            List.of("email"),
                            Duration.ofMinutes(2),
                            MINUTE,
                            List.of(new Escalation(MINUTE, true, List.of("lead")))));
        }

        @Test
        void lists_are_copies() {
            List<String> channels = new ArrayList<>(List.of("sms"));
            AlertPolicy policy = new AlertPolicy(Severity.LOW, channels, null, null, List.of());
            channels.add("email");

            assertThat(policy.channels()).containsExactly("sms");
            assertThatThrownBy(() -> policy.channels().clear()).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> policy.escalations().clear()).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Nested
    @SuppressWarnings("NullAway") // null is one of the faults
    class Refuses {

        @ParameterizedTest
        @CsvSource(
                value = {"'', '\"\"'", "' ', '\" \"'", "NULL, null"},
                nullValues = "NULL")
        void a_channel_without_a_name(@Nullable String name, String shown) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> critical.channels("sms", name))
                    .withMessage("channels: " + shown + NAME);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> critical.escalate(MINUTE, name, "lead"))
                    .withMessage("escalate: " + shown + NAME);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> critical.escalateUnresolved(MINUTE, name, "lead"))
                    .withMessage("escalate: " + shown + NAME);
        }

        @Test
        void a_channel_twice_or_a_step_without_one() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> critical.channels("sms", "email", "sms"))
                    .withMessage("channels: [sms, email, sms] (expected: each channel once)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> critical.escalate(MINUTE))
                    .withMessage("escalate: 0 channels (expected: 1 to 20 names of channels)");
        }

        @Test
        void more_channels_or_steps_than_anybody_reads() {
            String[] channels =
                    IntStream.range(0, 21).mapToObj(i -> "channel " + i).toArray(String[]::new);
            List<Escalation> steps = IntStream.range(0, 21)
                    .mapToObj(i -> new Escalation(MINUTE, true, List.of("lead")))
                    .toList();

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> critical.channels(channels))
                    .withMessage("channels: 21 channels (expected: 0 to 20 names of channels)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new AlertPolicy(Severity.LOW, List.of(), null, null, steps))
                    .withMessage("escalations: 21 steps (expected: at most 20)");
        }

        @ParameterizedTest
        @CsvSource(
                value = {"PT0S, 0 s", "PT-5M, -5 min", "P3651D, 3651 d", "NULL, null"},
                nullValues = "NULL")
        void times_that_are_not_positive_or_absurd(@Nullable Duration time, String shown) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> critical.acknowledgeWithin(time))
                    .withMessage("acknowledgeWithin: " + shown + POSITIVE);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> critical.resolveWithin(time))
                    .withMessage("resolveWithin: " + shown + POSITIVE);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> critical.escalate(time, "lead"))
                    .withMessage("escalate: " + shown + POSITIVE);
        }

        @Test
        void no_severity() {
            assertThatNullPointerException()
                    .isThrownBy(() -> AlertPolicy.of(null))
                    .withMessage("severity: null (expected: LOW, MEDIUM, HIGH or CRITICAL)");
        }
    }

    @Nested
    class InAPlan {

        private final AlertPolicy planned = critical.channels("slack");
        private final AlertPolicy own = critical.channels("sms");
        private final AlertPolicy high = AlertPolicy.of(Severity.HIGH).channels("email");

        @Test
        void that_of_the_check_wins_and_that_of_the_plan_holds_otherwise() {
            Check special = check("payments").alerts(own);
            Check usual = check("api");
            VerificationPlan plan = VerificationPlan.named("orders")
                    .phase(phase("p", special, usual))
                    .alerts(planned, high)
                    .build();

            assertThat(plan.policy(special, Severity.CRITICAL)).isEqualTo(own);
            assertThat(plan.policy(special, Severity.HIGH)).isEqualTo(high);
            assertThat(plan.policy(usual, Severity.CRITICAL)).isEqualTo(planned);
            assertThat(plan.policy(usual, Severity.LOW)).isNull();
        }

        @Test
        @SuppressWarnings("NullAway") // null is one of the faults
        void each_severity_has_one_policy_at_most() {
            VerificationPlan.Builder plan =
                    VerificationPlan.named("orders").phase(phase("p", check("a").alerts(own, high, planned)));

            assertThat(faults(plan.alerts(planned, high).alerts(own)))
                    .containsExactly(
                            "alerts: CRITICAL twice (expected: each severity once)",
                            "phase \"p\": check \"a\": alerts: CRITICAL twice (expected: each severity once)");
            assertThat(faults(VerificationPlan.named("orders")
                            .alerts((AlertPolicy) null)
                            .alerts((AlertPolicy[]) null)
                            .phase(phase("p", check("a").alerts((AlertPolicy) null)))))
                    .containsExactly(
                            "alerts: null (expected: a policy)",
                            "alerts: null (expected: policies)",
                            "phase \"p\": check \"a\": alerts: null (expected: a policy)");
        }

        @Test
        void those_of_a_check_replace_what_it_had() {
            assertThat(check("a").alerts(own).alerts(high).alerts()).containsExactly(high);
        }

        @ParameterizedTest
        @CsvSource({"PT0S, PT0S", "PT5M, PT5M"})
        void an_incident_may_go_on_for_any_time(Duration time, Duration kept) {
            VerificationPlan.Builder plan = VerificationPlan.named("orders").phase(phase("p", check("a")));

            assertThat(plan.build().sameIncidentWithin()).isEqualTo(Duration.ofMinutes(10));
            assertThat(plan.sameIncidentWithin(time).build().sameIncidentWithin())
                    .isEqualTo(kept);
        }

        @Test
        void an_incident_goes_on_for_no_negative_time() {
            assertThat(faults(VerificationPlan.named("orders")
                            .phase(phase("p", check("a")))
                            .sameIncidentWithin(Duration.ofMinutes(-1))))
                    .containsExactly("sameIncidentWithin: -1 min (expected: zero or a positive duration of at most"
                            + " 3650 days)");
        }
    }
}
