package dev.postflight.verify.meter;

import io.micrometer.core.instrument.distribution.CountAtBucket;
import java.util.Arrays;

/** How many samples fell into each bucket, by its upper bound in base units: each bucket for itself, the lowest first. */
final class BucketCounts {

    /** Bounds that are as near as this are the same, written in other units. */
    private static final double SAME = 1e-9;

    private double[] bounds;
    private double[] counts;
    private int size;

    BucketCounts() {
        this(0);
    }

    private BucketCounts(int capacity) {
        bounds = new double[capacity];
        counts = new double[capacity];
    }

    /** Of a snapshot, whose counts include those of all lower buckets. */
    static BucketCounts of(CountAtBucket[] buckets, Recorder recorder) {
        BucketCounts read = new BucketCounts(buckets.length);
        double before = 0;
        for (CountAtBucket bucket : buckets) {
            read.bounds[read.size] = recorder.scaled(bucket.bucket());
            read.counts[read.size] = bucket.count() - before;
            read.size++;
            before = bucket.count();
        }
        return read;
    }

    BucketCounts copy() {
        BucketCounts copy = new BucketCounts(0);
        copy.bounds = Arrays.copyOf(bounds, size);
        copy.counts = Arrays.copyOf(counts, size);
        copy.size = size;
        return copy;
    }

    int size() {
        return size;
    }

    double bound(int i) {
        return bounds[i];
    }

    double count(int i) {
        return counts[i];
    }

    /** How many are in all buckets. */
    double sum() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += counts[i];
        }
        return sum;
    }

    private double at(double bound) {
        int at = Arrays.binarySearch(bounds, 0, size, bound);
        return at < 0 ? 0 : counts[at];
    }

    /** Adds to a bucket, which is made if there is none. */
    void add(double bound, double count) {
        int at = Arrays.binarySearch(bounds, 0, size, bound);
        if (at < 0) {
            at = -at - 1;
            insert(at, bound);
        }
        counts[at] += count;
    }

    private void insert(int at, double bound) {
        if (size == bounds.length) {
            int capacity = Math.max(16, size * 2);
            bounds = Arrays.copyOf(bounds, capacity);
            counts = Arrays.copyOf(counts, capacity);
        }
        System.arraycopy(bounds, at, bounds, at + 1, size - at);
        System.arraycopy(counts, at, counts, at + 1, size - at);
        bounds[at] = bound;
        counts[at] = 0;
        size++;
    }

    /** Adds what was counted since another reading of the same buckets. Returns whether any has lost something. */
    boolean addGrowth(BucketCounts now, BucketCounts before) {
        boolean lost = false;
        for (int i = 0; i < now.size; i++) {
            double growth = now.counts[i] - before.at(now.bounds[i]);
            lost |= growth < 0;
            add(now.bounds[i], Math.max(growth, 0));
        }
        for (int i = 0; i < before.size; i++) {
            lost |= before.counts[i] > 0 && Arrays.binarySearch(now.bounds, 0, now.size, before.bounds[i]) < 0;
        }
        return lost;
    }

    /** What is here and was not there before. */
    BucketCounts minus(BucketCounts before) {
        BucketCounts rest = copy();
        for (int i = 0; i < rest.size; i++) {
            rest.counts[i] -= before.at(rest.bounds[i]);
        }
        return rest;
    }

    /**
     * How many are not above a limit.
     *
     * @param fine whether buckets are so narrow that it need not be the bound of one; those that begin below it and end
     *     above do not count, so that it is never too many
     * @return not a number when no bucket ends there
     */
    double upTo(double limit, boolean fine) {
        double sum = 0;
        boolean bound = fine;
        for (int i = 0; i < size && bounds[i] <= limit * (1 + SAME); i++) {
            sum += counts[i];
            bound |= bounds[i] >= limit * (1 - SAME);
        }
        return bound ? sum : Double.NaN;
    }

    /**
     * The upper bound of the bucket that a quantile falls into.
     *
     * @param all how many samples there were; those that no bucket has are above all of them
     * @param max the largest, which is the answer when the quantile is above all buckets
     * @return not a number when it cannot be told
     */
    double quantile(double quantile, double all, double max) {
        double count = Math.max(all, sum());
        if (!(count > 0) || size == 0) {
            return Double.NaN;
        }
        double rank = Math.ceil(quantile * count - SAME * count);
        double seen = 0;
        double highest = 0;
        for (int i = 0; i < size && Double.isFinite(bounds[i]); i++) {
            highest = bounds[i];
            seen += counts[i];
            if (seen >= rank) {
                return highest;
            }
        }
        return max > highest ? max : Double.NaN;
    }
}
