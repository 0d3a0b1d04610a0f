package dev.postflight.verify.meter;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.Map;

record RatioProbe(Selection part, Selection whole) implements Probe {

    @Override
    public ProbeResult run(Duration timeout) {
        if (part.meters().isEmpty()) {
            return part.nothing("meter");
        }
        if (whole.meters().isEmpty()) {
            return whole.nothing("meter");
        }
        double denominator = whole.total();
        return denominator <= 0 || Double.isNaN(denominator)
                ? ProbeResult.silent(
                        whole + " is " + Unit.COUNT.format(denominator) + ", and there is no ratio to nothing")
                : ProbeResult.up(Measurement.of("ratio", part.total() / denominator, Unit.RATIO));
    }

    @Override
    public Map<String, Unit> metrics() {
        return Map.of("ratio", Unit.RATIO);
    }

    @Override
    public SilenceRule silence() {
        return SilenceRule.HOLD;
    }
}
