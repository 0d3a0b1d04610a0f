package dev.postflight.adapters;

import com.codahale.metrics.health.HealthCheck;
import com.codahale.metrics.health.HealthCheck.Result;
import com.codahale.metrics.health.HealthCheck.ResultBuilder;
import com.codahale.metrics.health.HealthCheckRegistry;
import dev.postflight.api.ProbeResult;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Health checks of Dropwizard Metrics as probes, and verdicts as health checks.
 *
 * <pre>{@code
 * Check.of("orders", DropwizardHealth.probe(new OrdersCheck()));
 *
 * DropwizardHealth.probes(registry); // all of them
 *
 * registry.register("postflight", DropwizardHealth.check(VerdictHealth.of(verifier::latest)));
 * }</pre>
 *
 * <p>Needs {@code metrics-healthchecks} on the class path; nothing else of this module does.
 *
 * @since 0.1
 */
public final class DropwizardHealth {

    private static final String IN_THE_BACKGROUND = "com.codahale.metrics.health.AsyncHealthCheckDecorator";

    private DropwizardHealth() {}

    /**
     * A health check as a probe. An exception that the check throws is what Dropwizard makes of it: unhealthy, and so down.
     *
     * @param check the health check itself: not what a registry has made of one that is {@code @Async}, which is healthy
     *     before it has run
     * @return the probe
     * @throws IllegalArgumentException if there is none, or one that runs in the background
     */
    public static HealthProbe probe(HealthCheck check) {
        HealthProbe.present("check", check, "a health check");
        refuseBackground("check", check);
        return new HealthProbe(HealthProbe.name(check, "health check"), () -> heard(check.execute()));
    }

    /**
     * All health checks of a registry as probes. What comes into it later is not among them, nor is a verdict that is shown
     * there by {@link #check}: it would wait for itself.
     *
     * @param registry the registry
     * @return by their names, in the order of the registry
     * @throws IllegalArgumentException if there is no registry, there are more than 100 checks, or one is {@code @Async} and
     *     so healthy before it has run
     */
    public static Map<String, HealthProbe> probes(HealthCheckRegistry registry) {
        HealthProbes probes = new HealthProbes();
        for (String name : HealthProbe.present("registry", registry, "a registry of health checks")
                .getNames()) {
            HealthCheck check = registry.getHealthCheck(name);
            if (check != null && !(check instanceof OfVerdict)) { // one that is gone meanwhile is not there
                refuseBackground(name, check);
                probes.add(name, () -> heard(check.execute()));
            }
        }
        return probes.map();
    }

    private static void refuseBackground(String name, HealthCheck check) {
        if (check.getClass().getName().equals(IN_THE_BACKGROUND)) {
            throw HealthProbe.fault(name, "one that runs in the background", "the health check itself");
        }
    }

    private static @Nullable Heard heard(@Nullable Result result) throws InterruptedException {
        if (result == null) {
            return null;
        }
        Throwable error = result.getError();
        if (error instanceof InterruptedException interrupted) {
            throw interrupted; // the library takes it for a fault of what was checked
        }
        String cause = error == null ? null : ProbeResult.silent(error).cause();
        String message = error != null && String.valueOf(error.getMessage()).equals(result.getMessage())
                ? null
                : result.getMessage();
        return new Heard(
                result.isHealthy() ? Heard.Meaning.UP : Heard.Meaning.DOWN,
                result.isHealthy() ? "healthy" : "unhealthy",
                HealthProbe.joined(message, cause),
                HealthProbe.orNone(result.getDetails()));
    }

    /**
     * A verdict, or one check of it, as a health check: healthy for what is verified and unhealthy for everything else. It
     * runs no probe, waits for none and throws nothing.
     *
     * @param health what is told
     * @return the health check
     * @throws IllegalArgumentException if there is none
     */
    public static HealthCheck check(VerdictHealth health) {
        HealthProbe.present("health", health, "what is told of a verdict");
        return new OfVerdict(health);
    }

    /** Has a class of its own so that it can be told from the checks of the application. */
    private static final class OfVerdict extends HealthCheck {

        private final VerdictHealth health;

        OfVerdict(VerdictHealth health) {
            this.health = health;
        }

        @Override
        protected Result check() {
            VerdictHealth.Standing standing = health.standing();
            ResultBuilder result = Result.builder();
            standing.details().forEach(result::withDetail);
            // not through the method that takes a pattern: a message may have a per cent sign in it
            result.withMessage(standing.message());
            return standing.state() == VerdictHealth.State.VERIFIED
                    ? result.healthy().build()
                    : result.unhealthy().build();
        }
    }
}
