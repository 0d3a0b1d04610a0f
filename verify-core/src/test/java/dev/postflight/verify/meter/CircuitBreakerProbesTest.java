package dev.postflight.verify.meter;

import static dev.postflight.verify.meter.Said.figures;
import static dev.postflight.verify.meter.Said.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.SilenceRule;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** S2.4: circuit breaker trips. */
class CircuitBreakerProbesTest {

    private final CircuitBreakerRegistry registry = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
            .slidingWindowSize(4)
            .minimumNumberOfCalls(4)
            .build());

    private static void call(CircuitBreaker breaker, int well, int badly) {
        for (int i = 0; i < well; i++) {
            breaker.onSuccess(1, TimeUnit.MILLISECONDS);
        }
        for (int i = 0; i < badly; i++) {
            breaker.onError(1, TimeUnit.MILLISECONDS, new IllegalStateException());
        }
    }

    private static Map<String, Double> down(Probe probe, String reason) throws Exception {
        ProbeResult result = Said.by(probe);
        assertThat(result).isInstanceOf(ProbeResult.Down.class);
        assertThat(((ProbeResult.Down) result).reason()).isEqualTo(reason);
        return figures(probe, ((ProbeResult.Down) result).measurements());
    }

    @Test
    void without_a_breaker_there_is_silence() throws Exception {
        Probe all = CircuitBreakerProbes.all(registry);
        Probe one = CircuitBreakerProbes.named(registry, "stripe");
        assertThat(silence(all)).isEqualTo("there is no circuit breaker in the registry");
        assertThat(silence(one)).isEqualTo("there is no circuit breaker stripe");
        assertThat(all.silence()).isEqualTo(SilenceRule.HOLD);
        registry.circuitBreaker("stripe");
        assertThat(figures(all)).containsEntry("breakers", 1.0).containsEntry("open.stripe", 0.0);
        assertThat(figures(one)).containsEntry("open", 0.0);
    }

    @Test
    void a_breaker_that_is_at_rest_is_up_and_has_no_rate() throws Exception {
        CircuitBreaker breaker = registry.circuitBreaker("stripe");
        Probe probe = CircuitBreakerProbes.of(breaker);
        call(breaker, 3, 0);
        assertThat(figures(probe))
                .isEqualTo(Map.of(
                        "breakers", 1.0,
                        "open", 0.0,
                        "half_open", 0.0,
                        "forced_open", 0.0,
                        "trips", 0.0,
                        "new_trips", 0.0,
                        "not_permitted", 0.0));
        call(breaker, 0, 1);
        assertThat(figures(probe)).containsEntry("failure_rate", 0.25).containsEntry("slow_call_rate", 0.0);
    }

    @Test
    void one_that_has_opened_is_down_and_its_trips_are_counted() throws Exception {
        CircuitBreaker breaker = registry.circuitBreaker("stripe");
        Probe probe = CircuitBreakerProbes.named(registry, "stripe");
        call(breaker, 2, 2);
        assertThat(breaker.tryAcquirePermission()).isFalse();
        assertThat(down(probe, "stripe is open"))
                .containsEntry("open", 1.0)
                .containsEntry("trips", 1.0)
                .containsEntry("new_trips", 1.0)
                .containsEntry("not_permitted", 1.0)
                .containsEntry("failure_rate", 0.5);
        assertThat(down(probe, "stripe is open")).containsEntry("trips", 1.0).containsEntry("new_trips", 0.0);
        breaker.transitionToHalfOpenState();
        assertThat(figures(probe)).containsEntry("half_open", 1.0).containsEntry("open", 0.0);
        breaker.transitionToOpenState();
        breaker.transitionToClosedState();
        assertThat(figures(probe)).containsEntry("trips", 2.0).containsEntry("new_trips", 1.0);
    }

    @Test
    void one_that_is_held_open_by_hand_is_down_and_has_not_tripped() throws Exception {
        CircuitBreaker breaker = registry.circuitBreaker("stripe");
        Probe probe = CircuitBreakerProbes.of(breaker);
        breaker.transitionToForcedOpenState();
        assertThat(down(probe, "stripe is forced open"))
                .containsEntry("forced_open", 1.0)
                .containsEntry("open", 0.0)
                .containsEntry("trips", 0.0);
        breaker.transitionToDisabledState();
        assertThat(figures(probe)).containsEntry("forced_open", 0.0);
    }

    /** Also those that open and close before they are looked at for the first time. */
    @Test
    void breakers_that_come_later_are_counted_from_the_beginning() throws Exception {
        Probe all = CircuitBreakerProbes.all(registry);
        CircuitBreaker late = registry.circuitBreaker("late");
        call(late, 0, 4);
        late.transitionToClosedState();
        registry.circuitBreaker("other").transitionToOpenState();
        assertThat(down(all, "other is open"))
                .containsEntry("breakers", 2.0)
                .containsEntry("open", 1.0)
                .containsEntry("trips", 2.0)
                .containsEntry("new_trips", 2.0)
                .containsEntry("trips.late", 1.0)
                .containsEntry("open.late", 0.0)
                .containsEntry("open.other", 1.0);
    }

    @Test
    void what_a_name_cannot_have_becomes_an_underscore_and_two_of_a_name_are_silence() throws Exception {
        registry.circuitBreaker("to stripe");
        Probe all = CircuitBreakerProbes.all(registry);
        assertThat(figures(all)).containsKeys("open.to_stripe", "trips.to_stripe");
        registry.circuitBreaker("to/stripe");
        assertThat(silence(all)).contains("\"to/stripe\"", "\"to stripe\"", "open.to_stripe");
    }

    @Test
    void more_than_fifty_with_labels_are_silence() throws Exception {
        for (int i = 0; i < 51; i++) {
            registry.circuitBreaker("b" + i);
        }
        assertThat(silence(CircuitBreakerProbes.all(registry))).startsWith("labels: more than 100 (expected: ");
        assertThat(figures(CircuitBreakerProbes.named(registry, "b7"))).containsEntry("breakers", 1.0);
    }

    @Test
    void those_that_are_open_are_named_up_to_ten() throws Exception {
        for (int i = 0; i < 12; i++) {
            registry.circuitBreaker("b" + i).transitionToOpenState();
        }
        ProbeResult result = Said.by(CircuitBreakerProbes.all(registry));
        assertThat(((ProbeResult.Down) result).reason())
                .startsWith("b0 is open, b1 is open, ")
                .endsWith(", and 2 more");
    }

    @Test
    void one_listener_serves_all_probes_of_a_breaker_and_holds_none() throws Exception {
        CircuitBreaker breaker = registry.circuitBreaker("stripe");
        for (int i = 0; i < 100; i++) {
            CircuitBreakerProbes.of(breaker).run(java.time.Duration.ofSeconds(1));
        }
        assertThat(Trips.of(breaker)).isSameAs(Trips.of(breaker));
        WeakReference<CircuitBreaker> gone = new WeakReference<>(probed());
        for (int i = 0; i < 100 && gone.get() != null; i++) {
            System.gc();
        }
        assertThat(gone.get()).isNull();
    }

    private static CircuitBreaker probed() throws Exception {
        CircuitBreaker breaker = CircuitBreaker.ofDefaults("gone");
        Said.by(CircuitBreakerProbes.of(breaker));
        return breaker;
    }

    @Test
    @SuppressWarnings("NullAway")
    void arguments_are_checked() {
        assertThatThrownBy(() -> CircuitBreakerProbes.all(null))
                .hasMessage("registry: null (expected: a circuit breaker registry)");
        assertThatThrownBy(() -> CircuitBreakerProbes.named(null, "a"))
                .hasMessage("registry: null (expected: a circuit breaker registry)");
        assertThatThrownBy(() -> CircuitBreakerProbes.named(registry, " "))
                .hasMessage("name: \" \" (expected: the name of a circuit breaker)");
        assertThatThrownBy(() -> CircuitBreakerProbes.of(null))
                .hasMessage("breaker: null (expected: a circuit breaker)");
    }
}
