package dev.postflight.verify.engine;

import dev.postflight.api.Check;
import dev.postflight.api.Probe;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.observe.Abandoned;
import dev.postflight.verify.observe.Observer;
import dev.postflight.verify.time.Time;
import dev.postflight.verify.track.Streak;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the phases of a plan share about a check of one name: whether its probe hangs, its circuit breaker, its streak, its
 * meters. Safe for any number of threads.
 */
final class CheckRuns {

    private final Time time;
    private final Executor workers;
    private final Abandoned abandoned;
    private final Jitter jitter;
    private final @Nullable CheckMeters meters;
    private final @Nullable Function<Check, Probe> probes;

    // guarded by this
    private final Map<String, Observer> observers = new HashMap<>();
    private final Map<String, Streak> streaks = new HashMap<>();

    /** Asks the probes of the checks, unless there are others for them. */
    CheckRuns(
            Time time,
            Executor workers,
            Abandoned abandoned,
            Jitter jitter,
            @Nullable CheckMeters meters,
            @Nullable Function<Check, Probe> probes) {
        this.probes = probes;
        this.time = time;
        this.workers = workers;
        this.abandoned = abandoned;
        this.jitter = jitter;
        this.meters = meters;
    }

    /** The checks of a phase, in its order, each with those that it depends on. */
    synchronized Roster of(VerificationPlan plan, VerificationPhase phase) {
        List<CheckRun> checks = new ArrayList<>();
        for (Check check : phase.checks()) {
            checks.add(of(phase.name(), check));
        }
        Roster roster = new Roster(plan, phase, checks);
        roster.link();
        return roster;
    }

    /** Forgets the checks that are not among these, unless their probes hang on. */
    synchronized void retain(Set<String> names) {
        observers
                .entrySet()
                .removeIf(entry ->
                        !names.contains(entry.getKey()) && !entry.getValue().hangs());
        streaks.keySet().retainAll(names);
        if (meters != null) {
            meters.retain(names);
        }
    }

    /** The checks whose probes were given up and have not come back. */
    synchronized List<String> hanging() {
        return observers.keySet().stream()
                .filter(name -> Objects.requireNonNull(observers.get(name)).hangs())
                .sorted()
                .toList();
    }

    private CheckRun of(String phase, Check check) {
        Observer observer = observers.get(check.name());
        Probe probe = probes == null ? check.probe() : probes.apply(check);
        if (observer == null || observer.probe() != probe) {
            observer = new Observer(probe, time, workers, abandoned);
            observers.put(check.name(), observer);
        }
        Streak streak = streaks.get(check.name());
        if (streak == null) {
            streak = new Streak();
            streaks.put(check.name(), streak);
        }
        CheckMeter meter = meters == null ? null : meters.of(phase, check.name(), observer);
        return new CheckRun(check, observer, streak, meter, jitter.of(check.cadence()));
    }
}
