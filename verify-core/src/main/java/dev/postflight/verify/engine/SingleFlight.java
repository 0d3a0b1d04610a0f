package dev.postflight.verify.engine;

import dev.postflight.api.Verdict;
import dev.postflight.verify.time.Time;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Lets callers that come at the same time, or soon after, share one run. Safe for any number of threads. */
final class SingleFlight {

    private final Time time;
    private final long freshForNanos;
    private final Run run;
    private final AtomicReference<@Nullable Flight> flight = new AtomicReference<>();
    private volatile @Nullable Landed landed;
    private volatile int forgotten;

    SingleFlight(Time time, long freshForNanos, Run run) {
        this.time = time;
        this.freshForNanos = freshForNanos;
        this.run = run;
    }

    /** What is shared. */
    interface Run {

        /** Gives a verdict, on the calling thread; for a caller who carries something, or for the schedule. */
        Verdict run(boolean forCaller);

        /** What a caller gets who is interrupted while it waits; the interrupt stays set. */
        Verdict known();
    }

    /** The next caller is not given what is known. */
    synchronized void forget() {
        forgotten++;
        landed = null;
    }

    /**
     * Runs, or waits for who runs already. A run that failed, or was cut short because its thread was interrupted, is no
     * answer for the others: one of them runs again. What is young enough is given without a run.
     */
    Verdict join(boolean forCaller) {
        Landed last = landed;
        if (last != null && time.nanos() - last.at < freshForNanos) {
            return last.verdict;
        }
        while (true) {
            Flight present = flight.get();
            if (present == null) {
                Flight own = new Flight(Thread.currentThread());
                if (flight.compareAndSet(null, own)) {
                    return lead(own, forCaller);
                }
                continue;
            }
            if (present.leader == Thread.currentThread()) {
                throw new IllegalStateException("verify: called by a probe of its own run (expected: another thread)");
            }
            try {
                present.done.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return run.known();
            }
            Verdict verdict = present.verdict;
            if (verdict != null) {
                return verdict;
            }
        }
    }

    private Verdict lead(Flight own, boolean forCaller) {
        int before = forgotten;
        try {
            Verdict verdict = run.run(forCaller);
            if (!Thread.currentThread().isInterrupted()) {
                own.verdict = verdict;
                if (freshForNanos > 0) {
                    keep(verdict, before);
                }
            }
            return verdict;
        } finally {
            flight.set(null);
            own.done.countDown();
        }
    }

    private synchronized void keep(Verdict verdict, int before) {
        if (forgotten == before) {
            landed = new Landed(verdict, time.nanos());
        }
    }

    /** A verdict that was not cut short, and when it was there. */
    private record Landed(Verdict verdict, long at) {}

    private static final class Flight {

        final Thread leader;
        final CountDownLatch done = new CountDownLatch(1);
        /** Written before, and read after, the count is down. */
        @Nullable
        Verdict verdict;

        Flight(Thread leader) {
            this.leader = leader;
        }
    }
}
