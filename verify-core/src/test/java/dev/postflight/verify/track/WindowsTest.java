package dev.postflight.verify.track;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Maintenance;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Maintenance windows of a plan, over changes of the clocks, against a model that looks at every minute. */
class WindowsTest {

    private static final int CASES = 300;
    private static final int DAYS = 21;
    private static final int MINUTES = DAYS * 24 * 60;
    private static final int NEVER = Integer.MAX_VALUE;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final ZoneId[] ZONES = {
        ZoneOffset.UTC,
        ZoneId.of("America/New_York"), // on 8 March and 1 November 2026
        ZoneId.of("Europe/Berlin"), // on 29 March and 25 October
        ZoneId.of("Australia/Lord_Howe"), // by half an hour, on 5 April and 4 October
        ZoneId.of("Antarctica/Troll") // by two hours, on 29 March and 25 October
    };
    private static final Instant[] BEGINS = {
        Instant.parse("2026-02-27T00:00:00Z"),
        Instant.parse("2026-03-20T00:00:00Z"),
        Instant.parse("2026-10-20T00:00:00Z"),
        Instant.parse("2028-02-20T00:00:00Z") // a leap year
    };

    /** The begins of a window, by hand: the zone's own rules say what its clocks show. */
    private static final class Times {
        private static final int BEFORE = 50_000;

        final Maintenance window;
        private final TreeSet<Integer> begins = new TreeSet<>();
        private final TreeSet<Integer> changes = new TreeSet<>();
        private final BitSet covered = new BitSet();

        Times(Maintenance window) {
            this.window = window;
        }

        void begin(int minute) {
            int end = minute + (int) window.lasting().toMinutes();
            begins.add(minute);
            changes.addAll(List.of(minute, end));
            covered.set(BEFORE + minute, BEFORE + end);
        }

        boolean covers(int minute) {
            return covered.get(BEFORE + minute);
        }

        int next(int minute) {
            Integer next = begins.higher(minute);
            return next == null ? NEVER : next;
        }

        int change(int minute) {
            Integer change = changes.higher(minute);
            return change == null ? NEVER : change;
        }

        boolean overlaps(Times other) {
            return covered.intersects(other.covered);
        }
    }

    private static Instant at(Instant from, int minute) {
        return from.plus(MINUTE.multipliedBy(minute));
    }

    /** From long before to long after, as windows reach into the time that is looked at. */
    private static Times weekly(Maintenance window, DayOfWeek day, LocalTime time, ZoneId zone, Instant from) {
        Times times = new Times(window);
        LocalDateTime date = LocalDateTime.ofInstant(from, zone).minusDays(20).with(time);
        for (int i = 0; i < DAYS + 60; i++) {
            LocalDateTime local = date.plusDays(i);
            if (local.getDayOfWeek() == day) {
                ZoneOffset before =
                        zone.getRules().getOffset(local); // of a gap, and the first of an overlap: that before it
                times.begin(
                        (int) Duration.between(from, local.toInstant(before)).toMinutes());
            }
        }
        return times;
    }

    private static List<Times> windows(SplittableRandom random, Instant from) {
        List<Times> all = new ArrayList<>();
        int most = random.nextInt(4);
        for (int i = 0; i < most; i++) {
            Duration lasting = MINUTE.multipliedBy(random.nextInt(1, random.nextBoolean() ? 200 : 5_000));
            ZoneId zone = ZONES[random.nextInt(ZONES.length)];
            Maintenance window;
            Times times;
            if (random.nextBoolean()) {
                DayOfWeek day = DayOfWeek.of(random.nextInt(1, 8));
                LocalTime time = LocalTime.of(random.nextInt(4), random.nextInt(60));
                window = announced(random, Maintenance.weekly("w" + i, day, time, lasting, zone));
                times = weekly(window, day, time, zone, from);
            } else {
                int begin = random.nextInt(-3_000, MINUTES + 3_000);
                ZonedDateTime when = at(from, begin).atZone(zone);
                window = announced(random, Maintenance.once("w" + i, when, lasting));
                times = new Times(window);
                times.begin(begin);
            }
            if (all.stream().noneMatch(times::overlaps)) {
                all.add(times);
            }
        }
        return all;
    }

    private static Maintenance announced(SplittableRandom random, Maintenance window) {
        return random.nextBoolean() ? window : window.announced(MINUTE.multipliedBy(random.nextInt(1, 4_000)));
    }

    private static Windows of(List<Times> all) {
        return new Windows(all.stream().map(one -> one.window).toList());
    }

    private static @Nullable Maintenance covering(List<Times> all, int minute) {
        return all.stream()
                .filter(one -> one.covers(minute))
                .map(one -> one.window)
                .findFirst()
                .orElse(null);
    }

    @Test
    void whether_there_is_maintenance_and_when_that_changes_is_what_the_model_says() {
        for (long seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Instant from = BEGINS[random.nextInt(BEGINS.length)];
            List<Times> all = windows(random, from);
            Windows windows = of(all);
            int minute = random.nextInt(MINUTES);
            for (int step = 0; step < 60; step++) {
                String where = "seed " + seed + ", minute " + minute;
                assertThat(windows.at(at(from, minute))).as(where).isEqualTo(covering(all, minute));
                Instant change = windows.change(at(from, minute));
                int next = NEVER;
                for (Times one : all) {
                    next = Math.min(next, one.change(minute));
                }
                if (next < MINUTES + 10_000) { // as far as the model goes
                    assertThat(change).as(where).isEqualTo(at(from, next));
                }
                minute =
                        random.nextInt(4) > 0 ? minute + random.nextInt(600) : random.nextInt(MINUTES); // also set back
                minute %= MINUTES;
            }
        }
    }

    @Test
    void how_much_of_a_time_is_maintenance_is_what_the_model_says() {
        for (long seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Instant from = BEGINS[random.nextInt(BEGINS.length)];
            List<Times> all = windows(random, from);
            Windows windows = of(all);
            int begin = random.nextInt(MINUTES / 2);
            int length = random.nextInt(MINUTES / 2);
            int count = 0;
            for (int minute = begin; minute < begin + length; minute++) {
                count += covering(all, minute) == null ? 0 : 1;
            }
            assertThat(windows.within(
                            at(from, begin), MINUTE.multipliedBy(length).toNanos()))
                    .as("seed %d", seed)
                    .isEqualTo(MINUTE.multipliedBy(count).toNanos());
        }
    }

    @Test
    void what_comes_next_and_what_is_announced_is_what_the_model_says() {
        for (long seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Instant from = BEGINS[random.nextInt(BEGINS.length)];
            List<Times> all = windows(random, from);
            Windows windows = of(all);
            for (int step = 0; step < 30; step++) {
                int minute = random.nextInt(MINUTES);
                Times first = null;
                Times told = null;
                int tellAt = NEVER;
                for (Times one : all) {
                    first = one.next(minute) < (first == null ? NEVER : first.next(minute)) ? one : first;
                    int ahead = (int) one.window.ahead().toMinutes();
                    int announced = ahead == 0 ? NEVER : one.next(minute + ahead);
                    if (announced < NEVER && announced - ahead < tellAt) {
                        tellAt = announced - ahead;
                        told = one;
                    }
                }
                String where = "seed " + seed + ", minute " + minute;
                assertThat(windows.next(at(from, minute))).as(where).isEqualTo(first == null ? null : first.window);
                Windows.Announcement announcement = windows.announcement(at(from, minute));
                assertThat(announcement == null ? null : announcement.at())
                        .as(where)
                        .isEqualTo(told == null ? null : at(from, tellAt));
                assertThat(announcement == null ? null : announcement.window())
                        .as(where)
                        .isEqualTo(told == null ? null : told.window);
            }
        }
    }

    @Test
    void without_windows_there_is_never_maintenance() {
        Windows none = new Windows(List.of());
        assertThat(none.at(BEGINS[0])).isNull();
        assertThat(none.change(BEGINS[0])).isEqualTo(Instant.MAX);
        assertThat(none.next(BEGINS[0])).isNull();
        assertThat(none.announcement(BEGINS[0])).isNull();
        assertThat(none.within(BEGINS[0], Long.MAX_VALUE)).isZero();
    }

    /** S0.15: in New York, the night of 8 March 2026 has no 02:00, and that of 1 November has 01:30 twice. */
    @Test
    void a_window_begins_by_the_clocks_of_its_zone_and_lasts_by_elapsed_time() {
        ZoneId newYork = ZoneId.of("America/New_York");
        Windows skipped = new Windows(List.of(
                Maintenance.weekly("backup", DayOfWeek.SUNDAY, LocalTime.of(2, 0), Duration.ofHours(2), newYork)));
        Instant march = Instant.parse("2026-03-08T00:00:00Z");
        assertThat(skipped.change(march)).isEqualTo("2026-03-08T07:00:00Z"); // 03:00 there
        assertThat(skipped.change(Instant.parse("2026-03-08T07:00:00Z"))).isEqualTo("2026-03-08T09:00:00Z");
        assertThat(skipped.at(Instant.parse("2026-03-08T08:59:59.999999999Z"))).isNotNull();
        assertThat(skipped.at(Instant.parse("2026-03-08T09:00:00Z"))).isNull();
        Windows twice = new Windows(List.of(
                Maintenance.weekly("backup", DayOfWeek.SUNDAY, LocalTime.of(1, 30), Duration.ofHours(2), newYork)));
        Instant november = Instant.parse("2026-11-01T00:00:00Z");
        assertThat(twice.change(november)).isEqualTo("2026-11-01T05:30:00Z"); // the first time
        assertThat(twice.change(Instant.parse("2026-11-01T05:30:00Z"))).isEqualTo("2026-11-01T07:30:00Z");
    }
}
