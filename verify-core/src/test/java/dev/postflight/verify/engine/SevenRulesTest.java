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
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The seven alerting rules of S3.4 as thresholds of a plan: condition, duration, severity and channels are those written there. */
class SevenRulesTest {

    private enum Rule {
        HIGH_ERROR_RATE("error_rate: CRITICAL > 5% for 5m", 5, 0.051, 0.05, Unit.RATIO),
        SLOW_RESPONSE_TIME("p95_response_time: HIGH > 1000ms for 10m", 10, 1.001, 1, Unit.SECONDS),
        DATABASE_CONNECTION_POOL("db_connections: CRITICAL > 90% for 5m", 5, 0.91, 0.9, Unit.RATIO),
        FAILED_PAYMENTS_SPIKE("failed_payments_count: HIGH > 10 for 15m", 15, 11, 10, Unit.COUNT),
        /** The health check fails: it has no figure. */
        API_DOWN("", 1, 0, 0, Unit.COUNT),
        MEMORY_USAGE_HIGH("memory_usage: HIGH > 85% for 10m", 10, 0.86, 0.85, Unit.RATIO),
        DISK_SPACE_LOW("disk_usage: HIGH > 80% for 5m", 5, 0.801, 0.8, Unit.RATIO);

        final String threshold;
        final int minutes;
        final double bad;
        /** Exactly at the limit, which is not above it. */
        final double limit;

        final Unit unit;

        Rule(String threshold, int minutes, double bad, double limit, Unit unit) {
            this.threshold = threshold;
            this.minutes = minutes;
            this.bad = bad;
            this.limit = limit;
            this.unit = unit;
        }

        Severity severity() {
            return threshold.contains("HIGH") ? Severity.HIGH : Severity.CRITICAL;
        }

        List<String> channels() {
            return switch (this) {
                case HIGH_ERROR_RATE -> List.of("#engineering-alerts", "pagerduty", "email");
                case SLOW_RESPONSE_TIME -> List.of("#engineering-alerts");
                case DATABASE_CONNECTION_POOL -> List.of("#engineering-alerts", "#devops");
                case FAILED_PAYMENTS_SPIKE -> List.of("#engineering-alerts", "#finance");
                case API_DOWN -> List.of("#engineering-alerts", "pagerduty", "sms");
                case MEMORY_USAGE_HIGH, DISK_SPACE_LOW -> List.of("#devops");
            };
        }

        Check check() {
            AlertPolicy policy = AlertPolicy.of(severity()).channels(channels().toArray(String[]::new));
            Check check = Check.of(name(), timeout -> ProbeResult.up()).alerts(policy);
            // a second failure in a row, a minute after the first one
            return this == API_DOWN ? check.critical().after(2) : check.threshold(threshold);
        }

        ProbeResult answer(boolean isBad) {
            if (this == API_DOWN) {
                return isBad ? ProbeResult.down("503") : ProbeResult.up();
            }
            String metric = threshold.substring(0, threshold.indexOf(':'));
            return ProbeResult.up(Measurement.of(metric, isBad ? bad : limit, unit));
        }
    }

    /** Letters for one rule, B bad and G good, a minute each; the others are good, if only just. */
    private static Course run(Rule rule, String seen) {
        VerificationPhase phase = VerificationPhase.named("routine").every(Duration.ofMinutes(1));
        for (Rule each : Rule.values()) {
            phase = phase.check(each.check());
        }
        return Simulation.of(VerificationPlan.named("shop").phase(phase).build())
                .from(Letters.BEGIN)
                .lasting(Duration.ofHours(2))
                .script((check, at) -> {
                    int minute = (int) Duration.between(Letters.BEGIN, at).toMinutes();
                    boolean driven = check.name().equals(rule.name());
                    return Rule.valueOf(check.name())
                            .answer(driven && minute < seen.length() && seen.charAt(minute) == 'B');
                })
                .run();
    }

    @ParameterizedTest
    @EnumSource
    void fires_once_its_condition_has_held_for_its_duration(Rule rule) {
        Course course = run(rule, "GGG" + "B".repeat(rule.minutes + 1));
        Alert alert = course.alerts().get(0);
        assertThat(course.alerts()).hasSize(1);
        assertThat(alert.check()).isEqualTo(rule.name());
        assertThat(alert.severity()).isEqualTo(rule.severity());
        assertThat(alert.since()).isEqualTo(Letters.minute(3));
        assertThat(alert.firedAt()).isEqualTo(Letters.minute(3 + rule.minutes));
        assertThat(alert.resolvedAt()).isEqualTo(Letters.minute(4 + rule.minutes));
        assertThat(course.notices())
                .filteredOn(notice -> notice.alert() != null)
                .allSatisfy(notice -> assertThat(notice.channels()).isEqualTo(rule.channels()))
                .extracting(notice -> Objects.requireNonNull(notice.alert()).state())
                .containsExactly(Alert.State.FIRING, Alert.State.RESOLVED);
    }

    @ParameterizedTest
    @EnumSource
    void does_not_fire_when_it_ends_a_minute_before(Rule rule) {
        assertThat(run(rule, "GGG" + "B".repeat(rule.minutes)).alerts()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void begins_anew_after_a_good_minute(Rule rule) {
        Course course = run(rule, "B".repeat(rule.minutes) + "G" + "B".repeat(rule.minutes + 1));
        assertThat(course.alerts()).extracting(Alert::firedAt).containsExactly(Letters.minute(2L * rule.minutes + 1));
    }

    @ParameterizedTest
    @EnumSource
    void does_not_fire_exactly_at_its_limit(Rule rule) {
        assertThat(run(rule, "G").alerts()).isEmpty();
    }
}
