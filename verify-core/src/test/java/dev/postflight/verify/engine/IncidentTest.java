package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postflight.api.Alert;
import dev.postflight.api.Check;
import dev.postflight.api.Incident;
import dev.postflight.api.Outlook;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Severity;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.history.Entry;
import dev.postflight.verify.report.Course;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Incidents: what belongs to one, how long it lasts, and what people say of it (S0.2, S0.6). */
class IncidentTest {

    private static Check check(String name, String component) {
        return Check.of(name, timeout -> ProbeResult.up()).component(component).threshold("latency: HIGH > 500ms");
    }

    private static Simulation watched(Letters seen, Check... checks) {
        VerificationPhase phase = VerificationPhase.named("watch").every(Duration.ofMinutes(1));
        for (Check check : checks) {
            phase = phase.check(check);
        }
        VerificationPlan plan = VerificationPlan.named("shop")
                .phase(phase)
                .sameIncidentWithin(Duration.ofMinutes(5))
                .build();
        return Simulation.of(plan)
                .from(Letters.BEGIN)
                .lasting(Duration.ofHours(1))
                .script(seen);
    }

    private static List<String> timeline(Incident incident) {
        return incident.timeline().stream()
                .map(entry -> Duration.between(Letters.BEGIN, entry.at()).toMinutes() + " " + entry.text())
                .toList();
    }

    @Nested
    class OneOrTwo {

        /** Resolved at 2 min. */
        @ParameterizedTest(name = "{0} min later: {1}")
        @CsvSource({"1, 1", "4, 1", "5, 1", "6, 2", "30, 2"})
        void another_alert_of_the_component_belongs_to_it_if_it_comes_soon_enough(int later, int incidents) {
            Course course = watched(Letters.of("api", "FTF" + "F".repeat(later - 1) + "TF"), check("api", "front"))
                    .run();
            assertThat(course.incidents()).hasSize(incidents);
            assertThat(course.alerts()).extracting(Alert::incident).containsExactly(1L, (long) incidents);
        }

        @Test
        void alerts_of_two_checks_of_one_component_are_one_incident() {
            Course course = watched(
                            Letters.of("api", "FTTTF").and("web", "FFFTTTF"),
                            check("api", "front"),
                            check("web", "front"))
                    .run();
            assertThat(course.incidents()).singleElement().satisfies(incident -> {
                assertThat(incident.component()).isEqualTo("front");
                assertThat(incident.alerts()).containsExactly(1L, 2L);
                assertThat(incident.openedAt()).isEqualTo(Letters.minute(1));
                assertThat(incident.resolvedAt()).isEqualTo(Letters.minute(6));
                assertThat(incident.lasted()).isEqualTo(Duration.ofMinutes(5));
            });
        }

        @Test
        void alerts_of_two_components_at_the_same_time_are_two() {
            Course course = watched(
                            Letters.of("api", "FTTF").and("web", "FTTTF"), check("api", "front"), check("web", "back"))
                    .run();
            assertThat(course.incidents()).extracting(Incident::component).containsExactly("front", "back");
            assertThat(course.incidents())
                    .extracting(Incident::lasted)
                    .containsExactly(Duration.ofMinutes(2), Duration.ofMinutes(3));
        }

        @Test
        void an_alert_that_is_grouped_under_another_belongs_to_its_incident_and_keeps_it_open() {
            Course course = watched(
                            Letters.of("database", "FTTF").and("web", "FFTTTTF"),
                            check("database", "data"),
                            check("web", "front").dependsOn("database"))
                    .run();
            assertThat(course.incidents()).singleElement().satisfies(incident -> {
                assertThat(incident.component()).isEqualTo("data");
                assertThat(incident.alerts()).containsExactly(1L, 2L);
                assertThat(incident.lasted()).isEqualTo(Duration.ofMinutes(5));
            });
        }

        @Test
        void what_only_was_pending_is_no_incident() {
            Check slow = Check.of("api", timeout -> ProbeResult.up()).threshold("latency: CRITICAL > 500ms for 10m");
            assertThat(watched(Letters.of("api", "FTTTTF"), slow).run().incidents())
                    .isEmpty();
        }
    }

    @Nested
    class Story {

        @Test
        void severity_is_that_of_the_gravest_alert_and_does_not_shrink() {
            Check api = Check.of("api", timeout -> ProbeResult.up()).threshold(Letters.LEVELS);
            List<Severity> severities = new ArrayList<>();
            watched(Letters.of("api", "FtTtF"), api)
                    .entries(entry -> {
                        if (entry instanceof Entry.Happened happened) {
                            severities.add(happened.incident().severity());
                        }
                    })
                    .run();
            assertThat(severities).containsExactly(Severity.MEDIUM, Severity.HIGH, Severity.HIGH, Severity.HIGH);
        }

        @Test
        void timeline_tells_all_in_order() {
            Course course = watched(Letters.of("api", "FTFFTTTF"), check("api", "front"))
                    .at(Duration.ofSeconds(330), watch -> watch.acknowledge(2, "Ana"))
                    .at(Duration.ofSeconds(345), watch -> watch.describe(1, null, "a slow query", null, "Ben"))
                    .run();
            Incident incident = course.incidents().get(0);
            assertThat(timeline(incident))
                    .containsExactly(
                            "1 #1 HIGH api fires: latency 1 s",
                            "2 #1 api is resolved",
                            "2 resolved",
                            "4 opened again",
                            "4 #2 HIGH api fires: latency 1 s",
                            "5 #2 was acknowledged by Ana",
                            "5 described by Ben",
                            "7 #2 api is resolved",
                            "7 resolved");
            assertThat(incident).hasToString("#1 HIGH front, resolved after 6 min: api: latency 1 s");
        }

        @Test
        void description_of_what_is_down_says_why() {
            Check api = Check.of("api", timeout -> ProbeResult.up());
            assertThat(watched(Letters.of("api", "FDF"), api).run().incidents())
                    .extracting(Incident::description)
                    .containsExactly("api: down, connection refused");
        }

        @Test
        void open_incident_lasts_until_now() {
            Course course =
                    watched(Letters.of("api", "FT"), check("api", "front")).run();
            assertThat(course.incidents()).singleElement().satisfies(incident -> {
                assertThat(incident.isOpen()).isTrue();
                assertThat(incident.resolvedAt()).isNull();
                assertThat(incident.lasted()).isEqualTo(Duration.ofMinutes(59));
            });
        }

        @Test
        void of_a_very_long_one_the_middle_is_left_out() {
            Course course = watched(Letters.of("api", "FT"), check("api", "front"))
                    .at(Duration.ofMinutes(30), watch -> {
                        for (int i = 0; i < 300; i++) {
                            watch.describe(1, null, null, null, "person " + i);
                        }
                    })
                    .run();
            List<String> timeline = timeline(course.incidents().get(0));
            assertThat(timeline)
                    .hasSize(200)
                    .startsWith("1 #1 HIGH api fires: latency 1 s", "30 described by person 0")
                    .endsWith("30 described by person 298", "30 described by person 299")
                    .doesNotContain("30 described by person 150");
        }

        /** S0.6. */
        @Test
        void counts_and_time_of_resolution_can_be_wanted_at_the_end_of_a_phase() {
            VerificationPhase phase = VerificationPhase.named("watch")
                    .every(Duration.ofMinutes(1))
                    .lasting(Duration.ofMinutes(30))
                    .check(check("api", "front"))
                    .exit("incidents.critical: = 0", "incidents.high: <= 1", "resolution: < 4m");
            Course course = Simulation.of(
                            VerificationPlan.named("shop").phase(phase).build())
                    .from(Letters.BEGIN)
                    .lasting(Duration.ofHours(1))
                    .script(Letters.of("api", "FTTTTF"))
                    .run();
            assertThat(course.phases().get(0).items())
                    .extracting(Outlook.Item::state)
                    .containsExactly(Outlook.State.MET, Outlook.State.MET, Outlook.State.IMPOSSIBLE);
        }
    }

    /** S0.2. */
    @Nested
    class People {

        @Test
        void say_impact_cause_and_resolution_one_after_another_also_after_its_end() {
            Course course = watched(Letters.of("api", "FTTTF"), check("api", "front"))
                    .at(Duration.ofMinutes(2), watch -> watch.describe(1, "no orders", null, null, "Ana"))
                    .at(Duration.ofMinutes(3), watch -> watch.describe(1, null, "disk full", "log rotated", "Ben"))
                    .at(Duration.ofMinutes(30), watch -> watch.describe(1, null, "log level", null, "Ben"))
                    .run();
            assertThat(course.incidents()).singleElement().satisfies(incident -> {
                assertThat(incident.impact()).isEqualTo("no orders");
                assertThat(incident.cause()).isEqualTo("log level");
                assertThat(incident.resolution()).isEqualTo("log rotated");
                assertThat(incident.resolvedAt()).isEqualTo(Letters.minute(4));
            });
        }

        @Test
        void have_said_nothing_at_first() {
            Incident incident = watched(Letters.of("api", "FTF"), check("api", "front"))
                    .run()
                    .incidents()
                    .get(0);
            assertThat(List.of(incident.impact(), incident.cause(), incident.resolution()))
                    .containsOnly("");
        }

        @Test
        void may_give_away_a_secret_which_is_not_kept() {
            Course course = watched(Letters.of("api", "FT"), check("api", "front"))
                    .at(Duration.ofMinutes(2), watch -> {
                        String secret = "jdbc:postgresql://db/shop?password=hunter2";
                        watch.describe(1, secret, secret, secret, "Ana");
                    })
                    .run();
            Incident incident = course.incidents().get(0);
            assertThat(List.of(incident.impact(), incident.cause(), incident.resolution()))
                    .allMatch(text -> text.startsWith("jdbc:postgresql") && !text.contains("hunter2"));
        }

        @Test
        void cannot_describe_what_there_was_not_or_without_a_name() {
            Course course = watched(Letters.of("api", "FT"), check("api", "front"))
                    .at(Duration.ofMinutes(2), watch -> {
                        assertThatThrownBy(() -> watch.describe(9, "none", null, null, "Ana"))
                                .isInstanceOf(IllegalArgumentException.class)
                                .hasMessage("incident: #9 (expected: an incident that there was)");
                        assertThatThrownBy(() -> watch.describe(1, "none", null, null, " "))
                                .hasMessage("who: \" \" (expected: 1 to 100 printable characters)");
                    })
                    .run();
            assertThat(course.incidents().get(0).impact()).isEmpty();
        }
    }
}
