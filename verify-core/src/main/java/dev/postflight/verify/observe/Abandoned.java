package dev.postflight.verify.observe;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the runs of probes that were given up. Safe for use by any number of threads. */
public final class Abandoned {

    private final AtomicInteger now = new AtomicInteger();
    private final AtomicLong timeouts = new AtomicLong();
    private final AtomicLong late = new AtomicLong();

    /** None yet. */
    public Abandoned() {}

    /**
     * How many have not come back.
     *
     * @return 0 or more
     */
    public int now() {
        return now.get();
    }

    /**
     * How many took longer than they might, whether they were given up or came back first.
     *
     * @return 0 or more
     */
    public long timeouts() {
        return timeouts.get();
    }

    /**
     * How many answers came too late, or after another one, and were dropped. What a probe throws is no answer.
     *
     * @return 0 or more
     */
    public long late() {
        return late.get();
    }

    void left() {
        timeouts.incrementAndGet();
        now.incrementAndGet();
    }

    void tooLate() {
        timeouts.incrementAndGet();
    }

    void returned() {
        now.decrementAndGet();
    }

    void dropped() {
        late.incrementAndGet();
    }
}
