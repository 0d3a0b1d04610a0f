package dev.postflight.verify.observe;

import dev.postflight.verify.time.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * As many platform threads as there are tasks at once, but not sooner than needed: two at most are being started at a time,
 * and one that finds more tasks waiting starts the next. Ten probes that answer at once take two threads or three, where
 * a cached pool would start ten; a thousand that block get a thousand.
 *
 * <p>While a task waits, a thread is being started: an idle one would have got it.
 */
final class Crew extends AbstractExecutorService {

    private static final int MOST_STARTING = 2;
    private static final long IDLE_NANOS = Duration.ofSeconds(2).toNanos();

    private final String prefix;
    private final Time time;

    // guarded by this
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final Deque<Member> idle = new ArrayDeque<>();
    private final Set<Member> members = new LinkedHashSet<>();
    private int started;
    private int starting;
    private boolean shutdown;

    Crew(String prefix, Time time) {
        this.prefix = prefix;
        this.time = time;
    }

    @Override
    public void execute(Runnable task) {
        Member free = idleOrStarted(task);
        if (free != null) {
            free.handed = task; // outside the lock, so that who wakes up does not run into it
            time.unpark(free);
        }
    }

    /** An idle member, who is promised the task; {@code null} when the task waits for one that is being started. */
    private synchronized @Nullable Member idleOrStarted(Runnable task) {
        if (shutdown) {
            throw new RejectedExecutionException("the verifier is closed");
        }
        Member free = idle.pollFirst();
        if (free != null) {
            return free;
        }
        if (starting < MOST_STARTING) {
            try {
                startMember();
            } catch (Throwable noThread) {
                if (starting == 0) {
                    throw noThread;
                }
            }
        }
        waiting.addLast(task);
        return null;
    }

    private void startMember() {
        Member member = new Member(prefix + (started + 1));
        member.start();
        started++;
        starting++;
        members.add(member);
    }

    /** The first task of a thread; {@code null} when others were faster and none is left. */
    private synchronized @Nullable Runnable first() {
        starting--;
        Runnable task = waiting.pollFirst();
        while (!waiting.isEmpty() && starting < MOST_STARTING) {
            try {
                startMember();
            } catch (Throwable noThread) {
                break; // the tasks are taken when a thread is free again
            }
        }
        return task;
    }

    /** What waits, or what is handed over while the thread is idle; {@code null} when it is to end. */
    private @Nullable Runnable next(Member member) {
        synchronized (this) {
            Runnable task = waiting.pollFirst();
            if (task != null) {
                return task;
            }
            idle.addFirst(member);
        }
        long end = time.nanos() + IDLE_NANOS;
        while (true) {
            Runnable task = member.handed;
            if (task != null) {
                member.handed = null;
                return task;
            }
            boolean interrupted = Thread.interrupted(); // only shutdownNow() does that to an idle thread
            long left = end - time.nanos();
            if ((interrupted || left <= 0 || isShutdown()) && leave(member)) {
                return null;
            }
            time.park(Math.max(left, 1));
        }
    }

    /** Whether the member may go: not when it has been promised a task that is on its way. */
    private synchronized boolean leave(Member member) {
        return idle.remove(member);
    }

    @Override
    public synchronized void shutdown() {
        shutdown = true;
        for (Member member : idle) {
            time.unpark(member);
        }
    }

    @Override
    public synchronized List<Runnable> shutdownNow() {
        shutdown();
        List<Runnable> never = new ArrayList<>(waiting);
        waiting.clear();
        for (Member member : members) {
            member.interrupt();
        }
        return never;
    }

    @Override
    public synchronized boolean isShutdown() {
        return shutdown;
    }

    @Override
    public synchronized boolean isTerminated() {
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

        private volatile @Nullable Runnable handed;

        Member(String name) {
            super(name);
            setDaemon(true);
        }

        @Override
        public void run() {
            Runnable task = first();
            while (task != null || (task = next(this)) != null) {
                try {
                    task.run();
                } catch (Throwable thrown) {
                    // a task sees to its own failures, and none of them ends a thread that others count on
                }
                task = null;
            }
            synchronized (Crew.this) {
                if (!shutdown) { // who waits for the end wants to see the thread itself gone
                    members.remove(this);
                }
            }
        }
    }
}
