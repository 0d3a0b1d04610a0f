package dev.postflight.verify.meter;

import dev.postflight.api.Probe;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;

/**
 * Reads timers of one name as one: {@code count}, {@code total} and {@code errors}, which are running totals; {@code mean} and
 * {@code max}; the quantiles {@code p50}, {@code p95} and {@code p99}; and {@code error_rate}, the share of what failed.
 * Distribution summaries are read as timers are, in their own unit.
 *
 * <p>What cannot be known is absent, and never zero: nothing but running totals before the first sample; quantiles when the
 * timers publish neither percentiles nor a histogram; what is of a sliding window when nothing was recorded in it; errors
 * when no timer has the tag that tells.
 *
 * <p>A quantile over several timers is the largest of theirs where they publish percentiles, and else the upper bound of
 * its histogram bucket, which is never too small. Percentiles are as exact as they are published: by Micrometer's default of
 * one digit, they may be a sixteenth too small.
 *
 * <p>{@code max}, published percentiles and, in some registries, histograms are those of Micrometer's sliding window of
 * some minutes, all else is since the application was started. {@link #over(Duration)} and {@link #sinceLastLook()} look back
 * for no longer than they are told.
 *
 * <p>Each method returns a new probe. A probe remembers what it saw last, for one check; safe for use by any number of
 * threads.
 *
 * @since 0.1
 */
public final class TimerProbe implements Probe {

    private final Selection selection;
    private final TimerSettings settings;
    private final Clock clock;
    private final TimerFigures figures;

    private volatile Recorders recorders = Recorders.NONE;

    TimerProbe(Selection selection, Clock clock, TimerSettings settings) {
        this.selection = selection;
        this.settings = settings;
        this.clock = clock;
        figures = new TimerFigures(selection, settings);
        begin();
    }

    /** A window begins when the probe is made. Where that cannot be read yet, it begins with the first look. */
    private void begin() {
        if (settings.window() != null) {
            try {
                figures.begin(recorders(), clock.monotonicTime());
            } catch (RuntimeException e) {
                figures.forget(); // a meter that throws must not keep a plan from being built
            }
        }
    }

    /**
     * How failures are told; by {@code outcome=SERVER_ERROR} unless it is said here.
     *
     * @param tag the tag
     * @param values the values of the tag that mean failure
     * @return a new probe
     * @throws IllegalArgumentException if the tag is blank, there is no value, or one is null
     */
    public TimerProbe errors(String tag, String... values) {
        return with(settings.withErrors(Outcomes.of(tag, values)));
    }

    /**
     * Tells {@code successes}, a running total, and {@code success_rate} as well, by a tag.
     *
     * @param tag the tag, such as {@code outcome}
     * @param values the values of the tag that mean success, such as {@code SUCCESS}
     * @return a new probe
     * @throws IllegalArgumentException if the tag is blank, there is no value, or one is null
     */
    public TimerProbe successes(String tag, String... values) {
        return with(settings.withSuccesses(Outcomes.of(tag, values)));
    }

    /**
     * Tells the share of what was not above a limit as well: {@code within_100ms}. The limit must be a bucket of the
     * timers' histogram (a service level objective), in a registry that keeps its buckets, as that of Prometheus does; of a
     * {@link SketchRegistry} it may be any. Otherwise the probe is silent, and says so.
     *
     * @param limit for example {@code 100ms}; the metric is {@code within_} and the limit as it is written
     * @return a new probe
     * @throws IllegalArgumentException if the limit is no quantity above zero in the unit of the meter, or the 21st
     */
    public TimerProbe within(String limit) {
        return with(settings.withLimit(limit));
    }

    /**
     * Looks back over a window, which begins when the probe is made: {@code mean}, {@code max}, quantiles and shares are of
     * what was recorded within it, and {@code rate} is how much there was per second. Running totals stay those since the
     * application was started. Between two looks a window slides by a sixteenth of its length at least; it reaches back to
     * the look before when looks are further apart.
     *
     * <p>Quantiles are told by timers that keep the buckets of their histograms, and by no others.
     *
     * @param window how long: positive, at most 3650 days
     * @return a new probe, to be used in one check
     * @throws IllegalArgumentException if the window is not positive or too long
     */
    public TimerProbe over(Duration window) {
        return with(settings.withWindow(window));
    }

    /**
     * Looks back to the last look, or to when the probe was made, as {@link #over(Duration)} does to the beginning of its
     * window.
     *
     * @return a new probe, to be used in one check
     */
    public TimerProbe sinceLastLook() {
        return with(settings.sinceLastLook());
    }

    private TimerProbe with(TimerSettings changed) {
        return new TimerProbe(selection, clock, changed);
    }

    private Recorders recorders() {
        MeterIndex.Found found = selection.found();
        Recorders known = recorders;
        if (!known.areThoseOf(found)) {
            known = new Recorders(found, this::isRead, settings.scale(), settings.errors(), settings.successes());
            recorders = known;
        }
        return known;
    }

    private boolean isRead(Meter meter) {
        return settings.isOfTimers()
                ? meter instanceof Timer || meter instanceof FunctionTimer
                : meter instanceof DistributionSummary;
    }

    /**
     * Reads {@code count}, {@code mean} and {@code max} since the application was started, as {@link #run} does without a
     * window, and allocates nothing: for loops over many timers, such as one that fills the arrays of a batch.
     *
     * @param into the three figures in this order, in base units; not a number what is absent
     * @param at where the first one goes
     * @throws IndexOutOfBoundsException if there is no room for three
     */
    public void read(double[] into, int at) {
        Recorders all = recorders();
        double count = 0;
        double total = 0;
        double max = 0;
        boolean told = !all.isEmpty();
        for (int i = 0; i < all.size(); i++) {
            Recorder recorder = all.get(i);
            double counted = recorder.count();
            double totalled = recorder.total();
            told &= Sums.areCounts(counted, totalled);
            count += counted;
            total += totalled;
            max = Math.max(max, recorder.max());
        }
        told &= Sums.areCounts(count, total);
        into[at] = told && !all.areOfSteps() ? count : Double.NaN;
        into[at + 1] = told && count > 0 ? total / count : Double.NaN;
        into[at + 2] = told && count > 0 && max > 0 ? max : Double.NaN;
    }

    @Override
    public ProbeResult run(Duration timeout) {
        Recorders all = recorders();
        return all.isEmpty() ? none() : figures.look(all, settings.window() == null ? 0 : clock.monotonicTime());
    }

    private ProbeResult none() {
        figures.lookAtNothing();
        return selection.nothing(settings.kind());
    }

    @Override
    public Map<String, Unit> metrics() {
        return figures.metrics();
    }

    @Override
    public SilenceRule silence() {
        return SilenceRule.HOLD;
    }

    /** What is not published, told by no tag, or was not recorded. */
    @Override
    public String absence(String metric) {
        return figures.absence(metric, recorders());
    }
}
