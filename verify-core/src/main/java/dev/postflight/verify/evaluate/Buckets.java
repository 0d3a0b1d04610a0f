package dev.postflight.verify.evaluate;

/**
 * Which bucket of a histogram a value belongs to. Buckets grow with the values, so that the middle of a bucket is within 1 %
 * of everything in it: the idea of DDSketch (Masson, Rim, Lee: "DDSketch: a fast and fully-mergeable quantile sketch with
 * relative-error guarantees", VLDB 2019), with 35 buckets to an octave, and with a table in place of the logarithm.
 *
 * <p>Buckets are numbered in the order of the values. Negative values have the negative numbers; zero has bucket 0. What is
 * nearer to zero than 2<sup>-40</sup>, and what is 2<sup>64</sup> or more, is counted, but not told apart.
 */
final class Buckets {

    static final int PER_OCTAVE = 35;

    /** The bucket of what is too small to tell apart. */
    static final int TINY = 1;

    private static final int FIRST = 2;
    private static final int LOWEST_EXPONENT = -40;
    private static final int OCTAVES = 104;

    /** The bucket of what is too large to tell apart; no bucket has a greater number. */
    static final int HUGE = FIRST + OCTAVES * PER_OCTAVE;

    private static final int MANTISSA_BITS = 52;
    private static final long MANTISSA = (1L << MANTISSA_BITS) - 1;
    private static final int EXPONENT_BIAS = 1023;

    /** 64 cells to an octave are narrower than the narrowest bucket: none has more than one bound in it. */
    private static final int CELL_BITS = 6;

    /** The mantissas of 2<sup>j/35</sup>; the last is that of the next octave and above any mantissa. */
    private static final long[] BOUNDS = new long[PER_OCTAVE + 1];

    /** The bucket that the least mantissa of a cell belongs to. */
    private static final byte[] CELLS = new byte[1 << CELL_BITS];

    /** What is as near, relatively, to the lower as to the upper end of each bucket from 1 to 2. */
    private static final double[] MIDDLES = new double[PER_OCTAVE];

    static {
        double growth = StrictMath.pow(2, 1.0 / PER_OCTAVE);
        for (int j = 0; j < PER_OCTAVE; j++) {
            double bound = StrictMath.pow(2, (double) j / PER_OCTAVE);
            BOUNDS[j] = Double.doubleToRawLongBits(bound) & MANTISSA;
            MIDDLES[j] = 2 * bound * growth / (1 + growth);
        }
        BOUNDS[PER_OCTAVE] = MANTISSA + 1;
        int bucket = 0;
        for (int cell = 0; cell < CELLS.length; cell++) {
            long least = (long) cell << (MANTISSA_BITS - CELL_BITS);
            while (BOUNDS[bucket + 1] <= least) {
                bucket++;
            }
            CELLS[cell] = (byte) bucket;
        }
    }

    private Buckets() {}

    /** The bucket of a finite value: from minus {@link #HUGE} to {@link #HUGE}. */
    static int index(double value) {
        long bits = Double.doubleToRawLongBits(value);
        long magnitude = bits & Long.MAX_VALUE;
        int exponent = (int) (magnitude >>> MANTISSA_BITS) - (EXPONENT_BIAS + LOWEST_EXPONENT);
        int index;
        if (exponent < 0) {
            index = magnitude == 0 ? 0 : TINY;
        } else if (exponent >= OCTAVES) {
            index = HUGE;
        } else {
            long mantissa = magnitude & MANTISSA;
            int bucket = CELLS[(int) (mantissa >>> (MANTISSA_BITS - CELL_BITS))];
            int next = (int) ((BOUNDS[bucket + 1] - 1 - mantissa) >>> 63);
            index = FIRST + exponent * PER_OCTAVE + bucket + next;
        }
        int sign = (int) (bits >> 63);
        return (index ^ sign) - sign;
    }

    /** A value within 1 % of all that is in the bucket; not a number where there is none. */
    static double middle(int index) {
        if (index == 0) {
            return 0;
        }
        int magnitude = Math.abs(index) - FIRST;
        if (magnitude < 0 || magnitude >= OCTAVES * PER_OCTAVE) {
            return Double.NaN;
        }
        double middle = Math.scalb(MIDDLES[magnitude % PER_OCTAVE], LOWEST_EXPONENT + magnitude / PER_OCTAVE);
        return index < 0 ? -middle : middle;
    }
}
