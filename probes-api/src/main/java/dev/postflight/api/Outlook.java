package dev.postflight.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a phase that is watched over stands: what is wanted for its end, and the alerts of now.
 *
 * @param items exit criteria and attestations, in the order of the phase
 * @param ends when the time of the phase is over, as long as it is not; {@code null} when it is, or there is no such time
 * @param earliestGo the earliest time at which the phase can be {@link Decision#GO}; {@code null} when it is now, or when
 *     that hangs on people or on what cannot be foreseen
 * @param alerts those that are pending or fire, in the order in which they became pending
 * @param notes what else is to be said, a sentence each
 * @since 0.1
 */
public record Outlook(
        List<Item> items,
        @Nullable Instant ends,
        @Nullable Instant earliestGo,
        List<Alert> alerts,
        List<String> notes) {

    /** Nothing is wanted, and there are no alerts. */
    public static final Outlook NONE = new Outlook(List.of(), null, null, List.of(), List.of());

    /** How something that is wanted stands. */
    public enum State {
        /** It holds, as things are. */
        MET,
        /** It does not hold yet, or it is not known whether it does. */
        MISSING,
        /** It cannot hold any more in this phase. */
        IMPOSSIBLE
    }

    /**
     * One thing that is wanted for the end of the phase.
     *
     * @param wanted a criterion, or an attestation
     * @param state how it stands
     * @param explanation what is seen, and what is missing
     * @param earliest the earliest time at which it can hold; {@code null} when that is now, or cannot be told
     */
    public record Item(
            String wanted,
            State state,
            Explanation explanation,
            @Nullable Instant earliest) {
        /** Refuses null. */
        public Item {
            requireNonNull(wanted, "wanted");
            requireNonNull(state, "state");
            requireNonNull(explanation, "explanation");
        }

        /**
         * What is seen.
         *
         * @return for people, with units
         */
        public String seen() {
            return explanation.seen();
        }

        /**
         * What is missing.
         *
         * @return for people; empty when it is met
         */
        public String cause() {
            return explanation.cause();
        }

        @Override
        public String toString() {
            return state + " " + wanted + ": " + explanation;
        }
    }

    /** Copies the lists. */
    public Outlook {
        items = List.copyOf(items);
        alerts = List.copyOf(alerts);
        notes = List.copyOf(notes);
    }
}
