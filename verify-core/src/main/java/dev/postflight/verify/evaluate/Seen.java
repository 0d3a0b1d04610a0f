package dev.postflight.verify.evaluate;

import dev.postflight.api.Subject;
import dev.postflight.api.Unit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one threshold saw in one answer. Immutable.
 *
 * @param threshold what was evaluated
 * @param evaluation what came of it
 * @param value what its subject came to, in the base unit; not finite when there is none
 * @param unit the base unit; {@code null} when there is no value
 * @param observed how much of its time window was observed, 0 to 1
 * @param terms what a composite is made of; empty for a figure
 * @since 0.1
 */
public record Seen(
        CompiledThreshold threshold,
        Evaluation evaluation,
        double value,
        @Nullable Unit unit,
        double observed,
        List<Term> terms) {

    /**
     * What the threshold is about.
     *
     * @return a figure or a composite
     */
    public Subject subject() {
        return threshold.threshold().subject();
    }

    /**
     * What its subject came to.
     *
     * @return as a term of its own
     */
    public Term whole() {
        return new Term(subject(), value, unit, observed);
    }

    /**
     * What a subject came to.
     *
     * @param subject the subject
     * @param value in the base unit; not finite when there is none
     * @param unit the base unit; {@code null} when there is no value
     * @param observed how much of its time window was observed, 0 to 1
     */
    public record Term(
            Subject subject, double value, @Nullable Unit unit, double observed) {

        static Term of(Reading reading) {
            return new Term(reading.subject(), reading.value(), reading.unit(), reading.observed());
        }

        /**
         * Whether enough of its time window was observed for calling it good.
         *
         * @return true from half of the window on
         */
        public boolean isObserved() {
            return Reading.isObserved(observed);
        }
    }
}
