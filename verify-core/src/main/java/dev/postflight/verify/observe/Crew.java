package dev.postflight.verify.observe;

import dev.postflight.verify.time.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * As many platform threads as there are tasks at once, but not sooner than needed: two at most are on their way at a time,
 * woken or started, and one that arrives and finds more tasks waiting calls the next. A hundred probes that answer at once
 * take two threads or three, where a cached pool would start or wake a hundred; a thousand that block get a thousand.
 *
 * <p>While a task waits, a thread is on its way or about to end another task: who brings a task looks whether one has to be
 * called after it is in the queue, and who arrives looks into the queue after it is no more on its way.
 */
final class Crew extends AbstractExecutorService {

    private static final int MOST_ON_THEIR_WAY = 2;
    private static final long IDLE_NANOS = Duration.ofSeconds(2).toNanos();

    private final String prefix;
    private final Time time;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger onTheirWay = new AtomicInteger();
    private volatile boolean shutdown;

    // guarded by this
    private final Deque<Member> idle = new ArrayDeque<>();
    private final Set<Member> members = new LinkedHashSet<>();
    private int started;

    Crew(String prefix, Time time) {
        this.prefix = prefix;
        this.time = time;
    }

    @Override
    public void execute(Runnable task) {
        waiting.add(task);
        if (shutdown && waiting.remove(task)) {
            throw new RejectedExecutionException("the verifier is closed");
        }
        try {
            callOne();
        } catch (Throwable noThread) {
            if (onTheirWay.get() == 0 && waiting.remove(task)) {
                throw noThread;
            }
        }
    }

    /** Calls one more, unless as many as may be are on their way. */
    private void callOne() {
        int present = onTheirWay.get();
        while (present < MOST_ON_THEIR_WAY) {
            if (onTheirWay.compareAndSet(present, present + 1)) {
                call();
                return;
            }
            present = onTheirWay.get();
        }
    }

    private void call() {
        Member free;
        synchronized (this) {
            free = idle.pollFirst();
            if (free == null) {
                start();
                return;
            }
        }
        free.called = true; // outside the lock, so that who wakes up does not run into it
        time.unpark(free);
    }

    private synchronized void start() {
        Member member = new Member(prefix + (started + 1));
        try {
            member.start();
        } catch (Throwable noThread) {
            onTheirWay.decrementAndGet();
            throw noThread;
        }
        started++;
        members.add(member);
    }

    /** The next task of a member that has arrived or is done with another; {@code null} when there is none. */
    private @Nullable Runnable next(boolean arrived) {
        if (arrived) {
            onTheirWay.decrementAndGet();
        }
        Runnable task = waiting.poll();
        if (arrived && task != null && !waiting.isEmpty()) {
            try {
                callOne();
            } catch (Throwable noThread) {
                // the tasks are taken when a thread is free again
            }
        }
        return task;
    }

    /** Waits until the member is called. Returns whether it was; else it is to end. */
    private boolean isCalled(Member member) {
        synchronized (this) {
            idle.addFirst(member);
        }
        long end = time.nanos() + IDLE_NANOS;
        while (!member.called) {
            boolean interrupted = Thread.interrupted(); // only shutdownNow() does that to an idle thread
            long left = end - time.nanos();
            if ((interrupted || left <= 0 || shutdown) && leave(member)) {
                return false;
            }
            time.park(Math.max(left, 1));
        }
        member.called = false;
        return true;
    }

    /** Whether the member may go: not when it has just been called. */
    private synchronized boolean leave(Member member) {
        return idle.remove(member);
    }

    @Override
    public void shutdown() {
        shutdown = true;
        synchronized (this) {
            for (Member member : idle) {
                time.unpark(member);
            }
        }
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        List<Runnable> never = new ArrayList<>();
        for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
            never.add(task);
        }
        synchronized (this) {
            for (Member member : members) {
                member.interrupt();
            }
        }
        return never;
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return shutdown && alive() == null;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        long end = time.nanos() + unit.toNanos(timeout);
        for (Member member = alive(); member != null; member = alive()) {
            long millis = TimeUnit.NANOSECONDS.toMillis(end - time.nanos());
            if (millis <= 0) {
                return false;
            }
            member.join(millis);
        }
        return isTerminated();
    }

    private synchronized @Nullable Member alive() {
        for (Member member : members) {
            if (member.isAlive()) {
                return member;
            }
        }
        return null;
    }

    private final class Member extends Thread {

        private volatile boolean called;

        Member(String name) {
            super(null, null, name, 0, false); // as Workers.daemon
            setDaemon(true);
            setContextClassLoader(Thread.currentThread().getContextClassLoader());
        }

        @Override
        public void run() {
            do {
                Runnable task = next(true);
                while (task != null) {
                    try {
                        task.run();
                    } catch (Throwable thrown) {
                        // a task sees to its own failures, and none of them ends a thread that others count on
                    }
                    CallerContext.forget();
                    task = next(false);
                }
            } while (isCalled(this));
            synchronized (Crew.this) {
                if (!shutdown) { // who waits for the end wants to see the thread itself gone
                    members.remove(this);
                }
            }
        }
    }
}
