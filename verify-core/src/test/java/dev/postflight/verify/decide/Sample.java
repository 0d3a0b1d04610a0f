package dev.postflight.verify.decide;

import dev.postflight.api.Explanation;
import dev.postflight.api.Finding;
import dev.postflight.api.Measurement;
import dev.postflight.api.Outcome;
import dev.postflight.api.Reason;
import dev.postflight.api.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Findings for tests; every method changes this one. */
public final class Sample {

    /** When all of them were seen. */
    public static final Instant AT = Instant.parse("2026-03-01T08:01:00.250Z");

    private final String check;
    private final Outcome outcome;
    private final Reason reason;
    private String component;
    private boolean critical;
    private int weight = 1;
    private @Nullable Severity severity;
    private boolean ignored;
    private String wanted = "up";
    private String seen;
    private String cause = "";
    private List<Measurement> measurements = List.of();
    private Duration age = Duration.ZERO;
    private Duration took = Duration.ofMillis(3);
    private int attempts = 1;
    private int failures;
    private boolean conclusive;

    private Sample(String check, Outcome outcome, Reason reason, String seen) {
        this.check = check;
        this.outcome = outcome;
        this.reason = reason;
        this.seen = seen;
        component = check;
        failures = outcome == Outcome.FAIL ? 1 : 0;
        conclusive = outcome == Outcome.FAIL;
    }

    public static Sample pass(String check) {
        return new Sample(check, Outcome.PASS, Reason.MET, "up");
    }

    public static Sample warn(String check) {
        return new Sample(check, Outcome.WARN, Reason.TARGET_MISSED, "p95 312 ms")
                .cause("p95 312 ms misses the target (< 200ms)");
    }

    public static Sample fail(String check) {
        return new Sample(check, Outcome.FAIL, Reason.DOWN, "down").cause("refused");
    }

    public static Sample unknown(String check) {
        return new Sample(check, Outcome.UNKNOWN, Reason.NO_DATA, "no p95").cause("p95 was not measured");
    }

    public static Sample pending(String check) {
        return new Sample(check, Outcome.PENDING, Reason.NOT_YET_RUN, "not run yet").unrun();
    }

    public static Sample skipped(String check, String other) {
        return new Sample(check, Outcome.SKIPPED, Reason.BLOCKED_BY, "not run")
                .cause("it depends on " + other + ", which did not pass")
                .unrun();
    }

    public static Sample ignored(String check) {
        Sample sample = new Sample(check, Outcome.UNKNOWN, Reason.TIMEOUT, "no answer")
                .cause("no answer within 5 s")
                .took(Duration.ofSeconds(5));
        sample.ignored = true;
        return sample;
    }

    public static Sample reached(String check, Severity severity, String limit) {
        Outcome outcome = severity == Severity.CRITICAL ? Outcome.FAIL : Outcome.WARN;
        Sample sample = new Sample(check, outcome, Reason.LEVEL_REACHED, "p95 3 s")
                .cause("p95 3 s is " + severity + " (" + limit + ")");
        sample.severity = severity;
        return sample;
    }

    public Sample component(String value) {
        component = value;
        return this;
    }

    public Sample critical() {
        critical = true;
        return this;
    }

    public Sample weight(int value) {
        weight = value;
        return this;
    }

    public Sample severity(Severity value) {
        severity = value;
        return this;
    }

    public Sample wanted(String value) {
        wanted = value;
        return this;
    }

    public Sample seen(String value) {
        seen = value;
        return this;
    }

    public Sample cause(String value) {
        cause = value;
        return this;
    }

    public Sample measurements(Measurement... values) {
        measurements = List.of(values);
        return this;
    }

    /** How long before {@link #AT} the outcome was first seen. */
    public Sample since(Duration value) {
        age = value;
        return this;
    }

    public Sample took(Duration value) {
        took = value;
        return this;
    }

    public Sample tried(int value) {
        attempts = value;
        return this;
    }

    /** Failed so often in a row, which does not mean NO_GO yet. */
    public Sample inconclusive(int value) {
        failures = value;
        conclusive = false;
        return this;
    }

    public Sample failures(int value) {
        failures = value;
        return this;
    }

    private Sample unrun() {
        attempts = 0;
        took = Duration.ZERO;
        return this;
    }

    public Finding build() {
        return new Finding(
                check,
                component,
                critical,
                weight,
                outcome,
                reason,
                severity,
                ignored,
                wanted,
                Explanation.of(seen, cause),
                measurements,
                AT,
                AT.minus(age),
                took,
                attempts,
                failures,
                conclusive);
    }
}
