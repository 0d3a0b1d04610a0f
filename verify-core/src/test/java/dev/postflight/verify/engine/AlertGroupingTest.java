package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Alert;
import dev.postflight.api.AlertPolicy;
import dev.postflight.api.Check;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.Severity;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.report.Course;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Alerts that fail because of another one are told of with that one, not on their own. */
class AlertGroupingTest {

    /** Alerts as they are seen now and then. */
    private final List<List<Alert>> looks = new ArrayList<>();

    private static Check check(String name) {
        return Check.of(name, timeout -> ProbeResult.up());
    }

    private Simulation watched(Letters seen, Check... checks) {
        VerificationPhase phase = VerificationPhase.named("watch").every(Duration.ofMinutes(1));
        for (Check check : checks) {
            phase = phase.check(check);
        }
        VerificationPlan plan = VerificationPlan.named("shop")
                .phase(phase)
                .alerts(AlertPolicy.of(Severity.MEDIUM).channels("slack").escalate(Duration.ofMinutes(3), "lead"))
                .build();
        return Simulation.of(plan)
                .from(Letters.BEGIN)
                .lasting(Duration.ofMinutes(20))
                .script(seen);
    }

    private Simulation looking(Simulation simulation, int minute) {
        return simulation.at(Duration.ofMinutes(minute).plusSeconds(30), watch -> looks.add(watch.alerts()));
    }

    @Nested
    class OneThreshold {

        private List<String> told(String seen) {
            return ToldAt.alerts(watched(Letters.of("api", seen), check("api").threshold(Letters.LEVELS))
                    .run());
        }

        @Test
        void a_graver_level_covers_a_lower_one_that_fires_with_it() {
            assertThat(told("FTTF"))
                    .containsExactly("1 #1 HIGH api: latency 1 s", "3 #1 HIGH api is resolved after 2 min");
        }

        @Test
        void a_lower_level_that_was_told_of_before_is_resolved_after_the_graver_one() {
            assertThat(told("FtTtF"))
                    .containsExactly(
                            "1 #1 MEDIUM api: latency 300 ms",
                            "2 #2 HIGH api: latency 1 s",
                            "3 #2 HIGH api is resolved after 1 min",
                            "4 #1 MEDIUM api fires since 3 min: latency 300 ms", // which is the step to the lead
                            "4 #1 MEDIUM api is resolved after 3 min");
        }

        @Test
        void a_lower_level_is_told_of_when_it_is_left() {
            assertThat(told("FTtF"))
                    .containsExactly(
                            "1 #1 HIGH api: latency 1 s",
                            "2 #1 HIGH api is resolved after 1 min",
                            "2 #2 MEDIUM api: latency 1 s",
                            "3 #2 MEDIUM api is resolved after 2 min");
        }

        @Test
        void what_is_covered_says_by_what() {
            looking(watched(Letters.of("api", "FTTF"), check("api").threshold(Letters.LEVELS)), 1)
                    .run();
            assertThat(looks.get(0)).extracting(Alert::muted).containsExactly(null, "covered by #1 HIGH");
        }

        @Test
        void another_threshold_of_the_same_check_is_not_covered() {
            Check two = check("api").threshold("latency: HIGH > 500ms").threshold("latency: MEDIUM > 200ms");
            Course course = watched(Letters.of("api", "FTF"), two).run();
            assertThat(course.alerts()).extracting(Alert::muted).containsExactly(null, null);
            assertThat(ToldAt.alerts(course)).hasSize(4);
        }
    }

    /** A database that is slow lets what depends on it run, and fail. */
    @Nested
    class Dependent {

        private final Check database = check("database").threshold("latency: HIGH > 500ms");
        private final Check api = check("api").dependsOn("database");

        private Simulation watched(String database, String api) {
            return AlertGroupingTest.this.watched(
                    Letters.of("database", database).and("api", api), this.database, this.api);
        }

        @Test
        void is_grouped_under_what_it_depends_on_and_belongs_to_its_incident() {
            Course course = watched("FTTTF", "FFDDF").run();
            assertThat(ToldAt.alerts(course))
                    .containsExactly("1 #1 HIGH database: latency 1 s", "4 #1 HIGH database is resolved after 3 min");
            Alert child = course.alerts().get(1);
            assertThat(child.check()).isEqualTo("api");
            assertThat(child.parent()).isEqualTo(1);
            assertThat(child.muted()).isEqualTo("grouped under #1 database");
            assertThat(child.incident()).isEqualTo(1);
            assertThat(course.incidents())
                    .singleElement()
                    .satisfies(incident -> assertThat(incident.alerts()).containsExactly(1L, 2L));
        }

        @Test
        void is_grouped_when_both_fail_with_the_same_run() {
            Course course = watched("FTF", "FDF").run();
            assertThat(ToldAt.alerts(course)).allMatch(line -> line.contains("#1 HIGH database"));
            assertThat(course.alerts()).extracting(Alert::parent).containsExactly(0L, 1L);
        }

        @Test
        void is_told_of_when_the_other_recovers_and_it_does_not() {
            Course course = watched("FTTTF", "FFDDDDF").run();
            assertThat(ToldAt.alerts(course))
                    .containsExactly(
                            "1 #1 HIGH database: latency 1 s",
                            "4 #1 HIGH database is resolved after 3 min",
                            "4 #2 MEDIUM api: down, connection refused",
                            "6 #2 MEDIUM api is resolved after 4 min");
            assertThat(course.alerts().get(1).parent()).isZero();
            assertThat(course.alerts().get(1).muted()).isNull();
        }

        @Test
        void that_failed_first_is_adopted_and_not_escalated_until_the_other_recovers() {
            Simulation simulation = watched("FFTTTTF", "FDDDDDDDF");
            looking(simulation, 1);
            looking(simulation, 2);
            looking(simulation, 6);
            Course course = simulation.run();
            assertThat(looks.get(0)).extracting(Alert::muted).containsExactly((String) null);
            assertThat(looks.get(1)).extracting(Alert::muted).containsExactly("grouped under #2 database", null);
            assertThat(looks.get(2)).extracting(Alert::muted).containsExactly(null, null);
            assertThat(ToldAt.channels(course, 1))
                    .containsExactly("1 FIRING slack", "6 ESCALATED lead", "8 RESOLVED slack");
        }

        @Test
        void that_failed_first_keeps_its_own_incident() {
            Course course = watched("FFTTF", "FDDDF").run();
            assertThat(course.incidents())
                    .extracting(incident -> incident.component())
                    .containsExactly("api", "database");
            assertThat(course.alerts()).extracting(Alert::incident).containsExactly(1L, 2L);
        }

        @Test
        void is_not_grouped_under_what_only_waits_to_fire() {
            Check slow = check("database").threshold("latency: HIGH > 500ms for 10m");
            Course course = AlertGroupingTest.this
                    .watched(Letters.of("database", "FTTTF").and("api", "FFDDF"), slow, api)
                    .run();
            assertThat(course.alerts()).singleElement().satisfies(alert -> {
                assertThat(alert.parent()).isZero();
                assertThat(alert.muted()).isNull();
            });
        }

        @Test
        void is_grouped_under_what_is_far_above() {
            Check web = check("web").dependsOn("api");
            Course course = AlertGroupingTest.this
                    .watched(Letters.of("database", "FTTTF").and("web", "FFDDF"), database, api, web)
                    .run();
            assertThat(course.alerts()).extracting(Alert::check).containsExactly("database", "web");
            assertThat(course.alerts()).extracting(Alert::parent).containsExactly(0L, 1L);
        }

        @Test
        void that_cannot_run_as_the_other_is_down_neither_fires_nor_is_resolved() {
            Check critical = check("database").critical();
            Course course = AlertGroupingTest.this
                    .watched(Letters.of("database", "FFDDDF").and("api", "FDDFFFDF"), critical, api)
                    .run();
            assertThat(ToldAt.alerts(course))
                    .containsExactly(
                            "1 #1 MEDIUM api: down, connection refused",
                            "2 #2 CRITICAL database: down, connection refused",
                            "5 #2 CRITICAL database is resolved after 3 min",
                            "5 #1 MEDIUM api is resolved after 4 min",
                            "6 #3 MEDIUM api: down, connection refused",
                            "7 #3 MEDIUM api is resolved after 1 min");
        }
    }
}
