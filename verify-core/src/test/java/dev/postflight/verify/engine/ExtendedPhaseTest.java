package dev.postflight.verify.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postflight.api.Check;
import dev.postflight.api.ProbeResult;
import dev.postflight.api.VerificationPhase;
import dev.postflight.api.VerificationPlan;
import dev.postflight.verify.report.Course;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A phase that goes on beyond its time is over as soon as it is GO, not with what is due next. */
class ExtendedPhaseTest {

    private static VerificationPhase phase(String name, Duration step) {
        return VerificationPhase.named(name)
                .every(step)
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
    void without_a_limit() {
        Course course = watched(
                        "F" + "T".repeat(99) + "F",
                        phase("watch", MINUTE).lasting(Duration.ofMinutes(10)),
                        phase("rest", MINUTE))
                .run();
        assertThat(ToldAt.others(course))
                .containsExactly(
                        "0 the phase watch begins",
                        "10 the phase watch is HOLD and goes on",
                        "100 the phase watch ends: GO",
                        "100 the phase rest begins");
    }

    @Test
    void within_its_extension() {
        VerificationPhase limited =
                phase("watch", MINUTE).lasting(Duration.ofMinutes(10)).extendedBy(Duration.ofMinutes(5));
        Course course = watched("F" + "T".repeat(12) + "F", limited, phase("rest", MINUTE))
                .run();
        assertThat(ToldAt.others(course))
                .containsExactly(
                        "0 the phase watch begins",
                        "10 the phase watch is HOLD and goes on for at most 5 min",
                        "13 the phase watch ends: GO",
                        "13 the phase rest begins");
    }

    @Test
    void with_a_long_cadence() {
        Course course = watched(
                        "T".repeat(13 * 60) + "F",
                        phase("watch", Duration.ofHours(6)).lasting(Duration.ofHours(12)),
                        phase("rest", MINUTE))
                .run();
        assertThat(ToldAt.others(course)).contains("1080 the phase watch ends: GO", "1080 the phase rest begins");
    }
}
