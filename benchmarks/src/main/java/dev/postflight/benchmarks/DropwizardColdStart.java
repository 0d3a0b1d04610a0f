package dev.postflight.benchmarks;

import com.codahale.metrics.health.HealthCheck;
import com.codahale.metrics.health.HealthCheckRegistry;

/**
 * Question: what does the first run of ten trivial health checks in a bare Dropwizard registry cost, from the start of the
 * JVM to its end?
 *
 * <p>Run: {@code benchmarks/cold-start.sh}
 */
public final class DropwizardColdStart {

    private static final int CHECKS = 10;

    private DropwizardColdStart() {}

    /**
     * Exits with 0 when all are healthy, with 1 otherwise.
     *
     * @param args not used
     */
    public static void main(String[] args) {
        HealthCheckRegistry registry = new HealthCheckRegistry();
        for (int i = 0; i < CHECKS; i++) {
            registry.register("check-" + i, new Trivial());
        }
        boolean healthy = true;
        for (HealthCheck.Result result : registry.runHealthChecks().values()) {
            healthy &= result.isHealthy();
        }
        if (!healthy) {
            System.exit(1);
        }
    }

    private static final class Trivial extends HealthCheck {

        @Override
        protected Result check() {
            return Result.healthy();
        }
    }
}
