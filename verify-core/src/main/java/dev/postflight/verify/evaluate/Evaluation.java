package dev.postflight.verify.evaluate;

import dev.postflight.api.Clause;
import dev.postflight.api.Outcome;
import dev.postflight.api.Reason;
import dev.postflight.api.Severity;
import org.jspecify.annotations.Nullable;

/**
 * What one value means to one threshold.
 *
 * @param reason what came of it
 * @param clause the clause that decided; {@code null} when none did
 * @since 0.1
 */
public record Evaluation(Reason reason, @Nullable Clause clause) {

    /**
     * The outcome that follows.
     *
     * @return FAIL only for what is CRITICAL
     */
    public Outcome outcome() {
        return switch (reason) {
            case MET -> Outcome.PASS;
            case TARGET_MISSED, LEVEL_PENDING -> Outcome.WARN;
            case LEVEL_REACHED -> severity() == Severity.CRITICAL ? Outcome.FAIL : Outcome.WARN;
            default -> Outcome.UNKNOWN;
        };
    }

    /**
     * The severity that was reached.
     *
     * @return {@code null} when no level was
     */
    public @Nullable Severity severity() {
        if (reason != Reason.LEVEL_REACHED) {
            return null;
        }
        return clause instanceof Clause.Level level ? level.severity() : Severity.CRITICAL;
    }
}
