package dev.postflight.verify.engine;

import dev.postflight.verify.time.Time;
import java.time.Duration;
import java.time.Instant;

/** The time as the thread that drives a phase has looked at it last; it looks no more often than it has to. */
final class Moment {

    private static final long MILLISECOND = Duration.ofMillis(1).toNanos();

    private final Time time;
    private long now;
    private Instant wall = Instant.EPOCH;
    private long wallAt;

    Moment(Time time) {
        this.time = time;
    }

    /** Looks at the clocks. */
    void look() {
        now = time.nanos();
        wall = time.instant();
        wallAt = now;
    }

    /** Takes in that time has gone by. Returns whether so much that anything may have happened since the last look. */
    boolean passed(long nanos) {
        now += nanos;
        return now - wallAt >= MILLISECOND;
    }

    /** Elapsed time in nanoseconds. */
    long now() {
        return now;
    }

    /** What people read: the wall clock at the last look, and the milliseconds that have gone by since. */
    Instant at() {
        if (now - wallAt >= MILLISECOND) {
            wall = wall.plusNanos(now - wallAt);
            wallAt = now;
        }
        return wall;
    }

    /** The earlier one of two elapsed times, which may overflow. */
    static long earlier(long one, long other) {
        return one - other < 0 ? one : other;
    }
}
