package dev.postflight.api;

import java.math.BigInteger;
import java.time.Duration;

/** Durations in the notation of thresholds. */
final class Durations {

    private static final long[] NANOS = {
        86_400_000_000_000L, 3_600_000_000_000L, 60_000_000_000L, 1_000_000_000L, 1_000_000L, 1_000L, 1L
    };
    private static final String[] SYMBOLS = {"d", "h", "m", "s", "ms", "us", "ns"};

    private static final String[] NAMES = {" d", " h", " min", " s", " ms", " µs", " ns"};

    private Durations() {}

    /** For people, and exact: in the largest unit that leaves no rest. */
    static String shown(Duration duration) {
        BigInteger nanos = BigInteger.valueOf(duration.getSeconds())
                .multiply(BigInteger.valueOf(NANOS[3]))
                .add(BigInteger.valueOf(duration.getNano()));
        if (nanos.signum() == 0) {
            return "0 s";
        }
        for (int i = 0; i < NANOS.length; i++) {
            BigInteger[] parts = nanos.divideAndRemainder(BigInteger.valueOf(NANOS[i]));
            if (parts[1].signum() == 0) {
                return parts[0] + NAMES[i];
            }
        }
        throw new AssertionError(duration);
    }

    /** In the largest unit that leaves no rest, and days from two on; reads back as the same duration. */
    static String text(Duration duration) {
        long nanos = duration.toNanos();
        for (int i = nanos < 2 * NANOS[0] ? 1 : 0; i < NANOS.length; i++) {
            if (nanos % NANOS[i] == 0) {
                return nanos / NANOS[i] + SYMBOLS[i];
            }
        }
        throw new AssertionError(duration);
    }
}
