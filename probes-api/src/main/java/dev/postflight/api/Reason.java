package dev.postflight.api;

/**
 * Why a {@link Finding} has its {@link Outcome}. Codes are stable: machines may rely on them.
 *
 * @since 0.1
 */
public enum Reason {
    /** All that was wanted was seen. */
    MET,
    /** A target was missed, and no level reached. */
    TARGET_MISSED,
    /** A level's limit is crossed, but not yet for as long as the level wants. */
    LEVEL_PENDING,
    /** A level was reached. */
    LEVEL_REACHED,
    /** A level was reached before, and there were too few good observations since. */
    RECOVERING,
    /** It does not pass yet, and may take some time more. */
    WAITING,
    /** The probe said that the thing is down. */
    DOWN,
    /** The probe said that it got no answer. */
    SILENT,
    /** The probe threw an exception or an error. */
    ERROR,
    /** The probe returned {@code null}. */
    NO_RESULT,
    /** The probe did not answer in time. */
    TIMEOUT,
    /** A metric that a threshold names was absent or not finite. */
    NO_DATA,
    /** Nothing bad was seen in a time window, but too little of the window was observed to call it good. */
    PARTIAL_WINDOW,
    /** A limit is relative to a baseline, and there is none. */
    NO_BASELINE,
    /** A limit is relative to a baseline that comes from too few samples. */
    THIN_BASELINE,
    /** A limit is relative to a share of a baseline, and the baseline is zero. */
    ZERO_BASELINE,
    /** A metric came in another unit than its threshold's. */
    WRONG_UNIT,
    /** The last observation is older than the check's cadence allows. */
    STALE,
    /** The probe was spared, because it failed too often just before. */
    CIRCUIT_OPEN,
    /** A check that it depends on did not pass. */
    BLOCKED_BY,
    /** It has not been run yet. */
    NOT_YET_RUN,
    /** It has not been run yet, and its time has not come. */
    NOT_DUE
}
