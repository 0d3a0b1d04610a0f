package dev.postflight.http;

import dev.postflight.api.Measurement;
import dev.postflight.api.Scale;
import dev.postflight.api.Unit;
import dev.postflight.api.spi.LabelledMeasurements;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is made of the series that answer a query: one figure, or one for each.
 *
 * @param metric what it is called
 * @param scale what the series are in
 * @param label the label that tells several from one another; {@code null} when there is to be one figure
 * @param merge how several become one; {@code null} when there must be one
 */
record MonitorFigure(
        String metric,
        Scale scale,
        @Nullable String label,
        @Nullable Merge merge) {

    /** How many series were read, and how often the answer was called doubtful. */
    static final String SERIES = "series";

    static final String WARNINGS = "warnings";
    static final String AGE = "age";

    private static final Set<String> OWN = Set.of(SERIES, WARNINGS, AGE);
    private static final int MOST_SHOWN = 3;

    /** One figure called {@code value}, of one series. */
    static final MonitorFigure VALUE = new MonitorFigure("value", Scale.of(Unit.COUNT), null, null);

    /** How several figures become one. */
    enum Merge {
        MAX,
        MIN,
        SUM,
        MEAN;

        /** By its name in small letters. */
        static Merge named(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }

        double of(List<MonitorSeries> series) {
            double result = series.get(0).value();
            for (MonitorSeries one : series.subList(1, series.size())) {
                result = switch (this) {
                    case MAX -> Math.max(result, one.value());
                    case MIN -> Math.min(result, one.value());
                    case SUM, MEAN -> result + one.value();
                };
            }
            return this == MEAN ? result / series.size() : result;
        }
    }

    Unit unit() {
        return scale.unit();
    }

    MonitorFigure named(@Nullable String name, Scale of) {
        if (name != null && OWN.contains(name)) {
            throw Texts.fault("metric", name, "a name other than " + String.join(", ", sorted()) + ", which are taken");
        }
        if (name == null) {
            throw Texts.fault("metric", null, "a name");
        }
        // it has the rule for names
        Measurement.of(name, 0, of.unit());
        return new MonitorFigure(name, of, label, merge);
    }

    MonitorFigure labelledBy(@Nullable String name) {
        if (name == null || name.isBlank()) {
            throw Texts.fault("label", Texts.quoted(name), "the name of a label");
        }
        return new MonitorFigure(metric, scale, name, null);
    }

    MonitorFigure merged(Merge how) {
        return new MonitorFigure(metric, scale, null, how);
    }

    private static List<String> sorted() {
        return OWN.stream().sorted().toList();
    }

    /**
     * The measurements.
     *
     * @throws MonitorException if there is no series, or several where one was wanted, or one that the label does not tell
     */
    List<Measurement> of(List<MonitorSeries> series) throws MonitorException {
        if (series.isEmpty()) {
            throw MonitorException.of("no series, which is not zero: nothing has these labels, or nothing yet");
        }
        if (label != null) {
            return labelled(label, series);
        }
        if (merge == null && series.size() > 1) {
            throw MonitorException.of(series.size() + " series where one was wanted: " + shown(series)
                    + "; say labelledBy(…), max(), min(), sum() or mean()");
        }
        double value = scale.inBaseUnit(merge == null ? series.get(0).value() : merge.of(series));
        if (!Double.isFinite(value)) {
            throw MonitorException.of("the " + series.size() + " series add up to more than a double can hold");
        }
        return List.of(Measurement.of(metric, value, unit()));
    }

    private List<Measurement> labelled(String by, List<MonitorSeries> series) throws MonitorException {
        LabelledMeasurements measurements = new LabelledMeasurements();
        for (MonitorSeries one : series) {
            Map<String, String> labels = one.labels();
            String value = labels.get(by);
            if (value == null) {
                throw MonitorException.of(MonitorSeries.shown(labels) + " has no label " + by);
            }
            try {
                measurements.add(metric, value, scale.inBaseUnit(one.value()), unit());
            } catch (IllegalArgumentException e) {
                throw MonitorException.of(String.valueOf(e.getMessage()));
            }
        }
        return measurements.list();
    }

    private static String shown(List<MonitorSeries> series) {
        String first = series.stream()
                .limit(MOST_SHOWN)
                .map(one -> MonitorSeries.shown(one.labels()))
                .collect(Collectors.joining(", "));
        return series.size() > MOST_SHOWN ? first + ", …" : first;
    }
}
