package dev.postflight.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** S0.3, S0.4, S1.1: when checks are run, whatever the clocks of a zone do. */
class CadenceTest {

    private static final String POSITIVE = " (expected: a positive duration of at most 3650 days)";

    private static Instant local(String zone, String time) {
        return ZonedDateTime.of(LocalDateTime.parse(time), ZoneId.of(zone)).toInstant();
    }

    /** The runs of a cadence between two times. */
    private static List<Instant> runs(Cadence cadence, Instant from, Instant to) {
        List<Instant> runs = new ArrayList<>();
        Instant next = cadence.next(from);
        while (next != null && next.isBefore(to)) {
            runs.add(next);
            next = cadence.next(next);
        }
        return runs;
    }

    @Nested
    class Daily {

        @ParameterizedTest
        @CsvSource({
            // an ordinary day, before its time, at it and after it
            "UTC,                 00:10, 2026-05-01T00:09:59.999999999Z, 2026-05-01T00:10:00Z",
            "UTC,                 00:10, 2026-05-01T00:10:00Z,           2026-05-02T00:10:00Z",
            "UTC,                 00:10, 2026-05-01T00:10:00.000000001Z, 2026-05-02T00:10:00Z",
            // S1.1: midnight in Manila is four in the afternoon by UTC, on the day before
            "Asia/Manila,         00:00, 2026-05-01T15:59:59Z,           2026-05-01T16:00:00Z",
            "Asia/Manila,         00:00, 2026-05-01T16:00:00Z,           2026-05-02T16:00:00Z",
            // the ends of years, and a leap day
            "UTC,                 12:00, 2027-12-31T12:00:00Z,           2028-01-01T12:00:00Z",
            "Asia/Manila,         00:00, 2027-12-30T16:00:00Z,           2027-12-31T16:00:00Z",
            "Pacific/Kiritimati,  00:30, 2026-12-30T10:30:00Z,           2026-12-31T10:30:00Z",
            "UTC,                 06:00, 2028-02-28T06:00:00Z,           2028-02-29T06:00:00Z",
            "UTC,                 06:00, 2028-02-29T06:00:00Z,           2028-03-01T06:00:00Z",
            "UTC,                 06:00, 2027-02-28T06:00:00Z,           2027-03-01T06:00:00Z",
            // a time that is skipped is taken as much later as clocks were set forward
            "America/New_York,    02:30, 2026-03-07T07:30:00Z,           2026-03-08T07:30:00Z",
            "America/New_York,    02:30, 2026-03-08T07:30:00Z,           2026-03-09T06:30:00Z",
            "America/New_York,    03:00, 2026-03-08T06:59:59Z,           2026-03-08T07:00:00Z",
            "Europe/Berlin,       02:00, 2026-03-28T01:00:00Z,           2026-03-29T01:00:00Z",
            "Europe/Berlin,       02:00, 2026-03-29T01:00:00Z,           2026-03-30T00:00:00Z",
            // half an hour, on Lord Howe Island
            "Australia/Lord_Howe, 02:15, 2026-10-02T15:45:00Z,           2026-10-03T15:45:00Z",
            "Australia/Lord_Howe, 02:15, 2026-10-03T15:45:00Z,           2026-10-04T15:15:00Z",
            // a time that comes twice is taken the first time, and only then
            "America/New_York,    01:30, 2026-10-31T05:30:00Z,           2026-11-01T05:30:00Z",
            "America/New_York,    01:30, 2026-11-01T05:30:00Z,           2026-11-02T06:30:00Z",
            "America/New_York,    01:30, 2026-11-01T06:00:00Z,           2026-11-02T06:30:00Z",
            "Europe/Berlin,       02:30, 2026-10-25T00:30:00Z,           2026-10-26T01:30:00Z",
            "Australia/Lord_Howe, 01:45, 2026-04-04T14:45:00Z,           2026-04-05T15:15:00Z",
            // Nuuk skips the last hour of a day: what is due in it is put off past midnight
            "America/Nuuk,        23:30, 2026-03-29T00:59:59Z,           2026-03-29T01:30:00Z",
            "America/Nuuk,        23:30, 2026-03-29T01:00:00Z,           2026-03-29T01:30:00Z",
            "America/Nuuk,        23:30, 2026-03-29T01:30:00Z,           2026-03-30T00:30:00Z"
        })
        void comes_once_a_day_whatever_the_clocks_do(String zone, LocalTime time, Instant after, Instant next) {
            assertThat(new Cadence.Daily(time, ZoneId.of(zone)).next(after)).isEqualTo(next);
        }

        /** Samoa went from Thursday to Saturday: the run of the day that there never was is that of Saturday. */
        @Test
        void is_not_run_twice_where_a_day_does_not_exist() {
            Cadence daily = new Cadence.Daily(LocalTime.of(10, 0), ZoneId.of("Pacific/Apia"));

            assertThat(runs(daily, Instant.parse("2011-12-28T20:00:00Z"), Instant.parse("2012-01-01T00:00:00Z")))
                    .containsExactly(
                            local("Pacific/Apia", "2011-12-29T10:00:00"),
                            local("Pacific/Apia", "2011-12-31T10:00:00"),
                            local("Pacific/Apia", "2012-01-01T10:00:00"));
        }

        /** S1.1. */
        @Test
        void comes_at_every_midnight_in_Manila_for_a_year() {
            ZoneId manila = ZoneId.of("Asia/Manila");
            List<Instant> runs = runs(
                    new Cadence.Daily(LocalTime.MIDNIGHT, manila),
                    Instant.parse("2026-01-01T00:00:00Z"),
                    Instant.parse("2027-01-01T00:00:00Z"));

            assertThat(runs)
                    .hasSize(365)
                    .allSatisfy(
                            run -> assertThat(run.atZone(manila).toLocalTime()).isEqualTo(LocalTime.MIDNIGHT));
        }
    }

    @Nested
    class Weekly {

        @ParameterizedTest
        @CsvSource({
            "UTC,              SUNDAY, 02:00, 2026-05-01T00:00:00Z, 2026-05-03T02:00:00Z",
            "UTC,              SUNDAY, 02:00, 2026-05-03T01:59:59Z, 2026-05-03T02:00:00Z",
            "UTC,              SUNDAY, 02:00, 2026-05-03T02:00:00Z, 2026-05-10T02:00:00Z",
            "America/New_York, SUNDAY, 02:30, 2026-03-01T07:30:00Z, 2026-03-08T07:30:00Z",
            "America/New_York, SUNDAY, 02:30, 2026-03-08T07:30:00Z, 2026-03-15T06:30:00Z",
            "America/New_York, SUNDAY, 01:30, 2026-10-25T05:30:00Z, 2026-11-01T05:30:00Z",
            "America/New_York, SUNDAY, 01:30, 2026-11-01T05:30:00Z, 2026-11-08T06:30:00Z",
            "UTC,              FRIDAY, 00:00, 2027-12-31T00:00:00Z, 2028-01-07T00:00:00Z",
            // the Friday that there never was is made up for on the Saturday
            "Pacific/Apia,     FRIDAY, 10:00, 2011-12-23T20:00:00Z, 2011-12-30T20:00:00Z",
            "Pacific/Apia,     FRIDAY, 10:00, 2011-12-30T20:00:00Z, 2012-01-05T20:00:00Z"
        })
        void comes_once_a_week_whatever_the_clocks_do(
                String zone, DayOfWeek day, LocalTime time, Instant after, Instant next) {
            assertThat(new Cadence.Weekly(day, time, ZoneId.of(zone)).next(after))
                    .isEqualTo(next);
        }
    }

    /** Two years of clock changes in zones of all kinds, Antarctica/Troll with its two hours among them. */
    @Nested
    class InAnyZone {

        private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
        private static final Instant TO = Instant.parse("2028-03-01T00:00:00Z");
        private static final int ZONES = 20;

        private List<ZoneId> zones(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            List<String> all = new ArrayList<>(new TreeSet<>(ZoneId.getAvailableZoneIds()));
            List<ZoneId> zones = new ArrayList<>(List.of(
                    ZoneId.of("Antarctica/Troll"), ZoneId.of("Africa/Casablanca"), ZoneId.of("Pacific/Chatham")));
            while (zones.size() < ZONES) {
                zones.add(ZoneId.of(all.get(random.nextInt(all.size()))));
            }
            return zones;
        }

        private LocalTime time(SplittableRandom random) {
            return LocalTime.of(random.nextInt(24), random.nextInt(60));
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3})
        void the_next_time_is_later_and_no_further_off_than_the_longest(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            for (ZoneId zone : zones(seed)) {
                LocalTime time = time(random);
                DayOfWeek day = DayOfWeek.of(1 + random.nextInt(7));
                for (Cadence cadence : List.of(new Cadence.Daily(time, zone), new Cadence.Weekly(day, time, zone))) {
                    Instant before = FROM;
                    Duration longest = cadence.longest();
                    for (Instant run : runs(cadence, FROM, TO)) {
                        assertThat(Duration.between(before, run))
                                .as("seed %d: %s at %s", seed, cadence, run)
                                .isPositive()
                                .isLessThanOrEqualTo(longest);
                        before = run;
                    }
                }
            }
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3})
        void a_step_into_any_gap_leads_to_the_same_runs(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            for (ZoneId zone : zones(seed)) {
                Cadence cadence = new Cadence.Daily(time(random), zone);
                List<Instant> runs = runs(cadence, FROM, TO);
                for (int i = 1; i < runs.size(); i++) {
                    long gap = Duration.between(runs.get(i - 1), runs.get(i)).toSeconds();
                    Instant between = runs.get(i - 1).plusSeconds(random.nextLong(gap));
                    assertThat(cadence.next(between))
                            .as("seed %d: %s after %s", seed, cadence, between)
                            .isEqualTo(runs.get(i));
                }
            }
        }

        /**
         * What is due in the last skipped hour of a day is put off past midnight, and so is on the date of the next one:
         * in the zones of Greenland, and where a whole day is skipped. All others have one run on each date.
         */
        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3})
        void no_date_has_two_runs(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            for (ZoneId zone : zones(seed)) {
                LocalTime time = time(random);
                Set<LocalDate> dates = new HashSet<>();
                for (Instant run : runs(new Cadence.Daily(time, zone), FROM, TO)) {
                    ZonedDateTime at = run.atZone(zone);
                    boolean putOff = at.toLocalTime().isBefore(time);
                    assertThat(putOff || dates.add(at.toLocalDate()))
                            .as("seed %d: %s in %s at %s", seed, time, zone, at)
                            .isTrue();
                }
                assertThat(dates).as("seed %d: %s in %s", seed, time, zone).hasSizeGreaterThan(785);
            }
        }
    }

    @Nested
    class OfElapsedTime {

        @Test
        void has_no_times_of_day() {
            Cadence every = new Cadence.Every(Duration.ofMinutes(15));
            Cadence once = new Cadence.Once(Duration.ofHours(12));

            assertThat(every.next(Instant.EPOCH)).isNull();
            assertThat(every.longest()).isEqualTo(Duration.ofMinutes(15));
            assertThat(once.next(Instant.EPOCH)).isNull();
            assertThat(once.longest()).isNull();
        }

        @ParameterizedTest
        @CsvSource({"PT0S, 0 s", "PT-5S, -5 s", "P3651D, 3651 d"})
        void is_positive_and_not_absurd(Duration time, String shown) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Cadence.Every(time))
                    .withMessage("every: " + shown + POSITIVE);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Cadence.Once(time))
                    .withMessage("at: " + shown + POSITIVE);
        }
    }

    @Test
    void is_printed_as_it_is_said() {
        ZoneId manila = ZoneId.of("Asia/Manila");

        assertThat(new Cadence.Every(Duration.ofMinutes(30))).hasToString("every 30m");
        assertThat(new Cadence.Once(Duration.ofHours(12))).hasToString("at 12h");
        assertThat(new Cadence.Daily(LocalTime.of(0, 10), manila)).hasToString("daily 00:10 Asia/Manila");
        assertThat(new Cadence.Weekly(DayOfWeek.MONDAY, LocalTime.of(9, 0), ZoneOffset.UTC))
                .hasToString("weekly MONDAY 09:00 Z");
    }

    @Test
    @SuppressWarnings("NullAway") // null is the fault
    void a_time_of_day_has_a_time_and_a_zone() {
        assertThatNullPointerException()
                .isThrownBy(() -> new Cadence.Daily(null, ZoneOffset.UTC))
                .withMessage("daily: null (expected: a time of day)");
        assertThatNullPointerException()
                .isThrownBy(() -> new Cadence.Weekly(DayOfWeek.MONDAY, LocalTime.NOON, null))
                .withMessage("weekly: null (expected: a time zone)");
        assertThatNullPointerException()
                .isThrownBy(() -> new Cadence.Weekly(null, LocalTime.NOON, ZoneOffset.UTC))
                .withMessage("weekly: null (expected: a day of the week)");
    }
}
