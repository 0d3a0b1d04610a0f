package dev.postflight.examples.shop;

import dev.postflight.api.AlertPolicy;
import dev.postflight.api.Check;
import dev.postflight.api.Maintenance;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Severity;
import dev.postflight.api.Unit;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;

/** What is watched in the thirty days after a deployment: looked at less often, and judged more strictly, from week to week. */
final class DaysPlan {

    static final String AUDIT = "security audit";
    static final String SECURITY = "security lead";
    static final String RUNBOOKS = "runbooks documented";
    static final String TRAINING = "team trained";
    static final String OPERATIONS = "operations manager";
    static final String SIGN_OFF = "sign-off";
    static final String DEVOPS = "DevOps lead";
    static final String CTO = "CTO";

    private static final Check HEALTH =
            Check.of("health", probe(Map.of())).component("web").after(2).critical();
    private static final Check DATABASE = Check.of("database", probe(Map.of("validation", Unit.SECONDS)))
            .component("postgres")
            .threshold("validation: target < 50ms, HIGH > 1s")
            .after(2)
            .critical();
    private static final Check ORDERS = Check.of("order page", probe(Map.of("latency", Unit.SECONDS)))
            .component("web")
            .threshold("latency: target < 250ms, HIGH > 500ms")
            .dependsOn("database");
    private static final Check ERRORS = Check.of("order errors", probe(Map.of("error_rate", Unit.RATIO)))
            .component("web")
            .threshold("error_rate: target < 0.5%, MEDIUM > 1%, CRITICAL > 10%")
            .dependsOn("database");
    private static final Check PAYMENTS =
            Check.of("payments", probe(Map.of("ratio", Unit.RATIO))).threshold("ratio: target > 99%, CRITICAL < 95%");
    private static final Check MACHINE = Check.of(
                    "machine", probe(Map.of("cpu", Unit.RATIO, "memory", Unit.RATIO, "disk", Unit.RATIO)))
            .threshold("cpu: target < 60%, HIGH > 80%")
            .threshold("memory: target < 60%, HIGH > 80%")
            .threshold("disk: target < 60%, MEDIUM > 80%");
    private static final Check CATALOGUE = Check.of("catalogue", probe(Map.of("products", Unit.COUNT)))
            .component("postgres")
            .threshold("products: >= 1")
            .dependsOn("database");

    private DaysPlan() {}

    static VerificationPlan of() {
        return VerificationPlan.named("shop")
                .phase(day1())
                .phase(days2To3())
                .phase(days4To7())
                .phase(week2())
                .phase(weeks3And4())
                .phase(fromThenOn())
                .maintenance(Maintenance.weekly(
                                "backup", DayOfWeek.SUNDAY, LocalTime.of(2, 0), Duration.ofHours(2), ZoneOffset.UTC)
                        .announced(Duration.ofHours(48)))
                .alerts(responses())
                .build();
    }

    private static VerificationPhase day1() {
        return VerificationPhase.named("day 1")
                .lasting(Duration.ofDays(1))
                .extendedBy(Duration.ofDays(1))
                .every(Duration.ofMinutes(1))
                .check(HEALTH)
                .check(DATABASE)
                .every(Duration.ofMinutes(5))
                .check(ORDERS)
                .check(ERRORS)
                .check(PAYMENTS)
                .every(Duration.ofHours(1))
                .check(MACHINE)
                .at(Duration.ofHours(12))
                .check(CATALOGUE)
                .exit("availability: >= 99%", "incidents.critical: = 0", "silence: < 1h");
    }

    private static VerificationPhase days2To3() {
        VerificationPhase phase = VerificationPhase.named("days 2-3")
                .lasting(Duration.ofDays(2))
                .extendedBy(Duration.ofDays(2))
                .every(Duration.ofMinutes(2));
        return daily(phase, Duration.ofMinutes(10)).exit("availability: >= 99%", "incidents.critical: = 0");
    }

    private static VerificationPhase days4To7() {
        VerificationPhase phase = VerificationPhase.named("days 4-7")
                .lasting(Duration.ofDays(4))
                .extendedBy(Duration.ofDays(3))
                .every(Duration.ofMinutes(5));
        return daily(phase, Duration.ofMinutes(10))
                .exit("availability: > 99%", "resolution: < 1h")
                .exit(orders("200ms", "0.5%"));
    }

    private static VerificationPhase week2() {
        VerificationPhase phase = VerificationPhase.named("week 2")
                .lasting(Duration.ofDays(7))
                .extendedBy(Duration.ofDays(7))
                .every(Duration.ofMinutes(5));
        return daily(phase, Duration.ofMinutes(15))
                .exit("availability: > 99.5%", "incidents.critical: = 0", "resolution: < 1h")
                .exit(orders("150ms", "0.1%"))
                .attested(AUDIT, SECURITY);
    }

    private static VerificationPhase weeks3And4() {
        VerificationPhase phase = VerificationPhase.named("weeks 3-4")
                .lasting(Duration.ofDays(14))
                .extendedBy(Duration.ofDays(7))
                .every(Duration.ofMinutes(5));
        return daily(phase, Duration.ofMinutes(15))
                .exit("availability: > 99.5%", "mttr: < 1h", "mtbf: > 168h", "passes in machine: >= 7")
                .exit(orders("150ms", "0.1%"))
                .attested(RUNBOOKS, OPERATIONS)
                .attested(TRAINING, OPERATIONS)
                .attested(SIGN_OFF, DEVOPS)
                .attested(SIGN_OFF, CTO);
    }

    private static VerificationPhase fromThenOn() {
        return VerificationPhase.named("from then on")
                .every(Duration.ofMinutes(5))
                .check(HEALTH)
                .check(DATABASE)
                .every(Duration.ofMinutes(30))
                .check(ORDERS)
                .check(ERRORS)
                .check(PAYMENTS)
                .every(Duration.ofDays(1))
                .check(MACHINE);
    }

    /** Health at the cadence that the phase has, what customers see at another one, and the machine once a day. */
    private static VerificationPhase daily(VerificationPhase phase, Duration customers) {
        return phase.check(HEALTH)
                .check(DATABASE)
                .every(customers)
                .check(ORDERS)
                .check(ERRORS)
                .check(PAYMENTS)
                .daily(LocalTime.of(8, 0), ZoneOffset.UTC)
                .check(MACHINE);
    }

    private static String[] orders(String latency, String errors) {
        return new String[] {
            "p95 of latency over phase in order page: < " + latency,
            "mean of error_rate over phase in order errors: < " + errors
        };
    }

    private static AlertPolicy[] responses() {
        return new AlertPolicy[] {
            AlertPolicy.of(Severity.CRITICAL)
                    .channels("sms", "email", "slack")
                    .acknowledgeWithin(Duration.ofMinutes(5))
                    .escalate(Duration.ofMinutes(5), "lead")
                    .escalateUnresolved(Duration.ofMinutes(30), "cto")
                    .resolveWithin(Duration.ofMinutes(30)),
            AlertPolicy.of(Severity.HIGH)
                    .channels("slack", "email")
                    .acknowledgeWithin(Duration.ofMinutes(15))
                    .resolveWithin(Duration.ofHours(2)),
            AlertPolicy.of(Severity.MEDIUM)
                    .channels("slack")
                    .acknowledgeWithin(Duration.ofHours(1))
                    .resolveWithin(Duration.ofHours(4)),
            AlertPolicy.of(Severity.LOW)
                    .channels("email")
                    .acknowledgeWithin(Duration.ofHours(8))
                    .resolveWithin(Duration.ofDays(7))
        };
    }

    /** It says which metrics there are; what they are is up to the {@link DaysWorld}. */
    private static Probe probe(Map<String, Unit> metrics) {
        return new Probe() {
            @Override
            public ProbeResult run(Duration timeout) {
                return ProbeResult.silent("there is no shop to ask");
            }

            @Override
            public Map<String, Unit> metrics() {
                return metrics;
            }
        };
    }
}
