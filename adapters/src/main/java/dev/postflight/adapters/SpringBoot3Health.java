package dev.postflight.adapters;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;

/**
 * Health indicators of Spring Boot 3 as probes, and verdicts as health indicators. {@link SpringBootHealth} is for Spring
 * Boot 4. Indicators that answer later ({@code ReactiveHealthIndicator}) are not taken.
 *
 * <pre>{@code
 * Check.of("disk", SpringBoot3Health.probe(diskSpaceHealthIndicator).unit("free", Unit.BYTES))
 *     .threshold("free: CRITICAL < 1GiB");
 *
 * // a bean
 * HealthIndicator postflight(Verifier verifier) {
 *     return SpringBoot3Health.indicator(VerdictHealth.of(verifier::latest).withDetails());
 * }
 * }</pre>
 *
 * <p>Needs {@code spring-boot-actuator} 3 on the class path; nothing else of this module does.
 *
 * @since 0.1
 */
public final class SpringBoot3Health {

    private SpringBoot3Health() {}

    /**
     * An indicator as a probe.
     *
     * @param indicator the indicator
     * @return the probe
     * @throws IllegalArgumentException if there is none
     */
    public static HealthProbe probe(HealthIndicator indicator) {
        HealthProbe.present("indicator", indicator, "a health indicator");
        return new HealthProbe(HealthProbe.name(indicator, "health indicator"), () -> heard(indicator.health()));
    }

    private static @Nullable Heard heard(@Nullable Health health) {
        Status status = health == null ? null : health.getStatus();
        if (health == null || status == null || status.getCode() == null) {
            return null;
        }
        return new Heard(
                SpringBootStatus.meaning(status.getCode()),
                status.getCode(),
                status.getDescription(),
                HealthProbe.orNone(health.getDetails()));
    }

    /**
     * A verdict, or one check of it, as an indicator: {@code UP} for what is verified, {@code DOWN} for what failed, and
     * {@code OUT_OF_SERVICE} for what is undecided, because an {@code UNKNOWN} would pass among others. It runs no probe,
     * waits for none and throws nothing.
     *
     * @param health what is told
     * @return the indicator
     * @throws IllegalArgumentException if there is none
     */
    public static HealthIndicator indicator(VerdictHealth health) {
        HealthProbe.present("health", health, "what is told of a verdict");
        return () -> {
            VerdictHealth.Standing standing = health.standing();
            return Health.status(SpringBootStatus.of(standing))
                    .withDetails(standing.details())
                    .build();
        };
    }
}
