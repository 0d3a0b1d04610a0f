package dev.postflight.verify.meter;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import dev.postflight.api.spi.LabelledMeasurements;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;

/** Some circuit breakers together. One that was replaced by another of the same name has its trips counted anew. */
final class CircuitBreakerProbe implements Probe {

    private static final Map<String, Unit> METRICS = Map.of(
            "breakers", Unit.COUNT,
            "open", Unit.COUNT,
            "half_open", Unit.COUNT,
            "forced_open", Unit.COUNT,
            "trips", Unit.COUNT,
            "new_trips", Unit.COUNT,
            "not_permitted", Unit.COUNT,
            "failure_rate", Unit.RATIO,
            "slow_call_rate", Unit.RATIO);

    private static final int MOST_NAMES = 10;
    private static final double PER_CENT = 100;

    /** Of the one breaker that is asked for; empty when it is all of them. */
    private final String name;

    private final Supplier<? extends Collection<CircuitBreaker>> breakers;

    /** What each breaker had at the last look; guarded by this. */
    private final Map<CircuitBreaker, Long> lastTrips = new WeakHashMap<>();

    CircuitBreakerProbe(String name, Supplier<? extends Collection<CircuitBreaker>> breakers) {
        this.name = name;
        this.breakers = breakers;
        for (CircuitBreaker breaker : breakers.get()) {
            lastTrips.put(breaker, Trips.of(breaker).count());
        }
    }

    @Override
    public synchronized ProbeResult run(Duration timeout) {
        List<CircuitBreaker> all = new ArrayList<>(breakers.get());
        if (all.isEmpty()) {
            return ProbeResult.silent(
                    name.isEmpty()
                            ? "there is no circuit breaker in the registry"
                            : "there is no circuit breaker " + name);
        }
        all.sort(Comparator.comparing(CircuitBreaker::getName));
        List<Measurement> measurements = new ArrayList<>();
        addStates(all, measurements);
        addTrips(all, measurements);
        addRates(all, measurements);
        if (name.isEmpty()) {
            LabelledMeasurements labelled = new LabelledMeasurements();
            try {
                for (CircuitBreaker breaker : all) {
                    labelled.add("open", breaker.getName(), isOpen(breaker.getState()) ? 1 : 0, Unit.COUNT);
                    labelled.add(
                            "trips",
                            breaker.getName(),
                            (double) Trips.of(breaker).count(),
                            Unit.COUNT);
                }
            } catch (IllegalArgumentException e) {
                return ProbeResult.silent(String.valueOf(e.getMessage()));
            }
            measurements.addAll(labelled.list());
        }
        String amiss = amiss(all);
        return amiss.isEmpty() ? new ProbeResult.Up(measurements) : new ProbeResult.Down(amiss, measurements);
    }

    private static boolean isOpen(State state) {
        return state == State.OPEN || state == State.FORCED_OPEN;
    }

    private static void addStates(List<CircuitBreaker> all, List<Measurement> to) {
        to.add(Measurement.of("breakers", all.size(), Unit.COUNT));
        to.add(Measurement.of("open", (double) count(all, State.OPEN), Unit.COUNT));
        to.add(Measurement.of("half_open", (double) count(all, State.HALF_OPEN), Unit.COUNT));
        to.add(Measurement.of("forced_open", (double) count(all, State.FORCED_OPEN), Unit.COUNT));
    }

    private static long count(List<CircuitBreaker> all, State state) {
        return all.stream().filter(breaker -> breaker.getState() == state).count();
    }

    private void addTrips(List<CircuitBreaker> all, List<Measurement> to) {
        long trips = 0;
        long fresh = 0;
        for (CircuitBreaker breaker : all) {
            long tripped = Trips.of(breaker).count();
            Long before = lastTrips.put(breaker, tripped);
            trips += tripped;
            fresh += tripped - (before == null ? 0 : before);
        }
        to.add(Measurement.of("trips", (double) trips, Unit.COUNT));
        to.add(Measurement.of("new_trips", (double) fresh, Unit.COUNT));
    }

    /** A rate is negative as long as there were too few calls. */
    private static void addRates(List<CircuitBreaker> all, List<Measurement> to) {
        double failures = -1;
        double slow = -1;
        long refused = 0;
        for (CircuitBreaker breaker : all) {
            CircuitBreaker.Metrics metrics = breaker.getMetrics();
            failures = Math.max(failures, metrics.getFailureRate());
            slow = Math.max(slow, metrics.getSlowCallRate());
            refused += metrics.getNumberOfNotPermittedCalls();
        }
        to.add(Measurement.of("not_permitted", (double) refused, Unit.COUNT));
        if (failures >= 0) {
            to.add(Measurement.of("failure_rate", failures / PER_CENT, Unit.RATIO));
        }
        if (slow >= 0) {
            to.add(Measurement.of("slow_call_rate", slow / PER_CENT, Unit.RATIO));
        }
    }

    /** Which of them do not let calls through. */
    private static String amiss(List<CircuitBreaker> all) {
        StringBuilder text = new StringBuilder();
        int named = 0;
        for (CircuitBreaker breaker : all) {
            State state = breaker.getState();
            if (isOpen(state)) {
                if (named < MOST_NAMES) {
                    text.append(named == 0 ? "" : ", ").append(breaker.getName());
                    text.append(state == State.OPEN ? " is open" : " is forced open");
                }
                named++;
            }
        }
        return named > MOST_NAMES ? text + ", and " + (named - MOST_NAMES) + " more" : text.toString();
    }

    /** Labels are not known before there are breakers. */
    @Override
    public Map<String, Unit> metrics() {
        return name.isEmpty() ? Map.of() : METRICS;
    }

    @Override
    public SilenceRule silence() {
        return SilenceRule.HOLD;
    }
}
