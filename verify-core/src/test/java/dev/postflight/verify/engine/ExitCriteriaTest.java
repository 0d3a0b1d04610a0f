package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.postflight.api.Check;
import dev.postflight.api.Decision;
import dev.postflight.api.Maintenance;
import dev.postflight.api.Measurement;
import dev.postflight.api.Outlook;
import dev.postflight.api.Outlook.State;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.Unit;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.report.Course;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must hold at the end of a phase, from the plan to the verdict: what it says meanwhile, and since when. */
class ExitCriteriaTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant FROM = Instant.parse("2026-03-02T08:00:00Z");

    private final Rehearsal rehearsal = new Rehearsal(FROM.toString());

    private static Duration hours(long hours) {
        return HOUR.multipliedBy(hours);
    }

    /** A phase with a check that weighs so much that others may fail for a while. */
    private VerificationPhase lasting(Duration time) {
        return VerificationPhase.named("watch")
                .lasting(time)
                .every(MINUTE)
                .check(rehearsal.check("shop").weight(40));
    }

    private Outlook.Item item(Duration after, String wanted) {
        return Rehearsal.item(rehearsal.verdict(after), wanted);
    }

    @Nested
    class Runs_in_a_row {

        private static final Duration FIRST = Duration.ofHours(8); // midnight in Manila

        /** S1.1, S1.2: seven in a row, in ten days, of a job that runs at midnight and fails once. */
        private Rehearsal failing(int run, boolean extended) {
            Duration fails = FIRST.plus(DAY.multipliedBy(run));
            VerificationPhase phase = lasting(DAY.multipliedBy(10))
                    .daily(LocalTime.MIDNIGHT, ZoneId.of("Asia/Manila"))
                    .check(rehearsal.check("reset"))
                    .exit("passes in reset: >= 7");
            return rehearsal
                    .down("reset", fails, fails.plus(HOUR))
                    .run(DAY.multipliedBy(12), extended ? phase.extendedBy(DAY) : phase);
        }

        @ParameterizedTest
        @CsvSource({"0", "1", "2"})
        void begin_anew_after_a_failure_and_may_still_be_had(int run) {
            failing(run, false);
            Duration after = FIRST.plus(DAY.multipliedBy(run));
            assertThat(item(after, "passes").seen()).isEqualTo("0 of 7 in a row");
            assertThat(item(after, "passes").earliest())
                    .isEqualTo(FROM.plus(after).plus(DAY.multipliedBy(7)));
            assertThat(rehearsal.first(Decision.NO_GO)).isNull();
            assertThat(rehearsal.first(Decision.GO)).isEqualTo(DAY.multipliedBy(10));
            assertThat(rehearsal.count("reset")).isEqualTo(10);
        }

        @ParameterizedTest
        @CsvSource({"3, true", "4, true", "9, false"})
        void cannot_be_had_any_more_as_soon_as_there_are_too_few_runs_left(int run, boolean early) {
            failing(run, false);
            Duration after = FIRST.plus(DAY.multipliedBy(run));
            assertThat(rehearsal.verdict(after.minusNanos(1)).decision()).isEqualTo(Decision.HOLD);
            assertThat(rehearsal.first(Decision.NO_GO)).isEqualTo(after);
            assertThat(rehearsal.verdict(after).reasons())
                    .anyMatch(reason -> reason.startsWith("passes in reset: >= 7 cannot be met any more: "));
            assertThat(rehearsal.verdict(after).health()).isEqualTo(Decision.GO);
            assertThat(rehearsal.verdict(after).outlook().earliestGo()).isNull();
            assertThat(rehearsal.last().decision()).isEqualTo(Decision.NO_GO);
            assertThat(rehearsal.phases()).last().isEqualTo("watch ENDED 2026-03-12T08:00:00Z NO_GO");
            assertThat(early).isEqualTo(run < 9);
        }

        @Test
        void may_be_had_in_an_extension() {
            failing(3, true);
            assertThat(rehearsal.first(Decision.NO_GO)).isNull();
            assertThat(rehearsal.verdict(DAY.multipliedBy(10)).decision()).isEqualTo(Decision.HOLD);
            assertThat(rehearsal.first(Decision.GO))
                    .isEqualTo(DAY.multipliedBy(10).plus(FIRST));
            assertThat(rehearsal.phases()).last().isEqualTo("watch ENDED 2026-03-12T16:00:00Z GO");
        }

        @Test
        void cannot_be_had_when_the_extension_is_too_short_as_well() {
            failing(4, true);
            assertThat(rehearsal.first(Decision.NO_GO)).isEqualTo(FIRST.plus(DAY.multipliedBy(4)));
        }

        @Test
        void count_with_a_warning_and_say_so() {
            rehearsal
                    .script((check, at) -> ProbeResult.up(Measurement.of(
                            "took_so_long", at.isAfter(FROM.plus(DAY.multipliedBy(5))) ? 90 : 30, Unit.SECONDS)))
                    .run(
                            DAY.multipliedBy(8),
                            lasting(DAY.multipliedBy(7).plus(hours(1)))
                                    .daily(LocalTime.of(8, 0), ZoneOffset.UTC)
                                    .check(rehearsal.check("reset").threshold("took_so_long: target < 1m"))
                                    .exit("passes in reset: >= 7"));
            assertThat(item(DAY.multipliedBy(5), "passes").seen()).isEqualTo("6 of 7 in a row");
            assertThat(item(DAY.multipliedBy(6), "passes").seen()).isEqualTo("7 in a row, 1 with a warning");
            assertThat(rehearsal.last().decision()).isEqualTo(Decision.GO);
        }

        @Test
        void may_be_had_until_the_end_whatever_of_it_is_maintenance() {
            VerificationPhase phase = lasting(DAY.multipliedBy(7))
                    .daily(LocalTime.of(7, 30), ZoneOffset.UTC)
                    .check(rehearsal.check("reset"))
                    .exit("passes in reset: >= 7");
            rehearsal.run(
                    DAY.multipliedBy(8),
                    VerificationPlan.named("shop")
                            .phase(phase)
                            .maintenance(Maintenance.weekly(
                                    "backup", DayOfWeek.SUNDAY, LocalTime.of(2, 0), hours(2), ZoneOffset.UTC))
                            .build());
            assertThat(rehearsal.first(Decision.NO_GO)).isNull();
            assertThat(rehearsal.phases()).last().isEqualTo("watch ENDED 2026-03-09T08:00:00Z GO");
        }
    }

    @Nested
    class Time {

        /** One per cent of 100 h is one hour, and one hour is not more than that. */
        @Test
        void availability_is_impossible_from_the_minute_on_that_is_too_much() {
            rehearsal
                    .down("api", hours(10), hours(12))
                    .run(
                            hours(101),
                            lasting(hours(100)).check(rehearsal.check("api")).exit("availability in api: >= 99%"));
            assertThat(item(hours(11), "availability").state()).isEqualTo(State.MISSING);
            assertThat(rehearsal.verdict(hours(11)).outlook().earliestGo()).isEqualTo(FROM.plus(hours(100)));
            assertThat(rehearsal.first(Decision.NO_GO)).isEqualTo(hours(11).plus(MINUTE));
        }

        @Test
        void availability_is_that_of_the_time_without_maintenance() {
            VerificationPhase phase =
                    lasting(hours(100)).check(rehearsal.check("api")).exit("availability in api: >= 99%");
            rehearsal
                    .down("api", hours(10), hours(12))
                    .run(
                            hours(101),
                            VerificationPlan.named("shop")
                                    .phase(phase)
                                    .maintenance(Maintenance.weekly(
                                            "backup", DayOfWeek.THURSDAY, LocalTime.of(2, 0), hours(2), ZoneOffset.UTC))
                                    .build());
            // of 98 h
            assertThat(rehearsal.first(Decision.NO_GO)).isEqualTo(hours(10).plus(MINUTE.multipliedBy(59)));
        }

        @Test
        void of_an_hour_down_just_met_the_phase_is_GO_at_its_end_and_not_before() {
            rehearsal
                    .down("api", hours(10), hours(11))
                    .run(
                            hours(101),
                            lasting(hours(100)).check(rehearsal.check("api")).exit("availability in api: >= 99%"));
            assertThat(rehearsal.first(Decision.NO_GO)).isNull();
            assertThat(rehearsal.first(Decision.GO)).isEqualTo(hours(100));
            assertThat(item(hours(100).minus(MINUTE), "availability").state()).isEqualTo(State.MISSING);
        }

        /** 12 h with two failures of an hour leave 10 h, of which the second failure needs 5 h each. */
        @ParameterizedTest
        @CsvSource({"5, ", "6, 8"})
        void between_failures_is_impossible_with_one_failure_too_many(int limit, Integer impossible) {
            rehearsal
                    .down("api", hours(2), hours(3), hours(8), hours(9))
                    .run(
                            hours(13),
                            lasting(hours(12)).check(rehearsal.check("api")).exit("mtbf in api: >= " + limit + "h"));
            assertThat(rehearsal.first(Decision.NO_GO)).isEqualTo(impossible == null ? null : hours(impossible));
            assertThat(rehearsal.first(Decision.GO)).isEqualTo(impossible == null ? hours(12) : null);
        }

        @Test
        void of_which_nothing_is_known_is_too_long_at_its_limit() {
            Instant from = FROM.plus(hours(3));
            rehearsal
                    .script((check, at) -> check.name().equals("api") && !at.isBefore(from)
                            ? ProbeResult.silent("no route")
                            : ProbeResult.up())
                    .run(
                            hours(12),
                            lasting(hours(12))
                                    .check(rehearsal.check("api").onSilence(SilenceRule.HOLD))
                                    .exit("silence in api: < 2h"));
            assertThat(item(hours(5).minus(MINUTE), "silence").seen()).isEqualTo("1 h 59 min");
            assertThat(rehearsal.first(Decision.NO_GO)).isEqualTo(hours(5));
        }
    }

    @Nested
    class Incidents {

        private Rehearsal slow(Duration from, Duration until, double seconds, String... criteria) {
            return rehearsal
                    .script((check, at) -> {
                        Duration after = Duration.between(FROM, at);
                        boolean slow = after.compareTo(from) >= 0 && after.compareTo(until) < 0;
                        return ProbeResult.up(Measurement.of("latency", slow ? seconds : 0.1, Unit.SECONDS));
                    })
                    .run(
                            DAY.multipliedBy(3),
                            lasting(DAY)
                                    .check(rehearsal.check("api").threshold("latency: HIGH > 500ms, CRITICAL > 2s"))
                                    .exit(criteria),
                            VerificationPhase.named("after").every(HOUR).check(rehearsal.check("api")));
        }

        @Test
        void that_are_open_take_their_time_already() {
            slow(hours(5), hours(6), 0.8, "resolution: < 30m");
            assertThat(item(hours(5).plus(MINUTE.multipliedBy(29)), "resolution")
                            .state())
                    .isEqualTo(State.MET);
            assertThat(rehearsal.first(Decision.NO_GO)).isEqualTo(hours(5).plus(MINUTE.multipliedBy(30)));
            assertThat(rehearsal.phases()).last().isEqualTo("watch ENDED 2026-03-03T08:00:00Z NO_GO");
        }

        /** From HIGH to CRITICAL after half an hour: that does not make it less of a HIGH one. */
        @Test
        void that_become_graver_count_as_what_they_were() {
            rehearsal
                    .script((check, at) -> {
                        long minute = Duration.between(FROM, at).toMinutes();
                        double latency = minute < 60 || minute >= 120 ? 0.1 : minute < 90 ? 0.8 : 3;
                        return ProbeResult.up(Measurement.of("latency", latency, Unit.SECONDS));
                    })
                    .run(
                            hours(5),
                            lasting(hours(4))
                                    .check(rehearsal.check("api").threshold("latency: HIGH > 500ms, CRITICAL > 2s"))
                                    .exit("incidents.high: = 0"));
            assertThat(rehearsal.first(Decision.NO_GO)).isEqualTo(hours(1));
            assertThat(rehearsal.verdict(hours(3)).decision()).isEqualTo(Decision.NO_GO);
            assertThat(rehearsal.first(Decision.GO)).isNull();
        }

        @Test
        void that_were_resolved_in_time_are_no_obstacle() {
            slow(hours(5), hours(5).plus(MINUTE.multipliedBy(29)), 0.8, "resolution: < 30m", "incidents.critical: = 0");
            assertThat(rehearsal.first(Decision.NO_GO)).isNull();
            assertThat(rehearsal.phases()).last().isEqualTo("after BEGAN 2026-03-03T08:00:00Z");
            assertThat(item(hours(23), "resolution").seen()).isEqualTo("29 min");
        }

        /** S0.6: what was CRITICAL once cannot be undone, and the plan stops at the end of the phase. */
        @Test
        void that_were_critical_stay_so() {
            slow(hours(5), hours(5).plus(MINUTE), 3, "incidents.critical: = 0");
            assertThat(rehearsal.first(Decision.NO_GO)).isEqualTo(hours(5));
            assertThat(rehearsal.verdict(hours(10)).health()).isEqualTo(Decision.GO);
            assertThat(rehearsal.verdict(hours(10)).reasons())
                    .containsExactly("incidents.critical: = 0 cannot be met any more: 1, that cannot be undone");
            assertThat(rehearsal.phases()).hasSize(2).last().isEqualTo("watch ENDED 2026-03-03T08:00:00Z NO_GO");
        }
    }

    @Nested
    class Until_the_end {

        @Test
        void the_phase_is_HOLD_although_all_is_well() {
            rehearsal.run(DAY, lasting(hours(12)).exit("availability: >= 99%"));
            assertThat(rehearsal.verdict(hours(11)).decision()).isEqualTo(Decision.HOLD);
            assertThat(rehearsal.verdict(hours(11)).health()).isEqualTo(Decision.GO);
            assertThat(rehearsal.verdict(hours(11)).reasons()).containsExactly("the time of the phase is not over");
            assertThat(rehearsal.verdict(hours(11)).outlook().earliestGo()).isEqualTo("2026-03-02T20:00:00Z");
            assertThat(rehearsal.first(Decision.GO)).isEqualTo(hours(12));
        }

        @Test
        void what_is_not_due_yet_is_missing_and_spoils_nothing() {
            rehearsal.run(
                    DAY,
                    lasting(DAY)
                            .daily(LocalTime.of(20, 0), ZoneOffset.UTC)
                            .check(rehearsal.check("reset").critical().weight(100)));
            assertThat(rehearsal.verdict(hours(11)).health()).isEqualTo(Decision.GO);
            assertThat(rehearsal.verdict(hours(11)).decision()).isEqualTo(Decision.HOLD);
            assertThat(rehearsal.verdict(hours(11)).reasons()).containsExactly("reset is not due yet");
            assertThat(rehearsal.verdict(hours(11)).outlook().earliestGo()).isEqualTo("2026-03-02T20:00:00Z");
            assertThat(rehearsal.first(Decision.GO)).isEqualTo(hours(12));
        }

        /** S0.6, S3.10. */
        @Test
        void all_that_was_observed_counts() {
            rehearsal
                    .script((check, at) -> {
                        boolean first = at.isBefore(FROM.plus(DAY));
                        return ProbeResult.up(Measurement.of("latency", first ? 0.6 : 0.1, Unit.SECONDS));
                    })
                    .run(
                            DAY.multipliedBy(31),
                            VerificationPhase.named("thirty days")
                                    .lasting(DAY.multipliedBy(30))
                                    .every(HOUR)
                                    .check(rehearsal.check("api"))
                                    .exit("availability: > 99.9%", "error_ratio over phase in api: < 1%")
                                    .exit("p95 of latency over phase in api: < 500ms", "incidents.critical: = 0"));
            assertThat(item(DAY.multipliedBy(15), "p95").state()).isEqualTo(State.MISSING);
            assertThat(item(DAY.multipliedBy(29), "p95").state()).isEqualTo(State.MET);
            assertThat(rehearsal.first(Decision.GO)).isEqualTo(DAY.multipliedBy(30));
        }
    }

    @Nested
    class What_people_must_say {

        private VerificationPhase[] phases() {
            return new VerificationPhase[] {
                lasting(DAY).attested("security audit", "security lead"),
                VerificationPhase.named("after").every(HOUR).check(rehearsal.check("api"))
            };
        }

        @Test
        void is_waited_for_after_the_end() {
            rehearsal
                    .at(hours(30), watch -> watch.attest("security audit", "security lead", "Ana", ""))
                    .run(DAY.multipliedBy(2), phases());
            assertThat(rehearsal.verdict(hours(29)).decision()).isEqualTo(Decision.HOLD);
            assertThat(rehearsal.verdict(hours(29)).reasons())
                    .containsExactly(
                            "security audit by security lead is not met yet: nobody has said so, it takes a person");
            assertThat(rehearsal.verdict(hours(29)).outlook().earliestGo()).isNull();
            assertThat(rehearsal.phases())
                    .endsWith("watch ENDED 2026-03-03T14:00:00Z GO", "after BEGAN 2026-03-03T14:00:00Z");
        }

        @Test
        void may_be_said_before_the_end() {
            rehearsal
                    .at(hours(3), watch -> watch.attest("security audit", "security lead", "Ana", ""))
                    .run(DAY.multipliedBy(2), phases());
            assertThat(item(hours(4), "security audit").state()).isEqualTo(State.MET);
            assertThat(rehearsal.verdict(hours(4)).decision()).isEqualTo(Decision.HOLD);
            assertThat(rehearsal.phases()).last().isEqualTo("after BEGAN 2026-03-03T08:00:00Z");
        }

        @Test
        void is_not_waited_for_longer_than_the_extension() {
            VerificationPhase[] phases = phases();
            rehearsal.run(DAY.multipliedBy(3), phases[0].extendedBy(hours(5)), phases[1]);
            assertThat(rehearsal.first(Decision.NO_GO)).isEqualTo(hours(29));
            assertThat(rehearsal.phases()).last().isEqualTo("watch ENDED 2026-03-03T13:00:00Z NO_GO");
        }
    }

    @Test
    void a_figure_that_nobody_observes_any_more_is_not_met_for_ever() {
        VerificationPhase phase = VerificationPhase.named("watch")
                .lasting(Duration.ofHours(10))
                .every(Duration.ofMinutes(1))
                .check(Check.of("api", timeout -> ProbeResult.up()).onSilence(SilenceRule.IGNORE))
                .check(Check.of("shop", timeout -> ProbeResult.up()))
                .exit("p95 of latency over phase in api: < 200ms");
        Instant from = Instant.parse("2026-03-02T08:00:00Z");
        Course course = Simulation.of(
                        VerificationPlan.named("shop").phase(phase).build())
                .from(from)
                .lasting(Duration.ofHours(12))
                .script((check, at) -> check.name().equals("api") && !at.isBefore(from.plus(Duration.ofHours(2)))
                        ? ProbeResult.silent("no figures")
                        : ProbeResult.up(Measurement.of("latency", 0.1, Unit.SECONDS)))
                .run();
        assertThat(course.phases().get(0).ended()).isNull();
        assertThat(course.phases().get(0).decision()).isEqualTo(Decision.HOLD);
        assertThat(course.phases().get(0).items())
                .extracting(Outlook.Item::state, Outlook.Item::cause)
                .containsExactly(tuple(Outlook.State.MISSING, "too little of the phase was observed"));
    }
}
