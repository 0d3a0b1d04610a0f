package dev.postflight.verify.evaluate;

import dev.postflight.api.Figure;
import dev.postflight.api.Measurement;
import dev.postflight.api.Reason;
import dev.postflight.api.Statistic;
import dev.postflight.api.Unit;
import java.util.List;

/** A figure over a time window. What it reads is recorded by others, before. */
final class WindowReading extends Reading {

    private final Statistic statistic;
    private final Track track;
    private final int window;

    WindowReading(Figure.OverTime figure, Track track) {
        super(figure);
        statistic = figure.statistic();
        this.track = track;
        window = track.window(figure.window());
    }

    @Override
    void update(List<Measurement> answer, long now) {
        Unit unit = track.unit();
        double observed = track.series().observed(window, now);
        double value = track.series().read(statistic, window, now);
        if (track.last() != Reason.MET) {
            unknown(track.last(), observed);
        } else if (unit == null || Double.isNaN(value)) {
            unknown(Reason.NO_DATA, observed);
        } else {
            known(value, statistic.unit(unit), observed);
        }
    }

    @Override
    public List<Reading> terms() {
        return List.of(this);
    }
}
