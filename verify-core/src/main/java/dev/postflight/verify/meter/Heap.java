package dev.postflight.verify.meter;

import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.function.LongSupplier;

/** The heap: what is used now, and what is left of it after a garbage collection. */
final class Heap implements MachineProbe.Source {

    private final List<MemoryPoolMXBean> pools;
    private final LongSupplier limit;

    /**
     * From the beans of a virtual machine.
     *
     * @param limit of the whole heap, in bytes
     */
    Heap(List<MemoryPoolMXBean> pools, LongSupplier limit) {
        this.pools = pools;
        this.limit = limit;
    }

    @Override
    public MachineProbe.Verdict read(FigureSheet sheet) {
        double used = Double.NaN;
        double max = Double.NaN;
        double afterGc = Double.NaN;
        for (MemoryPoolMXBean pool : pools) {
            MemoryUsage usage = pool.getType() == MemoryType.HEAP ? pool.getUsage() : null;
            if (usage == null) {
                continue;
            }
            used = sum(used, (double) usage.getUsed());
            max = sum(max, (double) usage.getMax());
            if (isLongLived(pool.getName())) {
                afterGc = sum(afterGc, left(pool));
            }
        }
        if (max == 0) {
            return MachineProbe.Verdict.silent("max is zero, so that there is nothing to measure");
        }
        double whole = limit.getAsLong();
        if (whole > 0) {
            max = Math.min(max, whole); // generations that share the heap each say the whole of it
        }
        sheet.set("usage", used / max);
        sheet.set("used", used);
        sheet.set("max", max);
        sheet.set("after_gc", afterGc);
        sheet.set("after_gc_usage", whole > 0 ? afterGc / whole : Double.NaN);
        return MachineProbe.Verdict.WELL;
    }

    @Override
    public String absence(String metric) {
        return metric.startsWith("after_gc") ? "no garbage has been collected yet, or this JVM does not tell" : "";
    }

    /** Pools of the heap without a limit of their own say -1. */
    private static double sum(double sum, double part) {
        if (!(part >= 0)) {
            return sum;
        }
        return Double.isNaN(sum) ? part : sum + part;
    }

    /** Before the first collection of a pool, zero is what it says. */
    private static double left(MemoryPoolMXBean pool) {
        MemoryUsage usage = pool.getCollectionUsage();
        return usage == null || usage.getUsed() <= 0 ? Double.NaN : usage.getUsed();
    }

    /** Where objects are that have survived some collections, by the names of the collectors of several vendors. */
    private static boolean isLongLived(String name) {
        return name.endsWith("Old Gen")
                || name.endsWith("Tenured Gen")
                || name.endsWith("Old Generation")
                || name.equals("ZHeap")
                || name.equals("Shenandoah")
                || name.startsWith("tenured")
                || name.equals("balanced-old")
                || name.equals("JavaHeap");
    }
}
