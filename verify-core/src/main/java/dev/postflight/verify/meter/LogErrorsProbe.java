package dev.postflight.verify.meter;

import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was logged, by the meters of Logback and Log4j together: {@code errors} and {@code warnings}, running totals, fatal ones
 * among the errors; {@code new_errors} since the last look, or since the probe was made; and {@code rate}, the same per second.
 * {@link #over(Duration)} looks back for as long as it is told, whatever the time between two looks.
 *
 * <p>Safe for use by any number of threads; it remembers what it saw, for one check.
 *
 * @since 0.1
 */
public final class LogErrorsProbe implements Probe {

    private static final Outcomes ERRORS = new Outcomes("level", Set.of("error", "fatal"));
    private static final Outcomes WARNINGS = new Outcomes("level", Set.of("warn"));
    private static final String MISSING = "there is no meter logback.events or log4j2.events"
            + " (expected: new LogbackMetrics().bindTo(registry), or new Log4j2Metrics().bindTo(registry))";

    private static final int ERROR_TOTAL = 0;
    private static final int WARNING_TOTAL = 1;
    private static final int NEW_ERRORS = 2;
    private static final int RATE = 3;

    private final List<Selection> selections;
    private final Clock clock;

    // guarded by this
    private final FigureSheet sheet;
    private final Sums sums = new Sums();
    private final Recorders[] recorders = {Recorders.NONE, Recorders.NONE};
    private final Tally[] tallies = {new Tally(false), new Tally(false)};
    private final Looks looks;

    private LogErrorsProbe(List<Selection> selections, Clock clock, Duration window) {
        this.selections = selections;
        this.clock = clock;
        looks = new Looks(window);
        Map<String, Unit> metrics = new LinkedHashMap<>();
        metrics.put("errors", Unit.COUNT);
        metrics.put("warnings", Unit.COUNT);
        metrics.put("new_errors", Unit.COUNT);
        metrics.put("rate", Unit.PER_SECOND);
        sheet = new FigureSheet(metrics);
        begin();
    }

    static LogErrorsProbe of(MeterRegistry registry) {
        List<Selection> selections = List.of(
                Selection.of("name", registry, "logback.events"), Selection.of("name", registry, "log4j2.events"));
        return new LogErrorsProbe(selections, registry.config().clock(), Duration.ZERO);
    }

    /**
     * Looks back over a window, which begins when the probe is made: {@code new_errors} and {@code rate} are of what was logged
     * within it.
     *
     * @param window how long: positive, at most 3650 days
     * @return a new probe, to be used in one check
     * @throws IllegalArgumentException if the window is not positive or too long
     * @see TimerProbe#over(Duration)
     */
    public LogErrorsProbe over(Duration window) {
        return new LogErrorsProbe(selections, clock, TimerSettings.checked(window));
    }

    private synchronized void begin() {
        try {
            find();
            boolean sound = true;
            for (int i = 0; i < tallies.length; i++) {
                tallies[i].begin(recorders[i]);
                sound &= tallies[i].isSound();
            }
            if (sound) {
                looks.begin(clock.monotonicTime(), grown());
            }
        } catch (RuntimeException e) {
            looks.forget(); // a meter that throws must not keep a plan from being built
        }
    }

    /** The errors of both. */
    private Sums grown() {
        Sums both = new Sums();
        for (Tally tally : tallies) {
            both.errors += tally.grown().errors;
        }
        return both;
    }

    private void find() {
        for (int i = 0; i < recorders.length; i++) {
            MeterIndex.Found found = selections.get(i).found();
            if (!recorders[i].areThoseOf(found)) {
                recorders[i] = new Recorders(found, LogErrorsProbe::isLevel, ERRORS, WARNINGS);
            }
        }
    }

    private static boolean isLevel(Meter meter) {
        return meter.getId().getTag("level") != null;
    }

    @Override
    public synchronized ProbeResult run(Duration timeout) {
        find();
        double errors = 0;
        double warnings = 0;
        boolean some = false;
        for (int i = 0; i < recorders.length; i++) {
            some |= !recorders[i].isEmpty();
            if (recorders[i].areOfSteps()) {
                return ProbeResult.silent(Refusals.ofSteps(selections.get(i)));
            }
            sums.read(recorders[i]);
            if (!sums.areCounts()) {
                return ProbeResult.silent(Refusals.ofCounts(selections.get(i), sums));
            }
            errors += sums.errors;
            warnings += sums.successes;
            boolean known = tallies[i].look(recorders[i]) && tallies[i].isSound();
            if (!known) {
                looks.forget(); // it is not known what is new, as not all can be read or another registry is
            }
            if (!tallies[i].isSound()) {
                return ProbeResult.silent(Refusals.ofTally(selections.get(i)));
            }
        }
        return some ? told(errors, warnings) : missing();
    }

    private ProbeResult told(double errors, double warnings) {
        long now = clock.monotonicTime();
        sheet.clear();
        sheet.set(ERROR_TOTAL, errors);
        sheet.set(WARNING_TOTAL, warnings);
        if (looks.hasBegun()) {
            double seconds = looks.seconds(now);
            double fresh = looks.since(now, grown()).errors;
            sheet.set(NEW_ERRORS, fresh);
            if (seconds > 0) {
                sheet.set(RATE, fresh / seconds);
            }
        } else {
            looks.begin(now, grown());
        }
        return sheet.up();
    }

    private ProbeResult missing() {
        ProbeResult.Silent nothing = selections.get(0).nothing("meter");
        return nothing.cause().endsWith("logback.events") ? ProbeResult.silent(MISSING) : nothing;
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
