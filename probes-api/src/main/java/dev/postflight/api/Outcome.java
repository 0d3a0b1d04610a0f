package dev.postflight.api;

/**
 * What came of running a {@link Check}. {@link Reason} says why.
 *
 * @since 0.1
 */
public enum Outcome {
    /** All that was wanted was seen. */
    PASS,
    /** A target was missed, or a level below {@link Severity#CRITICAL} was reached. */
    WARN,
    /** The thing is down, {@link Severity#CRITICAL} was reached, or silence was to be taken as failure. */
    FAIL,
    /** It could not be told. */
    UNKNOWN,
    /** It was not run, because a check that it depends on did not pass. */
    SKIPPED,
    /** It has not been run yet. */
    PENDING;

    /**
     * Whether the check was verified and found in order.
     *
     * @return {@code true} for {@link #PASS} and {@link #WARN}
     */
    public boolean passing() {
        return this == PASS || this == WARN;
    }
}
