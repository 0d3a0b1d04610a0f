package dev.postflight.verify.evaluate;

import dev.postflight.api.Statistic;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** What a series of figures must come to, the slow way: every figure is kept. Times are since the start. */
final class SeriesModel {

    private record Run(long at, double value, boolean failed) {}

    private record Stretch(long from, long to) {}

    private record Growth(long at, double increase, long nanos) {}

    private final long length;
    private final long longestGap;
    private final boolean counter;
    private final List<Run> runs = new ArrayList<>();
    private final List<Stretch> seen = new ArrayList<>();
    private final List<Growth> growths = new ArrayList<>();

    /** How far time has come, by figures or by being read. */
    private long reached;

    private long newest = -1;

    SeriesModel(long length, long longestGap, boolean counter) {
        this.length = length;
        this.longestGap = longestGap;
        this.counter = counter;
    }

    private boolean endless() {
        return length == Window.ENDLESS;
    }

    private long width() {
        return (length - 1) / Window.SLICES + 1;
    }

    /** The start of the oldest slice that is covered. */
    private long from() {
        return endless() ? 0 : (reached / width() - Window.SLICES) * width();
    }

    /** A figure, or a run without one. Whether it is young enough. */
    boolean run(long at, double value, boolean failed) {
        long from = Math.max(0, newest);
        if (at > from && at - from <= longestGap) {
            seen.add(new Stretch(from, at));
        }
        newest = Math.max(newest, at);
        reached = Math.max(reached, at);
        runs.add(new Run(at, value, failed));
        return at >= from();
    }

    void grow(long at, double increase, long nanos) {
        growths.add(new Growth(at, increase, nanos));
    }

    private void reach(long now) {
        reached = Math.max(reached, now);
    }

    private List<Run> covered() {
        return runs.stream().filter(run -> run.at >= from()).toList();
    }

    private double[] values() {
        return covered().stream()
                .mapToDouble(Run::value)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
    }

    private long observedNanos(long now) {
        long tail = Math.max(now, newest) - newest;
        return (tail <= longestGap ? tail : 0)
                + seen.stream()
                        .mapToLong(stretch -> Math.max(0, stretch.to - Math.max(from(), stretch.from)))
                        .sum();
    }

    double observed(long now) {
        if (newest < 0) {
            return 0;
        }
        reach(now);
        long whole = endless() ? Math.max(now, newest) : length;
        return whole == 0 ? 1 : Math.min(1, (double) observedNanos(now) / whole);
    }

    double read(Statistic statistic, long now) {
        if (newest < 0) {
            return Double.NaN;
        }
        reach(now);
        double[] values = values();
        List<Growth> grown = growths.stream()
                .filter(growth -> growth.at >= from() && growth.nanos <= length)
                .toList();
        double seconds = grown.stream().mapToLong(Growth::nanos).sum() / 1e9;
        double increase = grown.stream().mapToDouble(Growth::increase).sum();
        double observed = observedNanos(now) / 1e9;
        return switch (statistic) {
            case COUNT -> observed == 0 && covered().isEmpty() ? Double.NaN : values.length;
            case ERROR_RATIO ->
                covered().isEmpty()
                        ? Double.NaN
                        : (double) covered().stream().filter(Run::failed).count()
                                / covered().size();
            case INCREASE -> counter && seconds > 0 ? increase : Double.NaN;
            case RATE ->
                counter
                        ? (seconds > 0 ? increase / seconds : Double.NaN)
                        : observed > 0 ? values.length / observed : Double.NaN;
            default -> counter || values.length == 0 ? Double.NaN : ofValues(statistic, values);
        };
    }

    private static double ofValues(Statistic statistic, double[] values) {
        return switch (statistic) {
            case SUM -> DoubleStream.of(values).sum();
            case MEAN -> DoubleStream.of(values).sum() / values.length;
            case MIN -> values[0];
            case MAX -> values[values.length - 1];
            default -> quantile(statistic, values);
        };
    }

    private static double quantile(Statistic statistic, double[] values) {
        long percent = Math.round(statistic.quantile() * 100);
        return values[(int) ((values.length * percent + 99) / 100) - 1];
    }
}
