package dev.postflight.verify.meter;

import dev.postflight.api.GaugeProbe;
import dev.postflight.api.Measurement;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import java.time.Duration;
import java.util.List;

/** The one meter that a selection finds. */
record MeterGauge(Selection selection, Unit unit) implements GaugeProbe {

    @Override
    public String metric() {
        return "value";
    }

    @Override
    public double read() {
        MeterIndex.Found found = selection.found();
        Gauge gauge = found.gauge();
        if (gauge != null) {
            return gauge.value();
        }
        List<Meter> meters = found.meters();
        return meters.size() == 1 && meters.get(0) instanceof Gauge only ? Selection.value(only) : Double.NaN;
    }

    /** Says why when there is nothing to read. */
    @Override
    public ProbeResult run(Duration timeout) {
        List<Meter> meters = selection.meters();
        if (meters.isEmpty()) {
            return selection.nothing("gauge");
        }
        if (meters.size() > 1) {
            return ProbeResult.silent(meters.size() + " meters are called " + selection + " (expected: one; add tags)");
        }
        if (!(meters.get(0) instanceof Gauge only)) {
            return selection.nothing("gauge");
        }
        double value = Selection.value(only);
        return Math.abs(value) <= Double.MAX_VALUE
                ? ProbeResult.up(Measurement.of(metric(), value, unit))
                : ProbeResult.silent(selection + " is " + unit.format(value)
                        + (Double.isNaN(value) ? ", as is said of a gauge whose object is gone" : ""));
    }

    @Override
    public SilenceRule silence() {
        return SilenceRule.HOLD;
    }
}
