package dev.postflight.benchmarks;

import com.codahale.metrics.health.HealthCheck;
import com.codahale.metrics.health.HealthCheckRegistry;
import dev.postflight.api.Check;
import dev.postflight.api.Finding;
import dev.postflight.api.GaugeProbe;
import dev.postflight.api.Outcome;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Threshold;
import dev.postflight.api.Unit;
import dev.postflight.api.Verdict;
import dev.postflight.api.VerificationPhase;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** Checks that cost next to nothing, so that what is around them shows: one for each of those who are compared. */
final class Trivial {

    private static final Threshold LIMITS = Threshold.parse("load: target < 80%, HIGH > 95%");

    private Trivial() {}

    /** A check of each figure, which is held against a target and a level. */
    static VerificationPhase phase(VerificationPhase empty, Figure... figures) {
        VerificationPhase phase = empty;
        for (int i = 0; i < figures.length; i++) {
            phase = phase.check(Check.of("check-" + i, GaugeProbe.of("load", Unit.RATIO, figures[i]))
                    .threshold(LIMITS));
        }
        return phase;
    }

    /** Checks that measure nothing. */
    static VerificationPhase barePhase(VerificationPhase empty, int checks) {
        VerificationPhase phase = empty;
        for (int i = 0; i < checks; i++) {
            phase = phase.check(Check.of("check-" + i, Bare.PROBE));
        }
        return phase;
    }

    static Figure[] figures(int checks) {
        Figure[] figures = new Figure[checks];
        for (int i = 0; i < checks; i++) {
            figures[i] = new Figure();
        }
        return figures;
    }

    static HealthCheckRegistry registry(int checks) {
        HealthCheckRegistry registry = new HealthCheckRegistry();
        for (int i = 0; i < checks; i++) {
            registry.register("check-" + i, new Healthy());
        }
        return registry;
    }

    static HealthIndicator[] indicators(int checks) {
        HealthIndicator[] indicators = new HealthIndicator[checks];
        for (int i = 0; i < checks; i++) {
            indicators[i] = () -> Health.up().build();
        }
        return indicators;
    }

    static void assertAllPass(Verdict verdict, int checks) {
        assertGood("Postflight", verdict.isGo());
        assertGood("Postflight", verdict.findings().size() == checks);
        for (Finding finding : verdict.findings()) {
            assertGood("Postflight", finding.outcome() == Outcome.PASS);
        }
    }

    static void assertAllHealthy(SortedMap<String, HealthCheck.Result> results, int checks) {
        assertGood("Dropwizard", results.size() == checks);
        for (HealthCheck.Result result : results.values()) {
            assertGood("Dropwizard", result.isHealthy());
        }
    }

    static void assertAllUp(CompositeHealthDescriptor health, int checks) {
        Map<String, HealthDescriptor> components = Gauges.opened(health.getComponents());
        assertGood("Spring Boot", components.size() == checks);
        for (HealthDescriptor component : components.values()) {
            assertGood("Spring Boot", component.getStatus().equals(Status.UP));
        }
    }

    private static void assertGood(String contestant, boolean good) {
        if (!good) {
            throw new IllegalStateException(contestant + ": another (expected: all checks, and all of them good)");
        }
    }

    /** A figure that is another one each time, from 0 to 63 %; it counts how often it was asked. Asked by one thread at a time. */
    static final class Figure implements DoubleSupplier {

        private final AtomicLong times = new AtomicLong();

        @Override
        public double getAsDouble() {
            long before = times.getPlain();
            times.setOpaque(before + 1);
            return (before & 63) / 100.0;
        }

        /** How often it was asked; any thread may want to know. */
        long times() {
            return times.getOpaque();
        }
    }

    private enum Bare implements Probe {
        PROBE;

        private static final ProbeResult UP = ProbeResult.up();

        @Override
        public ProbeResult run(Duration timeout) {
            return UP;
        }
    }

    private static final class Healthy extends HealthCheck {

        @Override
        protected Result check() {
            return Result.healthy();
        }
    }
}
