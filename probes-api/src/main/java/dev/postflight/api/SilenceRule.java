package dev.postflight.api;

/**
 * What it means when a check gets no answer: its probe threw, hung, returned nothing or said that it could not tell, or
 * its circuit breaker is open.
 *
 * @since 0.1
 */
public enum SilenceRule {
    /** Silence is a failure: {@link Outcome#FAIL}. */
    FAIL,
    /** Silence is undecided: {@link Outcome#UNKNOWN}, and no {@link Decision#GO} until there is an answer. */
    HOLD,
    /** Silence is {@link Outcome#UNKNOWN}, does not count, and is shown as ignored in every report. */
    IGNORE
}
