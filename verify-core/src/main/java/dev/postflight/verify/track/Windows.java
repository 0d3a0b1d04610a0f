package dev.postflight.verify.track;

import dev.postflight.api.Maintenance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The maintenance windows of a plan. They go by the wall clock: what it says now is what counts, also when somebody has set
 * it. Used by one thread at a time.
 */
public final class Windows {

    private final List<Maintenance> all;
    private @Nullable Maintenance current;
    private Instant knownFrom = Instant.MAX;
    private Instant knownUntil = Instant.MIN;

    /**
     * Windows that nobody has looked at yet.
     *
     * @param all the windows
     */
    public Windows(List<Maintenance> all) {
        this.all = all;
    }

    /**
     * Whether there is maintenance.
     *
     * @param at when
     * @return the window; {@code null} for none
     */
    public @Nullable Maintenance at(Instant at) {
        if (at.isBefore(knownFrom) || !at.isBefore(knownUntil)) {
            current = null;
            knownFrom = at;
            knownUntil = Instant.MAX;
            for (Maintenance window : all) {
                Instant until = window.until(at);
                Instant next = until == null ? window.next(at) : until;
                current = until == null ? current : window;
                knownUntil = next == null || knownUntil.isBefore(next) ? knownUntil : next;
            }
        }
        return current;
    }

    /**
     * When that may change.
     *
     * @param after when
     * @return the begin or end of a window; {@link Instant#MAX} when there are no more
     */
    public Instant change(Instant after) {
        at(after);
        return knownUntil;
    }

    /**
     * The window that comes next.
     *
     * @param after when
     * @return {@code null} when there are no more
     */
    public @Nullable Maintenance next(Instant after) {
        Maintenance next = null;
        for (Maintenance window : all) {
            Instant begin = window.next(after);
            Instant first = next == null ? null : next.next(after);
            if (begin != null && (first == null || begin.isBefore(first))) {
                next = window;
            }
        }
        return next;
    }

    /**
     * When a window is to be announced next.
     *
     * @param after when
     * @return {@code null} when none is
     */
    public @Nullable Announcement announcement(Instant after) {
        Announcement first = null;
        for (Maintenance window : all) {
            Instant begin = window.ahead().isZero() ? null : window.next(after.plus(window.ahead()));
            if (begin != null && (first == null || begin.minus(window.ahead()).isBefore(first.at))) {
                first = new Announcement(begin.minus(window.ahead()), window, begin);
            }
        }
        return first;
    }

    /**
     * That a window comes.
     *
     * @param at when that is to be told
     * @param window which
     * @param begin when it begins
     */
    public record Announcement(Instant at, Maintenance window, Instant begin) {}

    /**
     * How much of a time is maintenance.
     *
     * @param from its begin
     * @param nanos how long it is
     * @return nanoseconds
     */
    public long within(Instant from, long nanos) {
        if (all.isEmpty()) {
            return 0;
        }
        Instant end = from.plusNanos(nanos);
        long sum = 0;
        for (Maintenance window : all) {
            Instant until = window.until(from);
            sum += until == null ? 0 : between(from, until.isBefore(end) ? until : end);
            Instant begin = window.next(from);
            while (begin != null && begin.isBefore(end)) {
                Instant over = begin.plus(window.lasting());
                sum += between(begin, over.isBefore(end) ? over : end);
                begin = window.next(begin);
            }
        }
        return sum;
    }

    private static long between(Instant from, Instant to) {
        return Duration.between(from, to).toNanos();
    }
}
