package dev.postflight.adapters;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;

/**
 * Health indicators of Spring Boot 4 as probes, and verdicts as health indicators. {@link SpringBoot3Health} is for Spring
 * Boot 3. Indicators that answer later ({@code ReactiveHealthIndicator}) are not taken.
 *
 * <pre>{@code
 * Check.of("disk", SpringBootHealth.probe(diskSpaceHealthIndicator).unit("free", Unit.BYTES))
 *     .threshold("free: CRITICAL < 1GiB");
 *
 * SpringBootHealth.probes(healthContributorRegistry); // all of them
 *
 * // a bean
 * HealthIndicator postflight(Verifier verifier) {
 *     return SpringBootHealth.indicator(VerdictHealth.of(verifier::latest).withDetails());
 * }
 * }</pre>
 *
 * <p>Needs {@code spring-boot-health} on the class path; nothing else of this module does.
 *
 * @since 0.1
 */
public final class SpringBootHealth {

    private SpringBootHealth() {}

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

    /**
     * All indicators of a registry as probes. What comes into it later is not among them, nor is a verdict that is shown
     * there by {@link #indicator}: it would wait for itself.
     *
     * @param registry the registry, a bean of Spring Boot
     * @return in the order of the registry, by the names that the endpoint has: parts of a composite as {@code db/replica}
     * @throws IllegalArgumentException if there is no registry, there are more than 100 indicators, or one is neither an
     *     indicator nor a composite
     */
    public static Map<String, HealthProbe> probes(HealthContributorRegistry registry) {
        HealthProbes probes = new HealthProbes();
        add("", HealthProbe.present("registry", registry, "a registry of health contributors"), probes);
        return probes.map();
    }

    private static void add(String path, HealthContributors contributors, HealthProbes probes) {
        for (HealthContributors.Entry entry : contributors) {
            String name = HealthProbes.path(path, entry.name());
            HealthContributor contributor = entry.contributor();
            if (contributor instanceof CompositeHealthContributor composite) {
                add(name, composite, probes);
            } else if (!(contributor instanceof HealthIndicator indicator)) {
                throw HealthProbe.fault(
                        name, contributor.getClass().getName(), "a health indicator, or a composite of some");
            } else if (!(indicator instanceof OfVerdict)) {
                probes.add(name, () -> heard(indicator.health()));
            }
        }
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
        return new OfVerdict(health);
    }

    /** Has a class of its own so that it can be told from the indicators of the application. */
    private record OfVerdict(VerdictHealth told) implements HealthIndicator {

        @Override
        public Health health() {
            VerdictHealth.Standing standing = told.standing();
            return Health.status(SpringBootStatus.of(standing))
                    .withDetails(standing.details())
                    .build();
        }
    }
}
