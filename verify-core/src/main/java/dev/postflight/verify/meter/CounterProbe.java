package dev.postflight.verify.meter;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;

/** Remembers what it saw last. Time is that of the registry, as the meters' own is. */
final class CounterProbe implements Probe {

    private static final Map<String, Unit> METRICS = Map.of("count", Unit.COUNT, "rate", Unit.PER_SECOND);

    private final Selection selection;
    private final Clock clock;

    // guarded by this
    private double lastCount = Double.NaN;
    private long lastAt;

    CounterProbe(MeterRegistry registry, Selection selection) {
        this.selection = selection;
        clock = registry.config().clock();
    }

    @Override
    public synchronized ProbeResult run(Duration timeout) {
        if (selection.meters().isEmpty()) {
            lastCount = Double.NaN;
            return selection.nothing("counter");
        }
        for (Meter meter : selection.meters()) {
            if (Recorder.of(meter) == null) {
                lastCount = Double.NaN;
                return selection.nothing("counter");
            }
            if (Recorder.isOfSteps(meter)) {
                return ProbeResult.silent(Refusals.ofSteps(selection));
            }
        }
        double count = selection.total();
        if (!Sums.areCounts(count, 0)) {
            lastCount = Double.NaN;
            return ProbeResult.silent(selection + " has a count of " + Unit.COUNT.format(count)
                    + " (expected: finite, and not negative)");
        }
        long now = clock.monotonicTime();
        double gained = count - lastCount;
        double seconds = (now - lastAt) / 1e9;
        lastCount = count;
        lastAt = now;
        Measurement total = Measurement.of("count", count, Unit.COUNT);
        return gained >= 0 && seconds > 0
                ? ProbeResult.up(total, Measurement.of("rate", gained / seconds, Unit.PER_SECOND))
                : ProbeResult.up(total);
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
