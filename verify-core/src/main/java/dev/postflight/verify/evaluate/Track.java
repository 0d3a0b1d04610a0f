package dev.postflight.verify.evaluate;

import dev.postflight.api.Figure;
import dev.postflight.api.Measurement;
import dev.postflight.api.Reason;
import dev.postflight.api.Statistic;
import dev.postflight.api.Unit;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one metric of a check is recorded in, or its runs: a series over all time windows that its thresholds name. */
final class Track {

    private enum Kind {
        FIGURES,
        COUNTER,
        RUNS
    }

    private final Kind kind;
    private final @Nullable String metric;
    private final boolean ofPhase;
    private final Set<Duration> windows = new LinkedHashSet<>();
    private boolean quantiles;
    private boolean signed;
    private @Nullable Series series;
    private @Nullable Unit unit;
    private Reason last = Reason.NO_DATA;
    private long refused;

    Track(Figure.OverTime figure) {
        kind = kind(figure.statistic());
        metric = figure.metric();
        ofPhase = figure.window() == null;
        unit = kind == Kind.RUNS ? Unit.RATIO : null;
    }

    private static Kind kind(Statistic statistic) {
        if (statistic == Statistic.ERROR_RATIO) {
            return Kind.RUNS;
        }
        return statistic.ofCounter() ? Kind.COUNTER : Kind.FIGURES;
    }

    /** Whether the figure is read from this track, which is made for it then. */
    boolean serves(Figure.OverTime figure) {
        return kind(figure.statistic()) == kind
                && Objects.equals(figure.metric(), metric)
                && (figure.window() == null) == ofPhase;
    }

    /** Before {@link #open}: what the series has to have, and whether figures below zero make sense. */
    void require(Figure.OverTime figure, boolean signedLimits) {
        windows.add(length(figure.window()));
        quantiles |= !Double.isNaN(figure.statistic().quantile());
        signed |= signedLimits;
    }

    void open(long longestGap) {
        Duration[] all = windows.toArray(new Duration[0]);
        series = kind == Kind.COUNTER ? Series.ofCounter(all) : Series.ofSamples(quantiles, longestGap, all);
    }

    int window(@Nullable Duration window) {
        return List.copyOf(windows).indexOf(length(window));
    }

    private static Duration length(@Nullable Duration window) {
        return window == null ? Series.ENDLESS : window;
    }

    Series series() {
        return Objects.requireNonNull(series);
    }

    /** The unit of what was recorded; none before there was anything. */
    @Nullable
    Unit unit() {
        return unit;
    }

    /** What became of the last answer: {@link Reason#MET} when it was recorded. */
    Reason last() {
        return last;
    }

    /** How many figures were not recorded, because they cannot be. */
    long refused() {
        return refused + series().refused() + series().late();
    }

    void beginPhase(long now) {
        if (ofPhase) {
            refused = refused(); // the series forgets that as well
            series().restart(now);
        }
    }

    void record(List<Measurement> answer, boolean failed, long now) {
        last = Reason.NO_DATA;
        if (kind == Kind.RUNS) {
            run(failed, now);
            return;
        }
        if (metric == null) {
            if (answer.size() == 1) {
                record(answer.get(0), now);
            }
            return;
        }
        for (int i = 0; i < answer.size(); i++) {
            if (answer.get(i).metric().equals(metric)) {
                record(answer.get(i), now);
            }
        }
    }

    /** A run without an answer. */
    void fail(long now) {
        if (kind == Kind.RUNS) {
            run(true, now);
        }
    }

    private void run(boolean failed, long now) {
        last = Reason.MET;
        if (failed) {
            series().fail(now);
        } else {
            series().record(0, now);
        }
    }

    private void record(Measurement measurement, long now) {
        if (unit == null) {
            unit = measurement.unit();
        }
        if (unit != measurement.unit()) {
            last = Reason.WRONG_UNIT;
            refused++;
        } else if (unit == Unit.SECONDS && measurement.value() < 0 && !signed) {
            refused++; // a clock was set back while the duration was measured
        } else {
            last = Double.isFinite(measurement.value()) ? Reason.MET : Reason.NO_DATA;
            series().record(measurement.value(), now);
        }
    }
}
