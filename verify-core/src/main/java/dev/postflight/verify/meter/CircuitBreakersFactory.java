package dev.postflight.verify.meter;

import dev.postflight.api.Probe;
import dev.postflight.api.spi.ProbeArguments;
import dev.postflight.api.spi.ProbeParameter;
import dev.postflight.api.spi.ProbeParameter.Kind;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;

/**
 * Makes {@code circuit-breakers}: see {@link CircuitBreakerProbes}.
 *
 * @since 0.1
 */
public final class CircuitBreakersFactory extends NamedFactory {

    private static final String NAME = "name";
    private static final String REGISTRY = "registry";

    /** For the service loader. */
    public CircuitBreakersFactory() {
        super(
                "circuit-breakers",
                "Circuit breakers of resilience4j: how many there are in which state, their trips, and the rates of the worst; of"
                        + " all, also open and trips of each by its name. Down while one is open.",
                CircuitBreakersFactory::make,
                ProbeParameter.resource(REGISTRY, CircuitBreakerRegistry.class, "the application's circuit breakers"),
                ProbeParameter.optional(NAME, Kind.TEXT, "the name of one of them; without it, all"));
    }

    private static Probe make(ProbeArguments arguments) {
        CircuitBreakerRegistry registry = arguments.resource(REGISTRY, CircuitBreakerRegistry.class);
        return arguments.has(NAME)
                ? CircuitBreakerProbes.named(registry, arguments.text(NAME))
                : CircuitBreakerProbes.all(registry);
    }
}
