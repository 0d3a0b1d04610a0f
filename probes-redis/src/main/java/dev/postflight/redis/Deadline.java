package dev.postflight.redis;

import dev.postflight.api.Ticker;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * The end of one run. It comes a little before the end of the timeout: at that the engine drops what comes, the text
 * that says how far it came included.
 */
final class Deadline {

    private static final Duration LONGEST = Duration.ofDays(20);
    private static final long MOST_EARLY = 50_000_000;
    private static final int EARLY_PART = 40;
    private static final long MILLI = 1_000_000;

    private final Ticker ticker;
    private final Duration timeout;
    private final long start;
    private final long nanos;

    Deadline(Ticker ticker, Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw Words.fault("timeout", timeout, "a positive duration");
        }
        this.ticker = ticker;
        this.timeout = timeout;
        start = ticker.nanos();
        long most = (timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST).toNanos();
        nanos = most - Math.min(most / EARLY_PART, MOST_EARLY);
    }

    /** What is left, rounded up: zero would mean that there is no end at all. */
    int millisLeft() throws SocketTimeoutException {
        long left = nanos - (ticker.nanos() - start);
        if (left <= 0) {
            throw new SocketTimeoutException("the time is up");
        }
        return (int) ((left + MILLI - 1) / MILLI);
    }

    /** The time of the whole run, for people. */
    @Override
    public String toString() {
        return Words.duration(timeout);
    }
}
