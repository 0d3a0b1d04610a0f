package dev.postflight.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a plan's phase has come to.
 *
 * @param plan the name of the plan
 * @param phase the name of the phase
 * @param decision what to do
 * @param health the decision by what was observed last alone: without what is still missing for the end of the phase
 * @param score the weighted score
 * @param reasons the rules that led to the decision, a sentence each
 * @param missing what is missing for {@link Decision#GO}, a sentence each; empty for {@link Decision#GO}
 * @param findings one of each check of the phase, in the order of the plan
 * @param at when it was reached
 * @param took how long the phase has been running
 * @param outlook what is wanted for the end of the phase, and the alerts of now
 * @since 0.1
 */
public record Verdict(
        String plan,
        String phase,
        Decision decision,
        Decision health,
        Score score,
        List<String> reasons,
        List<String> missing,
        List<Finding> findings,
        Instant at,
        Duration took,
        Outlook outlook) {

    /** Copies the lists. */
    public Verdict {
        requireNonNull(decision, "decision");
        requireNonNull(health, "health");
        requireNonNull(outlook, "outlook");
        reasons = List.copyOf(reasons);
        missing = List.copyOf(missing);
        findings = List.copyOf(findings);
    }

    /**
     * Whether the decision is {@link Decision#GO}.
     *
     * @return whether it is
     */
    public boolean isGo() {
        return decision == Decision.GO;
    }

    /**
     * The finding of a check.
     *
     * @param check the name of the check
     * @return the finding, or {@code null} when the phase has no such check
     */
    public @Nullable Finding finding(String check) {
        for (Finding finding : findings) {
            if (finding.check().equals(check)) {
                return finding;
            }
        }
        return null;
    }

    /**
     * The verdict in one line.
     *
     * @return for example {@code orders / startup: GO, score 10.00/10 (100.0 %)}
     */
    @Override
    public String toString() {
        return plan + " / " + phase + ": " + decision + ", score " + score;
    }
}
