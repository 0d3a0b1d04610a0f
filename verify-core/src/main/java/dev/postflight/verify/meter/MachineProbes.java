package dev.postflight.verify.meter;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Figures of the JVM and of the machine that it runs on, through Micrometer's own binders. Each probe has a small registry
 * of its own, so that nothing need be bound to the application's. What the platform does not tell is absent.
 *
 * <p>On a machine that others share, these are better held against a target than against a level: a busy machine is a
 * warning, not a reason to go back.
 *
 * @since 0.1
 */
public final class MachineProbes {

    private MachineProbes() {}

    /**
     * The processors: {@code usage} of the whole machine and {@code process}, the part of this process; both as a share of
     * all processors, over the time since the last look, which at first is when the probe was made.
     *
     * @return a probe
     */
    public static Probe cpu() {
        return new Machine(
                new ProcessorMetrics(),
                Tags.empty(),
                null,
                new Figure("usage", "system.cpu.usage", Unit.RATIO),
                new Figure("process", "process.cpu.usage", Unit.RATIO));
    }

    /**
     * The heap: {@code used} and {@code max} in bytes, and {@code usage}, the share that is used, garbage included.
     *
     * @return a probe
     */
    public static Probe heap() {
        return new Machine(
                new JvmMemoryMetrics(),
                Tags.of("area", "heap"),
                (used, max) -> used / max,
                new Figure("used", "jvm.memory.used", Unit.BYTES),
                new Figure("max", "jvm.memory.max", Unit.BYTES));
    }

    /**
     * The disk that a path is on: {@code free} and {@code total} in bytes, and {@code usage}, the share that is not free.
     *
     * @param path a file or folder that exists
     * @return a probe
     * @throws IllegalArgumentException if the path is null
     */
    public static Probe disk(Path path) {
        if (path == null) {
            throw new IllegalArgumentException("path: null (expected: a file or folder)");
        }
        return new Machine(
                new DiskSpaceMetrics(path.toFile()),
                Tags.empty(),
                (free, total) -> 1 - free / total,
                new Figure("free", "disk.free", Unit.BYTES),
                new Figure("total", "disk.total", Unit.BYTES));
    }

    /**
     * The file descriptors of this process: {@code open}, {@code max}, and {@code usage}, the share that is open.
     *
     * @return a probe
     */
    public static Probe fileDescriptors() {
        return new Machine(
                new FileDescriptorMetrics(),
                Tags.empty(),
                (open, max) -> open / max,
                new Figure("open", "process.files.open", Unit.COUNT),
                new Figure("max", "process.files.max", Unit.COUNT));
    }

    /** A meter of a binder, and what it is called here. */
    private record Figure(String metric, String meter, Unit unit) {}

    private static final class Machine implements Probe {

        private static final String USAGE = "usage";

        private final MeterRegistry registry = new SimpleMeterRegistry();

        /** Kept, because gauges hold what they look at weakly. */
        @SuppressWarnings("UnusedVariable")
        private final MeterBinder binder;

        private final Tags tags;
        private final @Nullable DoubleBinaryOperator usage;
        private final Figure[] figures;
        private final Map<String, Unit> metrics = new LinkedHashMap<>();

        /** The usage is worked out of the first two figures, unless the binder has one. */
        Machine(MeterBinder binder, Tags tags, @Nullable DoubleBinaryOperator usage, Figure... figures) {
            this.binder = binder;
            this.tags = tags;
            this.usage = usage;
            this.figures = figures;
            metrics.put(USAGE, Unit.RATIO);
            for (Figure figure : figures) {
                metrics.put(figure.metric(), figure.unit());
            }
            binder.bindTo(registry);
            for (Figure figure : figures) {
                sum(figure.meter()); // processor figures are those since the last look, and this is the first
            }
        }

        @Override
        public ProbeResult run(Duration timeout) {
            List<Measurement> measurements = new ArrayList<>();
            double[] values = new double[figures.length];
            for (int i = 0; i < figures.length; i++) {
                values[i] = sum(figures[i].meter());
            }
            if (usage != null && values[1] == 0) {
                return ProbeResult.silent(figures[1].metric() + " is zero, so that there is nothing to measure");
            }
            if (usage != null) {
                add(measurements, USAGE, usage.applyAsDouble(values[0], values[1]), Unit.RATIO);
            }
            for (int i = 0; i < figures.length; i++) {
                add(measurements, figures[i].metric(), values[i], figures[i].unit());
            }
            return measurements.isEmpty()
                    ? ProbeResult.silent("this platform does not tell " + metrics.keySet())
                    : new ProbeResult.Up(measurements);
        }

        private static void add(List<Measurement> measurements, String metric, double value, Unit unit) {
            if (Double.isFinite(value)) {
                measurements.add(Measurement.of(metric, value, unit));
            }
        }

        /** Pools of the heap without a limit of their own say -1, and some gauges say so when they do not know. */
        private double sum(String meter) {
            double sum = Double.NaN;
            for (Gauge gauge : registry.find(meter).tags(tags).gauges()) {
                double value = gauge.value();
                if (value >= 0) {
                    sum = Double.isNaN(sum) ? value : sum + value;
                }
            }
            return sum;
        }

        @Override
        public Map<String, Unit> metrics() {
            return Collections.unmodifiableMap(metrics);
        }

        @Override
        public SilenceRule silence() {
            return SilenceRule.HOLD;
        }
    }
}
