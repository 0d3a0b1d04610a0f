package dev.postflight.verify.meter;

import dev.postflight.api.Measurement;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of an answer, always in the same order; one that is no number is absent. An answer that says what the one
 * before it said is the same object, and so is each measurement, so that a thing at rest costs no memory to look at. For one
 * thread at a time.
 */
final class FigureSheet {

    private final Map<String, Unit> metrics;
    private final String[] names;
    private final Unit[] units;
    private final double[] values;

    /** Of the last answer. */
    private final @Nullable Measurement[] told;

    private ProbeResult.@Nullable Up answer;

    FigureSheet(Map<String, Unit> metrics) {
        this.metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        names = metrics.keySet().toArray(new String[0]);
        units = metrics.values().toArray(new Unit[0]);
        values = new double[names.length];
        told = new Measurement[names.length];
    }

    Map<String, Unit> metrics() {
        return metrics;
    }

    /** Nothing is known. */
    void clear() {
        Arrays.fill(values, Double.NaN);
    }

    void set(int figure, double value) {
        values[figure] = value;
    }

    /** For figures that are not always asked for. */
    void set(String name, double value) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                values[i] = value;
            }
        }
    }

    boolean isEmpty() {
        for (double value : values) {
            if (isNumber(value)) {
                return false;
            }
        }
        return true;
    }

    ProbeResult.Up up() {
        ProbeResult.Up before = answer;
        if (before != null && isAsBefore()) {
            return before;
        }
        ProbeResult.Up made = new ProbeResult.Up(list());
        answer = made;
        return made;
    }

    List<Measurement> list() {
        answer = null;
        int size = 0;
        for (double value : values) {
            size += isNumber(value) ? 1 : 0;
        }
        Measurement[] measurements = new Measurement[size];
        int next = 0;
        for (int i = 0; i < values.length; i++) {
            if (isNumber(values[i])) {
                measurements[next++] = measurement(i);
            } else {
                told[i] = null;
            }
        }
        return List.of(measurements);
    }

    private Measurement measurement(int figure) {
        Measurement before = told[figure];
        if (before != null && before.value() == values[figure]) {
            return before;
        }
        Measurement made = Measurement.of(names[figure], values[figure], units[figure]);
        told[figure] = made;
        return made;
    }

    private boolean isAsBefore() {
        for (int i = 0; i < values.length; i++) {
            Measurement before = told[i];
            if (before == null ? isNumber(values[i]) : before.value() != values[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNumber(double value) {
        return Math.abs(value) <= Double.MAX_VALUE;
    }
}
