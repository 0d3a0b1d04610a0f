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
 * @param subject what its subject came to
 * @param terms what a composite is made of; empty for a figure
 * @since 0.1
 */
public record Seen(CompiledThreshold threshold, Evaluation evaluation, Value subject, List<Value> terms) {

    /**
     * What a subject came to.
     *
     * @param subject the subject
     * @param value in the base unit; not finite when there is none
     * @param unit the base unit; {@code null} when there is no value
     * @param observed how much of its time window was observed, 0 to 1
     */
    public record Value(
            Subject subject, double value, @Nullable Unit unit, double observed) {

        static Value of(Reading reading) {
            return new Value(reading.subject(), reading.value(), reading.unit(), reading.observed());
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
