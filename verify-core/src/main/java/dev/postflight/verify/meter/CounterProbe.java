package dev.postflight.verify.meter;

import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what counts: {@code count}, a running total; {@code new_count}, how much of it has come since the last look, and
 * {@code rate}, the same per second. Both are absent at the first look. {@link #over(Duration)} looks back for as long as it
 * is told, whatever the time between two looks.
 *
 * <p>Safe for use by any number of threads; it remembers what it saw, for one check. Time is that of the registry, as the
 * meters' own is.
 *
 * @since 0.1
 */
public final class CounterProbe implements Probe {

    private static final int COUNT = 0;
    private static final int NEW_COUNT = 1;
    private static final int RATE = 2;

    private final Selection selection;
    private final Clock clock;

    // guarded by this
    private final FigureSheet sheet;
    private final Sums sums = new Sums();
    private final Tally tally = new Tally(false);
    private final Looks looks;
    private Recorders recorders = Recorders.NONE;

    private CounterProbe(Selection selection, Clock clock, @Nullable Duration window) {
        this.selection = selection;
        this.clock = clock;
        looks = new Looks(window == null ? Duration.ZERO : window);
        Map<String, Unit> metrics = new LinkedHashMap<>();
        metrics.put("count", Unit.COUNT);
        metrics.put("new_count", Unit.COUNT);
        metrics.put("rate", Unit.PER_SECOND);
        sheet = new FigureSheet(metrics);
        if (window != null) {
            begin();
        }
    }

    static CounterProbe of(Selection selection, Clock clock) {
        return new CounterProbe(selection, clock, null);
    }

    private synchronized void begin() {
        try {
            find();
            tally.begin(recorders);
            if (tally.isSound()) {
                looks.begin(clock.monotonicTime(), tally.grown());
            }
        } catch (RuntimeException e) {
            looks.forget(); // a meter that throws must not keep a plan from being built
        }
    }

    /**
     * Looks back over a window, which begins when the probe is made: {@code new_count} is what was counted within it, and
     * {@code rate} how much that is per second.
     *
     * @param window how long: positive, at most 3650 days
     * @return a new probe, to be used in one check
     * @throws IllegalArgumentException if the window is not positive or too long
     * @see TimerProbe#over(Duration)
     */
    public CounterProbe over(Duration window) {
        return new CounterProbe(selection, clock, TimerSettings.checked(window));
    }

    private MeterIndex.Found find() {
        MeterIndex.Found found = selection.found();
        if (!recorders.areThoseOf(found)) {
            recorders = new Recorders(found, any -> true, null, null);
        }
        return found;
    }

    @Override
    public synchronized ProbeResult run(Duration timeout) {
        MeterIndex.Found found = find();
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
            looks.forget();
        }
        return tally.isSound() ? told() : ProbeResult.silent(Refusals.ofTally(selection));
    }

    private ProbeResult told() {
        long now = clock.monotonicTime();
        sheet.clear();
        sheet.set(COUNT, sums.count);
        if (looks.hasBegun()) {
            double seconds = looks.seconds(now);
            double gained = looks.since(now, tally.grown()).count;
            sheet.set(NEW_COUNT, gained);
            if (seconds > 0) {
                sheet.set(RATE, gained / seconds);
            }
        } else {
            looks.begin(now, tally.grown());
        }
        return sheet.up();
    }

    @Override
    public Map<String, Unit> metrics() {
        return sheet.metrics();
    }

    @Override
    public SilenceRule silence() {
        return SilenceRule.HOLD;
    }

    @Override
    public String absence(String metric) {
        return "it takes a second look to tell what is new";
    }
}
