package dev.postflight.verify.engine;

import dev.postflight.api.Outcome;
import dev.postflight.api.Reason;
import dev.postflight.verify.decide.Judgement;
import dev.postflight.verify.observe.Observer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is counted of one check in one phase. A registry reads it when it wants to: to record each run there would take
 * longer than the run of a trivial check. Written by the thread that drives the phase, read by any.
 */
final class CheckMeter {

    private final CheckMeters meters;
    private final String phase;
    private final String check;
    private final List<Runs> runs = new ArrayList<>();
    private final AtomicLong refused = new AtomicLong();
    private volatile Observer observer;
    private boolean hasCircuit;

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

    void observed(Judgement judgement, boolean answered, long tookNanos, long newlyRefused) {
        runs(judgement.outcome(), judgement.reason()).add(tookNanos);
        if (!answered && !hasCircuit) {
            hasCircuit = true;
            meters.registerCircuit(this);
        }
        if (newlyRefused > 0 && refused.getAndAdd(newlyRefused) == 0) {
            meters.registerRefused(this);
        }
    }

    private Runs runs(Outcome outcome, Reason reason) {
        for (int i = 0; i < runs.size(); i++) {
            Runs known = runs.get(i);
            if (known.outcome == outcome && known.reason == reason) {
                return known;
            }
        }
        Runs fresh = new Runs(outcome, reason);
        runs.add(fresh);
        meters.registerRuns(this, fresh);
        return fresh;
    }

    double refused() {
        return refused.get();
    }

    double circuitOpen() {
        return observer.isCircuitOpen() ? 1 : 0;
    }

    /** How often the check came to the same for the same reason, and how long its probe ran then. */
    static final class Runs {

        final Outcome outcome;
        final Reason reason;
        private final AtomicLong count = new AtomicLong();
        private final AtomicLong nanos = new AtomicLong();

        private Runs(Outcome outcome, Reason reason) {
            this.outcome = outcome;
            this.reason = reason;
        }

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
