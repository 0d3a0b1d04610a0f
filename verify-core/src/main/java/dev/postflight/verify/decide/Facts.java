package dev.postflight.verify.decide;

import dev.postflight.api.Availability;
import dev.postflight.api.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of the present phase, for its exit criteria. */
public interface Facts {

    /** Longer than any phase. */
    long ENDLESS = Long.MAX_VALUE;

    /**
     * How the time was spent.
     *
     * @param of a check or component; {@code null} for the phase
     * @return until now
     */
    Availability availability(@Nullable String of);

    /**
     * How many incidents there were.
     *
     * @param severity of which severity; {@code null} for any
     * @param component of which component; {@code null} for any
     * @return 0 or more
     */
    int incidents(@Nullable Severity severity, @Nullable String component);

    /**
     * The longest time that it took to resolve an incident, or is taking.
     *
     * @param component of which component; {@code null} for any
     * @return nanoseconds; 0 when there was none
     */
    long resolution(@Nullable String component);

    /**
     * How many times in a row a check has passed.
     *
     * @param check the name of the check
     * @return 0 or more
     */
    int passes(String check);

    /**
     * How many of these passes came with a warning.
     *
     * @param check the name of the check
     * @return 0 or more
     */
    int warned(String check);

    /**
     * When a check can have run some more times at the earliest.
     *
     * @param check the name of the check
     * @param runs how many times more, 1 or more
     * @return {@code null} when it will not
     */
    @Nullable
    Instant after(String check, int runs);

    /**
     * How much time is left in which the phase can be observed: without maintenance, with its extension.
     *
     * @return nanoseconds; 0 when there is none, {@link #ENDLESS} when it has no end
     */
    long left();

    /**
     * How much time is left, with its extension, and with maintenance, in which checks are run as well.
     *
     * @return nanoseconds; 0 when there is none, {@link #ENDLESS} when it has no end
     */
    long remaining();

    /**
     * Now.
     *
     * @return for people
     */
    Instant at();

    /**
     * Elapsed time.
     *
     * @return nanoseconds
     */
    long now();
}
