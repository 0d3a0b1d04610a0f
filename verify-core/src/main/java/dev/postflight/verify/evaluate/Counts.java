package dev.postflight.verify.evaluate;

import java.util.Arrays;

/**
 * How many values are in each bucket: one int for each bucket between the lowest and the highest, in pages. There are at most
 * as many as there are buckets, whatever the values. A count stays where it is when it has reached the largest int.
 *
 * <p>Packed, a count of up to 96 takes one byte, as do up to 32 empty buckets in a row.
 */
final class Counts {

    /** Nothing, packed. */
    static final byte[] NOTHING = {};

    private static final int PAGE = 8;
    private static final int[] NONE = {};

    private static final int HEAD = 4;
    private static final int LONGEST_RUN = 32;
    private static final int LARGEST_IN_A_BYTE = Byte.MAX_VALUE - LONGEST_RUN + 1;
    private static final int MOST_BYTES = 5;
    private static final int SEVEN_BITS = 0x7f;

    private static final long WHOLE = 100;

    /** The bucket of the first count. */
    private int first;

    private int[] counts = NONE;

    /** Counts one value. */
    void add(int bucket) {
        if (Integer.compareUnsigned(bucket - first, counts.length) >= 0) {
            cover(bucket, bucket);
        }
        int at = bucket - first;
        int next = counts[at] + 1;
        counts[at] = next - (next >>> 31);
    }

    /** How many buckets there is room for. */
    int capacity() {
        return counts.length;
    }

    int count(int bucket) {
        int at = bucket - first;
        return Integer.compareUnsigned(at, counts.length) < 0 ? counts[at] : 0;
    }

    /** Empties all buckets, and keeps room for those that are in use in what is packed, and for no others. */
    void clear(byte[]... packed) {
        int lowest = Integer.MAX_VALUE;
        int highest = Integer.MIN_VALUE;
        for (byte[] bytes : packed) {
            if (bytes.length > 0) {
                lowest = Math.min(lowest, lowest(bytes));
                highest = Math.max(highest, highest(bytes));
            }
        }
        int length = lowest > highest ? 0 : page(highest) + PAGE - page(lowest);
        if (length == counts.length) {
            Arrays.fill(counts, 0);
        } else {
            counts = length == 0 ? NONE : new int[length];
        }
        first = length == 0 ? 0 : page(lowest);
    }

    private static int page(int bucket) {
        return bucket & -PAGE;
    }

    private void cover(int lowest, int highest) {
        boolean empty = counts.length == 0;
        int from = empty ? page(lowest) : Math.min(first, page(lowest));
        int to = empty ? page(highest) + PAGE : Math.max(first + counts.length, page(highest) + PAGE);
        if (to - from > counts.length) {
            int[] wider = new int[to - from];
            System.arraycopy(counts, 0, wider, empty ? 0 : first - from, counts.length);
            counts = wider;
            first = from;
        }
    }

    /** All counts, in as few bytes as is easy. */
    byte[] pack() {
        int from = 0;
        int to = counts.length;
        while (from < to && counts[from] == 0) {
            from++;
        }
        while (to > from && counts[to - 1] == 0) {
            to--;
        }
        if (from == to) {
            return NOTHING;
        }
        byte[] bytes = new byte[HEAD + (to - from) * MOST_BYTES];
        putShort(bytes, 0, first + from);
        putShort(bytes, 2, first + to - 1);
        int length = HEAD;
        for (int at = from; at < to; ) {
            int run = 0;
            while (run < LONGEST_RUN && counts[at + run] == 0) {
                run++;
            }
            if (run > 0) {
                bytes[length++] = (byte) (run - 1);
                at += run;
            } else {
                length = put(bytes, length, counts[at]);
                at++;
            }
        }
        return Arrays.copyOf(bytes, length);
    }

    /** A small count in one byte, above the runs; a larger one seven bits at a time, the first with the sign bit set. */
    private static int put(byte[] bytes, int start, int count) {
        int at = start;
        if (count <= LARGEST_IN_A_BYTE) {
            bytes[at++] = (byte) (count + LONGEST_RUN - 1);
            return at;
        }
        int rest = count;
        do {
            bytes[at++] = (byte) (rest | ~SEVEN_BITS);
            rest >>>= 7;
        } while (rest > SEVEN_BITS);
        bytes[at++] = (byte) rest;
        return at;
    }

    /** Adds counts that were packed. */
    void add(byte[] packed) {
        if (packed.length == 0) {
            return;
        }
        cover(lowest(packed), highest(packed));
        int to = lowest(packed) - first;
        for (int at = HEAD; at < packed.length; ) {
            int head = packed[at++];
            if (head >= 0 && head < LONGEST_RUN) {
                to += head + 1;
                continue;
            }
            int count = head - LONGEST_RUN + 1;
            if (head < 0) {
                count = head & SEVEN_BITS;
                int shift = 0;
                do {
                    head = packed[at++];
                    shift += 7;
                    count |= (head & SEVEN_BITS) << shift;
                } while (head < 0);
            }
            counts[to] = (int) Math.min((long) counts[to] + count, Integer.MAX_VALUE);
            to++;
        }
    }

    private static int lowest(byte[] packed) {
        return packed[0] << 8 | packed[1] & 0xff;
    }

    private static int highest(byte[] packed) {
        return packed[2] << 8 | packed[3] & 0xff;
    }

    private static void putShort(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >> 8);
        bytes[at + 1] = (byte) value;
    }

    /**
     * The smallest value that at least so many per cent of the values are not above, by nearest rank, to within 1 %. The
     * search starts at the end that is nearer.
     *
     * @param one some of the values
     * @param other the rest of them
     * @param percent from 1 to 100
     * @param count how many values there are in all
     * @return not a number when there are none, when the value has no magnitude that can be told, and when the way there
     *     leads over a count that is full
     */
    static double quantile(Counts one, Counts other, int percent, long count) {
        long rank = count / WHOLE * percent + (count % WHOLE * percent + WHOLE - 1) / WHOLE;
        boolean fromBelow = rank <= count / 2;
        int step = fromBelow ? 1 : -1;
        int lowest = one.counts.length == 0 ? other.first : one.first;
        int end = one.first + one.counts.length;
        if (other.counts.length > 0) {
            lowest = Math.min(lowest, other.first);
            end = one.counts.length == 0
                    ? other.first + other.counts.length
                    : Math.max(end, other.first + other.counts.length);
        }
        long left = fromBelow ? rank : count - rank + 1;
        for (int bucket = fromBelow ? lowest : end - 1; bucket >= lowest && bucket < end; bucket += step) {
            int here = one.count(bucket);
            int there = other.count(bucket);
            if (here == Integer.MAX_VALUE || there == Integer.MAX_VALUE) {
                return Double.NaN;
            }
            left -= (long) here + there;
            if (left <= 0) {
                return Buckets.middle(bucket);
            }
        }
        return Double.NaN;
    }
}
