package dev.postflight.verify.engine;

import dev.postflight.api.Verdict;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets callers that come at the same time share one run. */
final class SingleFlight {

    private final Object lock = new Object();
    private @Nullable Flight flight;

    /**
     * Runs, or waits for who runs already. A run that failed, or was cut short because its thread was interrupted, is no
     * answer for the others: one of them runs again.
     *
     * @param run what gives a verdict, on the calling thread
     * @param known what a caller gets that is interrupted while it waits; the interrupt stays set
     */
    Verdict join(Supplier<Verdict> run, Supplier<Verdict> known) {
        while (true) {
            Flight own = null;
            Flight present;
            synchronized (lock) {
                if (flight == null) {
                    own = new Flight(Thread.currentThread());
                    flight = own;
                }
                present = flight;
            }
            if (own != null) {
                return lead(own, run);
            }
            if (present.leader == Thread.currentThread()) {
                throw new IllegalStateException("verify: called by a probe of its own run (expected: another thread)");
            }
            try {
                present.done.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return known.get();
            }
            Verdict verdict = present.verdict;
            if (verdict != null) {
                return verdict;
            }
        }
    }

    private Verdict lead(Flight own, Supplier<Verdict> run) {
        try {
            Verdict verdict = run.get();
            if (!Thread.currentThread().isInterrupted()) {
                own.verdict = verdict;
            }
            return verdict;
        } finally {
            synchronized (lock) {
                flight = null;
            }
            own.done.countDown();
        }
    }

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
