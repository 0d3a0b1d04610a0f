package dev.postflight.http;

import dev.postflight.api.Measurement;
import dev.postflight.api.Scale;
import dev.postflight.api.Unit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A figure of a JSON document that is reported as a measurement.
 *
 * @param metric the name of the measurement
 * @param pointer where the figure is
 * @param scale what it is in
 * @param isAge whether it is a time, and measured is how long ago it is
 */
record JsonMetric(String metric, String pointer, Scale scale, boolean isAge) {

    JsonMetric {
        pointer = JsonPointers.checked(pointer);
        // it has the rule for names
        Measurement.of(metric, 0, scale.unit());
    }

    static JsonMetric number(String metric, String pointer, Scale scale) {
        return new JsonMetric(metric, pointer, scale, false);
    }

    static JsonMetric age(String metric, String pointer) {
        return new JsonMetric(metric, pointer, Scale.of(Unit.SECONDS), true);
    }

    Unit unit() {
        return scale.unit();
    }

    /** Adds the figure, or what is wrong where it must be there. */
    void measure(Seen seen, List<Measurement> measurements, List<String> unmet) {
        Json document = seen.json();
        if (isAge) {
            measureAge(seen, document, measurements, unmet);
        } else if (document != null) {
            double number = scale.inBaseUnit(document.part(pointer).number().orElse(Double.NaN));
            if (Double.isFinite(number)) {
                measurements.add(Measurement.of(metric, number, unit()));
            }
        }
    }

    private void measureAge(Seen seen, @Nullable Json document, List<Measurement> measurements, List<String> unmet) {
        if (document == null) {
            String why = seen.whyNotJson();
            if (why != null) {
                unmet.add(why);
            }
            return;
        }
        JsonPart part = new JsonPart(pointer, document, seen);
        JsonTime time = JsonTime.of(part.value(), seen.now());
        if (time.isKnown()) {
            measurements.add(Measurement.of(metric, time.age(), unit()));
        } else {
            unmet.add(part.unlike(time.remark(), "a time, for " + metric));
        }
    }
}
