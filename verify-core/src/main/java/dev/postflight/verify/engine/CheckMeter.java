package dev.postflight.verify.engine;

import dev.postflight.api.Outcome;
import dev.postflight.verify.observe.Observer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is counted of one check in one phase. A registry reads it when it wants to: to record each run there would take
 * longer than the run of a trivial check. Written by the thread that drives the phase, read by any.
 */
final class CheckMeter {

    private final CheckMeters meters;
    private final String phase;
    private final String check;
    private final Map<Outcome, Runs> runs = new EnumMap<>(Outcome.class);
    private final AtomicLong refused = new AtomicLong();
    private volatile Observer observer;

    CheckMeter(CheckMeters meters, String phase, String check, Observer observer) {
        this.meters = meters;
        this.phase = phase;
        this.check = check;
        this.observer = observer;
    }

    String phase() {
        return phase;
    }

    String check() {
        return check;
    }

    /** The check has another probe now. */
    void observer(Observer other) {
        observer = other;
    }

    void observed(Outcome outcome, long tookNanos, boolean answered, long newlyRefused) {
        Runs ofOutcome = runs.get(outcome);
        if (ofOutcome == null) {
            ofOutcome = new Runs();
            runs.put(outcome, ofOutcome);
            meters.registerRuns(this, outcome, ofOutcome);
        }
        ofOutcome.add(tookNanos);
        if (!answered) {
            meters.registerCircuit(this);
        }
        if (newlyRefused > 0) {
            refused.addAndGet(newlyRefused);
            meters.registerRefused(this);
        }
    }

    double refused() {
        return refused.get();
    }

    double circuitOpen() {
        return observer.isCircuitOpen() ? 1 : 0;
    }

    /** How often the probe ran with one outcome, and how long. */
    static final class Runs {

        private final AtomicLong count = new AtomicLong();
        private final AtomicLong nanos = new AtomicLong();

        /** By one thread at a time. */
        private void add(long took) {
            nanos.setOpaque(nanos.getPlain() + took);
            count.setOpaque(count.getPlain() + 1);
        }

        long count() {
            return count.getOpaque();
        }

        double nanos() {
            return nanos.getOpaque();
        }
    }
}
