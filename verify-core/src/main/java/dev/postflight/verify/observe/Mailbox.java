package dev.postflight.verify.observe;

import dev.postflight.verify.time.Time;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Where attempts that have ended wait for the one thread that drives a phase. Whoever ends one never waits, and wakes the
 * driver only when it brings the first.
 */
public final class Mailbox {

    /** The one that came last, upon those that came before. */
    private final AtomicReference<@Nullable Attempt> last = new AtomicReference<>();

    private final Time time;
    private volatile @Nullable Thread driver;

    /** Those that were taken out together, the oldest first; of the driver. */
    private @Nullable Attempt taken;

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
     * Takes the next attempt out, in the order in which they came; for the driver.
     *
     * @return an attempt that has ended, or {@code null}
     */
    public @Nullable Attempt poll() {
        Attempt next = taken == null && last.get() != null ? oldestFirst(last.getAndSet(null)) : taken;
        if (next != null) {
            taken = next.below;
            next.below = null;
        }
        return next;
    }

    /** Turns the pile round: each is then upon the one that came after it. */
    private static @Nullable Attempt oldestFirst(@Nullable Attempt pile) {
        Attempt turned = null;
        Attempt rest = pile;
        while (rest != null) {
            Attempt next = rest.below;
            rest.below = turned;
            turned = rest;
            rest = next;
        }
        return turned;
    }

    /**
     * Whether no attempt has ended since. To be asked right before the driver waits: whatever it waited for meanwhile, a
     * lock or a log, may have used up the wake-up that came with an attempt.
     *
     * @return whether there is nothing to take out
     */
    public boolean isEmpty() {
        return taken == null && last.get() == null;
    }

    /** Wakes the driver, to look around. */
    public void wake() {
        Thread thread = driver;
        if (thread != null) {
            time.unpark(thread);
        }
    }

    void put(Attempt attempt) {
        Attempt before;
        do {
            before = last.get();
            attempt.below = before;
        } while (!last.compareAndSet(before, attempt));
        if (before == null) {
            wake();
        }
    }
}
