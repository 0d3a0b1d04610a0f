package dev.postflight.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Plans.Stub;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The thirty days of S0, which docs/phases.md shows, and S4.1. */
class ThirtyDaysPlanTest {

    private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");

    private final Check backend =
            Check.of("backend", Plans.PROBE).critical().after(3).recoverAfter(2);
    private final Check database = Check.of("database", Plans.PROBE).critical();
    private final Check api = Check.of(
                    "api", Stub.reporting(() -> Map.of("latency", Unit.SECONDS, "error_rate", Unit.RATIO)))
            .component("backend")
            .dependsOn("backend")
            .threshold("latency: target < 200ms, HIGH > 500ms") // S0.5
            .threshold("error_rate: target < 0.5%, CRITICAL > 1%");
    private final Check machine = Check.of(
                    "machine",
                    Stub.reporting(() -> Map.of("cpu", Unit.RATIO, "memory", Unit.RATIO, "disk", Unit.RATIO)))
            .threshold("cpu: target < 60%, HIGH > 80%")
            .threshold("memory: target < 60%, HIGH > 80%")
            .threshold("disk: target < 60%, MEDIUM > 80%");
    private final Check baseline = Check.of("baseline", Stub.reporting(() -> Map.of("latency", Unit.SECONDS)))
            .component("backend")
            .threshold("latency: LOW > baseline + 20%");

    private VerificationPhase day1() {
        return VerificationPhase.named("day 1")
                .lasting(Duration.ofDays(1))
                .extendedBy(Duration.ofDays(1))
                .every(Duration.ofMinutes(30))
                .check(backend)
                .check(database)
                .every(Duration.ofHours(1))
                .check(api)
                .every(Duration.ofHours(4))
                .check(machine)
                .at(Duration.ofHours(12))
                .check(baseline)
                .exit("availability: >= 99%", "incidents.critical: = 0", "silence: < 2h");
    }

    private VerificationPhase days2To3() {
        return VerificationPhase.named("days 2-3")
                .lasting(Duration.ofDays(2))
                .extendedBy(Duration.ofDays(2))
                .every(Duration.ofHours(1))
                .check(backend)
                .check(database)
                .every(Duration.ofHours(4))
                .check(api)
                .daily(LocalTime.of(8, 0), JAKARTA)
                .check(machine)
                .exit("availability: >= 99%", "incidents.critical: = 0");
    }

    private VerificationPhase days4To7() {
        return VerificationPhase.named("days 4-7")
                .lasting(Duration.ofDays(4))
                .extendedBy(Duration.ofDays(3))
                .every(Duration.ofHours(4))
                .check(backend)
                .check(database)
                .daily(LocalTime.of(8, 0), JAKARTA)
                .check(api)
                .check(machine)
                .at(Duration.ofDays(3))
                .check(baseline)
                .exit("availability: > 99%", "incidents.critical: = 0")
                .exit("p95 of latency over phase in api: < 200ms", "mean of error_rate over phase in api: < 0.5%");
    }

    private VerificationPhase week2() {
        return VerificationPhase.named("week 2")
                .lasting(Duration.ofDays(7))
                .extendedBy(Duration.ofDays(7))
                .every(Duration.ofHours(4))
                .check(backend)
                .check(database)
                .check(api)
                .daily(LocalTime.of(8, 0), JAKARTA)
                .check(machine)
                .weekly(DayOfWeek.MONDAY, LocalTime.of(9, 0), JAKARTA)
                .check(baseline)
                .exit("availability: > 99.5%", "resolution: < 1h")
                .exit("p95 of latency over phase in api: < 150ms", "mean of error_rate over phase in api: < 0.1%")
                .attested("security audit", "security lead");
    }

    private VerificationPhase weeks3And4() {
        return VerificationPhase.named("weeks 3 and 4")
                .lasting(Duration.ofDays(16))
                .every(Duration.ofHours(4))
                .check(backend)
                .check(database)
                .check(api)
                .daily(LocalTime.of(8, 0), JAKARTA)
                .check(machine)
                .weekly(DayOfWeek.MONDAY, LocalTime.of(9, 0), JAKARTA)
                .check(baseline)
                .exit("availability: > 99.5%", "mttr: < 1h", "mtbf: > 168h", "passes in machine: >= 7")
                .attested("runbooks documented", "operations manager")
                .attested("team trained", "operations manager")
                .attested("sign-off", "DevOps lead")
                .attested("sign-off", "CTO");
    }

    private static AlertPolicy[] responses() {
        return new AlertPolicy[] {
            AlertPolicy.of(Severity.CRITICAL)
                    .channels("sms", "email", "slack")
                    .acknowledgeWithin(Duration.ofMinutes(5))
                    .escalate(Duration.ofMinutes(5), "lead") // unless somebody has acknowledged it
                    .escalateUnresolved(Duration.ofMinutes(30), "cto") // even then
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
                    .channels("daily report")
                    .acknowledgeWithin(Duration.ofHours(8))
                    .resolveWithin(Duration.ofDays(7))
        };
    }

    private VerificationPlan thirtyDays() {
        return VerificationPlan.named("warungin")
                .phase(day1())
                .phase(days2To3())
                .phase(days4To7())
                .phase(week2())
                .phase(weeks3And4())
                .maintenance(Maintenance.weekly(
                                "backup", DayOfWeek.SUNDAY, LocalTime.of(2, 0), Duration.ofHours(2), ZoneOffset.UTC)
                        .announced(Duration.ofHours(48)))
                .alerts(responses())
                .build();
    }

    private static VerificationPhase drain(Probe sessions, Check self) {
        return VerificationPhase.named("drain")
                .within(Duration.ofMinutes(30))
                .check(Check.of("sessions", sessions).threshold("active: = 0").waitUntil(Duration.ofMinutes(30)))
                .check(self.dependsOn("sessions"));
    }

    private final VerificationPlan plan = thirtyDays();

    private VerificationPhase phase(String name) {
        return plan.phases().stream()
                .filter(phase -> phase.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_phases_of_S0_are_thirty_days() {
        Duration all = Duration.ZERO;
        for (VerificationPhase phase : plan.phases()) {
            Duration lasting = phase.lasting();
            assertThat(lasting).as(phase.name()).isNotNull();
            all = all.plus(lasting == null ? Duration.ZERO : lasting);
        }

        assertThat(all).isEqualTo(Duration.ofDays(30));
        assertThat(plan.maintenance()).hasSize(1); // S0.15
    }

    /** S0.3: several cadences in a phase, and one at an offset. S0.4: they relax from phase to phase. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "day 1    | every 30m, every 30m, every 1h, every 4h, at 12h",
                "days 2-3 | every 1h, every 1h, every 4h, daily 08:00 Asia/Jakarta",
                "days 4-7 | every 4h, every 4h, daily 08:00 Asia/Jakarta, daily 08:00 Asia/Jakarta, at 3d",
                "week 2   | every 4h, every 4h, every 4h, daily 08:00 Asia/Jakarta, weekly MONDAY 09:00 Asia/Jakarta"
            })
    void the_cadences_of_S0_3_and_S0_4_relax(String phase, String cadences) {
        assertThat(phase(phase).checks())
                .extracting(check -> String.valueOf(check.cadence()))
                .containsExactly(cadences.split(", "));
    }

    /** S0.6. */
    @Test
    void the_gates_of_S0_6_tighten() {
        assertThat(phase("days 4-7").criteria())
                .extracting(Criterion::toString)
                .containsExactly(
                        "availability: > 99%",
                        "incidents.critical: = 0",
                        "p95 of latency over phase in api: < 200ms",
                        "mean of error_rate over phase in api: < 0.5%");
        assertThat(phase("week 2").criteria())
                .extracting(Criterion::toString)
                .containsExactly(
                        "availability: > 99.5%",
                        "resolution: < 1h",
                        "p95 of latency over phase in api: < 150ms",
                        "mean of error_rate over phase in api: < 0.1%");
    }

    /** S0.7, S0.12. */
    @Test
    void people_attest_and_are_told() {
        assertThat(phase("weeks 3 and 4").attestations())
                .extracting(Attestation.Wanted::toString)
                .containsExactly(
                        "runbooks documented by operations manager",
                        "team trained by operations manager",
                        "sign-off by DevOps lead",
                        "sign-off by CTO");
        for (Severity severity : Severity.values()) {
            assertThat(plan.policy(api, severity)).as("%s", severity).isNotNull();
        }
    }

    /** S4.1. */
    @Test
    void a_plan_may_wait_for_the_last_session_to_end() {
        VerificationPlan plan = VerificationPlan.named("warungin")
                .phase(drain(Stub.reporting(() -> Map.of("active", Unit.COUNT)), backend))
                .build();

        assertThat(plan.phases().get(0).checks().get(0).waitUntil()).isEqualTo(Duration.ofMinutes(30));
    }
}
