package dev.postflight.verify.observe;

import dev.postflight.api.AsyncProbe;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Reason;
import dev.postflight.verify.time.Time;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs the probe of a check: not again while it hangs, and not at all while its circuit breaker is open. Shared by the
 * phases that have the check; safe for use by any number of threads.
 */
public final class Observer {

    private final Probe probe;
    private final boolean asynchronous;
    private final Time time;
    private final Executor workers;
    private final Abandoned abandoned;
    private final AtomicInteger hanging = new AtomicInteger();
    private volatile @Nullable Breaker breaker;

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
        asynchronous = probe instanceof AsyncProbe; // asked before every run, and to look for an interface takes time
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
        return asynchronous ? "it was cancelled and has not ended" : "it was interrupted and hangs on";
    }

    /**
     * Why the probe cannot be run now.
     *
     * @return what to report instead; {@code null} when it can be run
     */
    public @Nullable Observation refusal() {
        Breaker present = breaker;
        return present == null || present.permits()
                ? null
                : Observation.silent(Reason.CIRCUIT_OPEN, present.explanation(), 0);
    }

    /**
     * Whether its circuit breaker is not closed; any thread may ask.
     *
     * @return whether the probe is spared, or is about to be tried after it was
     */
    public boolean isCircuitOpen() {
        Breaker present = breaker;
        return present != null && present.isOpen();
    }

    /**
     * Starts the probe. It must not hang, nor be refused.
     *
     * @param now elapsed time in nanoseconds
     * @param timeoutNanos how long it may take
     * @param mailbox where the attempt goes when it has ended
     * @param owner for whom
     * @param context what the probe's thread carries meanwhile
     * @return the attempt
     */
    public Attempt start(long now, long timeoutNanos, Mailbox mailbox, Object owner, CallerContext context) {
        Attempt attempt = new Attempt(this, mailbox, owner, now, now + timeoutNanos, context);
        try {
            workers.execute(attempt);
        } catch (Throwable noThread) {
            attempt.fail(Observation.silent(Reason.ERROR, "no thread to run on: " + Texts.describe(noThread), 0));
        }
        attempt.leftAlone();
        return attempt;
    }

    /**
     * Whether {@link #ask} can be used: an asynchronous probe has to be waited for.
     *
     * @return whether it answers on the thread that runs it
     */
    public boolean answersAtOnce() {
        return !asynchronous;
    }

    /**
     * Runs the probe on the calling thread. Nobody gives it up, but what comes too late is a timeout all the same. It must not
     * be refused, and must answer at once.
     *
     * @param now elapsed time in nanoseconds
     * @param timeout how long it may take
     * @return what came of it
     */
    public Observation ask(long now, Duration timeout) {
        Observation seen;
        try {
            ProbeResult result = probe.run(timeout);
            seen = Answer.of(result, Answer.NO_RESULT, time.nanos() - now);
        } catch (Throwable thrown) {
            if (thrown instanceof InterruptedException) {
                Thread.currentThread().interrupt(); // it is the caller's, and not the probe's to keep
            }
            seen = Answer.failed(thrown, time.nanos() - now);
        }
        long timeoutNanos = timeout.toNanos();
        if (!Answer.isLate(seen, timeoutNanos)) {
            return seen;
        }
        if (seen.answered()) {
            dropped();
        }
        tooLate();
        return Answer.tooLate(seen, timeoutNanos);
    }

    /**
     * Tells the circuit breaker what came of a run. The breaker comes to life with the first failure.
     *
     * @param observation what was seen
     */
    public void record(Observation observation) {
        if (breaker != null || !observation.answered()) {
            breaker().record(observation);
        }
    }

    private synchronized Breaker breaker() {
        Breaker present = breaker;
        if (present == null) {
            present = new Breaker(time);
            breaker = present;
        }
        return present;
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
            onItsOwn(task);
        }
    }

    /**
     * Runs what may take any time, and is no more than a kindness, on a thread of its own.
     *
     * @param task not run when there is no thread to be had
     */
    public static void onItsOwn(Runnable task) {
        try {
            Workers.daemon("postflight-cancel", task).start();
        } catch (Throwable noThread) {
            // then it is left undone
        }
    }

    /** A run was given up; from the driver. */
    void abandoned() {
        hanging.incrementAndGet();
        abandoned.left();
    }

    /** A run took too long, and came back before it was given up; from any thread. */
    void tooLate() {
        abandoned.tooLate();
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
