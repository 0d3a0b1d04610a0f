package dev.postflight.verify.meter;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Meter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What long task timers say of the tasks that run now. None that runs is a number: they are at rest. */
record TasksProbe(Selection selection) implements Probe {

    private static final Map<String, Unit> METRICS =
            Map.of("active", Unit.COUNT, "total", Unit.SECONDS, "max", Unit.SECONDS);

    @Override
    public ProbeResult run(Duration timeout) {
        boolean some = false;
        double active = 0;
        double total = 0;
        double max = 0;
        for (Meter meter : selection.meters()) {
            if (meter instanceof LongTaskTimer timer) {
                some = true;
                active += timer.activeTasks();
                total += timer.duration(TimeUnit.SECONDS);
                max = Math.max(max, timer.max(TimeUnit.SECONDS));
            }
        }
        return some
                ? ProbeResult.up(
                        Measurement.of("active", active, Unit.COUNT),
                        Measurement.of("total", total, Unit.SECONDS),
                        Measurement.of("max", max, Unit.SECONDS))
                : selection.nothing("long task timer");
    }

    @Override
    public Map<String, Unit> metrics() {
        return METRICS;
    }

    @Override
    public SilenceRule silence() {
        return SilenceRule.HOLD;
    }
}
