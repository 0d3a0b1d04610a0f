package dev.postflight.verify.observe;

import dev.postflight.api.AsyncProbe;
import dev.postflight.api.Probe;
import dev.postflight.api.Reason;
import dev.postflight.verify.time.Time;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs the probe of a check: not again while it hangs, and not at all while its circuit breaker is open. Shared by the
 * phases that have the check; safe for use by any number of threads.
 */
public final class Observer {

    private final Probe probe;
    private final Time time;
    private final Executor workers;
    private final Abandoned abandoned;
    private final AtomicInteger hanging = new AtomicInteger();
    private @Nullable Breaker breaker; // guarded by this

    /**
     * An observer that has not done anything yet.
     *
     * @param probe what is run
     * @param time when
     * @param workers on what
     * @param abandoned where runs that were given up are counted
     */
    public Observer(Probe probe, Time time, Executor workers, Abandoned abandoned) {
        this.probe = probe;
        this.time = time;
        this.workers = workers;
        this.abandoned = abandoned;
    }

    /**
     * Whether a run that was given up has not come back yet; any thread may ask.
     *
     * @return whether the probe still hangs
     */
    public boolean hangs() {
        return hanging.get() > 0;
    }

    /**
     * What was done about a run that hangs.
     *
     * @return for people
     */
    public String howItHangs() {
        return probe instanceof AsyncProbe ? "it was cancelled and has not ended" : "it was interrupted and hangs on";
    }

    /**
     * Why the probe cannot be run now.
     *
     * @return what to report instead; {@code null} when it can be run
     */
    public synchronized @Nullable Observation refusal() {
        return breaker == null || breaker.permits()
                ? null
                : Observation.silent(Reason.CIRCUIT_OPEN, breaker.explanation(), 0);
    }

    /**
     * Starts the probe. It must not hang, nor be refused.
     *
     * @param now elapsed time in nanoseconds
     * @param timeoutNanos how long it may take
     * @param mailbox where the attempt goes when it has ended
     * @return the attempt
     */
    public Attempt start(long now, long timeoutNanos, Mailbox mailbox) {
        Attempt attempt = new Attempt(this, mailbox, now, now + timeoutNanos);
        try {
            workers.execute(attempt);
        } catch (Throwable noThread) {
            attempt.fail(Observation.silent(Reason.ERROR, "no thread to run on: " + Texts.describe(noThread), 0));
        }
        attempt.leftAlone();
        return attempt;
    }

    /**
     * Tells the circuit breaker what came of a run. The breaker comes to life with the first failure.
     *
     * @param observation what was seen
     */
    public synchronized void record(Observation observation) {
        if (breaker == null && !observation.answered()) {
            breaker = new Breaker(time);
        }
        if (breaker != null) {
            breaker.record(observation);
        }
    }

    /**
     * What is run.
     *
     * @return the probe
     */
    public Probe probe() {
        return probe;
    }

    Time time() {
        return time;
    }

    /** Runs what may take any time: on a worker, or when there are none any more, on a thread of its own. */
    void aside(Runnable task) {
        Thread caller = Thread.currentThread();
        try {
            workers.execute(() -> {
                task.run();
                if (Thread.currentThread() != caller) {
                    Thread.interrupted(); // must not hit who uses the thread next
                }
            });
        } catch (Throwable noWorker) {
            try {
                Thread thread = new Thread(task, "postflight-cancel");
                thread.setDaemon(true);
                thread.start();
            } catch (Throwable noThread) {
                // then it is left undone: it was a kindness
            }
        }
    }

    /** A run was given up; from the driver. */
    void abandoned() {
        hanging.incrementAndGet();
        abandoned.left();
    }

    /** A run that was given up has come back; from any thread. */
    void returned() {
        hanging.decrementAndGet();
        abandoned.returned();
    }

    /** An answer came that nobody waits for; from any thread. */
    void dropped() {
        abandoned.dropped();
    }
}
