package dev.postflight.verify.meter;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.Map;

record GaugeProbe(Selection selection, Unit unit) implements Probe {

    @Override
    public ProbeResult run(Duration timeout) {
        int found = selection.meters().size();
        if (found == 0) {
            return selection.nothing("gauge");
        }
        return found == 1
                ? ProbeResult.up(Measurement.of("value", selection.total(), unit))
                : ProbeResult.silent(found + " meters are called " + selection + " (expected: one; add tags)");
    }

    @Override
    public Map<String, Unit> metrics() {
        return Map.of("value", unit);
    }

    @Override
    public SilenceRule silence() {
        return SilenceRule.HOLD;
    }
}
