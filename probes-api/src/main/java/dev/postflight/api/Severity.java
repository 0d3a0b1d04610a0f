package dev.postflight.api;

/**
 * How bad it is when a level of a {@link Threshold} is reached; in ascending order.
 *
 * @since 0.1
 */
public enum Severity {
    /** Worth a look some time. */
    LOW,
    /** Worth a look today. */
    MEDIUM,
    /** No {@link Decision#GO} while it lasts: {@link Decision#HOLD}. */
    HIGH,
    /** {@link Decision#NO_GO}. */
    CRITICAL
}
