package dev.postflight.verify.engine;

import dev.postflight.api.Check;
import dev.postflight.api.VerificationPhase;
import dev.postflight.verify.observe.Abandoned;
import dev.postflight.verify.observe.Observer;
import dev.postflight.verify.time.Time;
import dev.postflight.verify.track.Streak;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What the phases of a plan share about a check of one name: whether its probe hangs, its circuit breaker, its streak.
 * Used while a verifier is built.
 */
final class CheckRuns {

    private final Time time;
    private final Executor workers;
    private final Abandoned abandoned;
    private final double jitter;
    private final Map<String, Observer> observers = new HashMap<>();
    private final Map<String, Streak> streaks = new HashMap<>();

    CheckRuns(Time time, Executor workers, Abandoned abandoned, double jitter) {
        this.time = time;
        this.workers = workers;
        this.abandoned = abandoned;
        this.jitter = jitter;
    }

    /** The checks of a phase, in its order, each with those that it depends on. */
    List<CheckRun> of(VerificationPhase phase) {
        Map<String, CheckRun> byName = new LinkedHashMap<>();
        for (Check check : phase.checks()) {
            byName.put(check.name(), of(check));
        }
        for (CheckRun run : byName.values()) {
            List<String> names = run.check.dependencies();
            run.dependencies = new CheckRun[names.size()];
            for (int i = 0; i < run.dependencies.length; i++) {
                CheckRun dependency = Objects.requireNonNull(byName.get(names.get(i)));
                dependency.hasDependents = true;
                run.dependencies[i] = dependency;
            }
        }
        return List.copyOf(byName.values());
    }

    /** The checks whose probes were given up and have not come back; any thread may ask. */
    List<String> hanging() {
        return observers.keySet().stream()
                .filter(name -> Objects.requireNonNull(observers.get(name)).hangs())
                .sorted()
                .toList();
    }

    private CheckRun of(Check check) {
        Observer observer = observers.get(check.name());
        if (observer == null || observer.probe() != check.probe()) {
            observer = new Observer(check.probe(), time, workers, abandoned);
            observers.put(check.name(), observer);
        }
        Streak streak = streaks.get(check.name());
        if (streak == null) {
            streak = new Streak();
            streaks.put(check.name(), streak);
        }
        return new CheckRun(check, observer, streak, jitter(check.cadence()));
    }

    private long jitter(@Nullable Duration cadence) {
        return cadence == null || jitter == 0
                ? 0
                : (long) (cadence.toNanos()
                        * jitter
                        * ThreadLocalRandom.current().nextDouble());
    }
}
