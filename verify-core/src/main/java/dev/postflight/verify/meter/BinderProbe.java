package dev.postflight.verify.meter;

import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;

/** Figures of one of Micrometer's binders, in a registry of the probe's own. */
final class BinderProbe implements Probe {

    /** A meter of a binder, and what it is called here. */
    record Figure(String metric, String meter, Unit unit) {}

    private static final String USAGE = "usage";

    private final MeterRegistry registry = new SimpleMeterRegistry();

    /** Kept, because gauges hold what they look at weakly. */
    @SuppressWarnings("UnusedVariable")
    private final MeterBinder binder;

    private final String name;
    private final Tags tags;
    private final @Nullable DoubleBinaryOperator usage;
    private final Figure[] figures;

    // guarded by this
    private final FigureSheet sheet;

    /** The usage is worked out of the first two figures, unless the binder has one. */
    BinderProbe(String name, MeterBinder binder, Tags tags, @Nullable DoubleBinaryOperator usage, Figure... figures) {
        this.name = name;
        this.binder = binder;
        this.tags = tags;
        this.usage = usage;
        this.figures = figures;
        Map<String, Unit> metrics = new LinkedHashMap<>();
        metrics.put(USAGE, Unit.RATIO);
        for (Figure figure : figures) {
            metrics.put(figure.metric(), figure.unit());
        }
        sheet = new FigureSheet(metrics);
        binder.bindTo(registry);
        for (Figure figure : figures) {
            sum(figure.meter()); // processor figures are those since the last look, and this is the first
        }
    }

    @Override
    public synchronized ProbeResult run(Duration timeout) {
        double[] values = new double[figures.length];
        for (int i = 0; i < figures.length; i++) {
            values[i] = sum(figures[i].meter());
        }
        if (usage != null && values[1] == 0) {
            return ProbeResult.silent(
                    name + ": " + figures[1].metric() + " is zero, so that there is nothing to measure");
        }
        sheet.clear();
        if (usage != null) {
            sheet.set(USAGE, usage.applyAsDouble(values[0], values[1]));
        }
        for (int i = 0; i < figures.length; i++) {
            sheet.set(figures[i].metric(), values[i]);
        }
        return sheet.isEmpty() ? ProbeResult.silent(name + ": " + MachineProbe.nothing(metrics())) : sheet.up();
    }

    /** Some gauges say -1 when they do not know. */
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
        return sheet.metrics();
    }

    @Override
    public SilenceRule silence() {
        return SilenceRule.HOLD;
    }
}
