package dev.postflight.verify.engine;

import dev.postflight.api.Verdict;
import dev.postflight.verify.observe.CallerContext;
import dev.postflight.verify.time.Time;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The phase that callers run, together if they come together; it tells the schedule whether it is GO. */
final class FirstPhase implements SingleFlight.Run, BooleanSupplier {

    private final PhaseRun phase;
    private final Publisher publisher;
    private final boolean inPlace;
    private final SingleFlight flight;
    private volatile boolean isGo;

    FirstPhase(PhaseRun phase, Publisher publisher, boolean inPlace, Time time, Duration freshFor) {
        this.phase = phase;
        this.publisher = publisher;
        this.inPlace = inPlace;
        flight = new SingleFlight(time, freshFor.toNanos(), this);
    }

    Verdict verify() {
        return flight.join(true);
    }

    /** There are other checks, and what was known is about those that there were. */
    void forget() {
        isGo = false;
        flight.forget();
    }

    @Override
    public Verdict run(boolean forCaller) {
        boolean carries = forCaller && !inPlace; // on its own thread, a caller carries what it carries
        Verdict verdict = phase.once(carries ? CallerContext.capture() : CallerContext.none());
        if (verdict.isGo()) {
            isGo = true;
        }
        return verdict;
    }

    @Override
    public Verdict known() {
        return publisher.latest(phase);
    }

    /** Runs it, unless it was GO before. Returns whether it is GO. */
    @Override
    public boolean getAsBoolean() {
        return isGo || flight.join(false).isGo();
    }
}
