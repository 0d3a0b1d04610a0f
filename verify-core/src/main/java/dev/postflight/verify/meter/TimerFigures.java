package dev.postflight.verify.meter;

import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a probe over timers says, and what it remembers of its looks. Safe for use by any number of threads. */
final class TimerFigures {

    private final Selection selection;
    private final TimerSettings settings;
    private final FigureSheet sheet;
    private final Sums sums = new Sums();
    private final @Nullable Tally tally;
    private final @Nullable Looks looks;

    /** Those whose refusal is known: what they are does not change. */
    private @Nullable Recorders judged;

    private @Nullable String refusal;

    /** Whether there was anything in what was looked at last. */
    private boolean recorded;

    TimerFigures(Selection selection, TimerSettings settings) {
        this.selection = selection;
        this.settings = settings;
        sheet = new FigureSheet(settings.metrics());
        tally = settings.window() == null ? null : new Tally(true);
        looks = settings.window() == null ? null : new Looks(settings.window());
    }

    Map<String, Unit> metrics() {
        return sheet.metrics();
    }

    synchronized void begin(Recorders recorders, long now) {
        if (tally != null && looks != null) {
            begin(tally, looks, recorders, now);
        }
    }

    /** Where not all can be read, it begins with the next look. */
    private static void begin(Tally tally, Looks looks, Recorders recorders, long now) {
        tally.begin(recorders);
        if (tally.isSound()) {
            looks.begin(now, tally.grown());
        } else {
            looks.forget();
        }
    }

    synchronized void forget() {
        if (looks != null) {
            looks.forget();
        }
    }

    /** The meters have vanished, or are not there yet: those that come have everything counted since. */
    synchronized void lookAtNothing() {
        if (tally != null) {
            tally.look(Recorders.NONE);
        }
    }

    /** Why a figure was not among those of the last look; empty when there is nothing to say. */
    synchronized String absence(String metric, Recorders recorders) {
        String why = Refusals.ofFigure(metric, selection, recorders, settings);
        return why.isEmpty() && !recorded
                ? selection + " has recorded nothing" + TimerSettings.inWindow(settings.window())
                : why;
    }

    synchronized ProbeResult look(Recorders recorders, long now) {
        sums.read(recorders);
        if (!sums.areCounts()) {
            return ProbeResult.silent(
                    selection + " has a count of " + Unit.COUNT.format(sums.count) + " and a total of "
                            + settings.unit().format(sums.total) + " (expected: finite, and not negative)");
        }
        sheet.clear();
        String refused = refusal(recorders);
        if (refused != null) {
            return ProbeResult.silent(refused);
        }
        if (!recorders.areOfSteps()) {
            setRunningTotals(recorders);
        }
        if (tally != null && looks != null) {
            String lost = lookBack(tally, looks, recorders, now);
            if (lost != null) {
                return ProbeResult.silent(lost);
            }
        } else {
            recorded = sums.count > 0;
            setShares(sums, recorders);
            if (recorders.haveDistributions() && sums.count > 0) {
                setDistribution(recorders);
            }
        }
        return sheet.isEmpty() ? ProbeResult.silent(selection + " has recorded nothing in its last step") : sheet.up();
    }

    private @Nullable String refusal(Recorders recorders) {
        if (judged != recorders) {
            refusal = tally != null && recorders.areOfSteps()
                    ? Refusals.ofSteps(selection)
                    : Refusals.ofLimits(selection, recorders, settings);
            judged = recorders;
        }
        return refusal;
    }

    private void setRunningTotals(Recorders recorders) {
        sheet.set(TimerSettings.COUNT, sums.count);
        sheet.set(TimerSettings.TOTAL, sums.total);
        if (recorders.tellErrors()) {
            sheet.set(TimerSettings.ERRORS, sums.errors);
        }
        if (recorders.tellSuccesses()) {
            sheet.set(TimerSettings.SUCCESSES, sums.successes);
        }
    }

    private void setShares(Sums of, Recorders recorders) {
        if (!(of.count > 0)) {
            return;
        }
        sheet.set(TimerSettings.MEAN, of.total / of.count);
        if (of.max > 0) {
            sheet.set(TimerSettings.MAX, of.max);
        }
        if (recorders.tellErrors()) {
            sheet.set(TimerSettings.ERROR_RATE, of.errors / of.count);
        }
        if (recorders.tellSuccesses()) {
            sheet.set(TimerSettings.SUCCESS_RATE, of.successes / of.count);
        }
    }

    /** Quantiles, and shares by limits, of all that the meters tell. */
    private void setDistribution(Recorders recorders) {
        List<HistogramSnapshot> snapshots = new ArrayList<>(recorders.size());
        double[] within = new double[settings.within().size()];
        for (int i = 0; i < recorders.size(); i++) {
            Recorder recorder = recorders.get(i);
            HistogramSnapshot snapshot = recorder.snapshot();
            if (snapshot.count() > 0) {
                snapshots.add(snapshot);
            }
            if (within.length > 0) {
                BucketCounts counts = BucketCounts.of(snapshot.histogramCounts(), recorder);
                int limit = 0;
                for (double value : settings.within().values()) {
                    within[limit++] += counts.upTo(value, recorder.isFine());
                }
            }
        }
        double divisor = settings.isOfTimers() ? Quantile.NANOS : 1;
        for (int i = 0; i < TimerSettings.QUANTILES.length; i++) {
            double quantile = settings.scale().inBaseUnit(Quantile.of(TimerSettings.QUANTILES[i], snapshots, divisor));
            sheet.set(TimerSettings.FIRST_QUANTILE + i, quantile);
        }
        int limit = 0;
        for (String name : settings.within().keySet()) {
            sheet.set(name, Math.min(1, within[limit++] / sums.count));
        }
    }

    /** Why the window begins anew; {@code null} when it does not. */
    private @Nullable String lookBack(Tally counted, Looks seen, Recorders recorders, long now) {
        if (!seen.hasBegun()) {
            begin(counted, seen, recorders, now);
            return counted.isSound() ? null : Refusals.ofTally(selection);
        }
        boolean known = counted.look(recorders);
        if (!counted.isSound()) {
            seen.forget();
            return Refusals.ofTally(selection);
        }
        if (!known) {
            seen.begin(now, counted.grown());
            return selection + " is told by another registry than before";
        }
        double seconds = seen.seconds(now);
        Sums since = seen.since(now, counted.grown());
        recorded = since.count > 0;
        setShares(since, recorders);
        if (seconds > 0) {
            sheet.set(TimerSettings.RATE, since.count / seconds);
        }
        if (counted.keepsBuckets() && since.count > 0) {
            for (int i = 0; i < TimerSettings.QUANTILES.length; i++) {
                double quantile = since.buckets.quantile(TimerSettings.QUANTILES[i], since.count, since.max);
                sheet.set(TimerSettings.FIRST_QUANTILE + i, quantile);
            }
            settings.within()
                    .forEach((name, limit) -> sheet.set(
                            name,
                            Math.min(
                                    1,
                                    since.buckets.upTo(limit, recorders.get(0).isFine()) / since.count)));
        }
        return null;
    }
}
