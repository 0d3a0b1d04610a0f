package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postflight.api.Alert;
import dev.postflight.api.AlertPolicy;
import dev.postflight.api.Check;
import dev.postflight.api.Incident;
import dev.postflight.api.Maintenance;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Severity;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.report.Course;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alerts that nobody is told of, because somebody wants that, or because of maintenance. */
class AlertMutingTest {

    private final List<Alert> looks = new ArrayList<>();

    private static Simulation watched(String seen, Maintenance... maintenance) {
        VerificationPhase phase = VerificationPhase.named("watch")
                .every(Duration.ofMinutes(1))
                .check(Check.of("api", timeout -> ProbeResult.up())
                        .component("shop front")
                        .threshold("latency: HIGH > 500ms"));
        VerificationPlan.Builder plan = VerificationPlan.named("shop")
                .phase(phase)
                .alerts(AlertPolicy.of(Severity.HIGH).channels("slack").escalate(Duration.ofMinutes(5), "lead"));
        for (Maintenance window : maintenance) {
            plan.maintenance(window);
        }
        return Simulation.of(plan.build())
                .from(Letters.BEGIN)
                .lasting(Duration.ofMinutes(60))
                .script(Letters.of("api", seen));
    }

    private Simulation looking(Simulation simulation, int minute) {
        return simulation.at(
                Duration.ofMinutes(minute).plusSeconds(30),
                watch -> looks.addAll(
                        watch.alerts().stream().filter(Alert::isFiring).toList()));
    }

    @Nested
    class Silenced {

        private Simulation silenced(String seen, String name, Duration after, Duration time) {
            return watched(seen).at(after, watch -> watch.silence(name, time, "Ana", "release"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"api", "shop front"})
        void an_alert_fires_and_opens_an_incident_but_nobody_is_told_until_it_ends(String name) {
            Course course = looking(silenced("FTTTTTTTTF", name, Duration.ofSeconds(1), Duration.ofMinutes(5)), 3)
                    .run();
            assertThat(looks).extracting(Alert::muted).containsExactly("silenced by Ana: release");
            assertThat(ToldAt.channels(course, 1)).containsExactly("6 FIRING slack", "9 RESOLVED slack");
            assertThat(course.incidents()).extracting(Incident::openedAt).containsExactly(Letters.minute(1));
        }

        @Test
        void it_ends_exactly_when_its_time_is_over() {
            Duration minute = Duration.ofMinutes(1);
            assertThat(ToldAt.channels(
                            silenced("FFTTTF", "api", minute, minute.multipliedBy(2))
                                    .run(),
                            1))
                    .containsExactly("3 FIRING slack", "5 RESOLVED slack");
            assertThat(ToldAt.channels(
                            silenced(
                                            "FFTTTF",
                                            "api",
                                            minute,
                                            minute.multipliedBy(2).plusNanos(1))
                                    .run(),
                            1))
                    .containsExactly("4 FIRING slack", "5 RESOLVED slack");
        }

        @Test
        void nobody_hears_of_what_is_over_before_it_ends() {
            Course course =
                    silenced("FTTF", "api", Duration.ZERO, Duration.ofHours(1)).run();
            assertThat(course.alerts()).hasSize(1);
            assertThat(ToldAt.alerts(course)).isEmpty();
        }

        @Test
        void nothing_is_escalated_and_what_was_told_of_is_told_when_it_is_resolved() {
            Course course = silenced("FTTTTTTTTTF", "api", Duration.ofMinutes(2), Duration.ofHours(1))
                    .run();
            assertThat(ToldAt.channels(course, 1)).containsExactly("1 FIRING slack", "10 RESOLVED slack");
        }

        @Test
        void nobody_is_told_that_it_flaps() {
            Course course = silenced("FTFTFTFTFTFTF", "api", Duration.ZERO, Duration.ofHours(1))
                    .run();
            assertThat(ToldAt.alerts(course)).isEmpty();
        }

        @Test
        void a_later_silence_takes_the_place_of_an_earlier_one() {
            Course course = silenced("FT", "api", Duration.ZERO, Duration.ofHours(1))
                    .at(Duration.ofSeconds(150), watch -> watch.silence("api", Duration.ofNanos(1), "Ben", "enough"))
                    .lasting(Duration.ofMinutes(6))
                    .run();
            assertThat(ToldAt.channels(course, 1)).containsExactly("3 FIRING slack");
        }

        @Test
        void a_secret_in_the_reason_is_not_kept() {
            looking(
                            watched("FT")
                                    .at(
                                            Duration.ZERO,
                                            watch -> watch.silence(
                                                    "api",
                                                    Duration.ofHours(1),
                                                    "Ana",
                                                    "see https://ana:hunter2@host/")),
                            1)
                    .run();
            assertThat(looks).extracting(Alert::muted).first().asString().doesNotContain("hunter2");
        }

        @Test
        void faults_are_told() {
            watched("F")
                    .at(Duration.ofMinutes(1), watch -> {
                        Duration hour = Duration.ofHours(1);
                        assertThatThrownBy(() -> watch.silence("web", hour, "Ana", ""))
                                .hasMessage(
                                        "silence: web (expected: a check or component of the plan: [api, shop front])");
                        assertThatThrownBy(() -> watch.silence("api", Duration.ZERO, "Ana", ""))
                                .hasMessage("silence: PT0S (expected: a positive duration of at most 3650 days)");
                        assertThatThrownBy(() -> watch.silence("api", Duration.ofDays(3651), "Ana", ""))
                                .hasMessageEndingWith("(expected: a positive duration of at most 3650 days)");
                        assertThatThrownBy(() -> watch.silence("api", hour, "", ""))
                                .hasMessage("who: \"\" (expected: 1 to 100 printable characters)");
                    })
                    .run();
        }
    }

    @Nested
    class UnderMaintenance {

        /** From 08:05 to 08:15. */
        private final Maintenance upgrade =
                Maintenance.once("upgrade", Letters.minute(5).atZone(ZoneOffset.UTC), Duration.ofMinutes(10));

        @Test
        void what_begins_and_ends_in_it_is_muted_and_no_incident() {
            Course course = watched("FFFFFFFTTTF", upgrade).run();
            assertThat(course.alerts()).extracting(Alert::muted).containsExactly("maintenance: upgrade");
            assertThat(course.alerts()).extracting(Alert::incident).containsExactly(0L);
            assertThat(course.incidents()).isEmpty();
            assertThat(ToldAt.alerts(course)).isEmpty();
        }

        @Test
        void what_still_fires_at_its_end_is_told_of_and_opens_an_incident_then() {
            Course course = watched("FFFFFFF" + "T".repeat(13) + "F", upgrade).run();
            assertThat(ToldAt.channels(course, 1))
                    .containsExactly("15 FIRING slack", "20 ESCALATED lead", "20 RESOLVED slack");
            assertThat(course.incidents()).singleElement().satisfies(incident -> {
                assertThat(incident.openedAt()).isEqualTo(Letters.minute(15));
                assertThat(incident.lasted()).isEqualTo(Duration.ofMinutes(5));
            });
            assertThat(course.alerts()).extracting(Alert::firedAt).containsExactly(Letters.minute(7));
        }

        @Test
        void its_first_moment_belongs_to_it_and_its_last_does_not() {
            assertThat(ToldAt.channels(watched("FFFFTF", upgrade).run(), 1))
                    .containsExactly("4 FIRING slack", "5 RESOLVED slack");
            assertThat(ToldAt.alerts(watched("FFFFFTF", upgrade).run())).isEmpty();
            assertThat(ToldAt.alerts(watched("F".repeat(14) + "TF", upgrade).run()))
                    .isEmpty();
            assertThat(ToldAt.channels(watched("F".repeat(15) + "TF", upgrade).run(), 1))
                    .containsExactly("15 FIRING slack", "16 RESOLVED slack");
        }

        @Test
        void what_fired_before_is_muted_too_and_not_escalated_until_its_end() {
            Simulation simulation = watched("FFFF" + "T".repeat(15) + "F", upgrade);
            looking(simulation, 4);
            looking(simulation, 5);
            looking(simulation, 15);
            Course course = simulation.run();
            assertThat(looks).extracting(Alert::muted).containsExactly(null, "maintenance: upgrade", null);
            assertThat(ToldAt.channels(course, 1))
                    .containsExactly("4 FIRING slack", "15 ESCALATED lead", "19 RESOLVED slack");
            assertThat(course.incidents()).extracting(Incident::openedAt).containsExactly(Letters.minute(4));
        }

        /** S0.15. */
        @Test
        void it_is_announced_ahead_every_time() {
            Maintenance backup = Maintenance.weekly(
                            "backup", DayOfWeek.SUNDAY, LocalTime.of(2, 0), Duration.ofHours(2), ZoneOffset.UTC)
                    .announced(Duration.ofHours(48));
            Course course = watched("F", backup).lasting(Duration.ofDays(14)).run();
            assertThat(course.notices())
                    .filteredOn(notice -> notice.text().startsWith("maintenance"))
                    .extracting(notice -> notice.at() + " " + notice.text() + " " + notice.channels())
                    .containsExactly(
                            "2026-03-06T02:00:00Z maintenance backup begins at 2026-03-08T02:00:00Z and lasts 2 h [slack]",
                            "2026-03-13T02:00:00Z maintenance backup begins at 2026-03-15T02:00:00Z and lasts 2 h [slack]");
        }
    }
}
