package dev.postflight.verify.observe;

import dev.postflight.api.ProbeResult;
import dev.postflight.api.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One run of a probe. It ends once: by the probe's answer, or by being given up at its deadline. An answer after that is
 * dropped.
 */
public final class Attempt implements Runnable {

    private final Observer observer;
    private final Mailbox mailbox;
    private final long startedAt;
    private final long deadline;

    // guarded by this
    private @Nullable Thread thread;
    private @Nullable Observation observation;
    private boolean over;

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
        end(begin() ? observe() : null);
    }

    /**
     * Gives the probe up, unless it has answered, and interrupts it.
     *
     * @param now elapsed time in nanoseconds
     * @return what came of the attempt: a timeout, or the answer that came just before
     */
    public synchronized Observation giveUp(long now) {
        Observation seen = observation;
        if (seen == null) {
            Duration waited = Duration.ofNanos(now - startedAt);
            seen = Observation.silent(Reason.TIMEOUT, "no answer within " + Texts.duration(waited), now - startedAt);
            observation = seen;
            if (!over) {
                observer.abandoned();
            }
            if (thread != null) {
                thread.interrupt();
            }
        }
        return seen;
    }

    private synchronized boolean begin() {
        if (observation == null) {
            thread = Thread.currentThread();
        }
        return observation == null;
    }

    /** Whatever the probe does, it ends here. */
    private Observation observe() {
        try {
            long left = Math.max(1, deadline - observer.time().nanos());
            ProbeResult result = observer.probe().run(Duration.ofNanos(left));
            long took = observer.time().nanos() - startedAt;
            return result == null
                    ? Observation.silent(Reason.NO_RESULT, "the probe returned null", took)
                    : Observation.of(result, took);
        } catch (Throwable thrown) {
            return Observation.silent(
                    Reason.ERROR, Texts.describe(thrown), observer.time().nanos() - startedAt);
        }
    }

    /** It could not be started. */
    void fail(Observation failure) {
        synchronized (this) {
            over = true;
            observation = failure;
        }
        mailbox.put(this);
    }

    /** Leaves the thread as it was found: an interrupt that comes too late must not hit who uses it next. */
    private void end(@Nullable Observation seen) {
        synchronized (this) {
            over = true;
            thread = null;
            if (observation == null) {
                observation = seen;
            } else {
                observer.returned(seen != null);
            }
            Thread.interrupted();
        }
        mailbox.put(this);
    }
}
