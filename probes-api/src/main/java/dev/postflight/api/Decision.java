package dev.postflight.api;

/**
 * What a {@link Verdict} says.
 *
 * @since 0.1
 */
public enum Decision {
    /** All that is required was verified. */
    GO,
    /** Not all is verified, or something needs a person's eye: wait. */
    HOLD,
    /** Something that must hold does not. */
    NO_GO
}
