package dev.postflight.api;

import static java.util.Objects.requireNonNull;

/**
 * One figure that a probe saw.
 *
 * @param metric its name: a letter or underscore, then letters, digits, underscores, dots or hyphens
 * @param value the figure in the base unit; one that is not finite is kept, shown, and counts as no data
 * @param unit the base unit
 * @since 0.1
 */
public record Measurement(String metric, double value, Unit unit) {

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if the name is not a metric name
     */
    public Measurement {
        requireNonNull(unit, "unit");
        if (!Faults.isMetric(metric)) {
            throw new IllegalArgumentException(Faults.sentence("metric", Faults.quoted(metric), Faults.METRIC_RULE));
        }
    }

    /**
     * One figure that a probe saw.
     *
     * @param metric its name
     * @param value the figure in the base unit
     * @param unit the base unit
     * @return the measurement
     * @throws IllegalArgumentException if the name is not a metric name
     */
    public static Measurement of(String metric, double value, Unit unit) {
        return new Measurement(metric, value, unit);
    }

    /**
     * One of several figures of the same kind, told apart by a label from outside: {@code connections.idle_in_transaction}.
     *
     * @param metric what they all are
     * @param label which one it is; what a metric's name cannot have becomes an underscore
     * @param value the figure in the base unit
     * @param unit the base unit
     * @return the measurement of {@code metric.label}
     * @throws IllegalArgumentException if the metric is no metric name, the label is empty, or both together are longer than
     *     100 characters
     * @see dev.postflight.api.spi.LabelledMeasurements
     */
    public static Measurement labelled(String metric, String label, double value, Unit unit) {
        if (label == null || label.isEmpty()) {
            throw new IllegalArgumentException(
                    Faults.sentence("label of " + metric, Faults.quoted(label), "a text that is not empty"));
        }
        StringBuilder name = new StringBuilder(metric).append('.');
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            name.append(Faults.isMetricPart(c) ? c : '_');
        }
        return new Measurement(name.toString(), value, unit);
    }

    /**
     * The measurement for people.
     *
     * @return for example {@code p95 612 ms}
     */
    @Override
    public String toString() {
        return metric + " " + unit.format(value);
    }
}
