package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postflight.api.Attestation;
import dev.postflight.api.Check;
import dev.postflight.api.Decision;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.history.Entry;
import dev.postflight.verify.report.Course;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What people attest, when they move on, and what they cannot do (S0.7, S2.7, S4.9). */
class PeopleTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** A check that is HIGH at times, beside another one that weighs so much that the score says nothing of it. */
    private static VerificationPhase phase(String name) {
        return VerificationPhase.named(name)
                .every(MINUTE)
                .check(Check.of("api", timeout -> ProbeResult.up()).threshold("latency: HIGH > 500ms"))
                .check(Check.of("other", timeout -> ProbeResult.up()).weight(1000));
    }

    private static Simulation watched(String seen, VerificationPhase... phases) {
        VerificationPlan.Builder plan = VerificationPlan.named("shop");
        for (VerificationPhase phase : phases) {
            plan.phase(phase);
        }
        return Simulation.of(plan.build())
                .from(Letters.BEGIN)
                .lasting(Duration.ofHours(5))
                .script(Letters.of("api", seen));
    }

    /** Name, minutes of begin and end, and the last decision. */
    private static List<String> phases(Course course) {
        List<String> lines = new ArrayList<>();
        for (Course.Phase phase : course.phases()) {
            String end = phase.ended() == null
                    ? ""
                    : "" + Duration.between(Letters.BEGIN, phase.ended()).toMinutes();
            lines.add(phase.name() + " "
                    + Duration.between(Letters.BEGIN, phase.began()).toMinutes() + "-" + end + " " + phase.decision());
        }
        return lines;
    }

    private int refusals;

    private Consumer<Watch> refused(Consumer<Watch> act, String message) {
        return watch -> {
            assertThatThrownBy(() -> act.accept(watch))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(message);
            refusals++;
        };
    }

    @AfterEach
    void everyRefusalWasSeen(TestInfo info) {
        boolean refused = info.getDisplayName().startsWith("is_refused");
        assertThat(refusals).isEqualTo(refused ? 1 : 0);
    }

    private static Duration minutes(double minutes) {
        return Duration.ofSeconds((long) (minutes * 60));
    }

    /** S0.7. */
    @Nested
    class Attest {

        private final VerificationPhase audited =
                phase("watch").lasting(minutes(10)).attested("security audit", "security lead");

        @Test
        void a_phase_waits_for_an_attestation_beyond_its_time_and_ends_with_it() {
            Course course = watched("F", audited, phase("rest"))
                    .at(minutes(14.5), watch -> watch.attest("security audit", "security lead", "Ana", "fine"))
                    .run();
            assertThat(phases(course)).containsExactly("watch 0-14 GO", "rest 14- GO");
            assertThat(course.attestations())
                    .containsExactly(new Attestation(
                            "security audit", "security lead", "Ana", Letters.BEGIN.plus(minutes(14.5)), "fine"));
        }

        @Test
        void one_that_is_given_ahead_counts() {
            Course course = watched("F", phase("first").lasting(minutes(5)), audited, phase("rest"))
                    .at(minutes(1), watch -> watch.attest("security audit", "security lead", "Ana", ""))
                    .run();
            assertThat(phases(course)).containsExactly("first 0-5 GO", "watch 5-15 GO", "rest 15- GO");
        }

        private void during(Consumer<Watch> people) {
            List<String> called = new ArrayList<>();
            watched("F", audited)
                    .at(minutes(2), watch -> {
                        people.accept(watch);
                        called.add("called");
                    })
                    .run();
            assertThat(called).hasSize(1);
        }

        @Test
        void twice_is_refused_and_the_first_one_stays() {
            during(watch -> {
                watch.attest("security audit", "security lead", "Ana", "");
                assertThatThrownBy(() -> watch.attest("security audit", "security lead", "Ben", ""))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage(
                                "attest: security audit by security lead twice (expected: each once; it was by Ana)");
                assertThat(watch.attestations()).extracting(Attestation::who).containsExactly("Ana");
            });
        }

        @Test
        void for_a_role_or_an_item_that_nobody_asked_for_is_refused() {
            during(watch -> {
                assertThatThrownBy(() -> watch.attest("security audit", "intern", "Ana", ""))
                        .hasMessage("attest: security audit by intern"
                                + " (expected: what a phase asks for: [security audit by security lead])");
                assertThatThrownBy(() -> watch.attest("training", "security lead", "Ana", ""))
                        .hasMessageStartingWith("attest: training by security lead (expected: ");
                assertThat(watch.attestations()).isEmpty();
            });
        }

        @Test
        void without_a_name_is_refused() {
            during(watch -> {
                assertThatThrownBy(() -> watch.attest("security audit", "security lead", "", ""))
                        .hasMessage("who: \"\" (expected: 1 to 100 printable characters)");
                assertThatThrownBy(() -> watch.attest("", "security lead", "Ana", ""))
                        .hasMessage("item: \"\" (expected: 1 to 100 printable characters)");
                assertThatThrownBy(() -> watch.attest("security audit", "", "Ana", ""))
                        .hasMessage("role: \"\" (expected: 1 to 100 printable characters)");
            });
        }

        @Test
        void a_secret_in_a_note_is_not_kept() {
            Course course = watched("F", audited)
                    .at(
                            minutes(2),
                            watch -> watch.attest(
                                    "security audit", "security lead", "Ana", "see https://ana:hunter2@host/report"))
                    .run();
            assertThat(course.attestations().get(0).note())
                    .startsWith("see https://")
                    .doesNotContain("hunter2");
        }
    }

    /** S2.7. */
    @Nested
    class Advance {

        private VerificationPhase[] traffic() {
            List<VerificationPhase> phases = new ArrayList<>();
            for (int share : new int[] {10, 25, 50, 75, 100}) {
                phases.add(phase(share + " %").lasting(minutes(10)).untilAdvanced());
            }
            return phases.toArray(VerificationPhase[]::new);
        }

        @Test
        void each_phase_goes_on_until_a_caller_moves_on() {
            Simulation simulation = watched("F", traffic());
            for (int i = 1; i <= 5; i++) {
                simulation.at(minutes(15.5 * i), Watch::advance);
            }
            assertThat(phases(simulation.run()))
                    .containsExactly(
                            "10 % 0-15 GO", "25 % 15-31 GO", "50 % 31-46 GO", "75 % 46-62 GO", "100 % 62-77 GO");
        }

        @Test
        void without_a_caller_it_says_once_that_it_waits() {
            Course course = watched("F", traffic()).run();
            assertThat(phases(course)).containsExactly("10 % 0- GO");
            assertThat(ToldAt.others(course))
                    .containsExactly(
                            "0 the phase 10 % begins", "10 the phase 10 % is GO and waits for a caller to move on");
        }

        @Test
        void is_refused_before_its_time_is_over() {
            Course course = watched("F", traffic())
                    .at(
                            minutes(9.5),
                            refused(
                                    Watch::advance,
                                    "advance: the phase 10 % (expected: one whose time is over, at 2026-03-02T08:10:00Z)"))
                    .at(minutes(10.5), Watch::advance)
                    .run();
            assertThat(phases(course)).containsExactly("10 % 0-10 GO", "25 % 10- GO");
        }

        @Test
        void is_refused_when_it_is_not_go_and_the_sentence_says_why() {
            Course course = watched("F".repeat(10) + "TTTF", traffic())
                    .at(
                            minutes(11.5),
                            refused(
                                    Watch::advance,
                                    "advance: the phase 10 %, which is HOLD (expected: GO): "
                                            + "api is HIGH: latency 1 s is HIGH (> 500ms)"))
                    .at(minutes(14.5), Watch::advance)
                    .run();
            assertThat(phases(course)).containsExactly("10 % 0-14 GO", "25 % 14- GO");
        }

        @Test
        void is_refused_in_a_phase_that_ends_by_itself() {
            watched("F", phase("watch").lasting(minutes(10)))
                    .at(
                            minutes(5),
                            refused(
                                    Watch::advance,
                                    "advance: the phase watch (expected: one that goes on until a caller moves on)"))
                    .run();
        }

        @Test
        void of_a_phase_without_a_length_is_possible_as_soon_as_it_is_go() {
            Course course = watched("TTTF", phase("10 %").untilAdvanced(), phase("rest"))
                    .at(minutes(3.5), Watch::advance)
                    .run();
            assertThat(phases(course)).containsExactly("10 % 0-3 GO", "rest 3- GO");
        }
    }

    /** S4.9. */
    @Nested
    class MoveOn {

        private final VerificationPhase ten = phase("watch").lasting(minutes(10));

        @Test
        void a_person_moves_on_from_a_phase_that_is_on_hold_and_that_is_kept() {
            List<String> ends = new ArrayList<>();
            Course course = watched("T", ten, phase("rest"))
                    .at(minutes(12.5), watch -> watch.override("Ana", "known, ticket 7"))
                    .entries(entry -> {
                        if (entry instanceof Entry.Phased phased && phased.event() == Entry.Phased.Event.ENDED) {
                            ends.add(phased.decision() + " " + phased.text());
                        }
                    })
                    .run();
            assertThat(phases(course)).containsExactly("watch 0-12 HOLD", "rest 12- HOLD");
            assertThat(ends).containsExactly("HOLD moved on by Ana: known, ticket 7");
            assertThat(ToldAt.others(course))
                    .contains("12 the phase watch ends: HOLD, moved on by Ana: known, ticket 7");
        }

        @Test
        void is_refused_before_the_end() {
            watched("T", ten, phase("rest"))
                    .at(
                            minutes(9.5),
                            refused(
                                    watch -> watch.override("Ana", ""),
                                    "override: the phase watch (expected: one whose time is over, at 2026-03-02T08:10:00Z)"))
                    .run();
        }

        @Test
        void is_refused_for_what_is_go() {
            watched("F", ten.untilAdvanced(), phase("rest"))
                    .at(
                            minutes(11),
                            refused(
                                    watch -> watch.override("Ana", ""),
                                    "override: the phase watch, which is GO (expected: HOLD)"))
                    .run();
        }

        @Test
        void is_refused_for_what_is_no_go() {
            VerificationPhase endless = VerificationPhase.named("watch")
                    .every(MINUTE)
                    .check(Check.of("api", timeout -> ProbeResult.up()).critical())
                    .untilAdvanced();
            Course course = watched("D", endless, phase("rest"))
                    .at(
                            minutes(11),
                            refused(
                                    watch -> watch.override("Ana", ""),
                                    "override: the phase watch, which is NO_GO (expected: HOLD)"))
                    .run();
            assertThat(phases(course)).containsExactly("watch 0- NO_GO");
        }

        @Test
        void without_a_name_is_refused() {
            List<String> called = new ArrayList<>();
            watched("T", ten)
                    .at(minutes(11), watch -> {
                        assertThatThrownBy(() -> watch.override("", ""))
                                .isInstanceOf(IllegalArgumentException.class)
                                .hasMessage("who: \"\" (expected: 1 to 100 printable characters)");
                        called.add("called");
                    })
                    .run();
            assertThat(called).hasSize(1);
        }
    }

    @Nested
    class End {

        @Test
        void go_moves_on() {
            Course course = watched("F", phase("watch").lasting(minutes(10)), phase("rest"))
                    .run();
            assertThat(phases(course)).containsExactly("watch 0-10 GO", "rest 10- GO");
        }

        @Test
        void hold_beyond_its_extension_is_no_go_and_stops_the_plan() {
            VerificationPhase limited = phase("watch").lasting(minutes(10)).extendedBy(minutes(5));
            Course course = watched("FT", limited, phase("rest")).run();
            assertThat(phases(course)).containsExactly("watch 0-15 NO_GO");
            assertThat(course.decisions()).last().satisfies(change -> {
                assertThat(change.decision()).isEqualTo(Decision.NO_GO);
                assertThat(change.reasons())
                        .containsExactly("GO within the extension cannot be met any more:"
                                + " not GO, the phase was extended and is over");
            });
        }

        @Test
        void no_go_stops_the_plan_at_the_end_of_the_phase() {
            VerificationPhase strict = VerificationPhase.named("watch")
                    .every(MINUTE)
                    .check(Check.of("api", timeout -> ProbeResult.up()).critical())
                    .lasting(minutes(10));
            Course course = watched("FFD", strict, phase("rest")).run();
            assertThat(phases(course)).containsExactly("watch 0-10 NO_GO");
            assertThat(course.until()).isEqualTo(Letters.minute(10));
            assertThat(ToldAt.others(course)).last().isEqualTo("10 the phase watch ends: NO_GO");
        }

        @Test
        void what_was_no_go_and_is_good_again_moves_on() {
            VerificationPhase strict = VerificationPhase.named("watch")
                    .every(MINUTE)
                    .check(Check.of("api", timeout -> ProbeResult.up()).critical())
                    .lasting(minutes(10));
            assertThat(phases(watched("FFDDF", strict, phase("rest")).run()))
                    .containsExactly("watch 0-10 GO", "rest 10- GO");
        }
    }
}
