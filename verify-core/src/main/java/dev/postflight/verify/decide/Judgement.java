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

    /**
     * What it means while an alert of the check fires: what is good now is a warning until the alert is resolved, and whatever
     * it is, it is no less severe than the alert.
     *
     * @param firing the severity of the gravest one
     * @return the judgement with that severity, unless it has a graver one
     */
    public Judgement firing(Severity firing) {
        if (severity != null && severity.compareTo(firing) >= 0) {
            return this;
        }
        if (outcome != Outcome.PASS) {
            return new Judgement(outcome, reason, firing, ignored, explanation, measurements);
        }
        Explanation again = Explanation.later(() -> Explanation.of(
                explanation.seen(), explanation.seen() + ", but not often enough in a row yet: an alert still fires"));
        return new Judgement(Outcome.WARN, Reason.RECOVERING, firing, ignored, again, measurements);
    }

    /**
     * What a failure means that may still turn to good.
     *
     * @return the same, but undecided
     */
    public Judgement waiting() {
        return new Judgement(Outcome.PENDING, Reason.WAITING, null, false, explanation, measurements);
    }

    String seen() {
        return explanation.seen();
    }

    String cause() {
        return explanation.cause();
    }
}
