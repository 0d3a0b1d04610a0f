package dev.postflight.verify.meter;

import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Scale;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Meters as a share of others: {@code ratio}, and what it is made of, {@code part} and {@code whole}, which are running totals
 * of what counts and values of gauges. Each method returns a new probe; safe for use by any number of threads.
 *
 * @since 0.1
 */
public final class RatioProbe implements Probe {

    private static final int RATIO = 0;
    private static final int PART = 1;
    private static final int WHOLE = 2;

    private final Selection part;
    private final Selection whole;

    /** When it is told by a tag of the whole what is the part. */
    private final @Nullable Outcomes outcomes;

    private final Clock clock;
    private final @Nullable Duration window;

    // guarded by this
    private final FigureSheet sheet;
    private final Sums sums = new Sums();
    private final Tally partTally = new Tally(false);
    private final Tally wholeTally = new Tally(false);
    private final Looks partLooks;
    private final Looks wholeLooks;

    private boolean isSecondLook;
    private Recorders partRecorders = Recorders.NONE;
    private Recorders wholeRecorders = Recorders.NONE;

    private RatioProbe(
            Selection part, Selection whole, @Nullable Outcomes outcomes, Clock clock, @Nullable Duration window) {
        this.part = part;
        this.whole = whole;
        this.outcomes = outcomes;
        this.clock = clock;
        this.window = window;
        Map<String, Unit> metrics = new LinkedHashMap<>();
        metrics.put("ratio", Unit.RATIO);
        metrics.put("part", Unit.COUNT);
        metrics.put("whole", Unit.COUNT);
        sheet = new FigureSheet(metrics);
        partLooks = new Looks(window == null ? Duration.ZERO : window);
        wholeLooks = new Looks(window == null ? Duration.ZERO : window);
        begin();
    }

    static RatioProbe of(Selection part, Selection whole, Clock clock) {
        return new RatioProbe(part, whole, null, clock, null);
    }

    static RatioProbe of(Selection both, Outcomes outcomes, Clock clock) {
        return new RatioProbe(both, both, outcomes, clock, null);
    }

    private synchronized void begin() {
        if (window != null) {
            try {
                find();
                begin(clock.monotonicTime());
            } catch (RuntimeException e) {
                partLooks.forget(); // a meter that throws must not keep a plan from being built
            }
        }
    }

    private void begin(long now) {
        partTally.begin(partRecorders);
        wholeTally.begin(wholeRecorders);
        wholeLooks.begin(now, wholeTally.grown());
        partLooks.begin(now, partTally.grown());
        if (!partTally.isSound() || !wholeTally.isSound()) {
            partLooks.forget(); // it begins with the next look
        }
    }

    /**
     * The ratio of what was counted within a window, which begins when the probe is made. Of what only shows a value there
     * is none.
     *
     * @param time how long: positive, at most 3650 days
     * @return a new probe, to be used in one check
     * @throws IllegalArgumentException if the window is not positive or too long
     * @see TimerProbe#over(Duration)
     */
    public RatioProbe over(Duration time) {
        Duration checked = TimerSettings.checked(time);
        return new RatioProbe(part, whole, outcomes, clock, checked);
    }

    /**
     * The ratio of what was counted since the last look, or since the probe was made. Of what only shows a value there is
     * none.
     *
     * @return a new probe, to be used in one check
     */
    public RatioProbe sinceLastLook() {
        return new RatioProbe(part, whole, outcomes, clock, Duration.ZERO);
    }

    private void find() {
        MeterIndex.Found foundWhole = whole.found();
        MeterIndex.Found foundPart = outcomes == null ? part.found() : foundWhole;
        if (!wholeRecorders.areThoseOf(foundWhole)) {
            wholeRecorders = new Recorders(foundWhole, this::isInWhole, null, null);
        }
        if (!partRecorders.areThoseOf(foundPart)) {
            partRecorders = new Recorders(foundPart, this::isInPart, null, null);
        }
    }

    private boolean isInWhole(Meter meter) {
        return outcomes == null || outcomes.areToldBy(meter);
    }

    private boolean isInPart(Meter meter) {
        return outcomes == null || outcomes.areThoseOf(meter);
    }

    @Override
    public synchronized ProbeResult run(Duration timeout) {
        String missing = missing();
        if (missing != null) {
            return ProbeResult.silent(missing);
        }
        find();
        String refusal = refusal();
        if (refusal != null) {
            return ProbeResult.silent(refusal);
        }
        double above = outcomes == null ? part.total() : total(partRecorders);
        double below = outcomes == null ? whole.total() : total(wholeRecorders);
        if (!(Math.abs(above) <= Double.MAX_VALUE)) {
            return ProbeResult.silent(part + " is " + Unit.COUNT.format(above) + " (expected: a finite number)");
        }
        if (!(below > 0 && below <= Double.MAX_VALUE)) {
            return nothing(Unit.COUNT.format(below));
        }
        sheet.clear();
        sheet.set(PART, above);
        sheet.set(WHOLE, below);
        if (window != null) {
            return lookBack();
        }
        sheet.set(RATIO, above / below);
        return sheet.up();
    }

    private @Nullable String missing() {
        if (part.meters().isEmpty()) {
            return part.nothing("meter").cause();
        }
        if (whole.meters().isEmpty()) {
            return whole.nothing("meter").cause();
        }
        Outcomes told = outcomes;
        if (told != null && whole.meters().stream().noneMatch(told::areToldBy)) {
            return "no meter " + whole + " has the tag " + told.tag();
        }
        return null;
    }

    private static double total(Recorders recorders) {
        double total = 0;
        for (int i = 0; i < recorders.size(); i++) {
            total += recorders.get(i).count();
        }
        return total;
    }

    private ProbeResult lookBack() {
        long now = clock.monotonicTime();
        boolean known = partLooks.hasBegun();
        if (known) {
            boolean samePart = partTally.look(partRecorders);
            known = wholeTally.look(wholeRecorders) && samePart;
        }
        if (!known) {
            begin(now);
        }
        isSecondLook = known;
        if (!partTally.isSound() || !wholeTally.isSound()) {
            partLooks.forget();
            return ProbeResult.silent(Refusals.ofTally(partTally.isSound() ? whole : part));
        }
        if (!known) {
            return sheet.up();
        }
        double above = partLooks.since(now, partTally.grown()).count;
        double below = wholeLooks.since(now, wholeTally.grown()).count;
        if (below > 0) {
            sheet.set(RATIO, above / below);
        }
        return sheet.up();
    }

    private @Nullable String refusal() {
        if (partRecorders.areOfSteps() || wholeRecorders.areOfSteps()) {
            return Refusals.ofSteps(partRecorders.areOfSteps() ? part : whole);
        }
        sums.read(partRecorders);
        if (!sums.areCounts()) {
            return Refusals.ofCounts(part, sums);
        }
        sums.read(wholeRecorders);
        if (!sums.areCounts()) {
            return Refusals.ofCounts(whole, sums);
        }
        return window == null ? null : refusalOfWindow();
    }

    private @Nullable String refusalOfWindow() {
        for (Selection selection : new Selection[] {part, whole}) {
            for (Meter meter : selection.meters()) {
                if (meter instanceof Gauge || Recorder.of(meter, Scale.of(Unit.COUNT)) == null) {
                    return selection + " is a " + Selection.kind(meter) + " (expected: what counts, for a time window)";
                }
            }
        }
        return null;
    }

    private ProbeResult nothing(String is) {
        return ProbeResult.silent(whole + " is " + is + ", and there is no ratio to nothing");
    }

    /** Over a window alone. */
    @Override
    public synchronized String absence(String metric) {
        return isSecondLook
                ? whole + " has counted nothing" + TimerSettings.inWindow(window)
                : "it takes a second look to tell what is new";
    }

    @Override
    public Map<String, Unit> metrics() {
        return sheet.metrics();
    }

    @Override
    public SilenceRule silence() {
        return SilenceRule.HOLD;
    }
}
