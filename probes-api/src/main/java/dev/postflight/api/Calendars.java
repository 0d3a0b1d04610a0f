package dev.postflight.api;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** Times of day by the clocks of a zone. */
final class Calendars {

    /** By which clocks are set back; by two hours in Antarctica/Troll alone. */
    static final Duration MOST_SET_BACK = Duration.ofHours(2);

    static final Duration LONGEST_DAY = Duration.ofDays(1).plus(MOST_SET_BACK);
    static final Duration LONGEST_WEEK = Duration.ofDays(7).plus(MOST_SET_BACK);

    /** Where clocks are looked at; zones change them in it as in any other year. */
    static final Instant SOME_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    private Calendars() {}

    /** By how much days may differ in length. */
    static Duration unevenness(ZoneId zone) {
        return zone.getRules().nextTransition(SOME_YEAR) == null ? Duration.ZERO : MOST_SET_BACK;
    }

    static Instant next(Instant after, ZoneId zone, LocalTime time, @Nullable DayOfWeek day) {
        LocalDate date =
                after.atZone(zone).toLocalDate().minusDays(1); // whose time may have been put off past midnight
        while (true) {
            if (day == null || date.getDayOfWeek() == day) {
                Instant next = ZonedDateTime.of(date, time, zone).toInstant();
                if (next.isAfter(after)) {
                    return next;
                }
            }
            date = date.plusDays(1);
        }
    }
}
