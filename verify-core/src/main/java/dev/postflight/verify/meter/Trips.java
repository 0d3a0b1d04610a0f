package dev.postflight.verify.meter;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How often a breaker has opened. There is one for each breaker, whatever the number of probes, because a listener cannot be
 * taken off a breaker. It is the listener that holds it, and it knows neither breaker nor probe.
 */
final class Trips {

    /** Held weakly on both sides, as the count lives as long as the breaker whose listener has it. */
    private static final Map<CircuitBreaker, WeakReference<Trips>> ALL = new WeakHashMap<>();

    private static final Set<CircuitBreakerRegistry> FOLLOWED = Collections.newSetFromMap(new WeakHashMap<>());

    private final AtomicLong count = new AtomicLong();

    private Trips() {}

    static Trips of(CircuitBreaker breaker) {
        synchronized (ALL) {
            WeakReference<Trips> known = ALL.get(breaker);
            Trips trips = known == null ? null : known.get();
            if (trips == null) {
                trips = listen(breaker);
                ALL.put(breaker, new WeakReference<>(trips));
            }
            return trips;
        }
    }

    private static Trips listen(CircuitBreaker breaker) {
        Trips trips = new Trips();
        breaker.getEventPublisher().onStateTransition(event -> {
            if (event.getStateTransition().getToState() == State.OPEN) {
                trips.count.incrementAndGet();
            }
        });
        return trips;
    }

    /** Counts from now on, also in breakers that come later. */
    static void follow(CircuitBreakerRegistry registry) {
        boolean isNew;
        synchronized (ALL) {
            isNew = FOLLOWED.add(registry);
        }
        if (isNew) {
            registry.getEventPublisher().onEntryAdded(event -> of(event.getAddedEntry()));
        }
        registry.getAllCircuitBreakers().forEach(Trips::of);
    }

    long count() {
        return count.get();
    }
}
