package dev.postflight.api;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sees to it that a metric is measured once in an answer. */
final class Distinct {

    /** Most answers have a handful of measurements, for which a set costs more than it spares. */
    private static final int FEW = 12;

    private Distinct() {}

    /** Copies the measurements. */
    static List<Measurement> metrics(List<Measurement> measurements) {
        List<Measurement> copy = List.copyOf(measurements);
        String twice = copy.size() > FEW ? twiceOfMany(copy) : twiceOfFew(copy);
        if (!twice.isEmpty()) {
            throw new IllegalArgumentException(Faults.sentence("measurements", twice + " twice", "each metric once"));
        }
        return copy;
    }

    private static String twiceOfFew(List<Measurement> measurements) {
        for (int i = 1; i < measurements.size(); i++) {
            String metric = measurements.get(i).metric();
            for (int before = 0; before < i; before++) {
                if (measurements.get(before).metric().equals(metric)) {
                    return metric;
                }
            }
        }
        return "";
    }

    private static String twiceOfMany(List<Measurement> measurements) {
        Set<String> seen = new HashSet<>();
        for (Measurement measurement : measurements) {
            if (!seen.add(measurement.metric())) {
                return measurement.metric();
            }
        }
        return "";
    }
}
