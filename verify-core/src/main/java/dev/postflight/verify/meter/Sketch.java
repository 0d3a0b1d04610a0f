package dev.postflight.verify.meter;

import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.Histogram;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts how many samples are in each of 128 equal parts of every power of two, from 2<sup>-40</sup> to 2<sup>64</sup>; what is
 * nearer to zero is counted as zero, and what is larger as infinite. A part has its upper bound in it, and its lower bound
 * not. For any number of threads.
 */
final class Sketch implements Histogram {

    private static final int PART_BITS = 7;
    private static final int PARTS = 1 << PART_BITS;
    private static final int LOWEST = -40;
    private static final int HIGHEST = 64;
    private static final int MANTISSA_BITS = 52;

    /** A page for each power of two, made when the first sample falls into it. */
    private final AtomicReferenceArray<AtomicLongArray> pages = new AtomicReferenceArray<>(HIGHEST - LOWEST);

    private final LongAdder zeros = new LongAdder();
    private final LongAdder infinite = new LongAdder();

    @Override
    public void recordLong(long value) {
        recordDouble((double) value);
    }

    @Override
    public void recordDouble(double value) {
        int power = Math.getExponent(value);
        if (!(value > 0) || power < LOWEST) {
            zeros.increment();
        } else if (power >= HIGHEST) {
            infinite.increment();
        } else {
            long bits = Double.doubleToRawLongBits(value) - 1; // a power of two belongs to the bucket that it ends
            int exponent = (int) (bits >>> MANTISSA_BITS) - 1023;
            int part = (int) (bits >>> MANTISSA_BITS - PART_BITS) & PARTS - 1;
            page(Math.max(exponent, LOWEST)).incrementAndGet(exponent < LOWEST ? 0 : part);
        }
    }

    private AtomicLongArray page(int exponent) {
        AtomicLongArray page = pages.get(exponent - LOWEST);
        if (page == null) {
            AtomicLongArray made = new AtomicLongArray(PARTS);
            page = pages.compareAndExchange(exponent - LOWEST, null, made);
            page = page == null ? made : page;
        }
        return page;
    }

    /** Buckets that have samples, and one without end. */
    @Override
    public HistogramSnapshot takeSnapshot(long count, double total, double max) {
        List<CountAtBucket> buckets = new ArrayList<>();
        double sum = zeros.sum();
        if (sum > 0) {
            buckets.add(new CountAtBucket(0.0, sum));
        }
        for (int i = 0; i < pages.length(); i++) {
            AtomicLongArray page = pages.get(i);
            for (int part = 0; page != null && part < PARTS; part++) {
                long here = page.get(part);
                if (here > 0) {
                    sum += here;
                    buckets.add(new CountAtBucket(bound(i + LOWEST, part), sum));
                }
            }
        }
        buckets.add(new CountAtBucket(Double.POSITIVE_INFINITY, sum + infinite.sum()));
        return new HistogramSnapshot(count, total, max, null, buckets.toArray(new CountAtBucket[0]), null);
    }

    /** The upper bound of a bucket, which is in it. */
    private static double bound(int exponent, int part) {
        return Math.scalb(1 + (part + 1) / (double) PARTS, exponent);
    }
}
