package dev.postflight.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value that a {@link Threshold} may be about, as it is written: {@code latency}, {@code p95 of latency over 5m} or
 * {@code used / max}.
 *
 * @since 0.1
 */
public sealed interface Figure extends Subject {

    /**
     * The unit of the figure.
     *
     * @param metrics names and units of the metrics that a probe reports
     * @return {@code null} when it cannot be told, as a metric is not among them or the units do not go together
     */
    @Nullable
    Unit unit(Map<String, Unit> metrics);

    /**
     * What the probe measured in its last answer.
     *
     * @param name the name of the metric
     */
    record Metric(String name) implements Figure {
        /**
         * Checks the name.
         *
         * @throws IllegalArgumentException if the name is not a metric name
         */
        public Metric {
            checkName(name);
        }

        @Override
        public @Nullable Unit unit(Map<String, Unit> metrics) {
            return metrics.get(name);
        }

        @Override
        public List<Figure> terms() {
            return List.of(this);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * What the answers of a time came to: {@code p95 of latency over 5m}.
     *
     * @param statistic how they are summed up
     * @param metric the name of the metric; {@code null} for the only one that the probe reports, and for
     *     {@link Statistic#ERROR_RATIO}, which is of the check and of no metric
     * @param window how far back it goes from now; {@code null} for the whole phase
     */
    record OverTime(
            Statistic statistic,
            @Nullable String metric,
            @Nullable Duration window) implements Figure {
        /**
         * Checks name and window.
         *
         * @throws IllegalArgumentException if the name is not a metric name, there is one beside the error ratio, or the
         *     window is not positive or longer than 3650 days
         */
        public OverTime {
            requireNonNull(statistic, "statistic");
            if (metric != null) {
                checkName(metric);
                if (statistic == Statistic.ERROR_RATIO) {
                    throw new IllegalArgumentException(
                            Faults.sentence("metric", metric, "none, as the error ratio is one of runs"));
                }
            }
            if (window != null && !Faults.isPositive(window)) {
                throw new IllegalArgumentException(Faults.sentence("over", window, Faults.POSITIVE_DURATION_RULE));
            }
        }

        @Override
        public @Nullable Unit unit(Map<String, Unit> metrics) {
            if (statistic.unit(Unit.SECONDS) == statistic.unit(Unit.BYTES)) {
                return statistic.unit(Unit.SECONDS);
            }
            if (metric == null) {
                return metrics.size() == 1 ? metrics.values().iterator().next() : null;
            }
            return metrics.get(metric);
        }

        @Override
        public List<Figure> terms() {
            return List.of(this);
        }

        @Override
        public String toString() {
            return statistic + (metric == null ? "" : " of " + metric) + " over "
                    + (window == null ? "phase" : Durations.text(window));
        }
    }

    /**
     * Two figures and what is done with them: {@code used / max}.
     *
     * @param left the first
     * @param operation what is done
     * @param right the second
     */
    record Combined(Figure left, Arithmetic operation, Figure right) implements Figure {
        /** Refuses null. */
        public Combined {
            requireNonNull(left, "left");
            requireNonNull(operation, "operation");
            requireNonNull(right, "right");
        }

        @Override
        public @Nullable Unit unit(Map<String, Unit> metrics) {
            Unit first = left.unit(metrics);
            Unit second = right.unit(metrics);
            return first == null || second == null ? null : operation.unit(first, second);
        }

        @Override
        public List<Figure> terms() {
            List<Figure> terms = new ArrayList<>(left.terms());
            terms.addAll(right.terms());
            return terms;
        }

        @Override
        public String toString() {
            boolean bare = !(left instanceof Combined inner) || !operation.bindsTighterThan(inner.operation);
            boolean bareToo = !(right instanceof Combined inner) || inner.operation.bindsTighterThan(operation);
            return (bare ? left : "(" + left + ")") + " " + operation + " " + (bareToo ? right : "(" + right + ")");
        }
    }

    private static void checkName(String name) {
        if (!Faults.isMetric(name)) {
            throw new IllegalArgumentException(Faults.sentence("metric", Faults.quoted(name), Faults.METRIC_RULE));
        }
    }
}
