package dev.postflight.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * A probe for one number that is at hand: the length of a queue, a counter in memory. To read it takes no time worth a
 * deadline.
 *
 * @since 0.1
 */
public interface GaugeProbe extends Probe {

    /**
     * The name of the metric.
     *
     * @return always the same
     */
    String metric();

    /**
     * The unit of the metric.
     *
     * @return always the same
     */
    Unit unit();

    /**
     * Reads the number, without blocking.
     *
     * @return the figure in the base unit; not a number when there is none
     */
    double read();

    /**
     * A probe that asks a supplier.
     *
     * <pre>{@code
     * Check.of("orders", GaugeProbe.of("waiting", Unit.COUNT, queue::size)).threshold("waiting: HIGH > 1000")
     * }</pre>
     *
     * @param metric the name of the metric
     * @param unit the base unit
     * @param number gives the figure in the base unit, from any thread and without blocking
     * @return the probe
     * @throws IllegalArgumentException if the name is not a metric name
     */
    static GaugeProbe of(String metric, Unit unit, DoubleSupplier number) {
        return new SuppliedGauge(metric, unit, number);
    }

    @Override
    default ProbeResult run(Duration timeout) {
        return new ProbeResult.Up(List.of(new Measurement(metric(), read(), unit())));
    }

    @Override
    default Map<String, Unit> metrics() {
        return Map.of(metric(), unit());
    }
}
