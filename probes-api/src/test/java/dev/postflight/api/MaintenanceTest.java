package dev.postflight.api;

import static dev.postflight.api.Plans.check;
import static dev.postflight.api.Plans.faults;
import static dev.postflight.api.Plans.phase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** S0.15: times in which a system may be down. */
class MaintenanceTest {

    private static final String LASTING = " (expected: a positive duration shorter than 7 d)";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Maintenance SUNDAYS = Maintenance.weekly(
                    "backup", DayOfWeek.SUNDAY, LocalTime.of(2, 0), Duration.ofHours(2), ZoneOffset.UTC)
            .announced(Duration.ofDays(2));

    private static Maintenance weekly(String name, DayOfWeek day, String time, String lasting, String zone) {
        return Maintenance.weekly(name, day, LocalTime.parse(time), Duration.parse(lasting), ZoneId.of(zone));
    }

    private static Maintenance once(String name, String begin, String lasting) {
        return Maintenance.once(name, ZonedDateTime.parse(begin), Duration.parse(lasting));
    }

    private static List<String> overlaps(Maintenance... windows) {
        VerificationPlan.Builder plan = VerificationPlan.named("orders").phase(phase("p", check("a")));
        for (Maintenance window : windows) {
            plan = plan.maintenance(window);
        }
        return faults(plan);
    }

    @Nested
    class Weekly {

        /** S0.15: every Sunday 02:00-04:00 UTC, announced 48 h before. */
        @ParameterizedTest
        @CsvSource({
            "2026-05-03T01:59:59.999999999Z,",
            "2026-05-03T02:00:00Z,           2026-05-03T04:00:00Z",
            "2026-05-03T03:00:00Z,           2026-05-03T04:00:00Z",
            "2026-05-03T03:59:59.999999999Z, 2026-05-03T04:00:00Z",
            "2026-05-03T04:00:00Z,",
            "2026-05-04T03:00:00Z,",
            "2026-05-10T02:00:00Z,           2026-05-10T04:00:00Z"
        })
        void the_begin_belongs_to_it_and_the_end_does_not(Instant at, @Nullable Instant until) {
            assertThat(SUNDAYS.until(at)).isEqualTo(until);
        }

        @Test
        void comes_again_and_is_announced_ahead() {
            assertThat(SUNDAYS.next(Instant.parse("2026-05-03T01:59:59Z")))
                    .isEqualTo(Instant.parse("2026-05-03T02:00:00Z"));
            assertThat(SUNDAYS.next(Instant.parse("2026-05-03T02:00:00Z")))
                    .isEqualTo(Instant.parse("2026-05-10T02:00:00Z"));
            assertThat(SUNDAYS.ahead()).isEqualTo(Duration.ofDays(2));
            assertThat(SUNDAYS).hasToString("backup, weekly SUNDAY 02:00 Z for 2h");
        }

        /** It lasts in elapsed time: in the night of the change it ends an hour later, or earlier, by the clocks. */
        @ParameterizedTest
        @CsvSource({
            "2026-03-22, 2026-03-22T00:30:00Z, 2026-03-22T02:30:00Z",
            "2026-03-29, 2026-03-29T00:30:00Z, 2026-03-29T02:30:00Z",
            "2026-04-05, 2026-04-04T23:30:00Z, 2026-04-05T01:30:00Z",
            "2026-10-18, 2026-10-17T23:30:00Z, 2026-10-18T01:30:00Z",
            "2026-10-25, 2026-10-24T23:30:00Z, 2026-10-25T01:30:00Z",
            "2026-11-01, 2026-11-01T00:30:00Z, 2026-11-01T02:30:00Z"
        })
        void goes_by_the_clocks_of_its_zone_and_lasts_by_elapsed_time(String sunday, Instant begin, Instant end) {
            Maintenance window = weekly("backup", DayOfWeek.SUNDAY, "01:30", "PT2H", "Europe/Berlin");

            assertThat(window.next(begin.minusSeconds(1))).as(sunday).isEqualTo(begin);
            assertThat(window.until(begin.minusNanos(1))).as(sunday).isNull();
            assertThat(window.until(begin)).as(sunday).isEqualTo(end);
            assertThat(window.until(end.minusNanos(1))).as(sunday).isEqualTo(end);
            assertThat(window.until(end)).as(sunday).isNull();
        }

        @Test
        void may_be_nearly_a_week_long() {
            Maintenance window = weekly("rebuild", DayOfWeek.MONDAY, "00:00", "PT167H59M", "UTC");

            assertThat(window.until(Instant.parse("2026-05-10T23:58:00Z")))
                    .isEqualTo(Instant.parse("2026-05-10T23:59:00Z"));
            assertThat(window.until(Instant.parse("2026-05-10T23:59:00Z"))).isNull();
        }
    }

    @Nested
    class Once {

        private final Maintenance window = once("move", "2026-05-01T12:00:00+08:00[Asia/Manila]", "PT90M");

        @ParameterizedTest
        @CsvSource({
            "2026-05-01T03:59:59Z,",
            "2026-05-01T04:00:00Z, 2026-05-01T05:30:00Z",
            "2026-05-01T05:29:59Z, 2026-05-01T05:30:00Z",
            "2026-05-01T05:30:00Z,",
            "2026-05-08T04:00:00Z,"
        })
        void the_begin_belongs_to_it_and_the_end_does_not(Instant at, @Nullable Instant until) {
            assertThat(window.until(at)).isEqualTo(until);
        }

        @Test
        void comes_no_more_once_it_has_begun() {
            assertThat(window.next(Instant.parse("2026-05-01T03:59:59Z")))
                    .isEqualTo(Instant.parse("2026-05-01T04:00:00Z"));
            assertThat(window.next(Instant.parse("2026-05-01T04:00:00Z"))).isNull();
            assertThat(window.ahead()).isZero();
            assertThat(window).hasToString("move, once 2026-05-01T04:00:00Z for 90m");
        }
    }

    @Nested
    @SuppressWarnings("NullAway") // null is one of the faults
    class Refuses {

        @ParameterizedTest
        @CsvSource(
                value = {"'', '\"\"'", "' ', '\" \"'", "NULL, null"},
                nullValues = "NULL")
        void an_empty_name(@Nullable String name, String shown) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> once(name, "2026-05-01T12:00:00Z", "PT1H"))
                    .withMessage("maintenance: " + shown + " (expected: 1 to 100 printable characters)");
        }

        /** Of seven days and more, a weekly one would never end. */
        @ParameterizedTest
        @CsvSource({"PT0S, 0 s", "PT-1H, -1 h", "P7D, 7 d", "P8D, 8 d", "P36500D, 36500 d", "PT168H0.000000001S, x"})
        void what_never_begins_or_never_ends(String lasting, String shown) {
            String seen = shown.equals("x") ? "604800000000001 ns" : shown;

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> weekly("backup", DayOfWeek.SUNDAY, "02:00", lasting, "UTC"))
                    .withMessage("maintenance \"backup\": lasting: " + seen + LASTING);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> once("backup", "2026-05-01T12:00:00Z", lasting))
                    .withMessage("maintenance \"backup\": lasting: " + seen + LASTING);
        }

        @Test
        void no_time_at_all() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Maintenance.once("backup", ZonedDateTime.parse("2026-05-01T12:00:00Z"), null))
                    .withMessage("maintenance \"backup\": lasting: null" + LASTING);
        }

        @Test
        void both_begins_and_none() {
            Cadence.Weekly weekly = new Cadence.Weekly(DayOfWeek.SUNDAY, LocalTime.NOON, ZoneOffset.UTC);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Maintenance("backup", null, null, HOUR, Duration.ZERO))
                    .withMessage("maintenance \"backup\": begin: none (expected: either once or weekly)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Maintenance("backup", Instant.EPOCH, weekly, HOUR, Duration.ZERO))
                    .withMessage("maintenance \"backup\": begin: two (expected: either once or weekly)");
        }

        @ParameterizedTest
        @CsvSource({"PT0S, 0 s", "PT-48H, -2 d", "P3651D, 3651 d"})
        void to_be_announced_afterwards_or_at_once(Duration ahead, String shown) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SUNDAYS.announced(ahead))
                    .withMessage("maintenance \"backup\": announced: " + shown
                            + " (expected: a positive duration of at most 3650 days)");
        }

        @Test
        void no_window_in_a_plan() {
            assertThat(overlaps((Maintenance) null))
                    .containsExactly("maintenance: null (expected: a maintenance window)");
        }
    }

    @Nested
    class InAPlan {

        @Test
        void windows_are_kept_in_order() {
            Maintenance move = once("move", "2026-05-01T12:00:00Z", "PT1H");
            VerificationPlan plan = VerificationPlan.named("orders")
                    .phase(phase("p", check("a")))
                    .maintenance(SUNDAYS)
                    .maintenance(move)
                    .build();

            assertThat(plan.maintenance()).containsExactly(SUNDAYS, move);
        }

        @Test
        void the_same_window_twice_overlaps() {
            assertThat(overlaps(SUNDAYS, SUNDAYS))
                    .containsExactly(
                            "maintenance \"backup\": begin: 2026-01-04T02:00:00Z (expected: no other window then, as"
                                    + " there is backup, weekly SUNDAY 02:00 Z for 2h)");
        }

        /** They are half an hour apart in winter, and meet in summer, when Berlin's clocks are ahead. */
        @Test
        void weekly_windows_in_different_zones_that_meet_only_in_summer_overlap() {
            Maintenance utc = weekly("utc", DayOfWeek.SUNDAY, "02:00", "PT1H", "UTC");
            Maintenance berlin = weekly("berlin", DayOfWeek.SUNDAY, "04:30", "PT1H", "Europe/Berlin");

            assertThat(overlaps(utc, berlin))
                    .containsExactly(
                            "maintenance \"berlin\": begin: 2026-03-29T02:30:00Z (expected: no other window then, as"
                                    + " there is utc, weekly SUNDAY 02:00 UTC for 1h)");
        }

        @Test
        void a_window_that_comes_once_overlaps_a_weekly_one_in_either_order() {
            Maintenance move = once("move", "2040-05-06T03:59:59.999999999Z", "PT1H");
            Maintenance before = once("before", "2040-05-06T01:00:00Z", "PT1H0.000000001S");

            assertThat(overlaps(SUNDAYS, move))
                    .containsExactly(
                            "maintenance \"move\": begin: 2040-05-06T03:59:59.999999999Z (expected: no other window"
                                    + " then, as there is backup, weekly SUNDAY 02:00 Z for 2h)");
            assertThat(overlaps(before, SUNDAYS))
                    .containsExactly("maintenance \"backup\": begin: 2040-05-06T02:00:00Z (expected: no other window"
                            + " then, as there is before, once 2040-05-06T01:00:00Z for 3600000000001ns)");
        }

        @Test
        void windows_that_come_once_overlap() {
            assertThat(overlaps(
                            once("one", "2026-05-01T12:00:00Z", "P6D"), once("two", "2026-05-07T11:00:00Z", "PT1H")))
                    .containsExactly("maintenance \"two\": begin: 2026-05-07T11:00:00Z (expected: no other window"
                            + " then, as there is one, once 2026-05-01T12:00:00Z for 6d)");
        }

        @Test
        void windows_that_touch_do_not_overlap() {
            assertThat(overlaps(
                            SUNDAYS,
                            weekly("after", DayOfWeek.SUNDAY, "04:00", "PT1H", "UTC"),
                            weekly("before", DayOfWeek.SUNDAY, "09:00", "PT1H", "Asia/Manila"),
                            once("once", "2026-05-03T05:00:00Z", "PT1H"),
                            once("again", "2026-05-03T06:00:00Z", "PT1H"),
                            once("years later", "2036-05-04T05:00:00Z", "PT1H")))
                    .isEmpty();
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
        void windows_overlap_exactly_when_some_minute_of_the_year_belongs_to_both(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            Maintenance one = random(random, "one");
            Maintenance two = random(random, "two");
            boolean shared = false;
            Instant at = Instant.parse("2026-01-01T00:00:00Z");
            for (int i = 0; i < 366 * 24 * 4 && !shared; i++) { // they begin and end at quarters of an hour
                shared = one.until(at) != null && two.until(at) != null;
                at = at.plusSeconds(900);
            }

            assertThat(!overlaps(one, two).isEmpty())
                    .as("seed %d: %s and %s", seed, one, two)
                    .isEqualTo(shared);
        }

        private Maintenance random(SplittableRandom random, String name) {
            List<String> zones = List.of("UTC", "Europe/Berlin", "America/New_York", "Asia/Manila", "Asia/Kathmandu");
            return Maintenance.weekly(
                    name,
                    random.nextBoolean() ? DayOfWeek.SUNDAY : DayOfWeek.SATURDAY,
                    LocalTime.of(random.nextInt(24), 15 * random.nextInt(4)),
                    Duration.ofMinutes(15L * (1 + random.nextInt(40))),
                    ZoneId.of(zones.get(random.nextInt(zones.size()))));
        }
    }
}
