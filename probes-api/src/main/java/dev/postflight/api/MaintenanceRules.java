package dev.postflight.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Windows that overlap were hardly meant so: one of them is wrong. */
final class MaintenanceRules {

    private static final Duration YEAR = Duration.ofDays(372);

    private MaintenanceRules() {}

    static void check(List<Maintenance> before, Maintenance window, List<String> faults) {
        for (Maintenance other : before) {
            Instant overlap = overlap(other, window);
            if (overlap != null) {
                faults.add("maintenance \"" + window.name() + "\": "
                        + Faults.sentence("begin", overlap, "no other window then, as there is " + other));
                return;
            }
        }
    }

    /** When they first overlap. */
    private static @Nullable Instant overlap(Maintenance one, Maintenance other) {
        Instant from = one.first() != null ? one.first() : other.first() != null ? other.first() : Calendars.SOME_YEAR;
        Duration around = one.lasting().plus(other.lasting());
        Instant at = from.minus(around);
        Instant end = one.first() != null || other.first() != null ? from.plus(around) : from.plus(YEAR);
        while (at != null && at.isBefore(end)) {
            Instant mine = one.next(at);
            Instant others = other.next(at);
            Instant next = others == null || mine != null && mine.isBefore(others) ? mine : others;
            if (next != null && one.until(next) != null && other.until(next) != null) {
                return next;
            }
            at = next;
        }
        return null;
    }
}
