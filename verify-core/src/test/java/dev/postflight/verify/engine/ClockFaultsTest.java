package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Availability;
import dev.postflight.api.Check;
import dev.postflight.api.Decision;
import dev.postflight.api.Maintenance;
import dev.postflight.api.Measurement;
import dev.postflight.api.Notice;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Unit;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.history.Entry;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clocks that somebody sets, and machines that sleep. */
class ClockFaultsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final String MIDNIGHT = "2026-03-02T00:00:00Z";

    private static VerificationPhase minutes(Check check) {
        return VerificationPhase.named("watch").every(MINUTE).check(check);
    }

    private static VerificationPhase days(Check check) {
        return VerificationPhase.named("days")
                .daily(LocalTime.of(9, 0), ZoneOffset.UTC)
                .check(check);
    }

    private static Check alerting(Rehearsal rehearsal, String name) {
        return rehearsal.check(name).threshold("latency: HIGH > 500ms for 5m").after(1);
    }

    private static List<Entry.Alerted> alerts(Rehearsal rehearsal) {
        return rehearsal.entries.stream()
                .filter(Entry.Alerted.class::isInstance)
                .map(Entry.Alerted.class::cast)
                .toList();
    }

    @Nested
    class The_wall_clock_is_set {

        @ParameterizedTest
        @ValueSource(longs = {-24, -1, 1, 24, 24 * 365})
        void cadences_of_elapsed_time_do_not_notice(long hours) {
            Rehearsal set = new Rehearsal(MIDNIGHT);
            set.clock(MINUTE.multipliedBy(90), clock -> clock.set(HOUR.multipliedBy(hours)))
                    .run(HOUR.multipliedBy(3), minutes(set.check("api")));
            assertThat(set.count("api")).isEqualTo(181);
            assertThat(alerts(set)).isEmpty();
            assertThat(set.last().decision()).isEqualTo(Decision.GO);
            assertThat(set.last().outlook().notes()).isEmpty();
        }

        @Test
        void an_hour_back_does_not_bring_a_daily_run_twice() {
            Rehearsal set = new Rehearsal(MIDNIGHT);
            set.clock(HOUR.multipliedBy(9).plus(MINUTE), clock -> clock.set(HOUR.negated()))
                    .run(DAY.multipliedBy(3), days(set.check("reset")));
            assertThat(set.runs("reset"))
                    .containsExactly("2026-03-02T09:00:00Z", "2026-03-03T09:00:00Z", "2026-03-04T09:00:00Z");
            assertThat(set.last().outlook().notes()).isEmpty();
        }

        @Test
        void an_hour_back_before_it_puts_a_daily_run_off() {
            Rehearsal set = new Rehearsal(MIDNIGHT);
            set.clock(HOUR.multipliedBy(9).minus(MINUTE.multipliedBy(10)), clock -> clock.set(HOUR.negated()))
                    .run(DAY, days(set.check("reset")));
            assertThat(set.runs("reset")).containsExactly("2026-03-02T09:00:00Z");
        }

        @Test
        void an_hour_forward_over_it_brings_a_daily_run_late_and_once() {
            Rehearsal set = new Rehearsal(MIDNIGHT);
            set.clock(HOUR.multipliedBy(9).minus(MINUTE.multipliedBy(10)), clock -> clock.set(HOUR))
                    .run(DAY.multipliedBy(2), days(set.check("reset")));
            assertThat(set.count("reset")).isEqualTo(2);
            assertThat(Instant.parse(set.runs("reset").get(0)))
                    .isBetween(Instant.parse("2026-03-02T09:50:00Z"), Instant.parse("2026-03-02T09:51:00Z"));
            assertThat(set.runs("reset").get(1)).isEqualTo("2026-03-03T09:00:00Z");
            assertThat(set.last().outlook().notes()).isEmpty();
        }

        @Test
        void days_forward_bring_one_run_and_the_others_are_counted_as_missed() {
            Rehearsal set = new Rehearsal(MIDNIGHT);
            set.clock(HOUR.multipliedBy(12), clock -> clock.set(DAY.multipliedBy(3)))
                    .run(DAY.multipliedBy(2), days(set.check("reset")));
            assertThat(set.runs("reset"))
                    .hasSize(3)
                    .startsWith("2026-03-02T09:00:00Z")
                    .endsWith("2026-03-06T09:00:00Z");
            assertThat(Instant.parse(set.runs("reset").get(1)))
                    .isBetween(Instant.parse("2026-03-05T12:00:00Z"), Instant.parse("2026-03-05T12:01:00Z"));
            assertThat(set.last().outlook().notes()).containsExactly("2 runs were missed");
        }

        @Test
        void back_and_forth_brings_no_run_twice() {
            Rehearsal set = new Rehearsal(MIDNIGHT);
            for (int hour = 1; hour < 40; hour++) {
                int sign = hour % 2 == 0 ? 1 : -1;
                set.clock(HOUR.multipliedBy(hour), clock -> clock.set(HOUR.multipliedBy(sign * 2L)));
            }
            set.run(HOUR.multipliedBy(40), days(set.check("reset")));
            assertThat(set.count("reset")).isEqualTo(2);
            assertThat(set.runs("reset").get(0)).startsWith("2026-03-02T");
            assertThat(set.runs("reset").get(1)).startsWith("2026-03-03T");
        }

        @Test
        void a_phase_lasts_by_elapsed_time() {
            Rehearsal set = new Rehearsal(MIDNIGHT);
            set.clock(HOUR, clock -> clock.set(DAY))
                    .run(
                            DAY,
                            VerificationPhase.named("watch")
                                    .lasting(HOUR.multipliedBy(2))
                                    .every(MINUTE)
                                    .check(set.check("api"))
                                    .exit("availability: >= 99%", "passes in api: >= 100"));
            assertThat(set.count("api")).isEqualTo(120);
            assertThat(set.phases()).last().isEqualTo("watch ENDED 2026-03-03T02:00:00Z GO");
            Availability spent = set.spent("watch");
            assertThat(spent.up()).isEqualTo(HOUR.multipliedBy(2));
        }

        @Test
        void what_is_bad_for_some_time_is_so_by_elapsed_time() {
            Rehearsal set = new Rehearsal(MIDNIGHT);
            set.script(slow(10, 14))
                    .clock(MINUTE.multipliedBy(12).plusSeconds(1), clock -> clock.set(HOUR))
                    .run(HOUR, minutes(alerting(set, "api")));
            assertThat(alerts(set)).noneMatch(alert -> alert.alert().firedAt() != null);
        }
    }

    /** Slow from one run to another. */
    private static Script slow(int begin, int end) {
        int[] run = new int[1];
        return (check, at) -> {
            boolean slow = run[0] >= begin && run[0] < end;
            run[0]++;
            return ProbeResult.up(Measurement.of("latency", slow ? 0.8 : 0.1, Unit.SECONDS));
        };
    }

    @Nested
    class The_machine_sleeps {

        @Test
        void there_is_one_run_when_it_wakes_and_the_others_are_counted_as_missed() {
            Rehearsal slept = new Rehearsal(MIDNIGHT);
            slept.clock(MINUTE.multipliedBy(25).plusSeconds(30), clock -> clock.sleep(HOUR))
                    .run(HOUR.multipliedBy(2), minutes(slept.check("api")));
            List<String> runs = slept.runs("api");
            assertThat(runs.subList(24, 29))
                    .containsExactly(
                            "2026-03-02T00:24:00Z",
                            "2026-03-02T00:25:00Z",
                            "2026-03-02T01:25:30Z",
                            "2026-03-02T01:26:00Z",
                            "2026-03-02T01:27:00Z");
            assertThat(slept.last().outlook().notes()).containsExactly("59 runs were missed");
        }

        @Test
        void the_time_is_unobserved_and_not_down() {
            Rehearsal slept = new Rehearsal(MIDNIGHT);
            slept.clock(MINUTE.multipliedBy(25), clock -> clock.sleep(HOUR))
                    .run(
                            HOUR.multipliedBy(4),
                            VerificationPhase.named("watch")
                                    .lasting(HOUR.multipliedBy(3))
                                    .every(MINUTE)
                                    .check(slept.check("api"))
                                    .exit("availability: >= 99.9%", "silence: < 2h"));
            Availability spent = slept.spent("watch");
            Duration fresh = MINUTE.multipliedBy(2).plus(Check.DEFAULT_TIMEOUT);
            assertThat(spent.down()).isZero();
            assertThat(spent.failures()).isZero();
            assertThat(spent.unobserved()).isBetween(HOUR.minus(fresh).minus(MINUTE), HOUR);
            assertThat(spent.longestSilence()).isEqualTo(spent.unobserved());
            assertThat(spent.up().plus(spent.unobserved())).isEqualTo(HOUR.multipliedBy(3));
            assertThat(slept.phases()).last().asString().endsWith("GO");
        }

        @Test
        void what_was_bad_for_a_minute_before_and_a_minute_after_does_not_fire() {
            Rehearsal slept = new Rehearsal(MIDNIGHT);
            slept.script(slow(24, 28))
                    .clock(MINUTE.multipliedBy(25).plusSeconds(30), clock -> clock.sleep(HOUR))
                    .run(HOUR.multipliedBy(2), minutes(alerting(slept, "api")));
            assertThat(alerts(slept)).noneMatch(alert -> alert.alert().firedAt() != null);
            assertThat(slept.last().decision()).isEqualTo(Decision.GO);
        }

        @Test
        void no_verdict_is_less_than_GO_because_of_it() {
            Rehearsal slept = new Rehearsal(MIDNIGHT);
            slept.clock(MINUTE.multipliedBy(25), clock -> clock.sleep(HOUR))
                    .run(HOUR.multipliedBy(2), minutes(slept.check("api").critical()));
            assertThat(slept.told).noneMatch(told -> told.verdict().decision() == Decision.NO_GO);
        }

        @Test
        void a_daily_run_that_it_slept_through_is_made_once_when_it_wakes() {
            Rehearsal slept = new Rehearsal(MIDNIGHT);
            slept.clock(
                            HOUR.multipliedBy(8),
                            clock -> clock.sleep(DAY.multipliedBy(2).plus(HOUR.multipliedBy(3))))
                    .run(DAY.multipliedBy(4), days(slept.check("reset")));
            assertThat(slept.runs("reset")).containsExactly("2026-03-04T11:00:00Z", "2026-03-05T09:00:00Z");
            assertThat(slept.last().outlook().notes()).containsExactly("2 runs were missed");
        }
    }

    @Nested
    class Maintenance_goes_by_the_wall_clock {

        private final Maintenance backup = Maintenance.weekly(
                        "backup", DayOfWeek.MONDAY, LocalTime.of(2, 0), Duration.ofHours(2), ZoneOffset.UTC)
                .announced(Duration.ofMinutes(30));

        private Availability spent(Rehearsal rehearsal) {
            rehearsal.run(
                    HOUR.multipliedBy(9),
                    VerificationPlan.named("shop")
                            .phase(VerificationPhase.named("watch")
                                    .lasting(HOUR.multipliedBy(8))
                                    .every(MINUTE)
                                    .check(rehearsal.check("api")))
                            .maintenance(backup)
                            .build());
            Availability spent = rehearsal.spent("watch");
            assertThat(spent.up().plus(spent.down()).plus(spent.unobserved()).plus(spent.maintenance()))
                    .isEqualTo(HOUR.multipliedBy(8));
            assertThat(spent.failures()).isZero();
            return spent;
        }

        private List<String> announced(Rehearsal rehearsal) {
            return rehearsal.notices.stream()
                    .filter(notice -> notice.kind() == Notice.Kind.MAINTENANCE)
                    .map(notice -> notice.at().toString())
                    .toList();
        }

        @Test
        void it_counts_to_the_second() {
            Rehearsal plain = new Rehearsal("2026-03-02T00:00:17Z");
            assertThat(spent(plain).maintenance()).isEqualTo(HOUR.multipliedBy(2));
            assertThat(announced(plain)).containsExactly("2026-03-02T01:30:00Z");
        }

        @Test
        void an_hour_back_makes_it_longer() {
            Rehearsal set = new Rehearsal(MIDNIGHT);
            set.clock(HOUR.multipliedBy(3), clock -> clock.set(HOUR.negated()));
            assertThat(spent(set).maintenance()).isEqualTo(HOUR.multipliedBy(3));
            assertThat(announced(set)).hasSize(1);
        }

        @Test
        void an_hour_forward_makes_it_shorter() {
            Rehearsal set = new Rehearsal(MIDNIGHT);
            set.clock(HOUR.multipliedBy(3), clock -> clock.set(HOUR));
            assertThat(spent(set).maintenance()).isBetween(HOUR, HOUR.plus(MINUTE));
        }

        @Test
        void what_is_jumped_over_was_none() {
            Rehearsal set = new Rehearsal(MIDNIGHT);
            set.clock(HOUR, clock -> clock.set(DAY));
            assertThat(spent(set).maintenance()).isZero();
            assertThat(announced(set)).isEmpty();
        }

        @Test
        void what_a_machine_slept_through_was_maintenance_in_its_time() {
            Rehearsal slept = new Rehearsal(MIDNIGHT);
            slept.clock(HOUR, clock -> clock.sleep(HOUR.multipliedBy(4)));
            Availability spent = spent(slept);
            assertThat(spent.maintenance()).isEqualTo(HOUR.multipliedBy(2));
            assertThat(spent.unobserved())
                    .isBetween(HOUR.multipliedBy(2).minus(MINUTE.multipliedBy(4)), HOUR.multipliedBy(2));
        }
    }
}
