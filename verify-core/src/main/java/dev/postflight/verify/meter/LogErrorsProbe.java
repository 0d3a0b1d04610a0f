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

/** What was logged, by the meters of Logback and Log4j together. */
final class LogErrorsProbe implements Probe {

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
    private long lastAt;

    /** Not a number when it is not known what is new, as not all can be read or another registry is. */
    private double lastErrors;

    private LogErrorsProbe(List<Selection> selections, Clock clock) {
        this.selections = selections;
        this.clock = clock;
        Map<String, Unit> metrics = new LinkedHashMap<>();
        metrics.put("errors", Unit.COUNT);
        metrics.put("warnings", Unit.COUNT);
        metrics.put("new_errors", Unit.COUNT);
        metrics.put("rate", Unit.PER_SECOND);
        sheet = new FigureSheet(metrics);
    }

    static LogErrorsProbe of(MeterRegistry registry) {
        List<Selection> selections = List.of(
                Selection.of("name", registry, "logback.events"), Selection.of("name", registry, "log4j2.events"));
        LogErrorsProbe probe = new LogErrorsProbe(selections, registry.config().clock());
        probe.begin();
        return probe;
    }

    private synchronized void begin() {
        find();
        for (int i = 0; i < tallies.length; i++) {
            tallies[i].begin(recorders[i]);
            lastErrors = tallies[i].isSound() ? lastErrors : Double.NaN;
        }
        lastAt = clock.monotonicTime();
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
        double grown = 0;
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
                lastErrors = Double.NaN;
            }
            if (!tallies[i].isSound()) {
                return ProbeResult.silent(Refusals.ofTally(selections.get(i)));
            }
            grown += tallies[i].grown().errors;
        }
        return some ? told(errors, warnings, grown) : missing();
    }

    private ProbeResult told(double errors, double warnings, double grown) {
        long now = clock.monotonicTime();
        double seconds = (now - lastAt) / 1e9;
        double fresh = grown - lastErrors;
        lastAt = now;
        lastErrors = grown;
        sheet.clear();
        sheet.set(ERROR_TOTAL, errors);
        sheet.set(WARNING_TOTAL, warnings);
        sheet.set(NEW_ERRORS, fresh);
        if (seconds > 0) {
            sheet.set(RATE, fresh / seconds);
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
