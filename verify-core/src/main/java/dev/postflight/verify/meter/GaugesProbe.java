package dev.postflight.verify.meter;

import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import dev.postflight.api.spi.LabelledMeasurements;
import io.micrometer.core.instrument.Meter;
import java.time.Duration;

/** Gauges of one name, told apart by a tag. */
record GaugesProbe(Selection selection, Unit unit, String label) implements Probe {

    @Override
    public ProbeResult run(Duration timeout) {
        LabelledMeasurements measurements = new LabelledMeasurements();
        try {
            for (Meter meter : selection.meters()) {
                String value = meter.getId().getTag(label);
                if (value != null) {
                    measurements.add("value", value, Selection.value(meter), unit);
                }
            }
        } catch (IllegalArgumentException e) {
            return ProbeResult.silent(String.valueOf(e.getMessage()));
        }
        if (!measurements.list().isEmpty()) {
            return new ProbeResult.Up(measurements.list());
        }
        return selection.meters().isEmpty()
                ? selection.nothing("gauge")
                : ProbeResult.silent("no gauge " + selection + " has the tag " + label);
    }

    @Override
    public SilenceRule silence() {
        return SilenceRule.HOLD;
    }
}
