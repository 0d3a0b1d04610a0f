package dev.postflight.api;

import static java.util.Objects.requireNonNull;

import java.util.function.DoubleSupplier;

/** A number from a supplier. */
record SuppliedGauge(String metric, Unit unit, DoubleSupplier number) implements GaugeProbe {

    SuppliedGauge {
        requireNonNull(unit, "unit");
        requireNonNull(number, "number");
        if (!Faults.isMetric(metric)) {
            throw new IllegalArgumentException(Faults.sentence("metric", Faults.quoted(metric), Faults.METRIC_RULE));
        }
    }

    @Override
    public double read() {
        return number.getAsDouble();
    }
}
