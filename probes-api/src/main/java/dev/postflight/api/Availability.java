package dev.postflight.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How a time was spent. What was not observed counts neither as up nor as down, and neither does maintenance; both are told.
 *
 * <p>A failure is a change from up to down, or that it is down when it is first seen; not seeing it for a while does not make
 * two failures of one. With up and down time and the number of failures, availability = MTBF / (MTBF + MTTR), as in
 * Barlow and Proschan, Mathematical Theory of Reliability, 1965.
 *
 * @param up time seen to be up
 * @param down time seen to be down
 * @param unobserved time of which nothing is known
 * @param maintenance time in maintenance windows
 * @param longestSilence the longest stretch of time of which nothing is known
 * @param failures how often it went down, 0 or more
 * @since 0.1
 */
public record Availability(
        Duration up, Duration down, Duration unobserved, Duration maintenance, Duration longestSilence, int failures) {

    /** Of a time that has not begun. */
    public static final Availability NONE =
            new Availability(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0);

    /** Refuses null. */
    public Availability {
        requireNonNull(up, "up");
        requireNonNull(down, "down");
        requireNonNull(unobserved, "unobserved");
        requireNonNull(maintenance, "maintenance");
        requireNonNull(longestSilence, "longestSilence");
    }

    /**
     * The share of the observed time in which it was up.
     *
     * @return 0 to 1; not a number when nothing was observed
     */
    public double ratio() {
        double total = up.plus(down).toNanos();
        return total == 0 ? Double.NaN : up.toNanos() / total;
    }

    /**
     * Mean time to recovery: the down time over the number of failures.
     *
     * @return seconds; 0 when there was none, and not a number when nothing was observed
     */
    public double mttr() {
        return Double.isNaN(ratio()) ? Double.NaN : down.toNanos() / 1e9 / Math.max(1, failures);
    }

    /**
     * Mean time between failures: the up time over the number of failures. Without a failure it is all the up time, which is
     * the least that it can be.
     *
     * @return seconds; not a number when nothing was observed
     */
    public double mtbf() {
        return Double.isNaN(ratio()) ? Double.NaN : up.toNanos() / 1e9 / Math.max(1, failures);
    }

    /**
     * How the time was spent, for people.
     *
     * @return for example {@code 99 % (up 4 d 3 h, down 1 h, unobserved 10 min, maintenance 2 h, 1 failure)}
     */
    @Override
    public String toString() {
        String share = Double.isNaN(ratio()) ? "nothing observed" : Unit.RATIO.format(ratio());
        return share + " (up " + text(up) + ", down " + text(down) + ", unobserved " + text(unobserved)
                + ", maintenance " + text(maintenance) + ", " + failures + (failures == 1 ? " failure)" : " failures)");
    }

    private static String text(Duration time) {
        return Unit.SECONDS.format(time.toNanos() / 1e9);
    }
}
