package dev.postflight.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What this process spends. It is used by one thread, which is not among those whose time and allocations are told. A thread
 * that has ended counts with what it was last seen to have spent, so look more often than threads end.
 */
final class CostGauge {

    /**
     * What was spent.
     *
     * @param wall nanoseconds on the wall
     * @param process nanoseconds of processors, by all threads, compilers and collectors of garbage among them; in steps of 10 ms
     * @param threads nanoseconds of processors, by the Java threads
     * @param bytes allocated by the Java threads
     * @param compiling nanoseconds that the compilers took
     */
    record Cost(long wall, long process, long threads, long bytes, long compiling) {

        Cost since(Cost earlier) {
            return new Cost(
                    wall - earlier.wall,
                    process - earlier.process,
                    threads - earlier.threads,
                    bytes - earlier.bytes,
                    compiling - earlier.compiling);
        }
    }

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    private final CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
    private final long own = Thread.currentThread().getId();
    private final Map<Long, Long> nanos = new HashMap<>();
    private final Map<Long, Long> bytes = new HashMap<>();

    Cost look() {
        long[] ids = threads.getAllThreadIds();
        see(ids, threads.getThreadCpuTime(ids), nanos);
        see(ids, threads.getThreadAllocatedBytes(ids), bytes);
        return new Cost(
                System.nanoTime(),
                system.getProcessCpuTime() - threads.getCurrentThreadCpuTime(),
                sum(nanos),
                sum(bytes),
                TimeUnit.MILLISECONDS.toNanos(compilers.getTotalCompilationTime()));
    }

    /** What the heap holds after a collection of garbage. */
    static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private void see(long[] ids, long[] figures, Map<Long, Long> latest) {
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] != own && figures[i] >= 0) { // a thread that has ended since has -1
                latest.put(ids[i], figures[i]);
            }
        }
    }

    private static long sum(Map<Long, Long> figures) {
        long sum = 0;
        for (long figure : figures.values()) {
            sum += figure;
        }
        return sum;
    }
}
