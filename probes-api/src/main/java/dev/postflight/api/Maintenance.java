package dev.postflight.api;

import static java.util.Objects.requireNonNull;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a system may be down: alerts are muted, no incident begins, nothing counts against availability, and no
 * phase ends.
 *
 * <pre>{@code
 * Maintenance.weekly("backup", DayOfWeek.SUNDAY, LocalTime.of(2, 0), Duration.ofHours(2), ZoneOffset.UTC)
 *         .announced(Duration.ofHours(48));
 * }</pre>
 *
 * @param name what is done
 * @param first when it begins, if it comes but once
 * @param weekly when it begins, if it comes every week
 * @param lasting how long it lasts, in elapsed time
 * @param ahead how long before each time it is announced; zero for not at all
 * @since 0.1
 */
public record Maintenance(
        String name, @Nullable Instant first, Cadence.@Nullable Weekly weekly, Duration lasting, Duration ahead) {

    private static final Duration WEEK = Duration.ofDays(7);

    /**
     * Checks name and times.
     *
     * @throws IllegalArgumentException if there is no proper name, if it is not either once or weekly, if it is not positive
     *     or not shorter than 7 days, or if it is announced more than 3650 days ahead
     */
    public Maintenance {
        if (!Faults.isName(name)) {
            throw new IllegalArgumentException(Faults.sentence("maintenance", Faults.quoted(name), Faults.NAME_RULE));
        }
        String place = "maintenance \"" + name + "\": ";
        if ((first == null) == (weekly == null)) {
            throw new IllegalArgumentException(
                    place + Faults.sentence("begin", first == null ? "none" : "two", "either once or weekly"));
        }
        if (!Faults.isPositive(lasting) || lasting.compareTo(WEEK) >= 0) {
            throw new IllegalArgumentException(
                    place + Faults.sentence("lasting", lasting, "a positive duration shorter than 7 d"));
        }
        if (ahead == null || !ahead.isZero() && !Faults.isPositive(ahead)) {
            throw new IllegalArgumentException(
                    place + Faults.sentence("announced", ahead, Faults.POSITIVE_DURATION_RULE));
        }
    }

    /**
     * Once.
     *
     * @param name what is done
     * @param begin when it begins
     * @param lasting how long it lasts: positive, shorter than 7 days
     * @return a window that is not announced
     * @throws IllegalArgumentException if a setting is out of its range
     */
    public static Maintenance once(String name, ZonedDateTime begin, Duration lasting) {
        requireNonNull(begin, "begin: null (expected: a time)");
        return new Maintenance(name, begin.toInstant(), null, lasting, Duration.ZERO);
    }

    /**
     * Every week, at the same time by the clocks of a zone.
     *
     * @param name what is done
     * @param day the day of the week
     * @param time when it begins
     * @param lasting how long it lasts: positive, shorter than 7 days
     * @param zone whose clocks count
     * @return a window that is not announced
     * @throws IllegalArgumentException if a setting is out of its range
     */
    public static Maintenance weekly(String name, DayOfWeek day, LocalTime time, Duration lasting, ZoneId zone) {
        return new Maintenance(name, null, new Cadence.Weekly(day, time, zone), lasting, Duration.ZERO);
    }

    /**
     * Announces each time ahead.
     *
     * @param before how long ahead
     * @return the new window
     * @throws IllegalArgumentException if it is not positive or longer than 3650 days
     */
    public Maintenance announced(Duration before) {
        if (!Faults.isPositive(before)) {
            throw new IllegalArgumentException("maintenance \"" + name + "\": "
                    + Faults.sentence("announced", before, Faults.POSITIVE_DURATION_RULE));
        }
        return new Maintenance(name, first, weekly, lasting, before);
    }

    /**
     * The next time that it begins.
     *
     * @param after when
     * @return later than that; {@code null} when it comes no more
     */
    public @Nullable Instant next(Instant after) {
        if (weekly != null) {
            return weekly.next(after);
        }
        return first != null && first.isAfter(after) ? first : null;
    }

    /**
     * Until when it lasts, if it is under way.
     *
     * @param at when
     * @return its end, which does not belong to it; {@code null} when it is not under way
     */
    public @Nullable Instant until(Instant at) {
        Instant begin = next(at.minus(lasting));
        return begin == null || begin.isAfter(at) ? null : begin.plus(lasting);
    }

    @Override
    public String toString() {
        return name + ", " + (weekly == null ? "once " + first : weekly) + " for " + Durations.text(lasting);
    }
}
