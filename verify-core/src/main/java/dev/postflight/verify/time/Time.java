package dev.postflight.verify.time;

import dev.postflight.api.Ticker;
import java.time.InstantSource;

/**
 * The one door through which time enters: the wall clock for what people read, elapsed time for everything that is
 * decided, and waiting. Safe for use by any number of threads.
 */
public interface Time extends Ticker, InstantSource {

    /**
     * Waits until another thread calls {@link #unpark(Thread)} for this one, or the time is up, or this thread is
     * interrupted, or for no reason at all.
     *
     * @param nanos how long at most; returns at once when it is not positive
     */
    void park(long nanos);

    /**
     * Ends a thread's present or next {@link #park(long)}.
     *
     * @param thread the thread that waits
     */
    void unpark(Thread thread);

    /**
     * The clocks of the system.
     *
     * @return real time
     */
    static Time system() {
        return SystemTime.INSTANCE;
    }
}
