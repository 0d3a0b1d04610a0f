package dev.postflight.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One level of one threshold of a check over time, or that the check fails without one: what it was like at some moment.
 *
 * @param id unique for a verifier, in the order in which alerts became pending; from 1 on
 * @param check the name of the check
 * @param component what the check belongs to
 * @param severity how bad
 * @param rule what is bad, for people
 * @param state how it stands
 * @param since when it became pending
 * @param firedAt when it fired; {@code null} when it has not
 * @param resolvedAt when it was resolved; {@code null} when it is not
 * @param lasted how long it has been firing, or had been when it was resolved, in elapsed time
 * @param seen what was seen when it became pending, fired or was resolved, for people
 * @param muted why nobody is told of it; {@code null} when people are
 * @param parent the alert that it is grouped under, as the check depends on that one's; 0 for none
 * @param incident the incident that it belongs to; 0 for none
 * @param acknowledged who has acknowledged it; {@code null} when nobody has
 * @param escalations how many steps of its policy were taken
 * @param overdue whether it has taken longer than its policy allows
 * @param flapping how many times it changed lately, if that is so often that it is damped; else 0
 * @param real whether people say that there was something to it; {@code null} when nobody said
 * @since 0.1
 */
public record Alert(
        long id,
        String check,
        String component,
        Severity severity,
        String rule,
        State state,
        Instant since,
        @Nullable Instant firedAt,
        @Nullable Instant resolvedAt,
        Duration lasted,
        String seen,
        @Nullable String muted,
        long parent,
        long incident,
        @Nullable String acknowledged,
        int escalations,
        boolean overdue,
        int flapping,
        @Nullable Boolean real) {

    /** How an alert stands. */
    public enum State {
        /** The condition holds, but not yet for as long as the level wants. */
        PENDING,
        /** The level is reached, or was and there are too few good observations since. */
        FIRING,
        /** It has fired, and there were enough good observations in a row. */
        RESOLVED,
        /** It was pending and did not come to fire. */
        DROPPED
    }

    /** Refuses null. */
    public Alert {
        requireNonNull(check, "check");
        requireNonNull(component, "component");
        requireNonNull(severity, "severity");
        requireNonNull(rule, "rule");
        requireNonNull(state, "state");
        requireNonNull(since, "since");
        requireNonNull(lasted, "lasted");
        requireNonNull(seen, "seen");
    }

    /**
     * Whether it fires now.
     *
     * @return whether it does
     */
    public boolean isFiring() {
        return state == State.FIRING;
    }

    /**
     * The alert in one line.
     *
     * @return for example {@code #3 CRITICAL api FIRING: p95 2.4 s (p95: CRITICAL > 2s for 10m)}
     */
    @Override
    public String toString() {
        return "#" + id + " " + severity + " " + check + " " + state + ": " + seen + " (" + rule + ")";
    }
}
