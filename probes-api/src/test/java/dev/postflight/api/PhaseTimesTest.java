package dev.postflight.api;

import static dev.postflight.api.Plans.check;
import static dev.postflight.api.Plans.faults;
import static dev.postflight.api.Plans.faultsInPhase;
import static dev.postflight.api.Plans.phase;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The times of a phase fit together. */
@SuppressWarnings("NullAway") // null is one of the faults
class PhaseTimesTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final String CADENCE = " (expected: a check with a cadence: every(…) before check(…))";
    private static final ZoneId MANILA = ZoneId.of("Asia/Manila");

    private static VerificationPhase days(int days) {
        return phase("p").lasting(Duration.ofDays(days));
    }

    @Nested
    class Times {

        @Test
        void of_a_cadence_are_no_longer_than_the_phase() {
            VerificationPhase phase = phase("p")
                    .lasting(HOUR)
                    .every(Duration.ofMinutes(61))
                    .check(check("a"))
                    .at(Duration.ofMinutes(61))
                    .check(check("b"))
                    .daily(LocalTime.NOON, MANILA)
                    .check(check("c"))
                    .weekly(DayOfWeek.MONDAY, LocalTime.NOON, MANILA)
                    .check(check("d"));
            String rule = " (expected: no more than the phase lasts, 1 h)";

            assertThat(faultsInPhase(phase))
                    .containsExactly(
                            "check \"a\": every: 61 min" + rule,
                            "check \"b\": at: 61 min" + rule,
                            "check \"c\": daily: 1 d" + rule,
                            "check \"d\": weekly: 7 d" + rule);
        }

        @Test
        void of_day_and_week_may_be_all_that_it_lasts() {
            assertThat(faultsInPhase(days(7).daily(LocalTime.NOON, MANILA)
                            .check(check("a"))
                            .weekly(DayOfWeek.SUNDAY, LocalTime.NOON, MANILA)
                            .check(check("b"))
                            .at(Duration.ofDays(7))
                            .check(check("c"))))
                    .isEmpty();
            assertThat(faultsInPhase(phase("p").daily(LocalTime.NOON, MANILA).check(check("a"))))
                    .isEmpty();
        }

        @Test
        void of_no_length_are_refused() {
            assertThat(faultsInPhase(
                            phase("p").lasting(Duration.ZERO).every(HOUR).check(check("a"))))
                    .containsExactly("lasting: 0 s (expected: a positive duration of at most 3650 days)");
            assertThat(faultsInPhase(phase("p").every(HOUR).check(check("a")).extendedBy(Duration.ZERO)))
                    .containsExactly("extendedBy: 0 s (expected: a positive duration of at most 3650 days)");
            assertThat(faultsInPhase(days(1).every(HOUR).check(check("a")).at(Duration.ZERO)))
                    .containsExactly("at: 0 s (expected: a positive duration of at most 3650 days)");
        }

        @Test
        void of_day_and_week_are_whole() {
            assertThat(faultsInPhase(days(7).every(HOUR)
                            .check(check("a"))
                            .daily(null, ZoneOffset.UTC)
                            .weekly(null, LocalTime.NOON, null)))
                    .containsExactly(
                            "daily: null Z (expected: a time of day and a time zone)",
                            "weekly: null 12:00 null (expected: a day, a time of day and a time zone)");
        }

        @Test
        void that_are_those_of_no_check_are_refused() {
            assertThat(faultsInPhase(days(7).every(HOUR).check(check("a")).daily(LocalTime.NOON, MANILA)))
                    .containsExactly("cadence: daily 12:00 Asia/Manila (expected: a check after it)");
            assertThat(faultsInPhase(days(7).every(HOUR).check(check("a")).at(HOUR)))
                    .containsExactly("cadence: at 1h (expected: a check after it)");
        }

        @Test
        void of_an_extension_need_an_end() {
            assertThat(faultsInPhase(phase("p").every(HOUR).check(check("a")).extendedBy(DAY)))
                    .containsExactly("extendedBy: 1 d (expected: a phase with an end: lasting(…))");
        }

        @Test
        void at_an_offset_alone_leave_a_phase_unwatched() {
            assertThat(faultsInPhase(days(1).at(HOUR).check(check("a")))).containsExactly("lasting: 1 d" + CADENCE);
        }

        /** S2.7. */
        @Test
        void may_be_up_to_a_caller_who_advances() {
            VerificationPhase tenth =
                    phase("10 %").every(HOUR).check(check("a")).untilAdvanced();
            VerificationPhase half = phase("50 %").every(HOUR).check(check("a"));

            assertThat(tenth.isUntilAdvanced()).isTrue();
            assertThat(half.isUntilAdvanced()).isFalse();
            assertThat(faults(tenth, half.untilAdvanced())).isEmpty();
            assertThat(faults(half, tenth))
                    .containsExactly(
                            "phase \"50 %\": lasting: not given (expected: a duration, as another phase follows)");
        }

        @Test
        void that_are_up_to_a_caller_need_a_cadence() {
            assertThat(faultsInPhase(phase("p", check("a")).untilAdvanced()))
                    .containsExactly("untilAdvanced: no cadence" + CADENCE);
        }
    }

    /** S4.1. */
    @Nested
    class WaitUntil {

        private static final String POSITIVE = " (expected: a positive duration of at most 3650 days)";

        private final Check waiting = check("a").waitUntil(Duration.ofMinutes(30));

        @Test
        void is_possible_within_the_time_of_its_phase() {
            assertThat(faultsInPhase(phase("p", waiting).within(Duration.ofMinutes(30))))
                    .isEmpty();
            assertThat(faultsInPhase(days(1).check(waiting).every(HOUR).check(check("b"))))
                    .isEmpty();
            assertThat(faultsInPhase(phase("p").check(waiting).every(HOUR).check(check("b"))))
                    .isEmpty();
            assertThat(faultsInPhase(days(1).every(HOUR)
                            .check(check("b"))
                            .at(Duration.ofMinutes(29))
                            .check(waiting)))
                    .isEmpty();
        }

        @Test
        void is_over_before_its_phase() {
            assertThat(faultsInPhase(phase("p", waiting)))
                    .containsExactly("check \"a\": waitUntil: 30 min (expected: no more than the phase's within, 0 s)");
            assertThat(faultsInPhase(phase("p", waiting).within(Duration.ofMinutes(29))))
                    .containsExactly(
                            "check \"a\": waitUntil: 30 min (expected: no more than the phase's within, 29 min)");
            assertThat(faultsInPhase(phase("p", waiting)
                            .lasting(Duration.ofMinutes(29))
                            .every(Duration.ofMinutes(1))
                            .check(check("b"))))
                    .containsExactly("check \"a\": waitUntil: 30 min (expected: no more than the phase lasts, 29 min)");
        }

        @Test
        void is_not_over_before_it_begins() {
            assertThat(faultsInPhase(days(1).every(HOUR)
                            .check(check("b"))
                            .at(Duration.ofMinutes(30))
                            .check(waiting)))
                    .containsExactly("check \"a\": waitUntil: 30 min (expected: more than at, 30 min, when it is run"
                            + " first)");
        }

        @Test
        void is_not_for_what_is_run_again_anyway() {
            assertThat(faultsInPhase(days(1).every(HOUR).check(waiting)))
                    .containsExactly("check \"a\": waitUntil: 30 min (expected: a check that is run until it passes,"
                            + " without a cadence)");
        }

        @ParameterizedTest
        @CsvSource(
                value = {"PT0S, 0 s", "PT-1S, -1 s", "NULL, null"},
                nullValues = "NULL")
        void has_a_positive_deadline(@Nullable Duration deadline, String shown) {
            assertThat(faultsInPhase(phase("p", check("a").waitUntil(deadline)).within(HOUR)))
                    .containsExactly("check \"a\": waitUntil: " + shown + POSITIVE);
        }
    }
}
