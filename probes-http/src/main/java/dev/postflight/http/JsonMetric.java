package dev.postflight.http;

import dev.postflight.api.Measurement;
import dev.postflight.api.Unit;

/**
 * A number in a JSON document that is reported as a measurement.
 *
 * @param metric the name of the measurement
 * @param pointer where the number is
 * @param unit the unit that it is in
 */
record JsonMetric(String metric, String pointer, Unit unit) {

    JsonMetric {
        pointer = JsonPointers.checked(pointer);
        if (unit == null) {
            throw Texts.fault("unit", null, "the unit of the metric");
        }
        // it has the rule for names
        Measurement.of(metric, 0, unit);
    }
}
