package dev.postflight.verify.decide;

import dev.postflight.api.Explanation;
import dev.postflight.api.Measurement;
import dev.postflight.api.Outcome;
import dev.postflight.api.Reason;
import dev.postflight.api.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one observation means to its check.
 *
 * @param outcome what came of it
 * @param reason why
 * @param severity the most severe level that was reached
 * @param ignored whether it does not count
 * @param explanation what was seen and what led to it, for people
 * @param measurements the figures
 */
public record Judgement(
        Outcome outcome,
        Reason reason,
        @Nullable Severity severity,
        boolean ignored,
        Explanation explanation,
        List<Measurement> measurements) {

    /**
     * A judgement without an observation.
     *
     * @param outcome what came of it
     * @param reason why
     * @param seen what is the case, for people
     * @param cause what led to it, for people
     * @return the judgement
     */
    public static Judgement without(Outcome outcome, Reason reason, String seen, String cause) {
        return new Judgement(outcome, reason, null, false, Explanation.of(seen, cause), List.of());
    }

    String seen() {
        return explanation.seen();
    }

    String cause() {
        return explanation.cause();
    }
}
