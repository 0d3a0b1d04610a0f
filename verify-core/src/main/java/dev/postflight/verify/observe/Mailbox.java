package dev.postflight.verify.observe;

import dev.postflight.verify.time.Time;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Where attempts that have ended wait for the one thread that drives a phase. */
public final class Mailbox {

    private final ConcurrentLinkedQueue<Attempt> ended = new ConcurrentLinkedQueue<>();
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
        return ended.poll();
    }

    /** Wakes the driver, to look around. */
    public void wake() {
        Thread thread = driver;
        if (thread != null) {
            time.unpark(thread);
        }
    }

    void put(Attempt attempt) {
        ended.add(attempt);
        wake();
    }
}
