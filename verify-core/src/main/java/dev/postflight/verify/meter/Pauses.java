package dev.postflight.verify.meter;

import dev.postflight.api.Ticker;
import java.lang.management.GarbageCollectorMXBean;
import java.util.ArrayList;
import java.util.List;
import javax.management.NotificationEmitter;

/**
 * How long garbage collections have stopped the application. Times are those of the collectors' beans; only the longest one
 * has to be heard of while it happens.
 */
final class Pauses implements MachineProbe.Source {

    private static final double MILLIS = 1e-3;

    private final List<GarbageCollectorMXBean> collectors = new ArrayList<>();
    private final LongestPause longest = new LongestPause();
    private final Ticker ticker;
    private boolean heard;
    private long lastAt;
    private double lastPaused;

    Pauses(List<GarbageCollectorMXBean> beans, Ticker ticker) {
        this.ticker = ticker;
        for (GarbageCollectorMXBean bean : beans) {
            if (!isConcurrent(bean.getName())) {
                collectors.add(bean);
                if (bean instanceof NotificationEmitter emitter) {
                    longest.listenTo(emitter);
                    heard = true;
                }
            }
        }
        lastAt = ticker.nanos();
        lastPaused = paused();
    }

    /** Collectors whose times are those of whole cycles, during most of which the application goes on. */
    static boolean isConcurrent(String name) {
        return name.endsWith("Cycles") || name.startsWith("GPGC") && !name.endsWith("Pauses");
    }

    private double paused() {
        double millis = 0;
        for (GarbageCollectorMXBean collector : collectors) {
            millis += Math.max(0, collector.getCollectionTime());
        }
        return millis * MILLIS;
    }

    @Override
    public MachineProbe.Verdict read(FigureSheet sheet) {
        double count = 0;
        boolean told = false;
        for (GarbageCollectorMXBean collector : collectors) {
            long collections = collector.getCollectionCount();
            told |= collections >= 0;
            count += Math.max(0, collections);
        }
        if (!told) {
            return MachineProbe.Verdict.silent("no garbage collector tells how often it has stopped the application");
        }
        double paused = paused();
        long now = ticker.nanos();
        double seconds = (now - lastAt) / 1e9;
        sheet.set("pauses", count);
        sheet.set("paused", paused);
        if (seconds > 0) {
            sheet.set("share", Math.min(1, Math.max(0, paused - lastPaused) / seconds));
        }
        if (heard) {
            sheet.set("longest", longest.takeMillis() * MILLIS);
        }
        lastAt = now;
        lastPaused = paused;
        return MachineProbe.Verdict.WELL;
    }
}
