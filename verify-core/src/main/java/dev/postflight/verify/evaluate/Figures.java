package dev.postflight.verify.evaluate;

/** What is told exactly about a stretch of time. Numbers that have reached the end of their range stay there. */
final class Figures {

    /** How many longs they are saved in; of these, which is the time observed. */
    static final int LONGS = 8;

    static final int OBSERVED = 0;

    private static final int GROWING = 1;
    private static final int COUNT = 2;
    private static final int BLANKS = 3;
    private static final int FAILURES = 4;
    private static final int SUM = 5;
    private static final int MIN = 6;
    private static final int MAX = 7;

    long count;
    /** Runs that brought no figure. */
    long blanks;
    /** Runs that failed, with a figure or without. */
    long failures;

    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;

    /** How much of the time was observed, in nanoseconds. */
    long observed;
    /** The time in which a counter grew by the sum, in nanoseconds. */
    long growing;

    private double sum;
    /** What rounding has taken from the sum. */
    private double lost;

    /** A figure. */
    void add(double value, boolean failed) {
        count(failed);
        addToSum(value);
        if (value < min) {
            min = value;
        }
        if (value > max) {
            max = value;
        }
    }

    /** A reading of a counter; by itself it says nothing. */
    void count(boolean failed) {
        count = atMost(count + 1);
        if (failed) {
            failures = atMost(failures + 1);
        }
    }

    /** By how much a counter has grown. */
    void grow(double increase, long nanos) {
        addToSum(increase);
        growing += nanos;
    }

    /** A run that failed and brought no figure. */
    void fail() {
        blanks = atMost(blanks + 1);
        failures = atMost(failures + 1);
    }

    /** Adds what was saved; where nothing was, there are zeros. */
    void add(long[] saved, int at) {
        observed += saved[at + OBSERVED];
        growing += saved[at + GROWING];
        blanks = atMost(blanks + saved[at + BLANKS]);
        failures = atMost(failures + saved[at + FAILURES]);
        if (saved[at + COUNT] > 0) {
            count = atMost(count + saved[at + COUNT]);
            addToSum(Double.longBitsToDouble(saved[at + SUM]));
            min = Math.min(min, Double.longBitsToDouble(saved[at + MIN]));
            max = Math.max(max, Double.longBitsToDouble(saved[at + MAX]));
        }
    }

    /** Saves all, the sum rounded. */
    void save(long[] saved, int at) {
        saved[at + OBSERVED] = observed;
        saved[at + GROWING] = growing;
        saved[at + COUNT] = count;
        saved[at + BLANKS] = blanks;
        saved[at + FAILURES] = failures;
        saved[at + SUM] = Double.doubleToRawLongBits(sum + lost);
        saved[at + MIN] = Double.doubleToRawLongBits(min);
        saved[at + MAX] = Double.doubleToRawLongBits(max);
    }

    void clear() {
        count = 0;
        blanks = 0;
        failures = 0;
        min = Double.POSITIVE_INFINITY;
        max = Double.NEGATIVE_INFINITY;
        observed = 0;
        growing = 0;
        sum = 0;
        lost = 0;
    }

    /** Not a number once it has left the range of a double. */
    static double sum(Figures one, Figures other) {
        double sum = one.sum + other.sum + (one.lost + other.lost);
        return Double.isFinite(sum) ? sum : Double.NaN;
    }

    /** A sum of two counts that has wrapped to the negative once becomes the largest. */
    static long atMost(long sum) {
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    /** With the exact rounding error (Knuth's TwoSum), which needs no comparison of magnitudes. */
    private void addToSum(double value) {
        double rounded = sum + value;
        double part = rounded - sum;
        lost += (sum - (rounded - part)) + (value - part);
        sum = rounded;
    }
}
