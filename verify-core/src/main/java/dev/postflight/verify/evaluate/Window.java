package dev.postflight.verify.evaluate;

import dev.postflight.api.Statistic;
import java.util.Arrays;

/**
 * One sliding window of a series: an open slice, which figures go to, and a ring of closed ones. What the closed ones come to
 * is put together anew whenever one closes: nothing is ever subtracted, so that nothing drifts and nothing sticks.
 *
 * <p>Times are nanoseconds since the start of the series, never negative. Not safe for threads.
 */
final class Window {

    /** How many closed slices there are; the open one is the 17th. */
    static final int SLICES = 16;

    /** The length of a window that never slides. */
    static final long ENDLESS = Long.MAX_VALUE;

    /** A window that never slides has no slices to measure by how far a clock went back. */
    private static final long ENDLESS_TOLERANCE = 60_000_000_000L;

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double PERCENT = 100;

    private final long length;
    private final long width;
    private final long longestGap;
    private final boolean counter;
    private final boolean quantiles;

    private final long[] closed;
    private final byte[][] closedCounts;
    private final Figures total = new Figures();
    private final Counts totalCounts = new Counts();

    private final Figures open = new Figures();
    private final Counts openCounts = new Counts();
    private long openNumber;
    private long openStart;

    private Window(long length, long longestGap, boolean counter, boolean quantiles) {
        this.length = length;
        this.longestGap = longestGap;
        this.counter = counter;
        this.quantiles = quantiles;
        width = length == ENDLESS ? ENDLESS : length / SLICES + (length % SLICES == 0 ? 0 : 1);
        int slices = length == ENDLESS ? 0 : SLICES;
        closed = new long[slices * Figures.LONGS];
        closedCounts = new byte[quantiles ? slices : 0][];
        clear();
    }

    static Window ofSamples(long length, long longestGap, boolean quantiles) {
        return new Window(length, longestGap, false, quantiles);
    }

    static Window ofCounter(long length) {
        return new Window(length, length, true, false);
    }

    /** Forgets everything. */
    void clear() {
        openNumber = 0;
        openStart = 0;
        empty();
    }

    private void empty() {
        Arrays.fill(closed, 0);
        Arrays.fill(closedCounts, Counts.NOTHING);
        total.clear();
        totalCounts.clear();
        open.clear();
        openCounts.clear();
    }

    /** Time has come to here, and what was before it is known since there. */
    void reach(long from, long to) {
        advance(to);
        long gap = to - from;
        if (gap > longestGap) {
            return;
        }
        if (from >= openStart) {
            open.observed += gap;
        } else {
            observe(from, to);
        }
    }

    /** Gives each slice its share. */
    private void observe(long from, long to) {
        long last = to / width;
        long number = Math.max(from / width, openNumber - SLICES);
        for (long start = Math.max(from, number * width); number <= last; number++) {
            long end = number == last ? to : (number + 1) * width;
            if (number == openNumber) {
                open.observed += end - start;
            } else {
                closed[saved(number) + Figures.OBSERVED] += end - start;
                total.observed += end - start;
            }
            start = end;
        }
    }

    /** A figure. Whether it is young enough. */
    boolean record(double value, int bucket, boolean failed, long at) {
        if (isOpen(at)) {
            open.add(value, failed);
            if (quantiles) {
                openCounts.add(bucket);
            }
            return true;
        }
        Figures one = new Figures();
        one.add(value, failed);
        return recordLate(one, bucket, at);
    }

    /** A reading of a counter, and by how much it has grown in how long; the first one has grown in no time. */
    boolean step(double increase, long nanos, boolean failed, long at) {
        boolean late = !isOpen(at);
        Figures one = late ? new Figures() : open;
        one.count(failed);
        if (nanos <= length) {
            one.grow(increase, nanos);
        }
        return !late || recordLate(one, 0, at);
    }

    /** A run that failed and brought no figure. */
    boolean fail(long at) {
        boolean late = !isOpen(at);
        Figures one = late ? new Figures() : open;
        one.fail();
        return !late || recordLate(one, 0, at);
    }

    private boolean isOpen(long at) {
        return at >= openStart;
    }

    private boolean recordLate(Figures one, int bucket, long at) {
        long number = at / width;
        if (number < openNumber - SLICES) {
            return false;
        }
        if (quantiles && one.count > 0) {
            Counts counts = new Counts();
            counts.add(closedCounts[slot(number)]);
            counts.add(bucket);
            closedCounts[slot(number)] = counts.pack();
            totalCounts.add(bucket);
        }
        one.add(closed, saved(number));
        one.save(closed, saved(number));
        sumUp();
        return true;
    }

    private void sumUp() {
        total.clear();
        for (int at = 0; at < closed.length; at += Figures.LONGS) {
            total.add(closed, at);
        }
    }

    private static int saved(long number) {
        return slot(number) * Figures.LONGS;
    }

    private static int slot(long number) {
        return (int) (number % SLICES);
    }

    /** Lets time go on to here; it never goes back. */
    void advance(long to) {
        if (to - openStart >= width && length != ENDLESS) {
            slide(to / width);
        }
    }

    private void slide(long number) {
        if (number - openNumber > SLICES) {
            empty();
        } else {
            close();
            for (long skipped = openNumber + 1; skipped < number; skipped++) {
                Arrays.fill(closed, saved(skipped), saved(skipped) + Figures.LONGS, 0);
                if (quantiles) {
                    closedCounts[slot(skipped)] = Counts.NOTHING;
                }
            }
            sumUp();
            totalCounts.clear(closedCounts);
            for (byte[] counts : closedCounts) {
                totalCounts.add(counts);
            }
        }
        openNumber = number;
        openStart = number * width;
    }

    private void close() {
        open.save(closed, saved(openNumber));
        open.clear();
        if (quantiles) {
            byte[] counts = openCounts.pack();
            closedCounts[slot(openNumber)] = counts;
            openCounts.clear(counts);
        }
    }

    /** Whether a clock that shows this has gone back. */
    boolean isBehind(long at, long newest) {
        long latest = Math.max(newest, openStart);
        long tolerance = length == ENDLESS ? ENDLESS_TOLERANCE : width;
        return at < latest && Long.compareUnsigned(latest - at, tolerance) > 0;
    }

    /** How many nanoseconds are known, with those since the newest observation. */
    private long observedNanos(long sinceNewest) {
        return total.observed + open.observed + (sinceNewest <= longestGap ? sinceNewest : 0);
    }

    double observed(long sinceNewest, long at) {
        long whole = length == ENDLESS ? at : length;
        return whole == 0 ? 1 : Math.min(1, (double) observedNanos(sinceNewest) / whole);
    }

    double read(Statistic statistic, long sinceNewest) {
        long count = Figures.atMost(total.count + open.count);
        long blanks = Figures.atMost(total.blanks + open.blanks);
        long observed = observedNanos(sinceNewest);
        return switch (statistic) {
            case COUNT -> count == 0 && blanks == 0 && observed == 0 ? Double.NaN : count;
            case ERROR_RATIO -> ratio((double) total.failures + open.failures, (double) count + blanks);
            case INCREASE -> counter ? increase() : Double.NaN;
            case RATE -> counter ? rate(increase(), total.growing + open.growing) : rate((double) count, observed);
            default -> counter || count == 0 ? Double.NaN : ofValues(statistic, count);
        };
    }

    private double ofValues(Statistic statistic, long count) {
        return switch (statistic) {
            case SUM -> Figures.sum(total, open);
            case MEAN -> Figures.sum(total, open) / count;
            case MIN -> min();
            case MAX -> max();
            default -> quantiles ? quantile((int) Math.round(statistic.quantile() * PERCENT), count) : Double.NaN;
        };
    }

    private double quantile(int percent, long count) {
        double quantile = Counts.quantile(totalCounts, openCounts, percent, count);
        return Math.max(min(), Math.min(max(), quantile));
    }

    private double min() {
        return Math.min(total.min, open.min);
    }

    private double max() {
        return Math.max(total.max, open.max);
    }

    private double increase() {
        return total.growing + open.growing > 0 ? Figures.sum(total, open) : Double.NaN;
    }

    private static double rate(double amount, long nanos) {
        return ratio(amount, nanos / NANOS_PER_SECOND);
    }

    private static double ratio(double part, double whole) {
        return whole > 0 ? part / whole : Double.NaN;
    }
}
