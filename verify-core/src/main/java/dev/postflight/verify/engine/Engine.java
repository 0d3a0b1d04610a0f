package dev.postflight.verify.engine;

import dev.postflight.api.Check;
import dev.postflight.api.Probe;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.observe.Abandoned;
import dev.postflight.verify.observe.Attempt;
import dev.postflight.verify.observe.Observer;
import dev.postflight.verify.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The phases of a plan, and all that they share. */
final class Engine {

    final Abandoned abandoned;
    final Publisher publisher;
    final WatchState watch;
    final CheckRuns runs;
    final List<PhaseRun> phases = new ArrayList<>();
    final FirstPhase first;
    final Schedule schedule;

    /** What an engine is made of; the probes are those of the checks unless there are others. */
    record Parts(
            VerificationPlan plan,
            Time time,
            ExecutorService workers,
            Abandoned abandoned,
            @Nullable CheckMeters meters,
            Listeners listeners,
            WatchEvents events,
            Duration freshFor,
            double jitter,
            @Nullable Function<Check, Probe> probes,
            boolean recorded) {}

    Engine(Parts parts) {
        Time time = parts.time();
        abandoned = parts.abandoned();
        publisher = new Publisher(time, parts.meters(), parts.listeners());
        watch = new WatchState(parts.plan(), time, parts.events());
        Jitter jitter = new Jitter(parts.jitter());
        runs = new CheckRuns(time, parts.workers(), abandoned, jitter, parts.meters(), parts.probes());
        boolean inPlace = parts.workers() instanceof SameThread;
        Wheel wheel = new Wheel();
        for (VerificationPhase phase : parts.plan().phases()) {
            Roster roster = runs.of(parts.plan(), phase);
            phases.add(new PhaseRun(roster, wheel, time, publisher, watch, inPlace, parts.recorded()));
        }
        first = new FirstPhase(phases.get(0), publisher, inPlace, time, parts.freshFor());
        schedule = new Schedule(parts.plan().name(), time, phases, first);
    }

    /** Goes on with other checks. */
    void change(VerificationPlan next, Listeners listeners) {
        first.forget();
        Set<String> names = new HashSet<>();
        for (VerificationPhase phase : next.phases()) {
            phase.checks().forEach(check -> names.add(check.name()));
        }
        runs.retain(names);
        listeners.retain(names);
        for (int i = 0; i < phases.size(); i++) {
            phases.get(i).change(runs.of(next, next.phases().get(i)));
        }
    }

    /** Whatever is run is told to end. */
    void stop() {
        schedule.stop(); // before its phases, the end of one of which would begin the next
        for (PhaseRun phase : phases) {
            phase.stop();
        }
    }

    /** Ends the threads that probes run on, and what waits for one. */
    static void shutDown(ExecutorService workers) {
        for (Runnable task : workers.shutdownNow()) {
            if (task instanceof Attempt attempt) {
                attempt.neverRun();
            } else {
                Observer.onItsOwn(task); // something is to be cancelled, and at the end most of all
            }
        }
    }

    /** What hangs and could not be ended. */
    void tellLeftBehind(String plan) {
        List<String> left = runs.hanging();
        if (!left.isEmpty()) {
            LoggerFactory.getLogger(Verifier.class)
                    .warn("{}: closed, and left behind what hangs: {}", plan, String.join(", ", left));
        }
    }

    /** What a plan has in common with all that it may be changed to. */
    static String frame(VerificationPlan plan) {
        return plan.name() + " with the phases " + plan.phases();
    }

    /** Of any phase. */
    static int mostChecks(VerificationPlan plan) {
        int most = 0;
        for (VerificationPhase phase : plan.phases()) {
            most = Math.max(most, phase.checks().size());
        }
        return most;
    }
}
