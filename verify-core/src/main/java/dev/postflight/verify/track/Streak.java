package dev.postflight.verify.track;

import dev.postflight.api.Outcome;
import java.time.Instant;

/** Since when a check has had its outcome, and how often it has failed in a row. Safe for use by any number of threads. */
public final class Streak {

    private volatile State state = new State(Outcome.PENDING, Instant.EPOCH, 0);

    /** Nothing was seen yet. */
    public Streak() {}

    /**
     * How it stands.
     *
     * @param outcome the last outcome
     * @param since when it was first seen; the epoch when nothing was seen yet
     * @param failures how often the check has failed in a row, 0 or more
     */
    public record State(Outcome outcome, Instant since, int failures) {

        private State next(Outcome next, Instant at) {
            int count = failures;
            if (next == Outcome.FAIL) {
                count = Math.min(count, Integer.MAX_VALUE - 1) + 1;
            } else if (next.passing()) {
                count = 0;
            }
            return next == outcome && count == failures ? this : new State(next, next == outcome ? since : at, count);
        }
    }

    /**
     * Adds an observation. Only a pass or a warning ends a row of failures, and only a failure prolongs it: silence that
     * is not to be taken as failure does neither.
     *
     * @param outcome the outcome
     * @param at when it was seen
     * @return how it stands then
     */
    @SuppressWarnings("ReferenceEquality") // the next state is the same object when nothing changes
    public State add(Outcome outcome, Instant at) {
        State before = state;
        return before.next(outcome, at) == before ? before : changed(outcome, at); // mostly nothing changes
    }

    private synchronized State changed(Outcome outcome, Instant at) {
        State after = state.next(outcome, at);
        state = after;
        return after;
    }

    /**
     * How it stands.
     *
     * @return after the last observation
     */
    public State state() {
        return state;
    }
}
