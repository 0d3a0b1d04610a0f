package dev.postflight.verify.evaluate;

import dev.postflight.api.Figure;
import dev.postflight.api.Measurement;
import dev.postflight.api.Reason;
import java.util.List;

/** One metric of the last answer. */
final class MetricReading extends Reading {

    private final String name;

    MetricReading(Figure.Metric metric) {
        super(metric);
        name = metric.name().intern(); // as the constants are that probes name their metrics by: equal at first sight
    }

    @Override
    void update(List<Measurement> answer, long now) {
        for (int i = 0; i < answer.size(); i++) {
            Measurement measurement = answer.get(i);
            if (measurement.metric().equals(name)) {
                known(measurement.value(), measurement.unit(), 1);
                return;
            }
        }
        unknown(Reason.NO_DATA, 1);
    }

    @Override
    public List<Reading> terms() {
        return List.of(this);
    }
}
