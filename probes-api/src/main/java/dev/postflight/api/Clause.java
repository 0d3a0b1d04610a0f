package dev.postflight.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * One clause of a {@link Threshold}.
 *
 * @since 0.1
 */
public sealed interface Clause {

    /**
     * The condition.
     *
     * @return the limit
     */
    Limit limit();

    /**
     * What is wanted: {@code target < 200ms}. Missed, it gives a warning and no alert.
     *
     * @param limit the condition that is wanted
     */
    record Target(Limit limit) implements Clause {
        /** Refuses null. */
        public Target {
            requireNonNull(limit, "limit");
        }

        @Override
        public String toString() {
            return "target " + limit;
        }
    }

    /**
     * What must hold: {@code >= 99%}. Not met, it is {@link Severity#CRITICAL}.
     *
     * @param limit the condition that must hold
     */
    record Required(Limit limit) implements Clause {
        /** Refuses null. */
        public Required {
            requireNonNull(limit, "limit");
        }

        @Override
        public String toString() {
            return limit.toString();
        }
    }

    /**
     * What is bad, and how bad: {@code HIGH > 500ms for 5m}.
     *
     * @param severity how bad
     * @param limit the condition that is bad
     * @param holding for how long the condition must have held before it counts; zero for at once
     */
    record Level(Severity severity, Limit limit, Duration holding) implements Clause {
        /**
         * Checks the holding time.
         *
         * @throws IllegalArgumentException if the holding time is negative or above 3650 days
         */
        public Level {
            requireNonNull(severity, "severity");
            requireNonNull(limit, "limit");
            requireNonNull(holding, "holding");
            if (!holding.isZero() && !Faults.isPositive(holding)) {
                throw new IllegalArgumentException(Faults.sentence("for", holding, Faults.POSITIVE_DURATION_RULE));
            }
        }

        @Override
        public String toString() {
            return severity
                    + (limit instanceof Limit.Holds ? "" : " " + limit)
                    + (holding.isZero() ? "" : " for " + Durations.text(holding));
        }
    }
}
