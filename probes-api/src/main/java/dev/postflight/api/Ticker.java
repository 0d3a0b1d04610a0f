package dev.postflight.api;

/**
 * Elapsed time, for probes that measure how long something took. The one place of the library that reads the system's
 * monotonic clock, so that a test can put another in its place.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Ticker {

    /**
     * Nanoseconds since some arbitrary moment. Only differences mean anything, and they may overflow:
     * compare {@code now - start}, never {@code now} with {@code start}.
     *
     * @return nanoseconds
     */
    long nanos();

    /**
     * The seconds that went by since an earlier reading.
     *
     * @param start an earlier result of {@link #nanos()}
     * @return seconds
     */
    default double secondsSince(long start) {
        return (nanos() - start) / 1e9;
    }

    /**
     * The system's monotonic clock.
     *
     * @return a ticker that never runs backwards
     */
    static Ticker system() {
        return SystemTicker.INSTANCE;
    }
}
