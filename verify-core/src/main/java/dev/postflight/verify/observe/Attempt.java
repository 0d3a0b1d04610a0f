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

    private static final Observation INDESCRIBABLE =
            Observation.silent(Reason.ERROR, "an error that could not be described", 0);

    private final Observer observer;
    private final Mailbox mailbox;
    private final long startedAt;
    private final long deadline;

    // guarded by this
    private @Nullable Thread starter = Thread.currentThread();
    private @Nullable Thread thread;
    private @Nullable CompletionStage<?> stage;
    private @Nullable Observation observation;
    private boolean over;
    private boolean inPlace;

    Attempt(Observer observer, Mailbox mailbox, long startedAt, long deadline) {
        this.observer = observer;
        this.mailbox = mailbox;
        this.startedAt = startedAt;
        this.deadline = deadline;
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
            seen = Observation.silent(Reason.TIMEOUT, noAnswerWithin(now - startedAt), now - startedAt);
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
        try {
            seen = observed(observer.probe().run(left()), "the probe returned null");
        } catch (Throwable thrown) {
            failure = thrown;
            seen = failed(thrown);
        }
        leave(null, failure);
        end(seen);
    }

    private void start(AsyncProbe probe) {
        CompletionStage<? extends ProbeResult> started;
        try {
            started = probe.start(left());
        } catch (Throwable thrown) {
            leave(null, thrown);
            end(failed(thrown));
            return;
        }
        boolean givenUp = leave(started, null);
        if (started == null) {
            end(observed(null, "the probe returned no stage"));
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
            end(failed(thrown));
        }
    }

    private Observation completed(@Nullable Object result, @Nullable Throwable thrown) {
        try {
            return thrown == null
                    ? observed(ProbeResult.class.cast(result), "the probe's stage completed with null")
                    : failed(thrown);
        } catch (Throwable broken) {
            return failed(broken);
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

    private Observation observed(@Nullable ProbeResult result, String none) {
        return result == null ? Observation.silent(Reason.NO_RESULT, none, took()) : Observation.of(result, took());
    }

    private Observation failed(Throwable thrown) {
        try {
            return Observation.silent(Reason.ERROR, Texts.describe(thrown), took());
        } catch (Throwable again) {
            return INDESCRIBABLE; // memory is short
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

    /** Nobody was there to give it up in time. */
    private boolean isLate(Observation seen) {
        return seen.tookNanos() > deadline - startedAt;
    }

    private Observation tooLate(Observation seen) {
        String text = noAnswerWithin(deadline - startedAt) + ", but after "
                + Texts.duration(Duration.ofNanos(seen.tookNanos()));
        return Observation.silent(Reason.TIMEOUT, seen.answered() ? text : text + ": " + seen.text(), seen.tookNanos());
    }

    private static String noAnswerWithin(long nanos) {
        return "no answer within " + Texts.duration(Duration.ofNanos(nanos));
    }
}
