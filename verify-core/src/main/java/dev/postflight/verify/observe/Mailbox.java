package dev.postflight.verify.observe;

import dev.postflight.verify.time.Time;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Where attempts that have ended wait for the one thread that drives a phase. */
public final class Mailbox {

    private final Deque<Attempt> ended = new ArrayDeque<>(); // guarded by itself
    private final Time time;
    private volatile @Nullable Thread driver;

    /**
     * An empty mailbox.
     *
     * @param time wakes the driver
     */
    public Mailbox(Time time) {
        this.time = time;
    }

    /**
     * Says who is woken from now on.
     *
     * @param thread the thread that takes attempts out; {@code null} for none
     */
    public void drivenBy(@Nullable Thread thread) {
        driver = thread;
    }

    /**
     * Takes the next attempt out.
     *
     * @return an attempt that has ended, or {@code null}
     */
    public @Nullable Attempt poll() {
        synchronized (ended) {
            return ended.poll();
        }
    }

    /**
     * Whether no attempt has ended since. To be asked right before the driver waits: whatever it waited for meanwhile, a
     * lock or a log, may have used up the wake-up that came with an attempt.
     *
     * @return whether there is nothing to take out
     */
    public boolean isEmpty() {
        synchronized (ended) {
            return ended.isEmpty();
        }
    }

    /** Wakes the driver, to look around. */
    public void wake() {
        Thread thread = driver;
        if (thread != null) {
            time.unpark(thread);
        }
    }

    void put(Attempt attempt) {
        synchronized (ended) {
            ended.add(attempt);
        }
        wake();
    }
}
