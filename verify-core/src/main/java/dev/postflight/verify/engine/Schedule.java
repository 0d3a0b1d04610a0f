package dev.postflight.verify.engine;

import dev.postflight.api.ProbeResult;
import dev.postflight.verify.observe.Workers;
import dev.postflight.verify.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Runs the phases of a plan one after another, on a thread of its own. Nothing ends it but its own end or {@link #stop()}. */
final class Schedule {

    private static final long BETWEEN_TRIES = Duration.ofSeconds(5).toNanos();

    private final String plan;
    private final Time time;
    private final List<PhaseRun> phases;
    private final BooleanSupplier firstIsGo;

    private volatile boolean stopped;
    private @Nullable Thread thread; // guarded by this

    /** Makes ready; {@code firstIsGo} runs a first phase without cadences, unless that was GO before, and says whether it is. */
    Schedule(String plan, Time time, List<PhaseRun> phases, BooleanSupplier firstIsGo) {
        this.plan = plan;
        this.time = time;
        this.phases = phases;
        this.firstIsGo = firstIsGo;
    }

    /** Further calls have no effect. */
    synchronized void start() {
        if (thread == null && !stopped) {
            Thread fresh = Workers.daemon("postflight-" + plan + "-schedule", this::run);
            fresh.start();
            thread = fresh; // only what was started: there may be no thread to be had now, but later
        }
    }

    /** Returns at once. */
    synchronized void stop() {
        stopped = true;
        if (thread != null) {
            time.unpark(thread);
        }
    }

    /** Waits for its thread, unless that is the one that calls. */
    void awaitEnd(long millis) throws InterruptedException {
        Thread present;
        synchronized (this) {
            present = thread;
        }
        if (present != null && present != Thread.currentThread()) {
            present.join(millis);
        }
    }

    /** All phases, one after another, on the thread that calls; a NO_GO at the end of one is the end. */
    void run() {
        int next = 0;
        while (next < phases.size() && !stopped) {
            Thread.interrupted(); // it is nobody's to interrupt, and would neither wait nor verify any more
            boolean over = false;
            try {
                PhaseRun phase = phases.get(next);
                if (phase.recurs() || next > 0) {
                    WatchState.Course course = phase.recurring();
                    over = course == WatchState.Course.IS_OVER;
                    if (course == WatchState.Course.STOPS) {
                        return;
                    }
                } else {
                    over = firstIsGo.getAsBoolean();
                }
            } catch (Throwable thrown) {
                LoggerFactory.getLogger(Verifier.class)
                        .error(
                                "{}: the schedule failed and goes on: {}",
                                plan,
                                ProbeResult.silent(thrown).cause());
            }
            if (over) {
                next++;
            } else if (!stopped) {
                time.park(BETWEEN_TRIES);
            }
        }
    }
}
