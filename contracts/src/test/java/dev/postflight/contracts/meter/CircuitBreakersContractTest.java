package dev.postflight.contracts.meter;

import dev.postflight.api.Probe;
import dev.postflight.contracts.ProbeContract;
import dev.postflight.verify.meter.CircuitBreakerProbes;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Nested;

/** Probes over circuit breakers of resilience4j. */
class CircuitBreakersContractTest {

    private static final String NAME = "payments";

    private abstract static class OfBreakers extends ProbeContract {

        abstract Probe probe(CircuitBreakerRegistry registry);

        @Override
        protected Probe sound() {
            CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
            registry.circuitBreaker(NAME);
            return probe(registry);
        }

        @Override
        protected Map<Situation, Callable<Probe>> faults() {
            return Map.of(
                    Situation.DEAD,
                    () -> probe(CircuitBreakerRegistry.ofDefaults()),
                    Situation.CLOSED,
                    () -> {
                        CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
                        registry.circuitBreaker(NAME);
                        Probe probe = probe(registry);
                        registry.remove(NAME);
                        return probe;
                    },
                    Situation.WRONG,
                    () -> {
                        CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
                        registry.circuitBreaker(NAME).transitionToOpenState();
                        return probe(registry);
                    });
        }
    }

    @Nested
    class AllOfThem extends OfBreakers {
        @Override
        Probe probe(CircuitBreakerRegistry registry) {
            return CircuitBreakerProbes.all(registry);
        }
    }

    @Nested
    class OneOfThem extends OfBreakers {
        @Override
        Probe probe(CircuitBreakerRegistry registry) {
            return CircuitBreakerProbes.named(registry, NAME);
        }
    }
}
