package dev.postflight.verify.evaluate;

import dev.postflight.api.Statistic;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * One series of figures over several sliding time windows, in memory that does not depend on how many figures there are.
 * Safe for any number of threads: all methods hold one spin lock, for some tens of nanoseconds, and for some microseconds
 * when a slice of a window closes.
 *
 * <p>A window slides in slices of a sixteenth of its length. It covers the present slice and the 16 before it: never less
 * than its length, and never more than 17 sixteenths of it. Count, sum, mean, smallest and largest value are exact for what
 * the window covers; a quantile (nearest rank) is within 1 % of the exact one.
 *
 * <p>A series begins when it is started, or with its first figure. Times are those of a monotonic ticker, in nanoseconds;
 * only their differences mean anything. Figures may come out of order: each goes into the windows that still cover it. What
 * is older than every window, or than the beginning, is refused and counted.
 *
 * <p>Whatever cannot be told is not a number: a quantile of values nearer to zero than 2<sup>-40</sup>, or from
 * 2<sup>64</sup> on; a sum that no double can hold; anything that is asked for a time that lies more than a slice in the
 * past.
 *
 * @since 0.1
 */
public final class Series {

    /** A window that never slides: all since the start. */
    public static final Duration ENDLESS = ChronoUnit.FOREVER.getDuration();

    private static final int SPINS = 64;
    private static final VarHandle LOCK;

    static {
        try {
            LOCK = MethodHandles.lookup().findVarHandle(Series.class, "lock", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Window[] windows;
    private final boolean counter;

    /** 1 while a thread is at it. */
    @SuppressWarnings("UnusedVariable") // LOCK
    private int lock;

    private boolean started;
    private boolean observed;
    private long start;
    /** When the newest observation was. As all times inside, since the start. */
    private long newest;

    private boolean based;
    private double base;
    private long baseTime;

    private long refused;
    private long late;

    private Series(boolean counter, Window... windows) {
        if (windows.length == 0) {
            throw new IllegalArgumentException("windows: none (expected: at least one)");
        }
        this.counter = counter;
        this.windows = windows;
    }

    /**
     * Figures that each stand for themselves.
     *
     * @param quantiles whether quantiles are wanted; without them, a series takes less memory and time
     * @param longestGapNanos the longest silence that is still taken for observed, in nanoseconds
     * @param windows how long each window is, {@link #ENDLESS} or at most 292 years
     * @return a series that has not begun
     * @throws IllegalArgumentException if a time is not positive or too long, or there is no window
     */
    public static Series ofSamples(boolean quantiles, long longestGapNanos, Duration... windows) {
        if (longestGapNanos <= 0) {
            throw new IllegalArgumentException(
                    "longestGapNanos: " + longestGapNanos + " (expected: a positive number of nanoseconds)");
        }
        Window[] made = new Window[windows.length];
        for (int i = 0; i < made.length; i++) {
            made[i] = Window.ofSamples(nanos(windows[i]), longestGapNanos, quantiles);
        }
        return new Series(false, made);
    }

    /**
     * A counter that only grows and starts again at zero. The increase is what Prometheus documents for {@code increase}: a
     * reading below the one before it means that the counter has started again at zero, and has grown by that reading since.
     * Three things differ:
     *
     * <ul>
     *   <li>Nothing is extrapolated to the ends of the window: it is the increase that was seen, and the rate is that over
     *       the time in which it was seen.
     *   <li>The increase between two readings belongs to the time of the later one, also when the earlier one has left the
     *       window. Prometheus only compares readings that are both in the range.
     *   <li>Readings that are further apart than the window is long are not compared in it.
     * </ul>
     *
     * <p>A reading that comes after a younger one is refused: it would look like a counter that started again. A counter
     * below zero is refused, too. The time between two readings counts as observed when it is not longer than the window.
     *
     * @param windows how long each window is, {@link #ENDLESS} or at most 292 years
     * @return a series that has not begun
     * @throws IllegalArgumentException if a time is not positive or too long, or there is no window
     */
    public static Series ofCounter(Duration... windows) {
        Window[] made = new Window[windows.length];
        for (int i = 0; i < made.length; i++) {
            made[i] = Window.ofCounter(nanos(windows[i]));
        }
        return new Series(true, made);
    }

    private static long nanos(Duration window) {
        if (window.equals(ENDLESS)) {
            return Window.ENDLESS;
        }
        if (window.isNegative() || window.isZero() || window.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0) {
            throw new IllegalArgumentException("window: " + window + " (expected: positive, at most 292 years)");
        }
        return window.toNanos();
    }

    /**
     * Forgets everything, and begins anew.
     *
     * @param now elapsed nanoseconds; where the endless window begins
     */
    public void restart(long now) {
        lock();
        try {
            start(now);
        } finally {
            unlock();
        }
    }

    private void start(long now) {
        for (Window window : windows) {
            window.clear();
        }
        started = true;
        observed = false;
        start = now;
        newest = 0;
        based = false;
        refused = 0;
        late = 0;
    }

    /**
     * Takes a figure of a run that did not fail.
     *
     * @param value in the base unit; refused if it is not finite
     * @param now elapsed nanoseconds
     */
    public void record(double value, long now) {
        record(value, false, now);
    }

    /**
     * Takes a figure.
     *
     * @param value in the base unit; refused if it is not finite, but that the run failed is not forgotten then
     * @param failed whether the run that brought it failed
     * @param now elapsed nanoseconds
     */
    public void record(double value, boolean failed, long now) {
        boolean fit = Math.abs(value) <= Double.MAX_VALUE && !(counter && value < 0);
        int bucket = fit ? Buckets.index(value) : 0;
        lock();
        try {
            if (!fit) {
                refused++;
            }
            if (!fit && !failed) {
                return;
            }
            long at = begin(now);
            boolean taken;
            if (at < 0) {
                taken = false;
            } else if (!fit) {
                taken = recordFailure(at);
            } else {
                taken = counter ? recordReading(value, failed, at) : recordFigure(value, bucket, failed, at);
            }
            if (!taken) {
                late++;
            }
        } finally {
            unlock();
        }
    }

    /**
     * Takes note of a run that failed and brought no figure. It counts for the error ratio, and as an observation.
     *
     * @param now elapsed nanoseconds
     */
    public void fail(long now) {
        lock();
        try {
            long at = begin(now);
            if (at < 0 || !recordFailure(at)) {
                late++;
            }
        } finally {
            unlock();
        }
    }

    private long begin(long now) {
        if (!started) {
            start(now);
        }
        return now - start;
    }

    private boolean recordFigure(double value, int bucket, boolean failed, long at) {
        reach(at);
        boolean taken = false;
        for (Window window : windows) {
            taken |= window.record(value, bucket, failed, at);
        }
        return taken;
    }

    private boolean recordReading(double value, boolean failed, long at) {
        if (based && (at < baseTime || at == baseTime && value < base)) {
            return false;
        }
        reach(at);
        double increase = !based ? 0 : value < base ? value : value - base;
        long nanos = based ? at - baseTime : 0;
        boolean taken = false;
        for (Window window : windows) {
            taken |= window.step(increase, nanos, failed, at);
        }
        based = true;
        base = value;
        baseTime = at;
        return taken;
    }

    private boolean recordFailure(long at) {
        reach(at);
        boolean taken = false;
        for (Window window : windows) {
            taken |= window.fail(at);
        }
        return taken;
    }

    /** Lets time go on, and takes what has passed since the newest observation for observed if it was not too long. */
    private void reach(long at) {
        if (observed && at <= newest) {
            return;
        }
        long from = newest;
        for (Window window : windows) {
            window.reach(from, at);
        }
        observed = true;
        newest = at;
    }

    /**
     * What the series comes to over a window that ends now. Windows slide by being read, too: figures age without new ones.
     *
     * @param statistic what is asked for
     * @param window which window, counted from 0 in the order in which they were given
     * @param now elapsed nanoseconds
     * @return in the unit of the statistic; not a number when it cannot be told. The rate of a counter is its increase per
     *     second of the time in which it was read, that of other series the number of figures per second observed. Of a
     *     counter, there are also the number of readings and the error ratio, and nothing else.
     * @throws ArrayIndexOutOfBoundsException if there is no such window
     */
    public double read(Statistic statistic, int window, long now) {
        Window asked = windows[window];
        lock();
        try {
            long at = Math.max(now - start, newest);
            if (!observed || asked.isBehind(now - start, newest)) {
                return Double.NaN;
            }
            asked.advance(at);
            return asked.read(statistic, at - newest);
        } finally {
            unlock();
        }
    }

    /**
     * Which share of a window that ends now was observed: the time between two observations is, unless it is longer than the
     * longest gap, and so is the time since the last one, and that from the start to the first one. Of the endless window, it
     * is the share of the time since the start.
     *
     * @param window which window, counted from 0 in the order in which they were given
     * @param now elapsed nanoseconds
     * @return 0 to 1; 0 when the clock has gone back
     * @throws ArrayIndexOutOfBoundsException if there is no such window
     */
    public double observed(int window, long now) {
        Window asked = windows[window];
        lock();
        try {
            long at = Math.max(now - start, newest);
            if (!observed || asked.isBehind(now - start, newest)) {
                return 0;
            }
            asked.advance(at);
            return asked.observed(at - newest, at);
        } finally {
            unlock();
        }
    }

    /**
     * How many figures were refused for what they are.
     *
     * @return those that were not finite, and those of a counter that were negative
     */
    public long refused() {
        lock();
        try {
            return refused;
        } finally {
            unlock();
        }
    }

    /**
     * How many figures and failures were refused for their time.
     *
     * @return those that were older than every window or than the start, and those of a counter that came after younger ones
     */
    public long late() {
        lock();
        try {
            return late;
        } finally {
            unlock();
        }
    }

    private void lock() {
        if (!LOCK.compareAndSet(this, 0, 1)) {
            waitForLock();
        }
    }

    /** Gives way to others after a while: the thread that holds the lock may have lost its processor. */
    @SuppressWarnings("ThreadPriorityCheck")
    private void waitForLock() {
        for (int spins = 1; (int) LOCK.getOpaque(this) != 0 || !LOCK.compareAndSet(this, 0, 1); spins++) {
            if (spins % SPINS == 0) {
                Thread.yield();
            } else {
                Thread.onSpinWait();
            }
        }
    }

    private void unlock() {
        LOCK.setRelease(this, 0);
    }
}
