package dev.postflight.verify.track;

import dev.postflight.api.Outcome;
import java.time.Instant;

/** Since when a check has had its outcome, and how often it has failed in a row. Safe for use by any number of threads. */
public final class Streak {

    private Outcome outcome = Outcome.PENDING;
    private Instant since = Instant.EPOCH;
    private int failures;

    /** Nothing was seen yet. */
    public Streak() {}

    /**
     * Adds an observation. Only a pass or a warning ends a row of failures, and only a failure prolongs it: silence that
     * is not to be taken as failure does neither.
     *
     * @param next the outcome
     * @param at when it was seen
     */
    public synchronized void add(Outcome next, Instant at) {
        if (next != outcome) {
            outcome = next;
            since = at;
        }
        if (next == Outcome.FAIL) {
            failures = Math.min(failures, Integer.MAX_VALUE - 1) + 1;
        } else if (next.passing()) {
            failures = 0;
        }
    }

    /**
     * When the present outcome was first seen.
     *
     * @return the epoch when nothing was seen yet
     */
    public synchronized Instant since() {
        return since;
    }

    /**
     * How often the check has failed in a row.
     *
     * @return 0 or more
     */
    public synchronized int failures() {
        return failures;
    }
}
