package dev.postflight.api.spi;

import dev.postflight.api.Measurement;
import dev.postflight.api.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the measurements of an answer that has one figure for each of several things: the rows of a query, the series of
 * a vector. A probe makes one for each answer, and is silent with the message of what this throws. For one thread.
 *
 * @since 0.1
 */
public final class LabelledMeasurements {

    /** How many figures with a label an answer may have. */
    public static final int MOST = 100;

    private final Map<String, String> labels = new LinkedHashMap<>();
    private final List<Measurement> measurements = new ArrayList<>();

    /** Without any yet. */
    public LabelledMeasurements() {}

    /**
     * One more.
     *
     * @param metric what it is
     * @param label which one it is
     * @param value the figure in the base unit
     * @param unit the base unit
     * @throws IllegalArgumentException if there are {@value #MOST} already, the label is empty or too long, or another label
     *     gave the same name; the message is a sentence for people
     */
    public void add(String metric, String label, double value, Unit unit) {
        Measurement measurement = Measurement.labelled(metric, label, value, unit);
        String other = labels.putIfAbsent(measurement.metric(), label);
        if (other != null) {
            throw Words.fault(
                    "label",
                    Words.quoted(label) + (other.equals(label) ? " twice" : " after " + Words.quoted(other)),
                    "labels that give different names, where both give " + measurement.metric());
        }
        if (measurements.size() == MOST) {
            throw Words.fault("labels", "more than " + MOST, "at most " + MOST + "; narrow the question or add up");
        }
        measurements.add(measurement);
    }

    /**
     * What was added.
     *
     * @return in that order
     */
    public List<Measurement> list() {
        return List.copyOf(measurements);
    }
}
