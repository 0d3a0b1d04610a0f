package dev.postflight.api;

import static java.util.Objects.requireNonNull;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * When a check is run in its phase.
 *
 * <p>A time of day that a zone skips when its clocks are set forward is taken as much later as they were set; one that comes
 * twice is taken the first time. So there is one run a day and one a week, whatever the zone does.
 *
 * @since 0.1
 */
public sealed interface Cadence {

    /**
     * Again and again, by elapsed time.
     *
     * @param period the time from one run to the next
     */
    record Every(Duration period) implements Cadence {
        /**
         * Checks the period.
         *
         * @throws IllegalArgumentException if it is not positive or longer than 3650 days
         */
        public Every {
            if (!Faults.isPositive(period)) {
                throw new IllegalArgumentException(Faults.sentence("every", period, Faults.POSITIVE_DURATION_RULE));
            }
        }

        @Override
        public Duration longest() {
            return period;
        }

        @Override
        public @Nullable Instant next(Instant after) {
            return null;
        }

        @Override
        public String toString() {
            return "every " + Durations.text(period);
        }
    }

    /**
     * Once, some time after the beginning of the phase, and then again until it passes.
     *
     * @param offset how long after
     */
    record Once(Duration offset) implements Cadence {
        /**
         * Checks the offset.
         *
         * @throws IllegalArgumentException if it is not positive or longer than 3650 days
         */
        public Once {
            if (!Faults.isPositive(offset)) {
                throw new IllegalArgumentException(Faults.sentence("at", offset, Faults.POSITIVE_DURATION_RULE));
            }
        }

        @Override
        public @Nullable Duration longest() {
            return null;
        }

        @Override
        public @Nullable Instant next(Instant after) {
            return null;
        }

        @Override
        public String toString() {
            return "at " + Durations.text(offset);
        }
    }

    /**
     * Every day at the same time by the clocks of a zone.
     *
     * @param time the time of day
     * @param zone the zone
     */
    record Daily(LocalTime time, ZoneId zone) implements Cadence {
        /** Refuses null. */
        public Daily {
            requireNonNull(time, "daily: null (expected: a time of day)");
            requireNonNull(zone, "daily: null (expected: a time zone)");
        }

        @Override
        public Duration longest() {
            return Calendars.LONGEST_DAY;
        }

        @Override
        public Instant next(Instant after) {
            return Calendars.next(after, zone, time, null);
        }

        @Override
        public String toString() {
            return "daily " + time + " " + zone;
        }
    }

    /**
     * Every week at the same day and time by the clocks of a zone.
     *
     * @param day the day of the week
     * @param time the time of day
     * @param zone the zone
     */
    record Weekly(DayOfWeek day, LocalTime time, ZoneId zone) implements Cadence {
        /** Refuses null. */
        public Weekly {
            requireNonNull(day, "weekly: null (expected: a day of the week)");
            requireNonNull(time, "weekly: null (expected: a time of day)");
            requireNonNull(zone, "weekly: null (expected: a time zone)");
        }

        @Override
        public Duration longest() {
            return Calendars.LONGEST_WEEK;
        }

        @Override
        public Instant next(Instant after) {
            return Calendars.next(after, zone, time, day);
        }

        @Override
        public String toString() {
            return "weekly " + day + " " + time + " " + zone;
        }
    }

    /**
     * The longest time from one run to the next.
     *
     * @return with two hours more than a day or a week for clocks that are set back; {@code null} when it is run once
     */
    @Nullable
    Duration longest();

    /**
     * The next time by the clocks of a zone.
     *
     * @param after when
     * @return later than that; {@code null} when the cadence is one of elapsed time
     */
    @Nullable
    Instant next(Instant after);
}
