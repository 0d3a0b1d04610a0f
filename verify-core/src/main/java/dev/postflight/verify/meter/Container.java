package dev.postflight.verify.meter;

import dev.postflight.api.Ticker;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;

/** What a container may use, and what it does. */
final class Container implements MachineProbe.Source {

    private static final double MICROS = 1e-6;

    private final Supplier<Cgroup> group;
    private final Ticker ticker;
    private long lastAt;
    private double lastUsed = Double.NaN;
    private double lastPeriods = Double.NaN;
    private double lastThrottled = Double.NaN;

    Container(Supplier<Cgroup> group, Ticker ticker) {
        this.group = group;
        this.ticker = ticker;
    }

    @Override
    public MachineProbe.Verdict read(FigureSheet sheet) {
        Cgroup files = group.get();
        String refusal = files.refusal();
        if (refusal != null) {
            return MachineProbe.Verdict.silent(refusal);
        }
        try {
            share(sheet, files, "memory", "memory.current", "memory.max");
            share(sheet, files, "pids", "pids.current", "pids.max");
            sheet.set("oom_kills", figure(files.table("memory.events"), "oom_kill"));
            processors(sheet, files.processors(), files.table("cpu.stat"));
        } catch (IOException e) {
            return MachineProbe.Verdict.silent(String.valueOf(e.getMessage()));
        }
        return MachineProbe.Verdict.WELL;
    }

    private static double figure(Map<String, Double> table, String name) {
        return table.getOrDefault(name, Double.NaN);
    }

    /** Without a limit there is no maximum, and no share of it. */
    private static void share(FigureSheet sheet, Cgroup files, String name, String current, String limit)
            throws IOException {
        double used = files.number(current);
        double max = files.number(limit);
        sheet.set(name, used);
        sheet.set(name + "_max", max);
        sheet.set(name + "_usage", max > 0 && max <= Double.MAX_VALUE ? used / max : Double.NaN);
    }

    private void processors(FigureSheet sheet, double limit, Map<String, Double> stat) {
        double used = figure(stat, "usage_usec") * MICROS;
        double periods = figure(stat, "nr_periods");
        double throttled = figure(stat, "nr_throttled");
        long now = ticker.nanos();
        double seconds = (now - lastAt) / 1e9;
        sheet.set("cpu_max", limit);
        sheet.set("cpu_time", used);
        sheet.set("throttled_time", figure(stat, "throttled_usec") * MICROS);
        if (used >= lastUsed && seconds > 0) {
            double cores = (used - lastUsed) / seconds;
            sheet.set("cpu", cores);
            sheet.set("cpu_usage", limit > 0 && limit <= Double.MAX_VALUE ? cores / limit : Double.NaN);
        }
        if (periods > lastPeriods && throttled >= lastThrottled) {
            sheet.set("throttled", Math.min(1, (throttled - lastThrottled) / (periods - lastPeriods)));
        }
        lastAt = now;
        lastUsed = used;
        lastPeriods = periods;
        lastThrottled = throttled;
    }
}
