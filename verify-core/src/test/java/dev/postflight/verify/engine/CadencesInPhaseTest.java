package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Check;
import dev.postflight.api.Maintenance;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the checks of a plan are run, to the second. */
class CadencesInPhaseTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final String MONDAY = "2026-03-02T08:00:00Z";

    private static List<String> every(Duration period, String from, String until) {
        List<String> times = new ArrayList<>();
        for (Instant at = Instant.parse(from); at.isBefore(Instant.parse(until)); at = at.plus(period)) {
            times.add(at.toString());
        }
        return times;
    }

    /** S0.3. */
    @Test
    void a_phase_has_several_cadences_and_what_is_run_once() {
        Rehearsal day = new Rehearsal(MONDAY);
        day.run(
                DAY,
                VerificationPhase.named("day 1")
                        .lasting(DAY)
                        .check(day.check("self"))
                        .every(MINUTE.multipliedBy(30))
                        .check(day.check("health"))
                        .every(HOUR)
                        .check(day.check("performance"))
                        .every(HOUR.multipliedBy(4))
                        .check(day.check("machine"))
                        .at(HOUR.multipliedBy(12))
                        .check(day.check("baseline")));
        String end = "2026-03-03T08:00:00Z";
        assertThat(day.runs("self")).containsExactly(MONDAY);
        assertThat(day.runs("health")).isEqualTo(every(MINUTE.multipliedBy(30), MONDAY, end));
        assertThat(day.runs("performance")).isEqualTo(every(HOUR, MONDAY, end));
        assertThat(day.runs("machine")).isEqualTo(every(HOUR.multipliedBy(4), MONDAY, end));
        assertThat(day.runs("baseline")).containsExactly("2026-03-02T20:00:00Z");
        assertThat(day.phases()).containsExactly("day 1 BEGAN " + MONDAY, "day 1 ENDED " + end + " GO");
    }

    @Test
    void what_is_run_once_is_run_again_until_it_passes() {
        Rehearsal day = new Rehearsal(MONDAY);
        Instant mended = Instant.parse("2026-03-02T20:00:10Z");
        day.script((check, at) -> check.name().equals("baseline") && at.isBefore(mended)
                        ? ProbeResult.down("not ready")
                        : ProbeResult.up())
                .run(
                        DAY,
                        VerificationPhase.named("day 1")
                                .lasting(DAY)
                                .every(HOUR)
                                .check(day.check("health"))
                                .at(HOUR.multipliedBy(12))
                                .check(day.check("baseline")));
        assertThat(day.runs("baseline"))
                .startsWith("2026-03-02T20:00:00Z", "2026-03-02T20:00:00.100Z", "2026-03-02T20:00:00.300Z")
                .endsWith("2026-03-02T20:00:11.300Z");
        assertThat(day.runs("health")).isEqualTo(every(HOUR, MONDAY, "2026-03-03T08:00:00Z"));
    }

    /** S0.4: 30 min, then 1 h, then 4 h; each phase begins when the one before it ends. */
    @Test
    void phases_follow_one_another_each_with_its_own_cadence() {
        Rehearsal week = new Rehearsal(MONDAY);
        Check health = week.check("health");
        week.run(
                DAY.multipliedBy(7),
                VerificationPhase.named("day 1")
                        .lasting(DAY)
                        .every(MINUTE.multipliedBy(30))
                        .check(health),
                VerificationPhase.named("days 2-3")
                        .lasting(DAY.multipliedBy(2))
                        .every(HOUR)
                        .check(health),
                VerificationPhase.named("days 4-7")
                        .lasting(DAY.multipliedBy(4))
                        .every(HOUR.multipliedBy(4))
                        .check(health));
        List<String> wanted = every(MINUTE.multipliedBy(30), MONDAY, "2026-03-03T08:00:00Z");
        wanted.addAll(every(HOUR, "2026-03-03T08:00:00Z", "2026-03-05T08:00:00Z"));
        wanted.addAll(every(HOUR.multipliedBy(4), "2026-03-05T08:00:00Z", "2026-03-09T08:00:00Z"));
        assertThat(week.runs("health")).isEqualTo(wanted);
        assertThat(week.phases())
                .containsExactly(
                        "day 1 BEGAN 2026-03-02T08:00:00Z",
                        "day 1 ENDED 2026-03-03T08:00:00Z GO",
                        "days 2-3 BEGAN 2026-03-03T08:00:00Z",
                        "days 2-3 ENDED 2026-03-05T08:00:00Z GO",
                        "days 4-7 BEGAN 2026-03-05T08:00:00Z",
                        "days 4-7 ENDED 2026-03-09T08:00:00Z GO");
    }

    /** S3.1: every 15 min for 2 h, hourly to 24 h, then every morning and every Monday. */
    @Test
    void the_last_phase_may_have_no_end() {
        Rehearsal month = new Rehearsal(MONDAY);
        Check api = month.check("api");
        month.run(
                DAY.multipliedBy(22),
                VerificationPhase.named("critical watch")
                        .lasting(HOUR.multipliedBy(2))
                        .every(MINUTE.multipliedBy(15))
                        .check(api),
                VerificationPhase.named("day 1")
                        .lasting(HOUR.multipliedBy(22))
                        .every(HOUR)
                        .check(api),
                VerificationPhase.named("after")
                        .daily(LocalTime.of(9, 0), ZoneOffset.UTC)
                        .check(month.check("morning"))
                        .weekly(DayOfWeek.MONDAY, LocalTime.of(10, 0), ZoneOffset.UTC)
                        .check(month.check("monday")));
        List<String> wanted = every(MINUTE.multipliedBy(15), MONDAY, "2026-03-02T10:00:00Z");
        wanted.addAll(every(HOUR, "2026-03-02T10:00:00Z", "2026-03-03T08:00:00Z"));
        assertThat(month.runs("api")).isEqualTo(wanted);
        assertThat(month.runs("morning")).isEqualTo(every(DAY, "2026-03-03T09:00:00Z", "2026-03-24T08:00:00Z"));
        assertThat(month.runs("monday"))
                .containsExactly("2026-03-09T10:00:00Z", "2026-03-16T10:00:00Z", "2026-03-23T10:00:00Z");
        assertThat(month.phases()).hasSize(5).last().isEqualTo("after BEGAN 2026-03-03T08:00:00Z");
    }

    /** S4.8: in the first two hours logs every 15 min and health every 30 min; to the 24th hour, hourly. */
    @Test
    void every_check_begins_with_its_phase() {
        Rehearsal watch = new Rehearsal("2026-03-02T08:07:30Z");
        Check logs = watch.check("logs");
        Check health = watch.check("health");
        watch.run(
                DAY,
                VerificationPhase.named("hours 1-2")
                        .lasting(HOUR.multipliedBy(2))
                        .every(MINUTE.multipliedBy(15))
                        .check(logs)
                        .every(MINUTE.multipliedBy(30))
                        .check(health),
                VerificationPhase.named("hours 3-24")
                        .lasting(HOUR.multipliedBy(22))
                        .every(HOUR)
                        .check(logs)
                        .check(health));
        List<String> wanted = every(MINUTE.multipliedBy(30), "2026-03-02T08:07:30Z", "2026-03-02T10:07:30Z");
        wanted.addAll(every(HOUR, "2026-03-02T10:07:30Z", "2026-03-03T08:07:30Z"));
        assertThat(watch.runs("health")).isEqualTo(wanted);
        assertThat(watch.runs("logs")).hasSize(8 + 22);
    }

    /** S1.1: midnight in Manila; and where clocks are changed there is one run a day all the same. */
    @ParameterizedTest
    @CsvSource({
        "Asia/Manila,         00:00, 2026-03-02T08:00:00Z, 2026-03-02T16:00:00Z 2026-03-03T16:00:00Z 2026-03-04T16:00:00Z",
        "America/New_York,    02:30, 2026-03-07T06:00:00Z, 2026-03-07T07:30:00Z 2026-03-08T07:30:00Z 2026-03-09T06:30:00Z",
        "America/New_York,    01:30, 2026-10-31T05:00:00Z, 2026-10-31T05:30:00Z 2026-11-01T05:30:00Z 2026-11-02T06:30:00Z",
        "Europe/Berlin,       02:00, 2026-03-28T00:00:00Z, 2026-03-28T01:00:00Z 2026-03-29T01:00:00Z 2026-03-30T00:00:00Z",
        "Europe/Berlin,       02:30, 2026-10-24T00:00:00Z, 2026-10-24T00:30:00Z 2026-10-25T00:30:00Z 2026-10-26T01:30:00Z",
        "Australia/Lord_Howe, 02:15, 2026-10-03T00:00:00Z, 2026-10-03T15:45:00Z 2026-10-04T15:15:00Z 2026-10-05T15:15:00Z",
        "UTC,                 12:00, 2028-02-28T12:00:00Z, 2028-02-28T12:00:00Z 2028-02-29T12:00:00Z 2028-03-01T12:00:00Z",
        "UTC,                 12:00, 2027-02-27T12:00:00Z, 2027-02-27T12:00:00Z 2027-02-28T12:00:00Z 2027-03-01T12:00:00Z"
    })
    void there_is_one_run_a_day_by_the_clocks_of_a_zone(String zone, String time, String from, String runs) {
        Rehearsal days = new Rehearsal(from);
        days.run(
                DAY.multipliedBy(3),
                VerificationPhase.named("days")
                        .daily(LocalTime.parse(time), ZoneId.of(zone))
                        .check(days.check("reset")));
        assertThat(String.join(" ", days.runs("reset"))).startsWith(runs);
        assertThat(days.count("reset")).isLessThanOrEqualTo(4);
    }

    @Test
    void there_is_one_run_a_week_by_the_clocks_of_a_zone() {
        Rehearsal weeks = new Rehearsal("2026-02-25T00:00:00Z");
        weeks.run(
                DAY.multipliedBy(28),
                VerificationPhase.named("weeks")
                        .weekly(DayOfWeek.SUNDAY, LocalTime.of(2, 30), ZoneId.of("America/New_York"))
                        .check(weeks.check("backup")));
        assertThat(weeks.runs("backup"))
                .containsExactly(
                        "2026-03-01T07:30:00Z",
                        "2026-03-08T07:30:00Z", // 03:30, as 02:30 is skipped
                        "2026-03-15T06:30:00Z",
                        "2026-03-22T06:30:00Z");
    }

    @Test
    void a_day_that_has_a_run_has_no_other_in_the_next_phase() {
        Rehearsal days = new Rehearsal("2026-03-02T00:00:00Z");
        Check reset = days.check("reset");
        days.run(
                DAY.multipliedBy(4),
                VerificationPhase.named("first")
                        .lasting(DAY.multipliedBy(2))
                        .daily(LocalTime.MIDNIGHT, ZoneOffset.UTC)
                        .check(reset),
                VerificationPhase.named("second")
                        .lasting(DAY.multipliedBy(2))
                        .daily(LocalTime.MIDNIGHT, ZoneOffset.UTC)
                        .check(reset));
        assertThat(days.runs("reset")).isEqualTo(every(DAY, "2026-03-02T00:00:00Z", "2026-03-06T00:00:00Z"));
    }

    @Test
    void no_phase_ends_during_maintenance() {
        Rehearsal day = new Rehearsal(MONDAY);
        Check api = day.check("api");
        day.run(
                DAY,
                VerificationPlan.named("shop")
                        .phase(VerificationPhase.named("first")
                                .lasting(HOUR.multipliedBy(4))
                                .every(MINUTE.multipliedBy(7))
                                .check(api))
                        .phase(VerificationPhase.named("second").every(HOUR).check(api))
                        .maintenance(Maintenance.weekly(
                                "backup", DayOfWeek.MONDAY, LocalTime.of(11, 30), HOUR, ZoneOffset.UTC))
                        .build());
        assertThat(day.phases())
                .containsExactly(
                        "first BEGAN 2026-03-02T08:00:00Z",
                        "first ENDED 2026-03-02T12:30:00Z GO",
                        "second BEGAN 2026-03-02T12:30:00Z");
    }
}
