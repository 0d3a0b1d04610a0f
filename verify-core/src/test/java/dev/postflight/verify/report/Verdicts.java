package dev.postflight.verify.report;

import dev.postflight.api.Check;
import dev.postflight.api.Finding;
import dev.postflight.api.Measurement;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Severity;
import dev.postflight.api.Unit;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.decide.Decider;
import dev.postflight.verify.decide.Sample;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Verdicts as they come. */
final class Verdicts {

    private static final VerificationPlan ORDERS = VerificationPlan.named("orders")
            .phase(VerificationPhase.named("startup").check(Check.of("x", timeout -> ProbeResult.up())))
            .build();

    private Verdicts() {}

    static Verdict of(Duration took, Sample... samples) {
        List<Finding> findings = Arrays.stream(samples).map(Sample::build).toList();
        return Decider.decide(ORDERS, "startup", findings, Sample.AT, took);
    }

    static Verdict go() {
        return of(
                Duration.ofMillis(312),
                Sample.pass("database")
                        .critical()
                        .seen("latency 3.4 ms")
                        .took(Duration.ofNanos(3_412_000))
                        .weight(5),
                Sample.pass("migrations").component("database").seen("failed 0").took(Duration.ofNanos(45_000)),
                Sample.warn("api latency").component("api").wanted("p95: target < 200ms, HIGH > 500ms"),
                Sample.ignored("sms gateway"));
    }

    static Verdict hold() {
        return of(
                Duration.ofSeconds(75),
                Sample.pass("database").critical().seen("latency 3.4 ms").weight(9),
                Sample.reached("api latency", Severity.HIGH, "> 2s")
                        .component("api")
                        .wanted("p95: target < 200ms, HIGH > 2s, CRITICAL > 5s for 10m")
                        .measurements(
                                Measurement.of("count", 120, Unit.COUNT),
                                Measurement.of("p95", 3, Unit.SECONDS),
                                Measurement.of("max", 4.5, Unit.SECONDS))
                        .since(Duration.ofSeconds(65))
                        .tried(6),
                Sample.unknown("traffic").component("api").wanted("p95: HIGH > 2s"),
                Sample.pending("reports"));
    }

    static Verdict noGo() {
        return of(
                Duration.ofMinutes(1),
                Sample.fail("database")
                        .critical()
                        .seen("no answer")
                        .cause(
                                "SQLTransientConnectionException: HikariPool-1 - Connection is not available, request timed"
                                        + " out after 2000ms (total=10, active=10, idle=0, waiting=3); caused by PSQLException:"
                                        + " Connection to localhost:5432 refused.")
                        .since(Duration.ofSeconds(58))
                        .took(Duration.ofMillis(2003))
                        .tried(9)
                        .failures(9),
                Sample.skipped("migrations", "database").component("database").critical(),
                Sample.reached("api latency", Severity.CRITICAL, "required <= 2s")
                        .component("api")
                        .wanted("p95: <= 2s"),
                Sample.fail("self")
                        .seen("down")
                        .cause("status 503 (expected: 200)")
                        .measurements(
                                Measurement.of("status", 503, Unit.COUNT),
                                Measurement.of("latency", 0.0123, Unit.SECONDS)),
                Sample.pass("disk").seen("usage 61 %").wanted("usage: target < 80%"));
    }
}
