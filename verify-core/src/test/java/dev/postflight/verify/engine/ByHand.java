package dev.postflight.verify.engine;

import dev.postflight.verify.time.Time;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All on the thread of the test: probes run when the test says so, and time goes on only where the engine waits for it. What
 * happens in between happens at the very moment that a test is about.
 */
final class ByHand implements Time {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final long origin = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(1); // overflows soon
    private long nanos = origin;
    private boolean permit;
    private @Nullable Runnable whenItWaits;
    private @Nullable Runnable whenItLooksAtTheClock;

    /** What happens instead of the next wait. */
    void whenItWaits(Runnable event) {
        whenItWaits = event;
    }

    /** What happens right before the next look at the wall clock. */
    void whenItLooksAtTheClock(Runnable event) {
        whenItLooksAtTheClock = event;
    }

    /** Takes the task that has waited longest; if it is not run, a thread has got it and never comes back. */
    Runnable take() {
        return tasks.removeFirst();
    }

    /** As any lock or queue does for which the thread has to wait. */
    void useUpTheWakeUp() {
        permit = false;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public Instant instant() {
        Runnable event = whenItLooksAtTheClock;
        whenItLooksAtTheClock = null;
        if (event != null) {
            event.run();
        }
        return START.plusNanos(nanos - origin);
    }

    @Override
    public void park(long waited) {
        Runnable event = whenItWaits;
        whenItWaits = null;
        if (event != null) {
            event.run();
        } else if (!permit) {
            nanos += Math.max(waited, 0);
        }
        permit = false;
    }

    @Override
    public void unpark(Thread thread) {
        permit = true;
    }

    ExecutorService workers() {
        return new Waiting();
    }

    private final class Waiting extends AbstractExecutorService {

        private boolean ended;

        @Override
        public void execute(Runnable task) {
            tasks.addLast(task);
        }

        @Override
        public void shutdown() {
            ended = true;
        }

        @Override
        public List<Runnable> shutdownNow() {
            ended = true;
            List<Runnable> never = new ArrayList<>(tasks);
            tasks.clear();
            return never;
        }

        @Override
        public boolean isShutdown() {
            return ended;
        }

        @Override
        public boolean isTerminated() {
            return ended;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return ended;
        }
    }
}
