package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postflight.api.Check;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.report.Course;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of a phase that has no time that could be over. */
class WaitingPhaseTest {

    private static VerificationPhase phase(String name, Duration step) {
        VerificationPhase phase = VerificationPhase.named(name);
        return (step.isZero() ? phase : phase.every(step))
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
                .lasting(Duration.ofDays(2))
                .script(Letters.of("api", seen));
    }

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void a_phase_without_a_cadence_takes_no_time_when_all_passes() {
        Course course = watched(
                        "F",
                        phase("watch", MINUTE).lasting(Duration.ofMinutes(5)),
                        phase("once", Duration.ZERO),
                        phase("rest", MINUTE))
                .run();
        assertThat(ToldAt.others(course))
                .containsExactly(
                        "0 the phase watch begins",
                        "5 the phase watch ends: GO",
                        "5 the phase once begins",
                        "5 the phase once ends: GO",
                        "5 the phase rest begins");
    }

    @Test
    void a_phase_without_a_length_says_when_it_waits_for_a_caller_and_not_before() {
        Course course = watched("TTF", phase("10 %", MINUTE).untilAdvanced(), phase("rest", MINUTE))
                .at(Duration.ofMinutes(7), Watch::advance)
                .run();
        assertThat(ToldAt.others(course))
                .containsExactly(
                        "0 the phase 10 % begins",
                        "2 the phase 10 % is GO and waits for a caller to move on",
                        "7 the phase 10 % ends: GO",
                        "7 the phase rest begins");
    }

    @Test
    void nobody_can_move_on_from_a_phase_without_an_end() {
        List<String> called = new ArrayList<>();
        watched("T", phase("rest", MINUTE))
                .at(Duration.ofMinutes(7), watch -> {
                    assertThatThrownBy(() -> watch.override("Ana", ""))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessage("override: the phase rest (expected: one that has an end)");
                    called.add("called");
                })
                .run();
        assertThat(called).hasSize(1);
    }
}
