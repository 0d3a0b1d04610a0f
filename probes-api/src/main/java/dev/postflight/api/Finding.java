package dev.postflight.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One check at one time.
 *
 * @param check the name of the check
 * @param component what the check belongs to
 * @param critical whether a failure means {@link Decision#NO_GO}
 * @param weight how much it counts in the score
 * @param outcome what came of it
 * @param reason why
 * @param severity the most severe level that was reached; {@code null} for none
 * @param ignored whether it does not count, because there was no answer and its silence rule is
 *     {@link SilenceRule#IGNORE}
 * @param wanted what was wanted, for people
 * @param explanation what was seen, and what led to it
 * @param measurements all figures of the answer
 * @param at when it was seen
 * @param since since when the outcome has been the same
 * @param took how long the probe took; zero when it was not run
 * @param attempts how often the probe was started in this run of the phase
 * @param failures how many times in a row the outcome was {@link Outcome#FAIL}
 * @param conclusive whether a failure of a critical check is {@link Decision#NO_GO} yet; see {@link Check#after(int)}
 * @since 0.1
 */
public record Finding(
        String check,
        String component,
        boolean critical,
        int weight,
        Outcome outcome,
        Reason reason,
        @Nullable Severity severity,
        boolean ignored,
        String wanted,
        Explanation explanation,
        List<Measurement> measurements,
        Instant at,
        Instant since,
        Duration took,
        int attempts,
        int failures,
        boolean conclusive) {

    /** Copies the measurements. */
    public Finding {
        requireNonNull(outcome, "outcome");
        requireNonNull(reason, "reason");
        requireNonNull(explanation, "explanation");
        measurements = List.copyOf(measurements);
    }

    /**
     * What was seen, for people.
     *
     * @return with units
     */
    public String seen() {
        return explanation.seen();
    }

    /**
     * What led to it, for people and redacted.
     *
     * @return empty for {@link Outcome#PASS}
     */
    public String cause() {
        return explanation.cause();
    }

    /**
     * The finding in one line.
     *
     * @return for example {@code WARN api: p95 612 ms (wanted p95: target < 200ms, HIGH > 500ms)}
     */
    @Override
    public String toString() {
        return outcome + " " + check + ": " + explanation + " (wanted " + wanted + ")";
    }
}
