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
        return found.meters().size() == 1 ? Selection.value(found.meters().get(0)) : Double.NaN;
    }

    /** Says why when there is nothing to read. */
    @Override
    public ProbeResult run(Duration timeout) {
        List<Meter> meters = selection.meters();
        if (meters.isEmpty()) {
            return selection.nothing("gauge");
        }
        return meters.size() == 1
                ? ProbeResult.up(Measurement.of(metric(), Selection.value(meters.get(0)), unit))
                : ProbeResult.silent(meters.size() + " meters are called " + selection + " (expected: one; add tags)");
    }

    @Override
    public SilenceRule silence() {
        return SilenceRule.HOLD;
    }
}
