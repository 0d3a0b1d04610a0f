package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postflight.api.Alert;
import dev.postflight.api.Check;
import dev.postflight.api.Decision;
import dev.postflight.api.Incident;
import dev.postflight.api.Notice;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.SilenceRule;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.report.Course;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of an alert: it flaps, recovers, is acknowledged and marked, and what it means to the verdict meanwhile. */
class AlertLifeTest {

    private static Check api(String threshold) {
        return Check.of("api", timeout -> ProbeResult.up()).threshold(threshold);
    }

    /** Beside another check that is good and weighs so much that the score says nothing of this one. */
    private static Simulation watched(String seen, Check check) {
        VerificationPhase phase = VerificationPhase.named("watch")
                .every(Duration.ofMinutes(1))
                .check(check)
                .check(Check.of("other", timeout -> ProbeResult.up()).weight(1000));
        return Simulation.of(VerificationPlan.named("shop").phase(phase).build())
                .from(Letters.BEGIN)
                .lasting(Duration.ofMinutes(60))
                .script(Letters.of("api", seen));
    }

    @Nested
    class Flapping {

        private static final Check API = api("latency: HIGH > 500ms");

        private List<Notice.Kind> told(String seen) {
            return watched(seen, API).run().notices().stream()
                    .map(Notice::kind)
                    .filter(kind -> kind != Notice.Kind.PHASE)
                    .toList();
        }

        @Test
        void six_changes_in_twenty_observations_are_told_once_and_resolve_nothing_more() {
            Course course = watched("TFTFTFTFTFTFTFTFTFTF", API)
                    .lasting(Duration.ofMinutes(20))
                    .run();
            assertThat(ToldAt.alerts(course))
                    .containsExactly(
                            "0 #1 HIGH api: latency 1 s",
                            "1 #1 HIGH api is resolved after 1 min",
                            "2 #2 HIGH api: latency 1 s",
                            "3 #2 HIGH api is resolved after 1 min",
                            "4 #3 HIGH api: latency 1 s",
                            "5 #3 HIGH api is flapping: 6 changes in the last 20 observations");
            assertThat(course.alerts()).hasSize(3);
            Alert last = course.alerts().get(2);
            assertThat(last.state()).isEqualTo(Alert.State.FIRING);
            assertThat(last.flapping()).isGreaterThanOrEqualTo(6);
        }

        @Test
        void fewer_are_not() {
            assertThat(told("TFTFT")).doesNotContain(Notice.Kind.FLAPPING);
        }

        /** Six changes, the first of them 20 observations before the last. */
        @Test
        void nor_are_as_many_over_a_longer_time() {
            assertThat(told("T" + "F".repeat(8) + "T" + "F".repeat(8) + "TTTF")).doesNotContain(Notice.Kind.FLAPPING);
        }

        @Test
        void it_ends_when_no_more_than_two_changes_are_left_and_then_it_is_resolved() {
            Course course = watched("TFTFTF", API).run();
            Alert last = course.alerts().get(2);
            assertThat(last.state()).isEqualTo(Alert.State.RESOLVED);
            assertThat(last.flapping()).isZero();
            // of the observations from 3 to 22 min, only those of 4 and 5 min are other ones than those before them
            assertThat(last.resolvedAt()).isEqualTo(Letters.minute(22));
            assertThat(ToldAt.alerts(course)).last().isEqualTo("22 #3 HIGH api is resolved after 18 min");
        }

        @Test
        void it_can_end_while_it_fires_and_is_resolved_as_usual_then() {
            Course course = watched("TFTFTF" + "T".repeat(30) + "F", API).run();
            assertThat(course.alerts().get(2).resolvedAt()).isEqualTo(Letters.minute(36));
            assertThat(course.alerts().get(2).flapping()).isZero();
        }

        @Test
        void it_is_one_incident() {
            Course course = watched("TFTFTF", API).run();
            assertThat(course.incidents())
                    .singleElement()
                    .satisfies(incident -> assertThat(incident.alerts()).containsExactly(1L, 2L, 3L));
        }
    }

    @Nested
    class Recovering {

        private List<String> decisions(Course course) {
            return course.decisions().stream()
                    .map(change -> Duration.between(Letters.BEGIN, change.at()).toMinutes() + " " + change.decision())
                    .toList();
        }

        @ParameterizedTest
        @CsvSource({"CRITICAL, NO_GO", "HIGH, HOLD"})
        void an_alert_decides_until_it_is_resolved(String severity, Decision decision) {
            Course course = watched(
                            "FTTFFFF", api("latency: " + severity + " > 500ms").recoverAfter(3))
                    .run();
            assertThat(decisions(course)).containsExactly("0 GO", "1 " + decision, "5 GO");
        }

        @Test
        void the_verdict_says_that_what_is_good_is_not_so_for_long_enough() {
            Check worse = Check.of("worse", timeout -> ProbeResult.up()).threshold("latency: CRITICAL > 500ms");
            VerificationPhase phase = VerificationPhase.named("watch")
                    .every(Duration.ofMinutes(1))
                    .check(api("latency: HIGH > 500ms").recoverAfter(3))
                    .check(worse)
                    .check(Check.of("other", timeout -> ProbeResult.up()).weight(1000));
            Course course = Simulation.of(
                            VerificationPlan.named("shop").phase(phase).build())
                    .from(Letters.BEGIN)
                    .lasting(Duration.ofMinutes(5))
                    .script(Letters.of("api", "TF").and("worse", "TF"))
                    .run();
            assertThat(decisions(course)).containsExactly("0 NO_GO", "1 HOLD", "3 GO");
            assertThat(course.decisions().get(1).reasons())
                    .containsExactly(
                            "api is HIGH: latency 100 ms, but not often enough in a row yet: an alert still fires");
        }

        /** Rule R4. What was CRITICAL is so until it is seen to be good again. */
        @ParameterizedTest
        @EnumSource(SilenceRule.class)
        void silence_does_not_make_a_verdict_better_than_the_alert_that_fires(SilenceRule rule) {
            Course course = watched("FTT!!!FF", api("latency: CRITICAL > 500ms").onSilence(rule))
                    .run();
            assertThat(decisions(course)).containsExactly("0 GO", "1 NO_GO", "6 GO");
        }

        @Test
        void down_does_not_make_a_verdict_better_than_the_alert_that_fires() {
            Course course = watched("FTTDDFF", api("latency: CRITICAL > 500ms")).run();
            assertThat(decisions(course)).containsExactly("0 GO", "1 NO_GO", "5 GO");
        }

        @Test
        void a_critical_check_that_was_down_is_no_go_until_its_alert_is_resolved() {
            Check check =
                    Check.of("api", timeout -> ProbeResult.up()).critical().recoverAfter(2);
            assertThat(decisions(watched("FDFF", check).run())).containsExactly("0 GO", "1 NO_GO", "3 GO");
        }

        @Test
        void the_row_of_good_observations_is_not_broken_by_silence() {
            Course course = watched(
                            "TF!F",
                            api("latency: HIGH > 500ms")
                                    .onSilence(SilenceRule.HOLD)
                                    .recoverAfter(2))
                    .run();
            assertThat(course.alerts().get(0).resolvedAt()).isEqualTo(Letters.minute(3));
        }
    }

    /** Bad input. */
    @Nested
    class People {

        private void during(String seen, Consumer<Watch> people) {
            List<Instant> called = new ArrayList<>();
            watched(seen, api("latency: HIGH > 500ms for 2m"))
                    .at(Duration.ofSeconds(330), watch -> {
                        called.add(Letters.BEGIN);
                        people.accept(watch);
                    })
                    .run();
            assertThat(called).hasSize(1);
        }

        @Test
        void cannot_acknowledge_what_is_resolved() {
            during(
                    "TTTF",
                    watch -> assertThatThrownBy(() -> watch.acknowledge(1, "Ana"))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessage("acknowledge: #1, which is RESOLVED (expected: an alert that fires)"));
        }

        @Test
        void cannot_acknowledge_what_does_not_fire_yet_or_never_did() {
            during(
                    "FFFFT",
                    watch -> assertThatThrownBy(() -> watch.acknowledge(1, "Ana"))
                            .hasMessage("acknowledge: #1, which is PENDING (expected: an alert that fires)"));
            during(
                    "TF",
                    watch -> assertThatThrownBy(() -> watch.acknowledge(1, "Ana"))
                            .hasMessage("acknowledge: #1, which is DROPPED (expected: an alert that fires)"));
        }

        @Test
        void cannot_acknowledge_or_mark_what_there_was_not() {
            during("F", watch -> {
                assertThatThrownBy(() -> watch.acknowledge(7, "Ana"))
                        .hasMessage("alert: #7 (expected: an alert that there was)");
                assertThatThrownBy(() -> watch.mark(7, true, "Ana"))
                        .hasMessage("alert: #7 (expected: an alert that there was)");
            });
        }

        @Test
        void must_have_a_name() {
            during("T", watch -> {
                assertThatThrownBy(() -> watch.acknowledge(1, ""))
                        .hasMessage("who: \"\" (expected: 1 to 100 printable characters)");
                assertThatThrownBy(() -> watch.mark(1, true, "A\nna"))
                        .hasMessageEndingWith("(expected: 1 to 100 printable characters)");
                assertThat(watch.alerts().get(0).acknowledged()).isNull();
                assertThat(watch.alerts().get(0).real()).isNull();
            });
        }

        @Test
        void cannot_mark_what_has_not_fired() {
            during(
                    "TF",
                    watch -> assertThatThrownBy(() -> watch.mark(1, false, "Ana"))
                            .hasMessage("mark: #1, which is DROPPED (expected: an alert that has fired)"));
        }

        /** S1.5. */
        @Test
        void mark_alerts_as_real_or_false_also_after_they_are_resolved_and_may_change_their_minds() {
            Course course = watched("TTTFTTT", api("latency: HIGH > 500ms for 2m"))
                    .at(Duration.ofSeconds(330), watch -> watch.mark(1, false, "Ana"))
                    .at(Duration.ofMinutes(9), watch -> watch.mark(2, false, "Ana"))
                    .at(Duration.ofMinutes(10), watch -> watch.mark(2, true, "Ben"))
                    .run();
            assertThat(course.alerts()).extracting(Alert::real).containsExactly(false, true);
            assertThat(course.incidents().get(0).timeline())
                    .extracting(Incident.Entry::text)
                    .contains("#1 is false, says Ana", "#2 is false, says Ana", "#2 is real, says Ben");
        }

        @Test
        void acknowledge_what_fires_and_it_is_said() {
            Course course = watched("TTTTTTTF", api("latency: HIGH > 500ms for 2m"))
                    .at(Duration.ofMinutes(5), watch -> watch.acknowledge(1, "Ana"))
                    .run();
            assertThat(course.alerts()).extracting(Alert::acknowledged).containsExactly("Ana");
            assertThat(course.incidents().get(0).timeline())
                    .extracting(
                            entry -> Duration.between(Letters.BEGIN, entry.at()).toMinutes() + " " + entry.text())
                    .containsExactly(
                            "2 #1 HIGH api fires: latency 1 s",
                            "5 #1 was acknowledged by Ana",
                            "7 #1 api is resolved",
                            "7 resolved");
        }
    }
}
