package dev.postflight.verify.engine;

import dev.postflight.verify.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Time that stands still while any probe computes, and jumps to the next moment that the engine waits for when all probes
 * are done or hang. Probes run on real threads, which are those of an executor that this one counts for.
 */
final class VirtualTime implements Time {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(1)); // overflows soon
    private final long origin = nanos.get();
    private final AtomicInteger busy = new AtomicInteger();
    private final Set<Thread> parked = ConcurrentHashMap.newKeySet();
    private final Set<Thread> permits = ConcurrentHashMap.newKeySet();
    private volatile boolean frozen;

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public Instant instant() {
        return START.plusNanos(nanos.get() - origin);
    }

    Duration elapsed() {
        return Duration.ofNanos(nanos.get() - origin);
    }

    void advance(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    /** From now on nobody who waits gets on by waiting: as on a machine that has been put to sleep. */
    void freeze() {
        frozen = true;
    }

    @Override
    public void park(long waited) {
        if (waited <= 0 || Thread.currentThread().isInterrupted()) {
            return;
        }
        parked.add(Thread.currentThread());
        try {
            boolean idle = busy.get() == 0; // before the permits, as who is done has given his by then
            if (permits.remove(Thread.currentThread())) {
                return;
            }
            if (idle && !frozen) {
                nanos.addAndGet(waited);
            } else {
                LockSupport.park(this);
            }
        } finally {
            parked.remove(Thread.currentThread());
        }
    }

    @Override
    public void unpark(Thread thread) {
        permits.add(thread);
        LockSupport.unpark(thread);
    }

    /** For probes that hang: time goes on while they wait here. */
    void hang(CountDownLatch until) throws InterruptedException {
        idle();
        try {
            until.await();
        } finally {
            busy.incrementAndGet();
        }
    }

    /** For probes that ignore interrupts: time goes on while they wait here. */
    void hangWhateverComes(CountDownLatch until) {
        idle();
        boolean released = false;
        while (!released) {
            try {
                until.await();
                released = true;
            } catch (InterruptedException ignored) {
                // that is what this probe does
            }
        }
        busy.incrementAndGet();
    }

    /** For probes that take some time. */
    void take(Duration duration) {
        advance(duration);
    }

    ExecutorService counting(ExecutorService threads) {
        return new Counting(threads);
    }

    private void idle() {
        if (busy.decrementAndGet() == 0) {
            parked.forEach(LockSupport::unpark);
        }
    }

    private final class Counting extends AbstractExecutorService {

        private final ExecutorService threads;

        Counting(ExecutorService threads) {
            this.threads = threads;
        }

        @Override
        public void execute(Runnable task) {
            busy.incrementAndGet();
            threads.execute(() -> {
                try {
                    task.run();
                } finally {
                    idle();
                }
            });
        }

        @Override
        public void shutdown() {
            threads.shutdown();
        }

        @Override
        public List<Runnable> shutdownNow() {
            threads.shutdownNow();
            return Collections.emptyList();
        }

        @Override
        public boolean isShutdown() {
            return threads.isShutdown();
        }

        @Override
        public boolean isTerminated() {
            return threads.isTerminated();
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
            return threads.awaitTermination(timeout, unit);
        }
    }
}
