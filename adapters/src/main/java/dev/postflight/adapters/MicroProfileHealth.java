package dev.postflight.adapters;

import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.jspecify.annotations.Nullable;

/**
 * Health checks of MicroProfile Health 3 and 4 as probes, and verdicts as health checks.
 *
 * <pre>{@code
 * Check.of("orders", MicroProfileHealth.probe(new OrdersCheck()));
 *
 * // produced, and qualified as readiness
 * HealthCheck postflight(Verifier verifier) {
 *     return MicroProfileHealth.check("postflight", VerdictHealth.of(verifier::latest));
 * }
 * }</pre>
 *
 * <p>Needs {@code microprofile-health-api} on the class path; nothing else of this module does. Verdicts need no provider of
 * responses.
 *
 * @since 0.1
 */
public final class MicroProfileHealth {

    private MicroProfileHealth() {}

    /**
     * A health check as a probe.
     *
     * @param check the health check
     * @return the probe
     * @throws IllegalArgumentException if there is none
     */
    public static HealthProbe probe(HealthCheck check) {
        HealthProbe.present("check", check, "a health check");
        return new HealthProbe(HealthProbe.name(check, "health check"), () -> heard(check.call()));
    }

    private static @Nullable Heard heard(@Nullable HealthCheckResponse response) {
        Status status = response == null ? null : response.getStatus();
        if (response == null || status == null) {
            return null;
        }
        Optional<Map<String, Object>> data = response.getData();
        return new Heard(
                status == Status.UP ? Heard.Meaning.UP : Heard.Meaning.DOWN,
                status.name(),
                response.getName(),
                data == null ? Map.of() : data.orElse(Map.of()));
    }

    /**
     * A verdict, or one check of it, as a health check: {@code UP} for what is verified and {@code DOWN} for everything else.
     * It runs no probe, waits for none and throws nothing. Data are shown to everybody who asks: think twice before you tell
     * them with {@linkplain VerdictHealth#withDetails() details}.
     *
     * @param name what it is called in the answer
     * @param health what is told
     * @return the health check
     * @throws IllegalArgumentException if the name is blank, or there is nothing to tell
     */
    public static HealthCheck check(String name, VerdictHealth health) {
        HealthProbe.present("name", name == null || name.isBlank() ? null : name, "a name");
        HealthProbe.present("health", health, "what is told of a verdict");
        return () -> {
            VerdictHealth.Standing standing = health.standing();
            Status status = standing.state() == VerdictHealth.State.VERIFIED ? Status.UP : Status.DOWN;
            return new HealthCheckResponse(name, status, Optional.of(standing.details()));
        };
    }
}
