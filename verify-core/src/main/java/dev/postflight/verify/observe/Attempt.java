package dev.postflight.verify.observe;

import dev.postflight.api.AsyncProbe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Reason;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One run of a probe. It ends once: by the probe's answer, or by being given up at its deadline. An answer after that is
 * dropped.
 *
 * <p>An asynchronous probe holds a thread only while it starts; the thread that completes its stage ends the attempt.
 */
public final class Attempt implements Runnable {

    private final Observer observer;
    private final Mailbox mailbox;
    private final Object owner;
    private final long startedAt;
    private final long deadline;
    private final CallerContext context;

    // guarded by this
    private @Nullable Thread starter = Thread.currentThread();
    private @Nullable Thread thread;
    private @Nullable CompletionStage<?> stage;
    private @Nullable Observation observation;
    private boolean over;
    private boolean inPlace;

    /** The one below it in the mailbox, which alone uses this. */
    @Nullable
    Attempt below;

    Attempt(Observer observer, Mailbox mailbox, Object owner, long startedAt, long deadline, CallerContext context) {
        this.observer = observer;
        this.mailbox = mailbox;
        this.owner = owner;
        this.startedAt = startedAt;
        this.deadline = deadline;
        this.context = context;
    }

    /**
     * For whom it was started.
     *
     * @return what was given when it was
     */
    public Object owner() {
        return owner;
    }

    /**
     * When it is given up.
     *
     * @return elapsed time in nanoseconds
     */
    public long deadline() {
        return deadline;
    }

    /**
     * What came of it.
     *
     * @return {@code null} while the probe runs
     */
    public synchronized @Nullable Observation observation() {
        return observation;
    }

    /** Runs the probe, on a thread of the workers. */
    @Override
    public void run() {
        if (!begin()) {
            end(null);
        } else if (observer.probe() instanceof AsyncProbe asynchronous) {
            start(asynchronous);
        } else {
            ask();
        }
    }

    /**
     * Gives the probe up, unless it has answered, and interrupts it or cancels its future.
     *
     * @param now elapsed time in nanoseconds
     * @return what came of the attempt: a timeout, or the answer that came just before
     */
    public Observation giveUp(long now) {
        Observation seen;
        CompletionStage<?> unfinished;
        synchronized (this) {
            if (observation != null) {
                return observation;
            }
            seen = Answer.missing(now - startedAt);
            observation = seen;
            observer.abandoned();
            if (thread != null) {
                thread.interrupt();
            }
            unfinished = stage;
        }
        if (unfinished != null) {
            observer.aside(() -> cancel(unfinished)); // whoever listens to the future may take any time
        }
        return seen;
    }

    private synchronized boolean begin() {
        if (observation == null) {
            thread = Thread.currentThread();
            inPlace = thread == starter;
        }
        return observation == null;
    }

    private void ask() {
        Observation seen;
        Throwable failure = null;
        CallerContext.Scope scope = context.open();
        try {
            seen = Answer.of(observer.probe().run(left()), Answer.NO_RESULT, took());
        } catch (Throwable thrown) {
            failure = thrown;
            seen = Answer.failed(thrown, took());
        }
        leave(null, failure);
        scope.close();
        end(seen);
    }

    private void start(AsyncProbe probe) {
        CompletionStage<? extends ProbeResult> started = null;
        Throwable failure = null;
        CallerContext.Scope scope = context.open();
        try {
            started = probe.start(left());
        } catch (Throwable thrown) {
            failure = thrown;
        }
        boolean givenUp = leave(started, failure);
        scope.close();
        if (failure != null) {
            end(Answer.failed(failure, took()));
            return;
        }
        if (started == null) {
            end(Answer.of(null, Answer.NO_STAGE, took()));
            return;
        }
        if (givenUp) {
            cancel(started);
        }
        listen(started);
        forgetInterrupt(false);
    }

    /** What comes of the stage is taken as an object: it need not be what its type says. */
    private void listen(CompletionStage<? extends ProbeResult> started) {
        try {
            started.whenComplete((Object result, @Nullable Throwable thrown) -> end(completed(result, thrown)));
        } catch (Throwable thrown) {
            end(Answer.failed(thrown, took()));
        }
    }

    private Observation completed(@Nullable Object result, @Nullable Throwable thrown) {
        try {
            return thrown == null
                    ? Answer.of(ProbeResult.class.cast(result), Answer.EMPTY_STAGE, took())
                    : Answer.failed(thrown, took());
        } catch (Throwable broken) {
            return Answer.failed(broken, took());
        }
    }

    /** Runs code of others: never with a lock, nor on the thread that drives the phase. */
    private static void cancel(CompletionStage<?> unfinished) {
        try {
            unfinished.toCompletableFuture().cancel(true);
        } catch (Throwable notPossible) {
            // then it ends when it ends
        }
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(1, deadline - observer.time().nanos()));
    }

    private long took() {
        return observer.time().nanos() - startedAt;
    }

    /** It could not be started. */
    void fail(Observation failure) {
        end(failure);
    }

    /** It waited for a thread, and there will be none. */
    public void neverRun() {
        end(Observation.silent(Reason.ERROR, "no thread to run on: the verifier is closed", 0));
    }

    /** Who started it goes on to other things; until then, a probe that runs on its very thread runs on its behalf. */
    synchronized void leftAlone() {
        starter = null;
    }

    /** The probe has given its thread back. Returns whether it was given up before. */
    private synchronized boolean leave(@Nullable CompletionStage<?> started, @Nullable Throwable failure) {
        forgetInterrupt(failure instanceof InterruptedException);
        thread = null;
        stage = started;
        return observation != null;
    }

    /**
     * Leaves the thread as it was found: an interrupt that comes too late must not hit who uses it next. But an interrupt of
     * who runs the probe on its own thread is not the probe's to keep.
     */
    private synchronized void forgetInterrupt(boolean taken) {
        if (!inPlace) {
            Thread.interrupted();
        } else if (taken) {
            Thread.currentThread().interrupt();
        }
    }

    /** Any thread may end it, even several times; the first one counts. */
    private void end(@Nullable Observation seen) {
        synchronized (this) {
            boolean inTime = observation == null;
            if (seen != null && seen.answered() && (!inTime || isLate(seen))) {
                observer.dropped();
            }
            if (over) {
                return;
            }
            over = true;
            stage = null;
            if (inTime) {
                observation = seen != null && isLate(seen) ? tooLate(seen) : seen;
            } else {
                observer.returned();
            }
        }
        mailbox.put(this);
    }

    private Observation tooLate(Observation seen) {
        observer.tooLate();
        return Answer.tooLate(seen, deadline - startedAt);
    }

    private boolean isLate(Observation seen) {
        return Answer.isLate(seen, deadline - startedAt);
    }
}
