package dev.postflight.verify.meter;

import dev.postflight.api.Measurement;
import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;

/** Remembers what it saw last. Time is that of the registry, as the meters' own is. */
final class CounterProbe implements Probe {

    private static final Map<String, Unit> METRICS = Map.of("count", Unit.COUNT, "rate", Unit.PER_SECOND);

    private final Selection selection;
    private final Clock clock;

    // guarded by this
    private final Sums sums = new Sums();
    private final Tally tally = new Tally(false);
    private Recorders recorders = Recorders.NONE;
    private double lastGrown = Double.NaN;
    private long lastAt;

    CounterProbe(MeterRegistry registry, Selection selection) {
        this.selection = selection;
        clock = registry.config().clock();
    }

    @Override
    public synchronized ProbeResult run(Duration timeout) {
        MeterIndex.Found found = selection.found();
        if (!recorders.areThoseOf(found)) {
            recorders = new Recorders(found, any -> true, null, null);
        }
        if (recorders.isEmpty()) {
            tally.look(Recorders.NONE); // those that come have everything counted since
        }
        if (recorders.isEmpty() || recorders.size() < found.meters().size()) {
            return selection.nothing("counter");
        }
        if (recorders.areOfSteps()) {
            return ProbeResult.silent(Refusals.ofSteps(selection));
        }
        sums.read(recorders);
        if (!sums.areCounts()) {
            return ProbeResult.silent(Refusals.ofCounts(selection, sums));
        }
        boolean known = tally.look(recorders) && tally.isSound();
        if (!known) {
            lastGrown = Double.NaN;
        }
        return tally.isSound()
                ? told(sums.count, tally.grown().count)
                : ProbeResult.silent(Refusals.ofTally(selection));
    }

    private ProbeResult told(double count, double grown) {
        long now = clock.monotonicTime();
        double gained = grown - lastGrown;
        double seconds = (now - lastAt) / 1e9;
        lastGrown = grown;
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
