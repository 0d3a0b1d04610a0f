package dev.postflight.verify.meter;

import dev.postflight.api.Probe;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.util.List;
import java.util.Set;

/**
 * Probes over the circuit breakers of resilience4j that an application has. They are down while one is open, by itself or by
 * hand, and name it: what is behind it is not asked. Without a breaker they are silent, and their silence means
 * {@link dev.postflight.api.SilenceRule#HOLD}.
 *
 * <p>Trips are counted from when the first probe over a breaker was made; the first one adds a listener to it, for all that
 * follow.
 *
 * @since 0.1
 */
public final class CircuitBreakerProbes {

    private CircuitBreakerProbes() {}

    /**
     * All breakers of a registry, also those that come later: {@code breakers}, {@code open}, {@code half_open} and
     * {@code forced_open}, how many there are; {@code trips}, how often one has opened, a running total, and
     * {@code new_trips} since the last look; {@code not_permitted}, how many calls they have refused in the state that they
     * are in; {@code failure_rate} and {@code slow_call_rate} of the worst one. With a label for each breaker,
     * {@code open.} (1 or 0) and {@code trips.}, for up to 50 of them.
     *
     * @param registry the registry
     * @return a probe, to be used in one check
     * @throws IllegalArgumentException if the registry is null
     */
    public static Probe all(CircuitBreakerRegistry registry) {
        if (registry == null) {
            throw new IllegalArgumentException("registry: null (expected: a circuit breaker registry)");
        }
        Trips.follow(registry);
        return new CircuitBreakerProbe("", registry::getAllCircuitBreakers);
    }

    /**
     * One breaker of a registry, by its name: the same figures without labels.
     *
     * @param registry the registry
     * @param name the name of the breaker, which may come later
     * @return a probe, to be used in one check
     * @throws IllegalArgumentException if the registry is null or the name blank
     */
    public static Probe named(CircuitBreakerRegistry registry, String name) {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("name: " + (name == null ? "null" : '"' + name + '"')
                    + " (expected: the name of a circuit breaker)");
        }
        if (registry == null) {
            throw new IllegalArgumentException("registry: null (expected: a circuit breaker registry)");
        }
        Trips.follow(registry);
        return new CircuitBreakerProbe(
                name, () -> registry.find(name).map(Set::of).orElse(Set.of()));
    }

    /**
     * One breaker: the same figures without labels.
     *
     * @param breaker the breaker
     * @return a probe, to be used in one check
     * @throws IllegalArgumentException if the breaker is null
     */
    public static Probe of(CircuitBreaker breaker) {
        if (breaker == null) {
            throw new IllegalArgumentException("breaker: null (expected: a circuit breaker)");
        }
        return new CircuitBreakerProbe(breaker.getName(), () -> List.of(breaker));
    }
}
