package dev.postflight.verify.report;

import static java.util.Objects.requireNonNull;

import dev.postflight.api.Alert;
import dev.postflight.api.Attestation;
import dev.postflight.api.Availability;
import dev.postflight.api.Decision;
import dev.postflight.api.Incident;
import dev.postflight.api.Notice;
import dev.postflight.api.Outlook;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a plan came to over time.
 *
 * @param plan the name of the plan
 * @param from when it began
 * @param until when it ended, or when nobody looked any further
 * @param phases those that began, in order
 * @param decisions each change of the decision, in order; the first 10,000
 * @param alerts those that fired, in the order in which they became pending; the first 100,000
 * @param incidents in the order of opening; the last 10,000
 * @param attestations in the order in which they were given
 * @param notices what people were told, in order; the first 10,000
 * @param observations how many observations there were
 * @param faults what could not be used of a recording, a sentence each; the first 100
 * @param faulty how much could not be used of a recording
 * @since 0.1
 */
public record Course(
        String plan,
        Instant from,
        Instant until,
        List<Phase> phases,
        List<Change> decisions,
        List<Alert> alerts,
        List<Incident> incidents,
        List<Attestation> attestations,
        List<Notice> notices,
        long observations,
        List<String> faults,
        long faulty) {

    /**
     * A phase.
     *
     * @param name its name
     * @param began when it began
     * @param ended when it ended; {@code null} when it did not
     * @param decision its last decision
     * @param availability how its time was spent
     * @param items what was wanted for its end, as it stood at last
     */
    public record Phase(
            String name,
            Instant began,
            @Nullable Instant ended,
            Decision decision,
            Availability availability,
            List<Outlook.Item> items) {
        /** Copies the list. */
        public Phase {
            requireNonNull(name, "name");
            requireNonNull(began, "began");
            requireNonNull(decision, "decision");
            requireNonNull(availability, "availability");
            items = List.copyOf(items);
        }
    }

    /**
     * A decision that is another one than before.
     *
     * @param at when
     * @param phase the phase
     * @param decision the decision
     * @param reasons why, a sentence each
     */
    public record Change(Instant at, String phase, Decision decision, List<String> reasons) {
        /** Copies the list. */
        public Change {
            requireNonNull(at, "at");
            requireNonNull(phase, "phase");
            requireNonNull(decision, "decision");
            reasons = List.copyOf(reasons);
        }
    }

    /** Copies the lists. */
    public Course {
        requireNonNull(plan, "plan");
        requireNonNull(from, "from");
        requireNonNull(until, "until");
        phases = List.copyOf(phases);
        decisions = List.copyOf(decisions);
        alerts = List.copyOf(alerts);
        incidents = List.copyOf(incidents);
        attestations = List.copyOf(attestations);
        notices = List.copyOf(notices);
        faults = List.copyOf(faults);
    }

    /**
     * When a phase was GO for the first time.
     *
     * @param phase the name of the phase
     * @return {@code null} when it never was
     */
    public @Nullable Instant firstGo(String phase) {
        for (Change change : decisions) {
            if (change.phase().equals(phase) && change.decision() == Decision.GO) {
                return change.at();
            }
        }
        return null;
    }
}
