package dev.postflight.benchmarks;

import dev.postflight.api.AlertPolicy;
import dev.postflight.api.Check;
import dev.postflight.api.Maintenance;
import dev.postflight.api.Measurement;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Severity;
import dev.postflight.api.Unit;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.engine.Script;
import dev.postflight.verify.engine.Simulation;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.SplittableRandom;

/** Thirty days of a plan with alerts, incidents, maintenance and exit criteria, one run of each check a minute. */
final class ThirtyDays {

    static final Instant BEGIN = Instant.parse("2026-03-02T08:00:00Z");
    static final Duration ALL = Duration.ofDays(30);

    private static final Duration WEEK = Duration.ofDays(7);
    private static final long SEED = 30;

    private ThirtyDays() {}

    /** A first week and the rest. */
    static VerificationPlan plan(int checks, Duration all) {
        Duration first = all.compareTo(WEEK.multipliedBy(2)) < 0 ? all.dividedBy(2) : WEEK;
        return VerificationPlan.named("shop")
                .phase(phase("first week", first, checks))
                .phase(phase("rest", all.minus(first), checks))
                .alerts(
                        AlertPolicy.of(Severity.CRITICAL)
                                .channels("sms", "email", "chat")
                                .acknowledgeWithin(Duration.ofMinutes(5))
                                .escalate(Duration.ofMinutes(5), "lead")
                                .resolveWithin(Duration.ofMinutes(30)),
                        AlertPolicy.of(Severity.HIGH)
                                .channels("chat")
                                .acknowledgeWithin(Duration.ofMinutes(15))
                                .resolveWithin(Duration.ofHours(2)))
                .maintenance(Maintenance.weekly(
                                "backup", DayOfWeek.SUNDAY, LocalTime.of(2, 0), Duration.ofHours(2), ZoneOffset.UTC)
                        .announced(Duration.ofHours(48)))
                .build();
    }

    private static VerificationPhase phase(String name, Duration lasting, int checks) {
        VerificationPhase phase = VerificationPhase.named(name).lasting(lasting).every(Duration.ofMinutes(1));
        for (int i = 0; i < checks; i++) {
            Check check = Check.of("check " + i, timeout -> ProbeResult.silent("there is a script"))
                    .threshold("latency: target < 200ms, HIGH > 500ms for 5m, CRITICAL > 2s for 10m")
                    .threshold("error_rate: MEDIUM > 1% for 5m, HIGH > 5% for 5m")
                    .component("component " + i % 5);
            phase = phase.check(i == 0 ? check.critical() : check);
        }
        return phase.exit(
                "availability: >= 99%",
                "incidents.critical: = 0",
                "resolution: < 4h",
                "mtbf: >= 1h",
                "passes in check 0: >= 7",
                "p95 of latency over phase in check 0: < 300ms");
    }

    /** Latencies around 100 ms, one check in ten noisy now and then, and one bad hour a week. */
    static Script script() {
        SplittableRandom random = new SplittableRandom(SEED);
        return (check, at) -> {
            long minute = Duration.between(BEGIN, at).toMinutes();
            boolean bad =
                    check.name().endsWith("1") && minute % (7 * 24 * 60) >= 1_800 && minute % (7 * 24 * 60) < 1_860;
            double latency = (bad ? 0.8 : 0.08) + 0.05 * random.nextDouble();
            return ProbeResult.up(
                    Measurement.of("latency", latency, Unit.SECONDS),
                    Measurement.of("error_rate", 0.002 * random.nextDouble(), Unit.RATIO));
        };
    }

    static Simulation simulation(VerificationPlan plan, Duration all) {
        return Simulation.of(plan).from(BEGIN).lasting(all).script(script());
    }
}
