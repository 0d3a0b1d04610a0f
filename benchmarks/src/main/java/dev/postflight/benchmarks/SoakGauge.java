package dev.postflight.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** Threads and heap over time, and whether they stay what they are. Used by one thread. */
final class SoakGauge {

    /** Threads come and go with the lot, by this much. */
    private static final double THREADS = 10;

    private static final double BYTES = 1 << 20;
    private static final double SHARE = 0.1;

    private final List<Long> threads = new ArrayList<>();
    private final List<Long> heap = new ArrayList<>();

    /** Takes a sample, after a collection of garbage. */
    void sample() {
        System.gc();
        heap.add(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        threads.add((long) ManagementFactory.getThreadMXBean().getThreadCount());
    }

    long threads() {
        return threads.get(threads.size() - 1);
    }

    long heap() {
        return heap.get(heap.size() - 1);
    }

    /** Without the first quarter: the mean of the first half of the rest, and of the second. */
    double[] threadHalves() {
        return halves(threads);
    }

    /** As {@link #threadHalves()}, in bytes. */
    double[] heapHalves() {
        return halves(heap);
    }

    boolean isThreadsFlat() {
        return isFlat(threadHalves(), THREADS);
    }

    boolean isHeapFlat() {
        return isFlat(heapHalves(), BYTES);
    }

    private static boolean isFlat(double[] halves, double absolute) {
        return halves[1] <= halves[0] * (1 + SHARE) + absolute;
    }

    private static double[] halves(List<Long> samples) {
        int first = samples.size() / 4;
        int middle = (first + samples.size() + 1) / 2;
        return new double[] {mean(samples.subList(first, middle)), mean(samples.subList(middle, samples.size()))};
    }

    private static double mean(List<Long> samples) {
        return samples.stream().mapToLong(Long::longValue).average().orElse(0);
    }
}
