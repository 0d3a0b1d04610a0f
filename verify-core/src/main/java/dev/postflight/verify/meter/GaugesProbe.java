package dev.postflight.verify.meter;

import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Scale;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.spi.LabelledMeasurements;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import java.time.Duration;

/** Gauges of one name, told apart by a tag. One that is not a finite number is absent. */
record GaugesProbe(Selection selection, Scale scale, String label) implements Probe {

    @Override
    public ProbeResult run(Duration timeout) {
        LabelledMeasurements measurements = new LabelledMeasurements();
        boolean some = false;
        boolean labelled = false;
        try {
            for (Meter meter : selection.meters()) {
                String name = meter.getId().getTag(label);
                some |= meter instanceof Gauge;
                if (meter instanceof Gauge gauge && name != null) {
                    labelled = true;
                    double value = Selection.value(gauge, scale);
                    if (Math.abs(value) <= Double.MAX_VALUE) {
                        measurements.add("value", name, value, scale.unit());
                    }
                }
            }
        } catch (IllegalArgumentException e) {
            return ProbeResult.silent(String.valueOf(e.getMessage()));
        }
        if (!measurements.list().isEmpty()) {
            return new ProbeResult.Up(measurements.list());
        }
        if (!some) {
            return selection.nothing("gauge");
        }
        return ProbeResult.silent(
                "no gauge " + selection + (labelled ? " is a finite number" : " has the tag " + label));
    }

    @Override
    public SilenceRule silence() {
        return SilenceRule.HOLD;
    }
}
