package dev.postflight.verify.meter;

import dev.postflight.api.Ticker;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** How full a disk is, and how fast it fills. */
final class Disk implements MachineProbe.Source {

    private final BooleanSupplier exists;
    private final LongSupplier free;
    private final LongSupplier total;
    private final Ticker ticker;
    private double lastFree = Double.NaN;
    private double lastTotal;
    private long lastAt;

    /**
     * The disk that something is on.
     *
     * @param exists whether the thing is there: where it is not, a disk has no size
     */
    Disk(BooleanSupplier exists, LongSupplier free, LongSupplier total, Ticker ticker) {
        this.exists = exists;
        this.free = free;
        this.total = total;
        this.ticker = ticker;
    }

    @Override
    public MachineProbe.Verdict read(FigureSheet sheet) {
        double whole = total.getAsLong();
        double left = free.getAsLong();
        long now = ticker.nanos();
        if (whole == 0) {
            lastFree = Double.NaN;
            return MachineProbe.Verdict.silent(
                    exists.getAsBoolean()
                            ? "total is zero, so that there is nothing to measure"
                            : "there is no such file or folder, or none that this process may see");
        }
        if (!(whole > 0) || !(left >= 0)) {
            lastFree = Double.NaN;
            return MachineProbe.Verdict.silent("this platform does not tell how full it is");
        }
        double seconds = (now - lastAt) / 1e9;
        sheet.set("usage", 1 - left / whole);
        sheet.set("free", left);
        sheet.set("total", whole);
        if (!Double.isNaN(lastFree) && lastTotal == whole && seconds > 0) {
            sheet.set("growth", (lastFree - left) / seconds); // another disk in its place has not grown
        }
        lastFree = left;
        lastTotal = whole;
        lastAt = now;
        return MachineProbe.Verdict.WELL;
    }

    @Override
    public String absence(String metric) {
        return metric.equals("growth") ? "it takes a second look to tell how fast it fills" : "";
    }
}
